"""What ``ingest`` and ``sync`` do once their words are known."""

from datetime import date

import click

from gosupport_cli.cli.app import App
from gosupport_cli.core.errors import DeclarationError, NotDelivered, UsageError
from gosupport_cli.core.letters import Letter
from gosupport_cli.core.model import Status
from gosupport_cli.flows.ingest import ODD_DATES, Examined, Ingested, Tools
from gosupport_cli.flows.ingest_told import as_told, asks_for_something, possible

SERVER_NAMES = ("rt", "redmine", "zammad", "open311")
_LARGEST = 30 * 1024 * 1024  # bytes of one letter with its files


def take(app: App, source: str, *, ref: str, yes: bool) -> None:
    """One letter or text: understand it, ask, record it."""
    from gosupport_cli.cli.show.letters import show_examined, show_ingested
    from gosupport_cli.flows.ingest import examine, record

    tools = ingest_tools(app)
    letter = letter_of(source)
    found = examine(tools, letter, ref=ref)
    if found.why == "no-number" and not yes:
        named = _named_by_person(app)
        found = examine(tools, letter, ref=named) if named else found
    if not found.can_apply:
        show_ingested(app, Ingested(found, found.request, applied=False, why=found.why),
                      source=source)
        return
    show_examined(app, found)
    if not yes and app.streams.can_prompt() and possible(tools, found):
        read = _read_by_person(app, tools, found)
        found, agreed, why = read or found, read is not None, "declined"
    else:
        agreed, why = _agreed(app, found, yes=yes)
    if agreed:
        show_ingested(app, record(tools, found))
        return
    show_ingested(app, Ingested(found, found.request, applied=False, why=why))
    if why.startswith("ask"):
        click.get_current_context().exit(2)


def _named_by_person(app: App) -> str:
    """Which of the requests that wait the text answers; "" for none, or where nobody can say."""
    from gosupport_cli.cli.confirming import choose
    from gosupport_cli.cli.show.words import subject_of
    from gosupport_cli.cli.tools import tools
    from gosupport_cli.flows.track import still_open

    waiting = [one.request for one in still_open(tools(app)) if one.request.sent_at]
    if app.as_json or not waiting or not app.streams.can_prompt():
        return ""
    options = [(one.id, f"{one.id}: {subject_of(app, one)}") for one in waiting]
    options.append(("no", app.texts("ingest.of-none")))
    said = choose(app, "ingest-request", app.texts("ingest.ask-request"), options, empty="no",
                  helps=app.texts("ingest.help-request"))
    return "" if said == "no" else said


def _read_by_person(app: App, tools: Tools, found: Examined) -> Examined | None:
    """No known wording is in these words: the person reads out of them what they come to, or
    keeps them as they are. None: nothing is recorded."""
    from gosupport_cli.cli.confirming import choose

    statuses = {str(one): one for one in possible(tools, found)}
    options = [(name, app.texts(f"ingest.comes-to-{name}")) for name in statuses]
    options += [("words", app.texts("ingest.comes-to-words")),
                ("no", app.texts("ingest.comes-to-nothing"))]
    wants = str(Status.NEEDS_INFO)
    likely = wants if wants in statuses and asks_for_something(tools, found) else "words"
    said = choose(app, "ingest-means", app.texts("ingest.ask-comes-to"), options,
                  prefill=likely, empty="no", helps=app.texts("ingest.help-comes-to"))
    if said == "no":
        return None
    return as_told(found, statuses[said]) if said in statuses else found


def synchronise(app: App, *, since: str, dry_run: bool) -> None:
    """Letters of the mailbox, then the ticket servers; one that fails keeps no other back."""
    from gosupport_cli.cli.show.letters import show_synced
    from gosupport_cli.cli.syncing import account_name, mail, servers
    from gosupport_cli.flows.sync import answered

    first = _day(app, since) if since else None
    tools = ingest_tools(app)
    has_servers = any(app.settings.get(f"{name}.url") for name in SERVER_NAMES)
    asks = not (dry_run or app.as_json) and app.streams.can_prompt()
    found, failure = None, None
    try:
        found = mail(app, tools, since=first, dry_run=dry_run, asks=asks)
    except NotDelivered as error:
        if not has_servers:
            raise
        failure = error
    tickets = servers(app, dry_run=dry_run)
    if found is None and not has_servers:
        raise DeclarationError("sync-nothing-set", file=str(app.home / "settings.yaml"), line=0)
    show_synced(app, found, tickets, dry_run=dry_run, asks=asks, failure=failure)
    for one in found.waiting if found and asks else ():
        _decide(app, tools, one.letter)
        answered(tools, account_name(app))
    if tickets.failed or failure:
        click.get_current_context().exit(5)


def _decide(app: App, tools: Tools, letter: Letter) -> None:
    """A letter that only a person may believe: they are asked, in their terminal."""
    from gosupport_cli.cli.confirming import confirm
    from gosupport_cli.cli.show.letters import show_examined, show_ingested
    from gosupport_cli.flows.ingest import examine, record

    found = examine(tools, letter)  # the letter before it may have changed the request
    if not found.can_apply or found.request is None:
        show_ingested(app, Ingested(found, found.request, applied=False, why=found.why))
        return
    show_examined(app, found)
    if confirm(app, app.texts("ingest.question", id=found.request.id), careful=True,
               helps=app.texts("ingest.help-question")):
        show_ingested(app, record(tools, found))
    else:
        show_ingested(app, Ingested(found, found.request, applied=False, why="declined"))


def ingest_tools(app: App) -> Tools:
    """The collaborators of reading letters."""
    to = app.settings.get("mail.to")
    return Tools(
        journal=app.journal,
        catalogue=app.catalogue,
        clock=app.clock,
        trusted_server=app.settings.get("imap.trusted_authserv"),
        expected=(to.rpartition("@")[2],) if "@" in to else (),
    )


def letter_of(source: str) -> Letter:
    """A letter where the file looks like one, else a pasted text."""
    from gosupport_cli.adapters.letter_reader import looks_like_letter, read_letter
    from gosupport_cli.cli.sources import read_bytes
    from gosupport_cli.core.encodings import text_of
    from gosupport_cli.core.letters import own_text
    from gosupport_cli.core.normalise import clean_text

    data = read_bytes(source, largest=_LARGEST)
    if looks_like_letter(data):
        return read_letter(data)
    text = clean_text(text_of(data) or data.decode("utf-8-sig", "replace"))
    if not text:
        raise UsageError("ingest-empty", file=source)
    # Who pastes nothing but a quote means the quote.
    return Letter(text=own_text(text) or text, is_mail=False)


def _agreed(app: App, found: Examined, *, yes: bool) -> tuple[bool, str]:
    if not found.needs_yes:
        return True, ""
    # An unverified letter wants a person's eyes: a script must not say yes to it (SPEC). So
    # does one whose date cannot be true.
    odd, unverified = found.why in ODD_DATES, found.belief.trust == "unverified"
    if yes and not (unverified or odd):
        return True, ""
    if not app.streams.can_prompt():
        return False, "ask-odd-date" if odd else "ask-unverified" if unverified else "ask"
    from gosupport_cli.cli.confirming import confirm

    question = app.texts("ingest.question", id=found.request.id)  # type: ignore[union-attr]
    helps = "ingest.help-words" if found.kind == "unknown" else "ingest.help-question"
    return confirm(app, question, helps=app.texts(helps)), "declined"


def _day(app: App, text: str) -> date:
    from gosupport_cli.flows.track import read_time

    return read_time(text, app.clock.now()).at.date()
