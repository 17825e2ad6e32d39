"""Zammad's REST API (docs.zammad.org, api/ticket). The number people know is not the id."""

import json
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from gosupport_cli.channels.files import content
from gosupport_cli.channels.ticket_server import Desk, digits, moment, text_of
from gosupport_cli.core.delivery import Answer, Delivered, Parcel, Prepared, ServerTicket
from gosupport_cli.core.errors import DeclarationError
from gosupport_cli.core.model import Status

STATUSES = {
    "new": Status.WAITING, "open": Status.IN_PROGRESS, "pending reminder": Status.IN_PROGRESS,
    "pending close": Status.RESOLVED, "closed": Status.CLOSED, "merged": Status.CLOSED,
}


class Zammad(Desk):
    """Implements ``core.delivery_ports.TicketServer``."""

    name = "zammad"
    needs = ("zammad.group",)

    def headers(self) -> Mapping[str, str]:
        return {"Authorization": f"Token token={self.key()}"}

    def prepare(self, parcel: Parcel) -> Prepared:
        text = text_of(parcel)
        article: dict[str, Any] = {
            "subject": parcel.document.subject, "body": text, "type": "note",
            "internal": False, "content_type": "text/plain",
            # The key may be an agent's: without this our own words would count as the desk's.
            "sender": "Customer",
            "attachments": [
                {"filename": one.name, "data": b64encode(content(one)).decode("ascii"),
                 "mime-type": one.media_type}
                for one in parcel.document.attachments
            ],
        }
        data = article if parcel.ticket else {
            "title": parcel.document.subject,
            "group": self.settings.get("zammad.group"),
            "customer_id": f"guess:{self._customer(parcel)}",
            "article": article,
        }
        payload = json.dumps(data, ensure_ascii=False).encode()
        return self.packed(parcel, payload, text, "application/json")

    def deliver(self, prepared: Prepared) -> Delivered:
        parcel, kind = prepared.parcel, prepared.detail("kind")
        if parcel.ticket:
            data = {**json.loads(prepared.payload), "ticket_id": self._id(parcel.ticket)}
            body = json.dumps(data, ensure_ascii=False).encode()
            self.web.post("/api/v1/ticket_articles", body, kind, creates=True)
            return Delivered("sent", ticket=parcel.ticket)
        answer = self.web.post("/api/v1/tickets", prepared.payload, kind, creates=True)
        made = self.made(answer)
        number = str(made.get("number") or "")
        if not number:
            raise self.no_number()
        link = f"{self.settings.get('zammad.url')}/#ticket/zoom/{made.get('id', '')}"
        return Delivered("sent", ticket=number, reference=link)

    def test(self) -> str:
        found = self.asked("/api/v1/users/me")
        if not isinstance(found, dict) or "login" not in found:
            raise self.odd()
        return f"Zammad, {found['login']}"

    def read(self, number: str) -> ServerTicket:
        identity = self._id(number)
        found = self.asked(f"/api/v1/tickets/{identity}", {"expand": "true"})
        said = self.asked(f"/api/v1/ticket_articles/by_ticket/{identity}")
        if not isinstance(found, dict) or not isinstance(said, list):
            raise self.odd()
        raw = str(found.get("state", ""))
        return ServerTicket(
            number=str(found.get("number", number)),
            raw_status=raw,
            status=STATUSES.get(raw.lower()),
            updated_at=moment(found.get("updated_at")),
            answers=tuple(
                Answer(
                    id=f"{identity}/{one.get('id')}",
                    at=moment(one.get("created_at")),
                    author=str(one.get("from") or one.get("created_by") or ""),
                    text=str(one.get("body", "")).strip(),
                )
                for one in said
                if isinstance(one, dict) and one.get("sender") == "Agent"
                and not one.get("internal")
            ),
        )

    def _id(self, number: str) -> int:
        plain = digits(number, self.host)
        # Without Elasticsearch Zammad looks for the very words, so «number:» finds nothing there.
        for query in (f"number:{plain}", plain):
            params = {"query": query, "limit": "20", "expand": "true"}
            found = self.asked("/api/v1/tickets/search", params)
            for one in found if isinstance(found, list) else []:
                if isinstance(one, dict) and str(one.get("number")) == plain:
                    return int(one["id"])
        raise self.unknown(number)

    def _customer(self, parcel: Parcel) -> str:
        address = self.settings.get("mail.from") or str(
            parcel.request.answers.get("person.email", "")
        )
        if not address:
            raise DeclarationError("mail-no-sender", file=self.file, line=0)
        return address
