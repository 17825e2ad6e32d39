"""Words that several presenters share: dates, labels, sentences that fit the screen."""

from datetime import datetime

from gosupport_cli.cli.app import App
from gosupport_cli.core.deadlines import LAST_SECOND, TOLD_LABEL, Deadline
from gosupport_cli.core.folding import folded
from gosupport_cli.core.model import Request
from gosupport_cli.core.tracking import NUMBER, NextAction
from gosupport_cli.flows.track import Standing


def clock_time(app: App, at: datetime) -> str:
    """The time as the person's own clock shows it."""
    local = at.astimezone(app.clock.zone)
    return local.strftime("%Y-%m-%d %H:%M" if app.texts.language == "en" else "%d.%m.%Y %H:%M")


def due_time(app: App, at: datetime) -> str:
    """A deadline. One that ends with a day is that day: its last second by the clock of another
    zone would be a puzzle."""
    if at.time() == LAST_SECOND:
        return at.strftime("%Y-%m-%d" if app.texts.language == "en" else "%d.%m.%Y")
    return clock_time(app, at)


def iso(at: datetime | None) -> str | None:
    """The time for programs."""
    return at.isoformat(timespec="seconds") if at else None


def status_label(app: App, status: str) -> str:
    """The name of a status."""
    known = app.catalogue.statuses.get(status)
    return app.texts.of(f"status.{status}", known.label if known else status)


def command_of(app: App, action: NextAction) -> str:
    """The command of a next step; what is still to be put in is named in the language."""
    return action.command if app.texts.language == "ru" else (
        action.command.replace(NUMBER, "NUMBER"))


def subject_of(app: App, request: Request) -> str:
    """The subject, or what else tells the request from others."""
    for key in ("problem.subject", "problem.summary", "problem.service"):
        value = request.answers.get(key)
        if isinstance(value, str) and value not in ("", "unknown", "none"):
            return value
    category = app.catalogue.categories.get(request.category)
    if category:
        return app.texts.of(f"category.{category.id}.title", category.title)
    return app.texts("track.no-subject")


def deadline_label(app: App, deadline: Deadline) -> str:
    """On whose word the date rests."""
    if deadline.label == TOLD_LABEL:
        return "in the portal's words" if app.texts.language == "en" else TOLD_LABEL
    return app.texts.of(f"deadline.{deadline.id}.label", deadline.label)


def sentence(app: App, standing: Standing, action: NextAction | None = None) -> str:
    """The next step in one sentence."""
    action = action or standing.action
    values = {
        key: clock_time(app, one) if isinstance(one, datetime) else one
        for key, one in action.values.items()
    }
    due = standing.deadline.due_at
    return app.texts(f"track.next-{action.text}", due=due_time(app, due) if due else "",
                     label=deadline_label(app, standing.deadline), **values)


def wrapped(text: str, width: int, *, first: str = "", rest: str = "") -> str:
    """``text`` in lines of ``width``; a command or an address is never cut."""
    return folded(text, width, first=first, rest=rest)


def shortened(text: str, width: int) -> str:
    """One line of at most ``width``."""
    plain = " ".join(text.split())
    return plain if len(plain) <= width else plain[: max(1, width - 1)].rstrip() + "…"
