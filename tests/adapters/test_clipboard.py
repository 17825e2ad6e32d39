"""Copying: the best way that works, none that keeps the person waiting."""

import base64
import io
import stat
from pathlib import Path

import pytest

from gosupport_cli.adapters.clipboard import Clipboard

TEXT = "Ошибка 500 «ё»\n\x1b]52;c;AAAA\x07 & $(touch x)"


class Terminal(io.StringIO):
    def __init__(self, *, tty: bool = True) -> None:
        super().__init__()
        self._tty = tty

    def isatty(self) -> bool:
        return self._tty


def tool(folder: Path, code: str) -> None:
    script = folder / "wl-copy"
    script.write_text(f"#!/bin/sh\n{code}\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)


def test_wayland_gets_the_text_exactly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool(tmp_path, f'cat > "{tmp_path}/got"')
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    terminal = Terminal()
    assert Clipboard({"WAYLAND_DISPLAY": "w"}, terminal).copy(TEXT) == "wayland"
    assert (tmp_path / "got").read_text(encoding="utf-8") == TEXT
    assert terminal.getvalue() == ""


@pytest.mark.parametrize("code", ["exit 1", "sleep 600"])
def test_a_tool_that_fails_or_hangs_gives_way_to_the_terminal(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool(tmp_path, f"exec {code}" if code.startswith("sleep") else code)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr("gosupport_cli.adapters.clipboard.SECONDS", 0.3)
    terminal = Terminal()
    assert Clipboard({"WAYLAND_DISPLAY": "w", "TERM": "xterm"}, terminal).copy(TEXT) == "terminal"
    coded = base64.b64encode(TEXT.encode()).decode()
    assert terminal.getvalue() == f"\x1b]52;c;{coded}\x07"


@pytest.mark.parametrize(("term", "tty", "text"), [
    ("dumb", True, "x"), ("", True, "x"), ("linux", True, "x"), ("xterm", False, "x"),
    ("xterm", True, "ё" * 60_000),
])
def test_a_terminal_that_cannot_gets_nothing_and_it_is_said(
    term: str, tty: bool, text: str
) -> None:
    terminal = Terminal(tty=tty)
    assert Clipboard({"TERM": term}, terminal).copy(text) == ""
    assert terminal.getvalue() == ""
