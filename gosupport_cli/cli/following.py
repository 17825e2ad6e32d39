"""What ``status``, ``list`` and ``due`` do once their words are known."""

from collections.abc import Sequence
from pathlib import Path

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.naming import named
from gosupport_cli.cli.tools import tools
from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.journal_ports import Selection
from gosupport_cli.core.model import Status
from gosupport_cli.flows import track
from gosupport_cli.flows.track import Standing

SCREENFUL = 50  # requests that ``list`` shows to people unless told otherwise
# ``status --exit-status``: 0 nothing to do now, and otherwise
TURN, REMIND, OVERDUE = 10, 11, 12
_ANY = frozenset(("finish", "send", "check_delivery", "record_ticket", "answer", "confirm",
                  "contest"))


def status(
    app: App, ref: str | None, word: str | None, note: str, *, opening: bool, by_exit: bool
) -> None:
    """``status``: the card of one request, or all that are open."""
    from gosupport_cli.cli.show.listing import show_list
    from gosupport_cli.cli.show.standing import show_standing

    if ref is None:
        if word is not None or note:
            raise UsageError("note-without-ref")
        standings: Sequence[Standing] = track.still_open(tools(app))
        show_list(app, standings)
    else:
        if word is None and not note:
            standing = track.look(tools(app), ref)
        else:
            from gosupport_cli.cli.recording import told

            standing = told(app, ref, word, note)
        show_standing(app, standing)
        standings = (standing,)
    if opening:
        _open_notices(app)
    if by_exit:
        click.get_current_context().exit(exit_status(standings))


def _open_notices(app: App) -> None:
    """The page of the account where answers come, in the person's own browser (G-197)."""
    page = app.catalogue.facts["page-notifications"].value
    code = "opened" if app.world().opener.page(page) else "not-opened"
    app.streams.tell(app.texts(f"track.notices-{code}", page=page))


def exit_status(standings: Sequence[Standing]) -> int:
    """The most urgent of all."""
    codes = {one.action.code for one in standings}
    if "followup" in codes:
        return OVERDUE
    if codes & _ANY:
        return TURN
    return REMIND if "remind" in codes else 0


class Filters(Frozen):
    """The options of ``list``, as typed; the command names them alike."""

    statuses: tuple[str, ...] = ()
    category: str = ""
    channel: str = ""
    since: str = ""
    until: str = ""
    search: str = ""
    limit: int | None = None
    overdue: bool = False
    group: str = ""


def listed(app: App, asked: Filters) -> None:
    """``list``: the filters combine, both days of a span count."""
    from gosupport_cli.cli.show.listing import show_list

    now = app.clock.now()
    shown = asked.limit if asked.limit is not None else (0 if app.as_json else SCREENFUL)
    wanted = selected_statuses(app, asked.statuses, asked.group)
    if wanted is None:
        show_list(app, ())
        return
    selection = Selection(
        statuses=wanted,
        category=named(app, "category", asked.category),
        channel=named(app, "channel", asked.channel),
        since=track.day_from(asked.since, now) if asked.since else None,
        until=track.day_until(asked.until, now) if asked.until else None,
        search=asked.search,
        limit=shown + 1 if shown else 0,
    )
    found = track.listed(tools(app), selection, overdue=asked.overdue)
    cut = bool(shown) and len(found) > shown
    told = shown if cut and asked.limit is None else 0
    show_list(app, found[:shown] if cut else found, cut_at=told)


def selected_statuses(
    app: App, words: Sequence[str], group: str
) -> tuple[str, ...] | None:
    """Ids of the statuses asked for; None when the filters leave no status at all."""
    from gosupport_cli.cli.naming import status_word
    from gosupport_cli.core.tracking import FINISHED, OPEN, meaning_of

    known = app.catalogue.statuses
    named: list[str] = []
    # A label may hold a comma itself, so a word is taken whole where it can be.
    parts = [part for one in (status_word(app, word) for word in words)
             for part in ([one] if meaning_of(one, known, ()).status else one.split(","))]
    for word in parts:
        meaning = meaning_of(status_word(app, word), known, ())
        if meaning.status is None:
            raise UsageError("unknown-status", value=word.strip(),
                             known=", ".join(str(one) for one in Status))
        named.append(str(meaning.status))
    if not group:
        return tuple(named)
    of_group = [str(one) for one in (OPEN if group == "open" else FINISHED)]
    both = [one for one in of_group if not named or one in named]
    return tuple(both) or None


def due(app: App, ics: str, *, every: bool) -> None:
    """``due``: today's and overdue; a calendar file gets what is to come as well."""
    from gosupport_cli.cli.show.due import calendar_entries, show_due
    from gosupport_cli.core.tracking import is_due

    everything = track.due(tools(app), upcoming=True)
    now = app.clock.now()
    shown = everything if every else [one for one in everything if is_due(one, now)]
    if ics:
        from gosupport_cli.adapters.calendar_file import write_calendar

        entries = calendar_entries(app, everything)
        write_calendar(Path(ics).expanduser(), entries, made_at=now)
        app.streams.tell(app.texts("track.ics-written", file=ics, count=len(entries)))
    show_due(app, shown, more=len(everything) - len(shown))
