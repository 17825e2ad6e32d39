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
    from gosupport_cli.cli.show.delivery import show_receipt, show_rehearsal

    if words.output:
        from gosupport_cli.cli.handing import check_place

        check_place(words.output)
    tools = app.sending(opening=not (words.no_open or words.dry_run))
    with nothing_left(app, f"gosupport send {ref}"):
        request, found = submit.checked(tools, ref, channel=words.channel)
        agreed = _planned(app, tools, request, found, words)
        if words.dry_run:
            show_rehearsal(app, agreed)
            return
        agree(app, agreed, yes=words.yes)
        receipt = submit.submit(tools, agreed, resend=words.resend)
    show_receipt(app, agreed, receipt)
    if receipt.outcome == "handed_over":
        from gosupport_cli.cli.handing import carry

        carry(app, agreed, output=words.output)


@contextmanager
def nothing_left(app: App, again: str) -> Iterator[None]:
    """A journal that cannot be written stops a delivery before anything leaves; say so. Ctrl-C
    is told as far as the delivery has come. ``again``: the command that begins it anew."""
    from gosupport_cli.cli.stopping import stopped

    try:
        yield
    except KeyboardInterrupt:
        raise stopped(app, again=again) from None
    except Interrupted as error:
        raise stopped(app, error, again=again) from None
    except StorageError as error:
        if error.code.startswith(("journal-damaged", "journal-salvaged", "journal-newer")):
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
    """Return when the person says yes; without one nothing leaves. They see what will leave: in
    short, and whole when they want."""
    from gosupport_cli.cli.show.delivery import show_preview

    asks = app.streams.can_prompt()
    if yes or not asks:
        show_preview(app, agreed)
    if yes:
        return
    if not asks:
        raise UsageError("send-needs-yes")
    if not _says_yes(app, agreed):
        raise NotDelivered("declined", ref=agreed.request.id, again=again(agreed))


def again(agreed: submit.Plan) -> str:
    """The command that begins this delivery anew."""
    return f"gosupport {agreed.message.kind if agreed.message else 'send'} {agreed.request.id}"


def _says_yes(app: App, agreed: submit.Plan) -> bool:
    from gosupport_cli.cli.confirming import choose
    from gosupport_cli.cli.show.delivery import contacts, warnings
    from gosupport_cli.cli.show.preview import preview_lines, summary_lines

    texts = app.texts
    ref = agreed.request.id
    helps = (texts(f"reply.help-yes-{agreed.by}", ref=ref) if agreed.message
             else texts(f"delivery.help-{agreed.by}", ref=ref)) + " " + texts("delivery.help-read")
    options = (("yes", texts("confirm.yes")), ("no", texts("confirm.no")),
               ("read", texts("delivery.read")))
    intro: tuple[str, ...] = (*summary_lines(app, agreed), *warnings(app, agreed),
                              *contacts(app, agreed))
    prefill = ""
    while True:
        said = choose(app, "confirm", texts(f"delivery.ask-{agreed.by}"), options, intro=intro,
                      prefill=prefill, empty="no", helps=helps)
        if said != "read":
            return said == "yes"
        # Who pages with Enter must not say yes with the last one, nor read it all again.
        intro, prefill = tuple(preview_lines(app, agreed)), "no"
