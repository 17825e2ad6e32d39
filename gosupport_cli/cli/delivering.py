"""What ``send`` does once its words are known: check, show, ask, deliver, say how it ended."""

from collections.abc import Iterator
from contextlib import contextmanager

from gosupport_cli.cli.app import App
from gosupport_cli.core.errors import (
    ChecklistError,
    Interrupted,
    NotDelivered,
    StorageError,
    UsageError,
)
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.model import Request
from gosupport_cli.flows import submit
from gosupport_cli.flows.review import Review


class Words(Frozen):
    """The options of ``send``."""

    channel: str = ""
    to: str = ""
    dry_run: bool = False
    yes: bool = False
    resend: bool = False
    no_open: bool = False
    output: str = ""


def send(app: App, ref: str, words: Words) -> None:
    """One delivery from the checklist to the receipt."""
    from gosupport_cli.cli.show.delivery import show_preview, show_receipt, show_rehearsal

    tools = app.sending(opening=not (words.no_open or words.dry_run))
    with nothing_left(app):
        request, found = submit.checked(tools, ref, channel=words.channel)
        agreed = _planned(app, tools, request, found, words)
        if words.dry_run:
            show_rehearsal(app, agreed)
            return
        show_preview(app, agreed)
        agree(app, agreed, yes=words.yes)
        receipt = submit.submit(tools, agreed, resend=words.resend)
    show_receipt(app, agreed, receipt)
    if receipt.outcome == "handed_over":
        from gosupport_cli.cli.handing import carry

        carry(app, agreed, output=words.output)


@contextmanager
def nothing_left(app: App) -> Iterator[None]:
    """A journal that cannot be written, or Ctrl-C, stops a delivery before anything leaves; say
    so. What comes afterwards is told by ``submit`` itself."""
    try:
        yield
    except KeyboardInterrupt:
        raise Interrupted("interrupted-not-sent") from None
    except StorageError as error:
        if error.code in ("journal-damaged", "journal-newer"):
            raise
        message, hint = (app.texts(f"error.{error.code}.{part}", **error.values)
                         for part in ("message", "hint"))
        raise NotDelivered("not-begun", why=message, fix=hint) from error


def _planned(
    app: App, tools: submit.Sending, request: Request, found: Review, words: Words
) -> submit.Plan:
    try:
        return submit.plan(tools, request, found, to=words.to, resend=words.resend)
    except ChecklistError:
        from gosupport_cli.cli.show.findings import show_review

        if not app.as_json:
            show_review(app, found)
        raise


def agree(app: App, agreed: submit.Plan, *, yes: bool) -> None:
    """Return when the person says yes; without one nothing leaves."""
    if yes:
        return
    if not app.streams.can_prompt():
        raise UsageError("send-needs-yes")
    from gosupport_cli.cli.confirming import confirm
    from gosupport_cli.cli.show.delivery import contacts, warnings

    by_hand = "letter" if agreed.channel == "email" else "hand"
    ask = "network" if agreed.prepared.way == "network" else by_hand
    intro = (*warnings(app, agreed), *contacts(app, agreed))
    helps = app.texts(f"delivery.help-{ask}", ref=agreed.request.id)
    if not confirm(app, app.texts(f"delivery.ask-{ask}"), intro=intro, helps=helps):
        raise NotDelivered("declined", ref=agreed.request.id)
