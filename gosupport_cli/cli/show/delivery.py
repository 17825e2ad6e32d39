"""Previews and receipts of deliveries, as text or ``gosupport.receipt/1``."""

from typing import Any

from gosupport_cli.cli.app import App
from gosupport_cli.cli.show import as_json
from gosupport_cli.cli.show.preview import preview_lines
from gosupport_cli.cli.show.words import clock_time, iso
from gosupport_cli.core.errors import DeliveryError
from gosupport_cli.core.model import Receipt
from gosupport_cli.flows.submit import Plan


def receipt_shape(receipt: Receipt) -> dict[str, Any]:
    """``gosupport.receipt/1``."""
    return {
        "schema": "gosupport.receipt/1",
        "id": receipt.id,
        "channel": receipt.channel,
        "outcome": receipt.outcome,
        "ticket": receipt.ticket,
        "reference": receipt.reference,
        "at": iso(receipt.at),
        "attempt": receipt.attempt,
        "copy_kept": receipt.copy_kept,
    }


def show_failed(
    app: App, receipt: Receipt, error: DeliveryError, message: str, hint: str
) -> None:
    """The receipt of an attempt that failed or whose outcome is unknown, with what went wrong."""
    shape = receipt_shape(receipt) | {
        "code": error.code, "error": message, "hint": hint, "exit_code": error.exit_code,
    }
    if error.about is not None:
        shape["message"] = {"kind": error.about.kind, "text": error.about.text}
    as_json(app, shape)


def show_preview(app: App, agreed: Plan) -> None:
    """Talk: what is going to leave, where nobody is asked."""
    app.streams.tell("\n".join(preview_lines(app, agreed)))
    if not app.streams.can_prompt():
        for line in warnings(app, agreed):
            app.streams.tell(line)


def show_rehearsal(app: App, agreed: Plan) -> None:
    """``--dry-run``: the preview is the result."""
    if app.as_json:
        receipt = Receipt(agreed.request.id, agreed.channel, "kept", app.clock.now(), 0)
        as_json(app, receipt_shape(receipt) | {
            "dry_run": True,
            "digest": agreed.prepared.digest,
            "to": agreed.prepared.where,
            "preview": [{"label": one.label, "text": one.text} for one in agreed.prepared.preview],
        })
        return
    app.streams.out_fitted("\n".join(preview_lines(app, agreed)))
    for line in (*warnings(app, agreed), *contacts(app, agreed)):
        app.streams.tell(line)
    app.streams.tell(app.texts("delivery.rehearsed"))


def warnings(app: App, agreed: Plan) -> tuple[str, ...]:
    """What the checklist would rather have otherwise; a yes covers it."""
    from gosupport_cli.cli.show.findings import fix_of, said

    found = agreed.found.findings if agreed.found else ()
    open_ones = [one for one in found if one.level == "warning" and not one.waived]
    if not open_ones:
        return ()
    head = app.texts("delivery.warnings", count=len(open_ones))
    return (head, *(f"- {said(app, one)} {fix_of(app, one)}".rstrip() for one in open_ones))


def contacts(app: App, agreed: Plan) -> tuple[str, ...]:
    """Phone and e-mail in full, to be looked at once more (G-140)."""
    from gosupport_cli.core.written import phone_text

    answers = agreed.request.answers
    found = [
        f"  {app.texts(f'delivery.contact-{key}')}: {phone_text(told) if key == 'phone' else told}"
        for key in ("phone", "email")
        if (told := str(answers.get(f"person.{key}", "")))
    ]
    return (app.texts("delivery.contacts"), *found) if found else ()


def show_receipt(app: App, agreed: Plan, receipt: Receipt) -> None:
    """How it ended: «sent at …», or «not sent yet, you send it»."""
    if app.as_json:
        as_json(app, receipt_shape(receipt))
        return
    at = clock_time(app, receipt.at)
    texts = app.texts
    if receipt.outcome == "sent":
        app.streams.out(texts("delivery.sent", ref=receipt.id, at=at))
        if receipt.ticket:
            app.streams.out(texts("delivery.ticket", ticket=receipt.ticket))
        if not receipt.copy_kept:
            app.streams.tell(texts("delivery.no-copy"))
        app.streams.tell(texts("delivery.follow", ref=receipt.id))
        return
    screens = app.streams.stdout.isatty() and app.streams.stderr.isatty()
    if not screens or app.streams.quiet:  # else the sentence below names it: once is enough
        app.streams.out(receipt.reference)
    app.streams.tell(texts(f"delivery.ready-{agreed.by}", ref=receipt.id, file=receipt.reference))
    if agreed.by != "letter" and not _was_opened(app, receipt):
        app.streams.tell(texts("delivery.open-yourself"))
    if agreed.prepared.where and agreed.prepared.where.startswith("https://"):
        app.streams.tell(texts("delivery.official", url=agreed.prepared.where))
    if agreed.message is None and not app.streams.can_prompt():
        app.streams.tell(texts(f"delivery.then-sent-{agreed.by}", ref=receipt.id))


def _was_opened(app: App, receipt: Receipt) -> bool:
    """Whether a browser took the page; a screen without one stays as it was."""
    own = [one for one in app.journal.attempts(receipt.id) if one.id == receipt.attempt]
    return not own or own[0].detail != "file"
