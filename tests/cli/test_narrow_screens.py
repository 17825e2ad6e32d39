"""Every command on a screen of 40 columns, in both languages: no line that is too long.

A command, an address or a path is never cut; what is to be copied (``show``) keeps its lines.
"""

import contextlib
import io
import re
import sys
from pathlib import Path

import pytest

from gosupport_cli.cli import language, main
from gosupport_cli.cli.commands import COMMANDS
from tests.rules.prepared import prepared_home

COLUMNS = 40
# What goes out as it is: texts to copy, programs for shells, the page for man.
AS_IT_IS = {"show", "schema", "completion", "man"}
RUNS = (
    "", "list", "status", "status GS-1", "status GS-2", "status GS-99", "due", "due --all",
    "check GS-1", "check GS-1 --channel all", "explain", "explain subject-missing",
    "explain nosuch", "attach GS-1 --list", "privacy GS-1 --channel chat", "send GS-2 --dry-run",
    "send GS-2 --channel phone --dry-run", "send GS-2 --channel chat --dry-run",
    "send GS-2 --channel email --to a@example.ru --dry-run", "send GS-2", "solve 500",
    "solve --topics", "contacts", "contacts --all", "contacts --check 8-800-100-70-10",
    "facts", "profile list", "profile show мама", "profile show папа", "config", "setup",
    "config set mail.to x", "export --show", "import saved.zip", "import saved.zip --yes",
    "import answers.yaml", "purge", "purge GS-2 --dry-run", "purge --all --dry-run",
    "sent GS-2 --no-number", "ingest sms.txt --yes", "sync", "new", "new bookin", "nosuch",
    "edit GS-2 --set problem.subject=СРОЧНО", "todo GS-1", "list --since абв",
    *(f"{name} --help" for name in COMMANDS), "--help",
)


class Screen(io.StringIO):
    """What is written to a terminal."""

    def isatty(self) -> bool:
        return True


def shown(line: str) -> tuple[str, str]:
    """Both streams of ``gosupport`` with the words of ``line``."""
    out, err, before = Screen(), Screen(), sys.stdin
    language._chosen.clear()
    sys.stdin = io.TextIOWrapper(io.BytesIO(b""), encoding="utf-8")
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), \
                contextlib.suppress(SystemExit):
            main(line.split())
    finally:
        sys.stdin = before
    return out.getvalue(), err.getvalue()


def too_long(text: str) -> list[str]:
    """Lines that could have been broken: a blank stands where they still fit."""
    return [line for line in text.splitlines()
            if len(line) > COLUMNS and " " in line.strip()[: COLUMNS - 2]
            and not re.match(r"\s*(gosupport |\[…)", line)]


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_command_fits_forty_columns(
    lang: str, private_world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared_home(private_world, monkeypatch)
    monkeypatch.setenv("COLUMNS", str(COLUMNS))
    monkeypatch.setenv("GOSUPPORT_LANG", lang)
    found = {}
    for line in RUNS:
        out, err = shown(line)
        assert out or err or line == "due", line
        wide = too_long(err) + (
            [] if line.split()[:1] and line.split()[0] in AS_IT_IS and "--help" not in line
            else too_long(out))
        if wide:
            found[line] = wide
    assert found == {}


@pytest.mark.parametrize("columns", ["20", "200", "0", "abc"])
def test_any_width_is_survived(
    columns: str, private_world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared_home(private_world, monkeypatch)
    monkeypatch.setenv("COLUMNS", columns)
    for line in ("", "list", "status GS-1", "check GS-1", "--help"):
        assert "GS-" in "".join(shown(line)) or line == "--help"
