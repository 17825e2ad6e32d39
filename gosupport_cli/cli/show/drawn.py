"""Tables and panels, drawn by rich on a terminal only: pipes, files, JSON, plain lines and
narrow screens get text.

Colours are those of the terminal's own palette, so that they fit a light and a dark one, and
nothing is told by colour alone. A panel has no sides: a command in it is copied by its line.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from gosupport_cli.cli.streams import printable

if TYPE_CHECKING:
    from rich.console import RenderableType

    from gosupport_cli.cli.app import App

_NARROWEST = 60  # columns: below, a table has no room for what it frames


def is_drawn(app: App) -> bool:
    """Whether this screen takes more than text."""
    streams = app.streams
    if not streams.stdout.isatty() or streams.linear() or not streams.speaks_utf8():
        return False
    if streams.width() < _NARROWEST:
        return False
    if sys.platform == "win32":
        from rich.console import detect_legacy_windows

        return not detect_legacy_windows()
    return True


def draw_table(app: App, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows below ``heads``; the first cell of a row names it."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for place, head in enumerate(heads):
        table.add_column(Text(head), style="bold" if place == 0 else None, no_wrap=place == 0)
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    _draw(app, table)


def draw_panel(app: App, title: str, lines: Sequence[str]) -> None:
    """``lines`` as they are, between two rules; ``title`` stands in the upper one."""
    from rich.console import Group
    from rich.rule import Rule
    from rich.text import Text

    body = Text(printable("\n".join(lines)), no_wrap=True, overflow="ignore")
    _draw(app, Group(Rule(Text(title, style="bold"), align="left", style="default"), body,
                     Rule(style="default")))


def _draw(app: App, what: RenderableType) -> None:
    from rich.console import Console

    paper = io.StringIO()
    plain = bool(app.streams.environ.get("NO_COLOR"))
    console = Console(file=paper, width=app.streams.width(), force_terminal=True,
                      color_system=None if plain else "standard", legacy_windows=False,
                      highlight=False, markup=False, emoji=False)
    console.print(what)
    app.streams.out_drawn("\n".join(line.rstrip() for line in paper.getvalue().split("\n")[:-1]))
