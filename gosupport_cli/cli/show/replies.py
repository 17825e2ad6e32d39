"""Replies, reminders and repeat requests, as text or ``gosupport.receipt/1``."""

from gosupport_cli.cli.app import App
from gosupport_cli.cli.show import as_json
from gosupport_cli.cli.show.delivery import receipt_shape, show_receipt
from gosupport_cli.cli.show.document import as_text, show_advice
from gosupport_cli.core.document import Document
from gosupport_cli.core.model import Receipt
from gosupport_cli.flows.reply import Composed
from gosupport_cli.flows.submit import Plan


def tell_removed(app: App, composed: Composed) -> None:
    """Which kinds of secrets were cut out; never their values."""
    if composed.removed:
        kinds = ", ".join(app.texts(f"made.kind-{kind}") for kind in composed.removed)
        app.streams.tell(app.texts("reply.removed", kinds=kinds))
    if not composed.request.ticket:
        app.streams.tell(app.texts("reply.no-number", id=composed.request.id))


def show_kept(app: App, composed: Composed, document: Document) -> None:
    """``--no-send``: the text, kept in the history."""
    if app.as_json:
        receipt = Receipt(composed.request.id, document.channel, "kept", app.clock.now(), 0,
                          ticket=composed.request.ticket)
        as_json(app, {**receipt_shape(receipt), "message": _message(composed)})
        return
    channel = app.catalogue.channels[document.channel]
    if channel.shape == "sheet":
        app.streams.out(as_text(channel, document), end="")
    else:
        parts = document.messages or tuple(one.text for one in document.fields)
        app.streams.out("\n---\n".join(parts))
    show_advice(app, composed.request, document, channel.reply_steps, kind="reply_steps")
    app.streams.tell(app.texts("reply.kept", id=composed.request.id))


def show_sent(app: App, plan: Plan, receipt: Receipt, composed: Composed) -> None:
    """How it ended."""
    if app.as_json:
        as_json(app, {**receipt_shape(receipt), "message": _message(composed)})
        return
    show_receipt(app, plan, receipt)


def _message(composed: Composed) -> dict[str, str]:
    return {"kind": composed.kind, "text": composed.text}
