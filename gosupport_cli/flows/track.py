"""Follow requests: where each stands, what is due, which ones the person asks for."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from gosupport_cli.core import tracking
from gosupport_cli.core.deadlines import Deadline, Terms, deadline_of, is_overdue
from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.journal_ports import Journal, Selection
from gosupport_cli.core.model import Event, Request, Status
from gosupport_cli.core.moments import Moment, far_year, read_moment
from gosupport_cli.core.normalise import clean_line
from gosupport_cli.core.ports import Catalogue, Clock
from gosupport_cli.core.tracking import DueItem, NextAction


class Tools(Frozen):
    """The collaborators of this flow."""

    journal: Journal
    catalogue: Catalogue
    clock: Clock

    @property
    def terms(self) -> Terms:
        """What deadlines are counted by."""
        catalogue = self.catalogue
        return Terms(catalogue.categories, catalogue.deadlines, catalogue.calendar)

    @property
    def silence(self) -> timedelta:
        """After how long without a change to remind."""
        known = self.catalogue.reminders.get("silence")
        return timedelta(hours=known.hours) if known else tracking.SILENCE


class Standing(Frozen):
    """All there is to say about one request now."""

    request: Request
    deadline: Deadline
    overdue: bool
    silent_hours: int | None
    action: NextAction
    history: tuple[Event, ...] = ()


def standing_of(tools: Tools, request: Request, *, history: bool = False) -> Standing:
    """Where ``request`` stands."""
    now = tools.clock.now()
    if request.status is Status.SENDING:
        request = tools.journal.check_deliveries(request.id, at=now)
    deadline = deadline_of(request, tools.terms)
    return Standing(
        request,
        deadline,
        is_overdue(request, deadline, now),
        tracking.silent_hours(request, now),
        tracking.next_action(request, deadline, now, tools.silence, _handed_by(tools, request)),
        tools.journal.events(request.id) if history else (),
    )


def _handed_by(tools: Tools, request: Request) -> str:
    """Through which channel a request was handed over that nobody called sent yet."""
    if request.status is not Status.READY or not request.delivered_revision:
        return ""
    given = [one.channel for one in tools.journal.attempts(request.id)
             if one.outcome == "handed_over" and not one.message_id]
    return given[-1] if given else ""


def note_deadline(tools: Tools, before: Request, after: Request, *, source: str) -> None:
    """History keeps both dates when another class moves the expected one (G-191)."""
    was, now = (deadline_of(one, tools.terms).due_at for one in (before, after))
    if was and now and was != now:
        tools.journal.note(after.id, "deadline", at=tools.clock.now(), source=source,
                           text=f"{was.isoformat()} → {now.isoformat()}")


def look(tools: Tools, ref: str) -> Standing:
    """One request with its history."""
    return standing_of(tools, tools.journal.get(ref), history=True)


def listed(
    tools: Tools, selection: Selection, *, overdue: bool = False
) -> tuple[Standing, ...]:
    """The requests of a selection, newest first; ``overdue`` keeps only those."""
    if not overdue:
        return tuple(standing_of(tools, one) for one in tools.journal.find(selection))
    waiting = tuple(str(one) for one in tracking.WAITING)
    wanted = [one for one in selection.statuses or waiting if one in waiting]
    if not wanted:
        return ()
    every = replace(selection, statuses=tuple(wanted), limit=0)
    late = [
        one
        for one in (standing_of(tools, request) for request in tools.journal.find(every))
        if one.overdue
    ]
    return tuple(late[: selection.limit or None])


def still_open(tools: Tools) -> tuple[Standing, ...]:
    """Everything that is not finished, newest first."""
    return listed(tools, Selection(statuses=tuple(str(one) for one in tracking.OPEN)))


def due(tools: Tools, *, upcoming: bool = False) -> list[DueItem]:
    """What is due and overdue, most urgent first; ``upcoming`` adds what will be."""
    now, terms = tools.clock.now(), tools.terms
    open_ones = tools.journal.find(Selection(statuses=tuple(str(one) for one in tracking.OPEN)))
    items = [
        item
        for request in open_ones
        for item in tracking.due_items(request, deadline_of(request, terms), now, tools.silence)
        if upcoming or tracking.is_due(item, now)
    ]
    return tracking.by_urgency(items)


def day_from(text: str, now: datetime) -> datetime:
    """The beginning of the day (or the moment) that ``--since`` names."""
    return _bound(text, now, time.min)


def day_until(text: str, now: datetime) -> datetime:
    """The end of the day (or the moment) that ``--until`` names; that day counts too."""
    return _bound(text, now, time.max)


def _bound(text: str, now: datetime, edge: time) -> datetime:
    moment = read_time(text, now)
    if not moment.has_time:
        return datetime.combine(moment.at.date(), edge, moment.at.tzinfo)
    # A minute that was named counts to its end.
    return moment.at if edge == time.min else moment.at + timedelta(seconds=59)


def read_time(text: str, now: datetime) -> Moment:
    """A time as people say it. Raises UsageError ``time-unclear``, ``time-too-far``."""
    moment = read_moment(text, now)
    if moment is None and far_year(text):
        raise UsageError("time-too-far", value=clean_line(text), year=far_year(text))
    if moment is None:
        raise UsageError("time-unclear", value=clean_line(text))
    return moment
