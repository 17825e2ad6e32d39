"""The loss report: what a channel cannot carry, why, and where it goes instead (SPEC)."""

from collections.abc import Iterator
from typing import Literal

from gosupport_cli.core.catalogue import Channel
from gosupport_cli.core.document import Document, Loss
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.masking import Shown, treatment
from gosupport_cli.core.model import Attachment, Request
from gosupport_cli.core.ports import Catalogue

Reason = Literal["not-carried", "type", "size", "count"]


class Refused(Frozen):
    """A file that stays behind, and why."""

    attachment: Attachment
    reason: Reason


def carried(
    attachments: tuple[Attachment, ...], channel: Channel
) -> tuple[tuple[Attachment, ...], tuple[Refused, ...]]:
    """The files that the channel takes, and the others with the reason."""
    taken: list[Attachment] = []
    refused: list[Refused] = []
    policy = channel.attachments
    for one in attachments:
        reason: Reason | None = None
        if not policy.carried:
            reason = "not-carried"
        elif policy.media_types and one.media_type not in policy.media_types:
            reason = "type"
        elif policy.max_size and one.size > policy.max_size.value:
            reason = "size"
        elif policy.max_count and len(taken) >= policy.max_count.value:
            reason = "count"
        if reason:
            refused.append(Refused(one, reason))
        else:
            taken.append(one)
    return tuple(taken), tuple(refused)


def losses(
    request: Request,
    channel: Channel,
    seen: Shown,
    refused: tuple[Refused, ...],
    document: Document,
    catalogue: Catalogue,
    language: Literal["ru", "en"],
) -> tuple[Loss, ...]:
    """Everything lost, in the order of the document."""
    made = []
    for field, code, values in _lost(channel, seen, refused, document):
        text = catalogue.document(
            "loss.j2" if language == "ru" else "loss.en.j2", {"code": code, "channel": channel.id,
                                                               "id": request.id or "ID", **values}
        )
        why, _, instead = text.strip().partition("\n")
        made.append(Loss(field=field, why=why.strip(), instead=instead.strip()))
    return tuple(made)


_Lost = Iterator[tuple[str, str, dict[str, object]]]


def _lost(
    channel: Channel, seen: Shown, refused: tuple[Refused, ...], document: Document
) -> _Lost:
    named = treatment(channel.policy, "full_name") == "initials"
    if named and seen.answers.get("person.full_name"):
        yield "person.full_name", "initials", {"short": seen.answers["person.full_name"]}
    for key in seen.left_out:
        yield key, "omitted", {"what": key}
    for placeholder in seen.hidden:
        field = _where(placeholder, seen)
        yield field, "masked", {"placeholder": placeholder, "own": field.startswith("person.")}
    for one in refused:
        limit = channel.attachments.max_size if one.reason == "size" else (
            channel.attachments.max_count)
        yield "attachments", f"file-{one.reason}", {
            "name": one.attachment.name, "limit": limit.value if limit else 0
        }
    yield from _too_long(channel, document)


def _where(placeholder: str, seen: Shown) -> str:
    """The first answer in which the placeholder stands, the person's own field before others."""
    keys = sorted(seen.answers, key=lambda key: not key.startswith("person."))
    for key in keys:
        value = seen.answers[key]
        if placeholder in (value if isinstance(value, str) else "\n".join(value)):
            return key
    return "attachments"


def _too_long(channel: Channel, document: Document) -> _Lost:
    for field in document.fields:
        if field.limit is not None and len(field.text) > field.limit:
            yield field.id, "field-too-long", {
                "label": field.label, "limit": field.limit, "length": len(field.text)
            }
    limit = channel.message_limit.value if channel.message_limit else 0
    for place, message in enumerate(document.messages, 1):
        if limit and len(message) > limit:
            yield f"messages[{place - 1}]", "message-too-long", {
                "place": place, "limit": limit, "length": len(message)
            }
