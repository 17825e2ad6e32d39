"""Several requests: a compact table that fits the screen, ``gosupport.list/1``."""

from collections.abc import Sequence

from gosupport_cli.cli.app import App
from gosupport_cli.cli.show import as_json
from gosupport_cli.cli.show.standing import standing_shape
from gosupport_cli.cli.show.words import (
    deadline_label,
    due_time,
    shortened,
    status_label,
    subject_of,
    wrapped,
)
from gosupport_cli.core.journal_ports import Selection
from gosupport_cli.flows.track import Standing

_GAP = "  "


def show_list(app: App, standings: Sequence[Standing], *, cut_at: int = 0) -> None:
    """The requests, newest first; ``cut_at``: there are more than so many."""
    if app.as_json:
        shapes = [standing_shape(app, one, history=False) for one in standings]
        as_json(app, {"schema": "gosupport.list/1", "requests": shapes})
        return
    if not standings:
        others = app.journal.find(Selection(limit=1))
        app.streams.tell(app.texts("track.list-empty" if others else "track.list-none"))
        return
    show_table(app, standings)
    if cut_at:
        app.streams.tell(app.texts("track.list-more", limit=cut_at))


def show_table(app: App, standings: Sequence[Standing]) -> None:
    """The rows and what their stars stand for; drawn where the screen takes it."""
    from gosupport_cli.cli.show.drawn import draw_table, is_drawn

    if not is_drawn(app):
        app.streams.out("\n".join([*table(app, standings), *footnotes(app, standings)]))
        return
    draw_table(app, _heads(app), [
        (ref, f"{status}\n{subject_of(app, one.request)}", following, ticket)
        for one, (ref, status, following, ticket)
        in zip(standings, _rows(app, standings), strict=True)])
    notes = footnotes(app, standings)
    if notes:
        app.streams.out("\n".join(notes))


def _rows(app: App, standings: Sequence[Standing]) -> list[tuple[str, str, str, str]]:
    return [
        (one.request.id, status_label(app, str(one.request.status)), short_next(app, one),
         one.request.ticket)
        for one in standings
    ]


def _heads(app: App) -> tuple[str, str, str, str]:
    return (app.texts("track.head-id"), app.texts("track.head-status"),
            app.texts("track.head-next"), app.texts("track.label-ticket"))


def table(app: App, standings: Sequence[Standing]) -> list[str]:
    """Rows with aligned columns, the subject under each; on a narrow screen line by line."""
    width = app.streams.width()
    rows, heads = _rows(app, standings), _heads(app)
    sizes = [max(len(row[place]) for row in [heads, *rows]) for place in range(4)]
    if sum(sizes) + 3 * len(_GAP) > width:
        return [line for row, one in zip(rows, standings, strict=True)
                for line in _stacked(app, row, one, width)]
    lines = [_row(heads, sizes)]
    for row, one in zip(rows, standings, strict=True):
        indent = " " * (sizes[0] + len(_GAP))
        lines += [_row(row, sizes),
                  indent + shortened(subject_of(app, one.request), width - len(indent))]
    return lines


def _row(cells: Sequence[str], sizes: Sequence[int]) -> str:
    return _GAP.join(cell.ljust(size) for cell, size in zip(cells, sizes, strict=True)).rstrip()


def _stacked(app: App, row: Sequence[str], one: Standing, width: int) -> list[str]:
    first = _GAP.join(part for part in (row[0], row[3]) if part)
    said = [first, shortened(subject_of(app, one.request), width - 2), f"{row[1]}: {row[2]}"]
    return [wrapped(said[0], width),
            *(wrapped(part, width, first="  ", rest="  ") for part in said[1:])]


def short_next(app: App, one: Standing) -> str:
    """The next step in few words; a star stands for the label of the date."""
    due, code = one.deadline.due_at, one.action.code
    when = due_time(app, due) if due else ""
    if code == "wait" and not due:
        return app.texts("track.short-wait-no-term")
    text = app.texts(f"track.short-{code}", due=when)
    return f"{text}*" if when and when in text else text


def footnotes(app: App, standings: Sequence[Standing]) -> list[str]:
    """What the stars stand for."""
    width = app.streams.width()
    labels = dict.fromkeys(
        deadline_label(app, one.deadline) for one in standings if short_next(app, one)[-1] == "*"
    )
    return [wrapped(app.texts("track.footnote", label="; ".join(labels)), width, rest="  ")
            ] if labels else []
