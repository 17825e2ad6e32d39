"""QR codes: what a reader of codes reads is the text, in order."""

import shutil
import subprocess
from pathlib import Path

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from gosupport_cli.channels.qr import PIECE, codes, for_terminal, pieces, save

RUSSIAN = "При выборе времени приёма появляется ошибка 500. Съешь ещё этих мягких булок. " * 6


@given(st.text(max_size=900))
def test_pieces_joined_give_the_text_back(text: str) -> None:
    parts = pieces(text)
    assert "".join(parts) == text
    assert all(0 < len(part) <= PIECE for part in parts)


def test_a_text_is_cut_at_blanks() -> None:
    assert all(part.endswith(" ") for part in pieces(RUSSIAN)[:-1])
    assert len(pieces(RUSSIAN)) > 1


def test_the_code_in_the_terminal_is_the_code() -> None:
    text = "Ошибка 500"
    shown = for_terminal(text, columns=80, rows=40, plain=False).splitlines()
    halves = {"█": (0, 0), "▀": (0, 1), "▄": (1, 0), " ": (1, 1)}
    rows = [[halves[sign][half] for sign in line] for line in shown for half in (0, 1)]
    made = segno.make_qr(text, encoding="utf-8", error="l", boost_error=False)
    wanted = [list(row) for row in made.matrix_iter(scale=1, border=2)]
    assert rows[:len(wanted)] == wanted


@pytest.mark.parametrize("words", [
    {"columns": 20, "rows": 40, "plain": False}, {"columns": 80, "rows": 5, "plain": False},
    {"columns": 80, "rows": 40, "plain": True},
])
def test_a_code_that_does_not_fit_is_left_out(words: dict[str, int]) -> None:
    assert for_terminal("Ошибка 500", **words) == ""  # type: ignore[arg-type]


def test_every_piece_of_a_long_text_fits_a_terminal() -> None:
    for part in pieces(RUSSIAN):
        assert for_terminal(part, columns=80, rows=38, plain=False)


def test_a_page_gets_pictures_without_anything_from_outside() -> None:
    made = codes(RUSSIAN)
    assert "".join(one.text for one in made) == RUSSIAN
    assert all(one.svg.startswith("<svg") and "http" not in one.svg for one in made)


@pytest.mark.services("zbarimg")
def test_a_reader_of_codes_reads_the_russian_text(tmp_path: Path) -> None:
    reader = shutil.which("zbarimg")
    assert reader, "zbarimg is missing: apt-get install zbar-tools"
    read = ""
    for number, part in enumerate(pieces(RUSSIAN)):
        file = tmp_path / f"{number}.png"
        save(part, str(file))
        done = subprocess.run([reader, "--raw", "--quiet", "-Sbinary", str(file)],
                              capture_output=True, check=True, timeout=60)
        read += done.stdout.decode("utf-8")
    assert read == RUSSIAN
