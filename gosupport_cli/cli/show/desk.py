"""``gosupport`` alone: unfinished drafts, what is due, what waits, the next step of each."""

from collections.abc import Sequence

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import is_passing
from gosupport_cli.cli.show.due import what
from gosupport_cli.cli.show.listing import footnotes, show_list, table
from gosupport_cli.cli.show.words import command_of, sentence, shortened, subject_of, wrapped
from gosupport_cli.cli.tools import tools
from gosupport_cli.core.model import Status
from gosupport_cli.core.tracking import DueItem, is_due
from gosupport_cli.flows import track
from gosupport_cli.flows.track import Standing

_UNSENT = (Status.DRAFT, Status.READY)
_MINE = ("delivery", "answer", "confirm", "contest", "number")
# Somebody's first look: what this is and where to begin.
_FIRST = ("about", "empty", "error", "broken", "contacts", "help")
_MOST = 4  # requests of one kind: the desk is one look


def show_desk(app: App) -> None:
    """Everything that is open; most urgent first."""
    standings = track.still_open(tools(app))
    if app.as_json:
        show_list(app, standings)
        return
    texts = app.texts
    old = _old(app)
    if not standings:
        about, *ways = (texts(f"track.desk-{one}") for one in _FIRST)
        app.streams.out_fitted("\n".join((about, *_language(app), *ways, *old)))
        return
    turns = _turns(app, standings)
    drafts = [one for one in standings if one.request.status in _UNSENT]
    busy = {one.request.id for one, _ in turns}
    waiting = [one for one in standings
               if one.request.status not in _UNSENT and one.request.id not in busy]
    parts: list[list[str]] = []
    if turns:
        lines = [line for one, item in turns[:_MOST] for line in _turn(app, one, item)]
        parts.append([f"{texts('track.desk-due')}:", *lines,
                      *_more(app, len(turns) - _MOST, "gosupport due --all")])
    if drafts:
        lines = [line for one in drafts[:_MOST] for line in _draft(app, one)]
        parts.append([f"{texts('track.desk-drafts')}:", *lines,
                      *_more(app, len(drafts) - _MOST, "gosupport list --open")])
    if waiting:
        shown = waiting[:_MOST]
        parts.append([f"{texts('track.desk-waiting')}:", *table(app, shown),
                      *footnotes(app, shown),
                      *_more(app, len(waiting) - _MOST, "gosupport list --open")])
    parts.append([texts("track.desk-new"), *_language(app), *old])
    app.streams.out("\n\n".join("\n".join(part) for part in parts))


def _turns(app: App, standings: Sequence[Standing]) -> list[tuple[Standing, DueItem]]:
    """What waits for the person, the most urgent first, each request once with one command."""
    known = {one.request.id: one for one in standings}
    found: dict[str, DueItem] = {}
    for item in track.due(tools(app), upcoming=True):
        if item.kind in _MINE or is_due(item, app.clock.now()):
            found.setdefault(item.request.id, item)
    return [(known[ref], item) for ref, item in found.items() if ref in known]


def _turn(app: App, one: Standing, item: DueItem) -> list[str]:
    mark = f" — {app.texts('track.due-overdue')}" if item.overdue else ""
    return _entry(app, one, f"{what(app, item)}{mark}", command_of(app, item.action))


def _draft(app: App, one: Standing) -> list[str]:
    return _entry(app, one, sentence(app, one), command_of(app, one.action))


def _entry(app: App, one: Standing, said: str, command: str) -> list[str]:
    """Which request and what to do; the command behind it, or on a line of its own."""
    width = app.streams.width()
    name = "  ".join(part for part in (one.request.id, one.request.ticket) if part)
    title = f"{name}  {shortened(subject_of(app, one.request), max(8, width - len(name) - 2))}"
    whole = f"  {said.rstrip('.')}: {command}"
    if len(whole) <= width:
        return [title, whole]
    return [title, wrapped(said, width, first="  ", rest="  "), f"  {command}"]


def _more(app: App, count: int, command: str) -> list[str]:
    return [app.texts("track.desk-more", n=count, command=command)] if count > 0 else []


def _language(app: App) -> list[str]:
    """The commands on this screen speak the language of it only when that is set for good."""
    passing = is_passing(app.streams.environ, app.settings.get("language"))
    return [app.texts("track.desk-language")] if passing else []


def _old(app: App) -> list[str]:
    """Where the person set ``retention.days``: what may be erased by now."""
    days = int(app.settings.get("retention.days") or 0)
    if not days:
        return []
    from gosupport_cli.flows.purge import older

    count = len(older(app.journal, app.clock, days).requests)
    return [app.texts("track.desk-old", n=count, days=days)] if count else []
