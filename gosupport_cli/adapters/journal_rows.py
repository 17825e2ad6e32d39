"""Rows of the journal into frozen values and back; no SQL but the columns' names."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from gosupport_cli.core.model import Answers, Attachment, Attempt, Event, Message, Request, Status
from gosupport_cli.core.ticket_numbers import ticket_key

_ID = "GS-"


def local_id(number: int) -> str:
    """``GS-7`` of 7."""
    return f"{_ID}{number}"


def number_of(request_id: str) -> int:
    """7 of ``GS-7``, in any case; 0 when it is no id."""
    digits = request_id.upper().removeprefix(_ID)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else 0


_DASHES = dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63, 0xFF0D), "-")


def likeness(ref: str) -> str:
    """What a number or id looks like on paper: any dash, with or without «№», no blanks."""
    bare = "".join(ref.split()).casefold().translate(_DASHES)
    return bare.lstrip("№#") or bare


def own_number(ref: str) -> int:
    """7 of «GS–7», «gs 7», «GS7», «№ 7»; 0 when it is no id."""
    digits = likeness(ref).removeprefix(_ID[:2].casefold()).removeprefix("-")
    return 0 if likeness(ref).startswith("-") else number_of(digits)


def moment(text: str | None) -> datetime | None:
    """The aware time of ``text``."""
    return datetime.fromisoformat(text) if text else None


def iso(at: datetime | None) -> str | None:
    """The text that is kept of ``at``."""
    return at.isoformat() if at else None


def microseconds(at: datetime) -> int:
    """Whole microseconds since 1970: a number that sorts like time in every zone."""
    span = at.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    return (span.days * 86_400 + span.seconds) * 1_000_000 + span.microseconds


def packed(value: Any) -> str:
    """JSON with Russian letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def unpacked_answers(text: str) -> dict[str, str | tuple[str, ...]]:
    """Answers from JSON: its lists are tuples."""
    loaded = json.loads(text)
    return {key: tuple(one) if isinstance(one, list) else one for key, one in loaded.items()}


def unpacked_reveals(text: str) -> dict[str, tuple[str, ...]]:
    """Placeholders by channel."""
    return {channel: tuple(names) for channel, names in json.loads(text).items()}


def packed_attachments(files: Iterable[Attachment]) -> str:
    """Files as JSON."""
    return packed([asdict(one) for one in files])


def unpacked_attachments(text: str) -> tuple[Attachment, ...]:
    """Files from JSON."""
    return tuple(Attachment(**one) for one in json.loads(text))


def request_of(
    row: sqlite3.Row, messages: Sequence[Message] = (), links: Sequence[str] = ()
) -> Request:
    """The request of a row of ``requests``."""
    created, updated = moment(row["created_at"]), moment(row["updated_at"])
    assert created is not None
    assert updated is not None
    return Request(
        id=local_id(row["id"]),
        status=Status(row["status"]),
        revision=row["revision"],
        created_at=created,
        updated_at=updated,
        answers=unpacked_answers(row["answers"]),
        attachments=unpacked_attachments(row["attachments"]),
        ticket=row["ticket"],
        raw_status=row["raw_status"],
        sent_at=moment(row["sent_at"]),
        waivers=json.loads(row["waivers"]),
        origins=json.loads(row["origins"]),
        reveals=unpacked_reveals(row["reveals"]),
        messages=tuple(messages),
        links=tuple(links),
        term=row["term"],
        term_at=moment(row["term_at"]),
        number_refused=bool(row["number_refused"]),
        support_at=moment(row["support_at"]),
        answer_by=moment(row["answer_by"]),
        delivered_revision=row["delivered_revision"],
    )


def columns_of(request: Request) -> dict[str, Any]:
    """All columns of ``requests`` that can change."""
    return {
        "status": str(request.status),
        "category": request.category,
        "channel": request.channel,
        "filed": microseconds(request.sent_at or request.created_at),
        "ticket": request.ticket,
        "ticket_key": ticket_key(request.ticket),
        "revision": request.revision,
        "delivered_revision": request.delivered_revision,
        "updated_at": iso(request.updated_at),
        "sent_at": iso(request.sent_at),
        "support_at": iso(request.support_at),
        "answer_by": iso(request.answer_by),
        "raw_status": request.raw_status,
        "term": request.term,
        "term_at": iso(request.term_at),
        "number_refused": int(request.number_refused),
        "answers": packed(request.answers),
        "origins": packed(request.origins),
        "waivers": packed(request.waivers),
        "reveals": packed(request.reveals),
        "attachments": packed_attachments(request.attachments),
    }


def event_of(row: sqlite3.Row) -> Event:
    """A line of history."""
    at = moment(row["at"])
    assert at is not None
    return Event(at, row["event"], row["status"], row["source"], row["text"])


def message_of(row: sqlite3.Row) -> Message:
    """A reply, reminder or repeat request."""
    created = moment(row["created_at"])
    assert created is not None
    return Message(
        id=row["number"],
        kind=row["kind"],
        text=row["text"],
        created_at=created,
        outcome=row["outcome"],
        sent_at=moment(row["sent_at"]),
    )


def attempt_of(row: sqlite3.Row) -> Attempt:
    """One delivery."""
    at = moment(row["at"])
    assert at is not None
    return Attempt(
        id=row["id"],
        request_id=local_id(row["request"]),
        revision=row["revision"],
        channel=row["channel"],
        key=row["key"],
        digest=row["digest"],
        at=at,
        outcome=row["outcome"],
        message_id=row["message"],
        ticket=row["ticket"],
        reference=row["reference"],
        detail=row["detail"],
        ended_at=moment(row["ended_at"]),
    )


def changed(before: Answers, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Those of ``changes`` that change something; None forgets."""
    return {
        key: value
        for key, value in changes.items()
        if (key in before if value is None else before.get(key) != value)
    }
