"""Lines that fit a screen, and commands that stay whole in them."""

import pytest

from gosupport_cli.core.folding import folded, lines_of
from tests.rules.tree import sources


@pytest.mark.parametrize("command", [
    "gosupport profile set я person.full_name='Иванова Мария Сергеевна'",
    "gosupport sent GS-1 --ticket НОМЕР", "gosupport ingest - --id GS-1",
    "gosupport status GS-1 --set in_progress", "python3 -m pip install pyrage",
])
@pytest.mark.parametrize("width", [40, 50, 60, 80])
def test_a_command_stays_on_one_line_and_all_words_are_there(command: str, width: int) -> None:
    text = f"Сохранить данные человека: {command}. Или запустите команду в терминале ещё раз."
    lines = folded(text, width, first="  ", rest="  ").split("\n")
    assert any(command in line for line in lines)
    assert " ".join(" ".join(lines).split()) == text
    assert all(len(line) <= width or line.strip(" .") == command for line in lines)


def test_words_behind_a_command_are_no_part_of_it() -> None:
    lines = folded("ждёт вашего решения: запустите gosupport sync в терминале", 40).split("\n")
    assert lines == ["ждёт вашего решения: запустите", "gosupport sync в терминале"]


def test_numbers_of_a_telephone_and_of_a_moment_stay_together() -> None:
    assert lines_of("Позвоните по номеру 8 800 100-70-10 сегодня", 24) == [
        "Позвоните по номеру", "8 800 100-70-10 сегодня"]
    assert lines_of("Записано: четверг, 19.11.2026 14:30", 32)[-1] == "19.11.2026 14:30"


def test_what_may_not_be_longer_is_broken_and_nothing_gives_no_line() -> None:
    assert lines_of("а" * 12, 5, breaking=True) == ["ааааа", "ааааа", "аа"]
    assert lines_of("  ", 5) == []


def test_everything_that_folds_a_text_does_it_here() -> None:
    own = [path.name for path in sources() if "textwrap" in path.read_text(encoding="utf-8")]
    assert own == ["folding.py"]
