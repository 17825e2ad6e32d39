"""Statuses and answers of ticket servers, read by number; the server is only asked.

What a ticket said the last time is kept: a status is news only when the server changed the
ticket since. So a word that the person set by hand, or by an answer, stands until then.
"""

import json
from collections.abc import Callable, Container, Iterator
from dataclasses import replace

from gosupport_cli.core.delivery import Answer, ServerTicket
from gosupport_cli.core.delivery_ports import TicketServer
from gosupport_cli.core.errors import GosupportError
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.journal_ports import Journal, Selection
from gosupport_cli.core.letter_codes import cut_codes
from gosupport_cli.core.model import Request, Status
from gosupport_cli.core.redaction import cut_secrets
from gosupport_cli.core.tracking import OPEN
from gosupport_cli.flows.todo import take_up
from gosupport_cli.flows.track import Tools

_NOT_SENT = (Status.DRAFT, Status.READY)
_OPEN = tuple(str(one) for one in (*OPEN, Status.CLOSED) if one not in _NOT_SENT)
_LONGEST_TEXT = 4000  # characters of an answer that go into the history
_OWN_FRAME = 400  # characters that a number line and file names add to an own message at most
_KEY = "server.{}"  # journal state: what the ticket said the last time; see ``_Known``
SOURCE = "server"


class Change(Frozen):
    """One request about which a server said something new."""

    request: Request
    answers: int = 0
    status_changed: bool = False
    recorded: bool = True  # False: this was a trial


class ServersSynced(Frozen):
    """``asked`` tickets; ``failed`` names the code of the error for each that was not read."""

    asked: int = 0
    changed: tuple[Change, ...] = ()
    failed: tuple[tuple[Request, GosupportError], ...] = ()


def sync_servers(
    tools: Tools,
    server: Callable[[str], TicketServer],
    names: Container[str],
    *,
    dry_run: bool = False,
) -> ServersSynced:
    """Ask the server of every request that went to one of ``names`` and has a number.

    One server that does not answer does not keep the others from being asked.
    """
    asked = 0
    changed: list[Change] = []
    failed: list[tuple[Request, GosupportError]] = []
    for request, name in _with_server(tools.journal, names):
        asked += 1
        try:
            ticket = server(name).read(request.ticket)
        except GosupportError as error:
            failed.append((request, error))
            continue
        change = _news(tools, request, ticket, dry_run=dry_run)
        if change:
            changed.append(change)
    return ServersSynced(asked, tuple(changed), tuple(failed))


def _with_server(journal: Journal, names: Container[str]) -> Iterator[tuple[Request, str]]:
    for request in journal.find(Selection(statuses=_OPEN)):
        if not request.ticket:
            continue
        used = [one.channel for one in journal.attempts(request.id) if one.outcome == "sent"]
        name = next((one for one in reversed(used) if one in names), "")
        if name or request.channel in names:
            yield request, name or request.channel


def remember_seen(journal: Journal, request: Request, ticket: ServerTicket) -> None:
    """Keep how ``ticket`` stands after an answer of the person's own: servers open a ticket
    again, or touch it, when somebody writes into it, and that is no word of the desk."""
    known = _Known.of(journal, request)
    _Known(known.answers, ticket.raw_status, _stamp(ticket)).keep(journal, request)


class _Known(Frozen):
    """What a ticket said the last time: ids of answers, the status' word, the server's time."""

    answers: tuple[str, ...] = ()
    raw: str = ""
    at: str = ""

    @staticmethod
    def of(journal: Journal, request: Request) -> "_Known":
        text = journal.get_state(_KEY.format(request.id))
        kept = json.loads(text) if text else {}
        if isinstance(kept, list):  # written before words and times were kept
            return _Known(tuple(kept))
        return _Known(tuple(kept.get("answers", ())), kept.get("raw", ""), kept.get("at", ""))

    def keep(self, journal: Journal, request: Request) -> None:
        made = {"answers": self.answers, "raw": self.raw, "at": self.at}
        journal.put_state(_KEY.format(request.id), json.dumps(made, ensure_ascii=False))


def _news(
    tools: Tools, request: Request, ticket: ServerTicket, *, dry_run: bool
) -> Change | None:
    known = _Known.of(tools.journal, request)
    fresh = [one for one in ticket.answers if one.id not in known.answers]
    said = [one for one in fresh if not _ours(request, one)]
    moved = _moved(request, ticket, known)
    if dry_run and moved:
        assert ticket.status is not None
        request = replace(request, status=ticket.status, raw_status=ticket.raw_status)
    elif not dry_run:
        now = _Known((*known.answers, *(one.id for one in fresh)), ticket.raw_status,
                     _stamp(ticket))
        if said or moved or now != known:
            with tools.journal.together():  # an answer is never there without being known
                request = _recorded(tools, request, ticket, said, moved=moved)
                now.keep(tools.journal, request)
    return Change(request, len(said), moved, not dry_run) if said or moved else None


def _moved(request: Request, ticket: ServerTicket, known: _Known) -> bool:
    if ticket.status is None or ticket.status is request.status:
        return False
    if request.status is Status.CLOSED and ticket.status is Status.RESOLVED:
        return False  # the person confirmed it already
    return (ticket.raw_status, _stamp(ticket)) != (known.raw, known.at)


def _stamp(ticket: ServerTicket) -> str:
    return ticket.updated_at.isoformat() if ticket.updated_at else ""


def _recorded(
    tools: Tools,
    request: Request,
    ticket: ServerTicket,
    fresh: list[Answer],
    *,
    moved: bool,
) -> Request:
    journal, now = tools.journal, tools.clock.now()
    for one in fresh:
        text = cut_secrets(cut_codes(one.text[:_LONGEST_TEXT])).text
        at = one.at if one.at and one.at <= now else now
        request = journal.note(request.id, "answer", at=at, source=SOURCE, text=text,
                               of_support=True)
        take_up(journal, request.id, text, tools.catalogue.lists, at=at, source=SOURCE)
    if moved:
        # The server is the desk's own word: its order of statuses counts, not our table.
        assert ticket.status is not None
        at = ticket.updated_at if ticket.updated_at and ticket.updated_at <= now else now
        request = journal.set_status(
            request.id, ticket.status, at=at, source=SOURCE, raw_status=ticket.raw_status
        )
    return request


def _ours(request: Request, answer: Answer) -> bool:
    """Our own message comes back among the answers: its very lines, and hardly any others.

    A quote has marks before its lines; an answer that only contains a short word of ours
    («Да») is the desk's.
    """
    told = _lines(answer.text)
    size = sum(map(len, told))
    for one in request.messages:
        own = _lines(one.text)
        whole = all(line in told for line in own)
        if own and whole and one.outcome != "kept" and size - sum(map(len, own)) <= _OWN_FRAME:
            return True
    return False


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
