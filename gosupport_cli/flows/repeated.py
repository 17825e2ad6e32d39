"""The same message twice: after a crash a person types their command again, and the first one
may have arrived. Like a request, a message leaves a second time only with ``--resend``."""

from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.model import Message
from gosupport_cli.flows.reply import BY_HAND, Composed, Tools, after_delivery
from gosupport_cli.flows.track import Tools as Tracking

# What the program writes of its own deliveries; anything else is news, and asks for a new answer.
_OF_DELIVERY = ("message", "sending", "sent", "handed_over", "failed", "unknown", "ticket",
                BY_HAND)
_OWN = "reply"  # the source of what follows from an answer


def went_before(tools: Tools, composed: Composed) -> Message | None:
    """The message that already left, when ``composed`` would say the same again.

    It is the last that was sent, and nothing has happened since. An answer is known by its
    words; a reminder or repeat request names the earlier ones, so it is known by its kind, until
    the support has been silent for as long as it is given.
    """
    request = tools.journal.get(composed.request.id)
    sent = [one for one in request.messages if one.outcome == "sent" and one.sent_at]
    if not sent or _has_news(tools, request.id):
        return None
    last = max(sent, key=lambda one: (one.sent_at or one.created_at, one.id))
    if last.kind != composed.kind:
        return None
    if last.kind == "reply":
        return last if last.text == composed.text else None
    passed = tools.clock.now() - (last.sent_at or last.created_at)
    return last if passed < Tracking(tools.journal, tools.catalogue, tools.clock).silence else None


def refuse_repeat(tools: Tools, composed: Composed) -> None:
    """Raises UsageError ``message-sent``; what the first sending could not finish is done."""
    last = went_before(tools, composed)
    if last is None:
        return
    after_delivery(tools, composed)
    at = (last.sent_at or last.created_at).astimezone(tools.clock.zone)
    raise UsageError("message-sent", ref=composed.request.id, at=f"{at:%d.%m.%Y %H:%M}")


def _has_news(tools: Tools, ref: str) -> bool:
    history = tools.journal.events(ref)
    last = max((place for place, one in enumerate(history) if one.event == "sent"), default=-1)
    return any(one.event not in _OF_DELIVERY and one.source != _OWN for one in history[last + 1 :])
