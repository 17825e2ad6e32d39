"""How this program was started: hints say ``gosupport``, which not every terminal knows."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from gosupport_cli.cli.commands import COMMANDS

if TYPE_CHECKING:
    from gosupport_cli.cli.app import App

# Commands that are not for reading, and the one that is just about it.
_SILENT = ("completion", "man", "schema", "config")
# Commands whose last words tell what to type next; without a word it is the desk.
_TELLING = ("new", "edit")


def tell_how(app: App, words: Sequence[str]) -> None:
    """After the hints of a person's first steps: what to write in place of ``gosupport``."""
    first = next((word for word in words if not word.startswith("-")), "")
    wanted = first in _TELLING or not words
    if not wanted or app.as_json or app.streams.quiet or {"-h", "--help"} & set(words):
        return
    call = call_instead(sys.argv[0], known=bool(shutil.which("gosupport")))
    if call:
        app.streams.err(app.texts("made.call-instead", call=call))


def tell_language(app: App, words: Sequence[str]) -> None:
    """``--lang`` counts once: the commands that hints name would speak another language."""
    from gosupport_cli.cli.early import glance
    from gosupport_cli.cli.language import is_passing

    first = next((word for word in words if word in COMMANDS), "")
    if not first or first in _SILENT or app.as_json or app.streams.quiet:
        return
    if not {"-h", "--help"} & set(words) and is_passing(os.environ, glance(app.home, "language")):
        app.streams.err(app.texts("track.desk-language"))


def call_instead(started: str, *, known: bool) -> str:
    """What works in this terminal where ``gosupport`` does not; empty where it does."""
    if known:
        return ""
    python = "py" if os.name == "nt" else "python3"
    if started.endswith(".pyz"):
        return f"{python} {_quoted(started)}"
    if started.endswith("__main__.py"):
        return f"{_quoted(sys.executable)} -m gosupport_cli"
    return _quoted(started)


def quoted(word: str, windows: bool = os.name == "nt") -> str:
    """``word`` as one word of a command line; the windows of Windows know no single quotes."""
    if windows:
        return '"' + word.replace('"', '""') + '"'
    import shlex

    return shlex.quote(word)


def _quoted(path: str) -> str:
    return f'"{path}"' if " " in path else path
