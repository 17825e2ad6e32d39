"""Request Tracker 5 over REST 2 (docs.bestpractical.com, RT::REST2).

Everything goes as multipart: with a Russian file name in plain JSON RT answers 500 and makes
nothing (seen with 5.0.3).
"""

import json
from base64 import b64decode
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from gosupport_cli.channels.files import content
from gosupport_cli.channels.ticket_server import Desk, digits, moment, text_of
from gosupport_cli.core.delivery import Answer, Delivered, Parcel, Prepared, ServerTicket
from gosupport_cli.core.model import Status

API = "/REST/2.0"
STATUSES = {
    "new": Status.WAITING, "open": Status.IN_PROGRESS, "stalled": Status.NEEDS_INFO,
    "resolved": Status.RESOLVED, "rejected": Status.REFUSED, "deleted": Status.CANCELLED,
}


class RequestTracker(Desk):
    """Implements ``core.delivery_ports.TicketServer``."""

    name = "rt"
    needs = ("rt.queue",)

    def headers(self) -> Mapping[str, str]:
        # Neither Bearer nor Basic: RT has a scheme of its own.
        return {"Authorization": f"token {self.key()}"}

    def prepare(self, parcel: Parcel) -> Prepared:
        text = text_of(parcel)
        data: dict[str, Any] = {"Content": text, "ContentType": "text/plain"}
        if not parcel.ticket:
            data |= {"Queue": self.settings.get("rt.queue"), "Subject": parcel.document.subject}
            requestor = self.settings.get("mail.from") or parcel.request.answers.get("person.email")
            if requestor:
                data["Requestor"] = str(requestor)
        parts = [_part("JSON", json.dumps(data, ensure_ascii=False).encode(), "application/json")]
        parts += [
            _part("Attachments", content(one), one.media_type, one.name)
            for one in parcel.document.attachments
        ]
        mark = f"gosupport-{_mark(parcel)}"
        lines = [f"--{mark}\r\n".encode() + one for one in parts]
        body = b"".join([*lines, f"--{mark}--\r\n".encode()])
        return self.packed(parcel, body, text, f"multipart/form-data; boundary={mark}")

    def deliver(self, prepared: Prepared) -> Delivered:
        ticket = prepared.parcel.ticket
        path = f"/ticket/{digits(ticket, self.host)}/correspond" if ticket else "/ticket"
        answer = self.web.post(API + path, prepared.payload, prepared.detail("kind"), creates=True)
        if ticket:
            return Delivered("sent", ticket=ticket)
        number = str(self.made(answer).get("id") or answer.location.rstrip("/").rpartition("/")[2])
        if not number.isdigit():
            raise self.no_number()
        link = f"{self.settings.get('rt.url')}/Ticket/Display.html?id={number}"
        return Delivered("sent", ticket=number, reference=link)

    def test(self) -> str:
        queue = quote(self.settings.get("rt.queue"), safe="")
        found = self.asked(f"{API}/queue/{queue}")
        if not isinstance(found, dict) or "Name" not in found:
            raise self.odd()
        return f"RT, {found['Name']}"

    def read(self, number: str) -> ServerTicket:
        plain = digits(number, self.host)
        found = self.asked(f"{API}/ticket/{plain}", number=number)
        if not isinstance(found, dict):
            raise self.odd()
        raw = str(found.get("Status", ""))
        return ServerTicket(
            number=str(found.get("id", plain)),
            raw_status=raw,
            status=STATUSES.get(raw.lower()),
            updated_at=moment(found.get("LastUpdated")),
            answers=tuple(self._answers(plain)),
        )

    def _answers(self, number: str) -> list[Answer]:
        """Correspondence only: its text lies in attachments, the mails RT sent do too."""
        said = self._items(f"{API}/ticket/{number}/history", "Type,Creator,Created")
        wanted = {
            str(one.get("id")): one for one in said if one.get("Type") == "Correspond"
        }
        found: list[Answer] = []
        fields = "ContentType,Filename,TransactionId"
        for one in self._items(f"{API}/ticket/{number}/attachments", fields):
            about = wanted.get(_id(one.get("TransactionId")))
            if about is None or one.get("Filename") or one.get("ContentType") != "text/plain":
                continue
            whole = self.asked(f"{API}/attachment/{digits(_id(one), self.host)}")
            found.append(Answer(
                id=f"{number}/{about.get('id')}",
                at=moment(about.get("Created")),
                author=_id(about.get("Creator")),
                text=_text(whole.get("Content", "") if isinstance(whole, dict) else ""),
            ))
        return found

    def _items(self, path: str, fields: str) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = []
        for page in range(1, 51):
            params = {"fields": fields, "per_page": "100", "page": str(page)}
            found = self.asked(path, params)
            here = found.get("items", []) if isinstance(found, dict) else []
            items += [one for one in here if isinstance(one, dict)]
            if not here or page >= int(found.get("pages") or 1):
                break
        return items


def _part(name: str, data: bytes, kind: str, file: str = "") -> bytes:
    """One part of a form (RFC 7578); what would end a file's name early is escaped as HTML says."""
    for sign, escaped in (('"', "%22"), ("\r", "%0D"), ("\n", "%0A")):
        file = file.replace(sign, escaped)
    named = f'; filename="{file}"' if file else ""
    head = f'Content-Disposition: form-data; name="{name}"{named}\r\nContent-Type: {kind}\r\n\r\n'
    return head.encode() + data + b"\r\n"


def _mark(parcel: Parcel) -> str:
    """A boundary that is the same every time: what was previewed is what is sent."""
    from hashlib import sha256

    return sha256(parcel.key.encode()).hexdigest()[:32]


def _id(value: object) -> str:
    return str(value.get("id", "")) if isinstance(value, dict) else str(value or "")


def _text(encoded: object) -> str:
    try:
        return b64decode(str(encoded)).decode("utf-8", "replace").strip()
    except ValueError:
        return ""
