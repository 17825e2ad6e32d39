"""Statuses and answers of ticket servers, read by number; the server is only asked."""

import json
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass

from gosupport_cli.core.delivery import Answer, ServerTicket
from gosupport_cli.core.delivery_ports import TicketServer
from gosupport_cli.core.errors import GosupportError
from gosupport_cli.core.model import Request, Status
from gosupport_cli.core.ports import Clock, Journal, Selection
from gosupport_cli.core.redaction import cut_secrets
from gosupport_cli.core.tracking import OPEN

_NOT_SENT = (Status.DRAFT, Status.READY)
_OPEN = tuple(str(one) for one in (*OPEN, Status.CLOSED) if one not in _NOT_SENT)
_LONGEST_TEXT = 4000  # characters of an answer that go into the history
_KEY = "server.{}"  # journal state: ids of the answers that are in the history
SOURCE = "server"


@dataclass(frozen=True)
class Change:
    """One request about which a server said something new."""

    request: Request
    answers: int = 0
    status_changed: bool = False


@dataclass(frozen=True)
class ServersSynced:
    """``asked`` tickets; ``failed`` names the code of the error for each that was not read."""

    asked: int = 0
    changed: tuple[Change, ...] = ()
    failed: tuple[tuple[Request, GosupportError], ...] = ()


def sync_servers(
    journal: Journal,
    clock: Clock,
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
    for request, name in _with_server(journal, names):
        asked += 1
        try:
            ticket = server(name).read(request.ticket)
        except GosupportError as error:
            failed.append((request, error))
            continue
        change = _news(journal, clock, request, ticket, dry_run=dry_run)
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


def _news(
    journal: Journal, clock: Clock, request: Request, ticket: ServerTicket, *, dry_run: bool
) -> Change | None:
    kept = journal.get_state(_KEY.format(request.id))
    known: list[str] = json.loads(kept) if kept else []
    fresh = [one for one in ticket.answers if one.id not in known and not _ours(request, one)]
    moved = ticket.status is not None and ticket.status is not request.status
    if not (fresh or moved):
        return None
    if not dry_run:
        request = _recorded(journal, clock, request, ticket, fresh, moved=moved)
        ids = [*known, *(one.id for one in ticket.answers if one.id not in known)]
        journal.put_state(_KEY.format(request.id), json.dumps(ids))
    return Change(request, len(fresh), moved)


def _recorded(
    journal: Journal,
    clock: Clock,
    request: Request,
    ticket: ServerTicket,
    fresh: list[Answer],
    *,
    moved: bool,
) -> Request:
    now = clock.now()
    for one in fresh:
        text = cut_secrets(one.text[:_LONGEST_TEXT]).text
        at = one.at if one.at and one.at <= now else now
        request = journal.note(request.id, "answer", at=at, source=SOURCE, text=text)
    if moved:
        # The server is the desk's own word: its order of statuses counts, not our table.
        assert ticket.status is not None
        at = ticket.updated_at if ticket.updated_at and ticket.updated_at <= now else now
        request = journal.set_status(
            request.id, ticket.status, at=at, source=SOURCE, raw_status=ticket.raw_status
        )
    return request


def _ours(request: Request, answer: Answer) -> bool:
    """Our own reply comes back among the answers."""
    told = " ".join(answer.text.split())
    return any(" ".join(one.text.split()) in told for one in request.messages if one.text)
