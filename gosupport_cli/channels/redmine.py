"""Redmine's REST API (redmine.org, Rest_api): files first, then the issue that names them."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from gosupport_cli.channels.files import content
from gosupport_cli.channels.ticket_server import Desk, digits, moment, text_of
from gosupport_cli.core.delivery import Answer, Delivered, Parcel, Prepared, ServerTicket
from gosupport_cli.core.errors import Interrupted, NotDelivered
from gosupport_cli.core.model import Attachment, Status

# Redmine's default names, English and Russian; anything else is kept as the server's own word.
STATUSES = {
    "new": Status.WAITING, "новая": Status.WAITING, "новый": Status.WAITING,
    "in progress": Status.IN_PROGRESS, "в работе": Status.IN_PROGRESS,
    "feedback": Status.NEEDS_INFO, "обратная связь": Status.NEEDS_INFO,
    "resolved": Status.RESOLVED, "решена": Status.RESOLVED, "решён": Status.RESOLVED,
    "closed": Status.CLOSED, "закрыта": Status.CLOSED, "закрыт": Status.CLOSED,
    "rejected": Status.REFUSED, "отклонена": Status.REFUSED, "отказ": Status.REFUSED,
}


class Redmine(Desk):
    """Implements ``core.delivery_ports.TicketServer``."""

    name = "redmine"
    needs = ("redmine.project",)

    def headers(self) -> Mapping[str, str]:
        return {"X-Redmine-API-Key": self.key()}

    def prepare(self, parcel: Parcel) -> Prepared:
        text = text_of(parcel)
        for one in parcel.document.attachments:
            content(one)  # missing or changed: better now than in the middle
        issue: dict[str, Any] = {"notes": text} if parcel.ticket else {
            "project_id": self.settings.get("redmine.project"),
            "subject": parcel.document.subject,
            "description": text,
        }
        payload = json.dumps({"issue": issue}, ensure_ascii=False).encode()
        return self.packed(parcel, payload, text, "application/json")

    def deliver(self, prepared: Prepared) -> Delivered:
        parcel = prepared.parcel
        body = json.loads(prepared.payload)
        try:
            uploads = [self._upload(one) for one in parcel.document.attachments]
        except Interrupted:  # a file may lie there, although nothing refers to it
            raise Interrupted("interrupted-uploading", host=self.host) from None
        if uploads:
            body["issue"]["uploads"] = uploads
        data = json.dumps(body, ensure_ascii=False).encode()
        kind = prepared.detail("kind")
        if parcel.ticket:
            path = f"/issues/{digits(parcel.ticket, self.host)}.json"
            self.web.post(path, data, kind, creates=True, method="PUT")
            return Delivered("sent", ticket=parcel.ticket)
        answer = self.web.post("/issues.json", data, kind, creates=True)
        number = str(self.made(answer, "issue").get("id") or "")
        if not number:
            raise self.no_number()
        link = f"{self.settings.get('redmine.url')}/issues/{number}"
        return Delivered("sent", ticket=number, reference=link)

    def test(self) -> str:
        user = self.asked("/users/current.json")
        project = self.settings.get("redmine.project")
        found = self.asked(f"/projects/{quote(project, safe='')}.json")
        try:
            return f"Redmine, {user['user']['login']}, {found['project']['name']}"
        except (KeyError, TypeError):
            raise self.odd() from None

    def read(self, number: str) -> ServerTicket:
        plain = digits(number, self.host)
        found = self.asked(f"/issues/{plain}.json", {"include": "journals"}, number=number)
        try:
            issue = found["issue"]
            raw = str(issue["status"]["name"])
        except (KeyError, TypeError):
            raise self.odd() from None
        status = STATUSES.get(raw.lower())
        if status is None and issue["status"].get("is_closed"):
            status = Status.CLOSED
        return ServerTicket(
            number=plain,
            raw_status=raw,
            status=status,
            updated_at=moment(issue.get("updated_on")),
            answers=tuple(_answers(plain, issue)),
        )

    def _upload(self, one: Attachment) -> dict[str, str]:
        # An upload that is lost hangs nowhere: nothing was created, so it may be said plainly.
        answer = self.web.post(
            "/uploads.json", content(one), "application/octet-stream", creates=False,
            params={"filename": one.name},
        )
        token = str(self.made(answer, "upload").get("token") or "")
        if not token:
            raise NotDelivered("server-not-json", host=self.host)
        return {"token": token, "filename": one.name, "content_type": one.media_type}


def _answers(number: str, issue: Mapping[str, Any]) -> list[Answer]:
    return [
        Answer(
            id=f"{number}/{one.get('id')}",
            at=moment(one.get("created_on")),
            author=str((one.get("user") or {}).get("name", "")),
            text=str(one["notes"]).strip(),
        )
        for one in issue.get("journals") or []
        if isinstance(one, dict) and one.get("notes") and not one.get("private_notes")
    ]
