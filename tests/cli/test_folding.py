"""Lines that fit a screen, and commands that stay whole in them."""

import pytest

from gosupport_cli.cli.folding import folded


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
