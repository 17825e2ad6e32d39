"""Consoles in cp866, cp1251 and without Russian letters: nothing fails, and it can be read."""

import contextlib
import io
import json
import sys
from pathlib import Path

import pytest

from gosupport_cli.cli import language, main
from tests.cli.test_narrow_screens import RUNS
from tests.rules.prepared import prepared_home


def shown(line: str, encoding: str) -> tuple[int, str]:
    """Exit code and what a console of this encoding shows; click writes there too."""
    console = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    language._chosen.clear()
    before, code = sys.stdin, 0
    sys.stdin = io.TextIOWrapper(io.BytesIO(b""), encoding="utf-8")
    try:
        with contextlib.redirect_stdout(console), contextlib.redirect_stderr(console):
            try:
                main(line.split())
            except SystemExit as left:
                code = int(left.code or 0)
    finally:
        sys.stdin = before
    console.flush()
    return code, console.buffer.getvalue().decode(encoding)


@pytest.mark.parametrize("encoding", ["cp866", "cp1251", "koi8-r", "cp437"])
def test_every_command_speaks_to_an_old_console(
    encoding: str, private_world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared_home(private_world, monkeypatch)
    for line in RUNS:
        code, text = shown(line, encoding)
        assert code != 1, (line, text)
        assert "??" not in text and " ? " not in text, (line, text)


def test_quotes_dots_and_dashes_become_plain_ones(private_world: Path) -> None:
    assert 'Обращения "GS-9" нет.' in shown("status GS-9", "cp866")[1]
    assert "«GS-9»" in shown("status GS-9", "cp1251")[1]
    assert "КОМАНДА ..." in shown("--help", "cp866")[1]


def test_a_console_without_russian_letters_shows_latin_ones(private_world: Path) -> None:
    assert 'Obrascheniya "GS-9" net.' in shown("status GS-9", "cp850")[1].replace("«", '"').replace(
        "»", '"')


def test_data_for_programs_loses_no_letter(
    private_world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared_home(private_world, monkeypatch)
    for line in ("list --json", "show GS-1 --format json", "status GS-9 --json"):
        _, old = shown(line, "cp437")
        _, new = shown(line, "utf-8")
        assert json.loads(old) == json.loads(new)


def test_a_json_file_keeps_its_letters_whatever_the_console_shows(
    private_world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared_home(private_world, monkeypatch)
    shown(f"show GS-1 --format json --output {tmp_path / 'one.json'}", "cp866")
    assert "Ошибка" in (tmp_path / "one.json").read_text(encoding="utf-8")
