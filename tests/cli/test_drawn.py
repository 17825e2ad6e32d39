"""Tables and panels stand on a terminal only; what they say is the same text."""

import contextlib
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest

from gosupport_cli.cli import language, main

RULE = "─" * 10
COLOUR = re.compile(r"\x1b\[[0-9;]*3[0-7]")


class Screen(io.StringIO):
    """What is written to a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def shown(*words: str) -> str:
    screen = Screen()
    language._chosen.clear()
    with contextlib.redirect_stdout(screen), contextlib.suppress(SystemExit):
        main([*words])
    return screen.getvalue()


@pytest.fixture(autouse=True)
def wide(sent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "90")
    for name in ("NO_COLOR", "TERM", "GOSUPPORT_LINEAR", "ACCESSIBLE"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("words", [("list",), ("status", "GS-1")])
def test_a_terminal_gets_it_drawn_and_only_a_terminal(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = shown(*words)
    assert RULE in drawn and "\x1b[1m" in drawn
    plain = re.sub(r"\x1b\[[0-9;]*m|─", "", drawn)
    assert "SCR#1234567" in plain and max(map(len, plain.splitlines())) <= 90
    monkeypatch.setenv("COLUMNS", "50")
    assert RULE not in shown(*words), "a narrow screen has no room for it"
    monkeypatch.setenv("COLUMNS", "90")
    monkeypatch.setenv("TERM", "dumb")
    assert RULE not in shown(*words)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("GOSUPPORT_LINEAR", "1")
    assert "\x1b" not in shown(*words)


def test_without_colour_nothing_is_coloured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert not COLOUR.search(shown("list")) and RULE in shown("list")


def test_a_pipe_never_loads_the_library() -> None:
    code = ("import sys; from gosupport_cli.cli import main\n"
            "try: main(['list'])\nexcept SystemExit: pass\n"
            "sys.exit('rich' in sys.modules)")
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0 and "GS-1" in ran.stdout, ran


def test_what_a_terminal_would_obey_stays_out_of_a_table(sent: Path) -> None:
    from tests.cli.program import run_program

    run_program("new", "booking", "--no-input", "--set", "problem.subject=Ошибка \x1b[31mкрасная")
    assert "\x1b[31m" not in shown("list")
