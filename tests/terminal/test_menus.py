"""Menus and pages in a real pseudo-terminal: which key acts at once, and which never."""

from pathlib import Path

import pytest

from tests.terminal.person import Person

pytestmark = [pytest.mark.terminal, pytest.mark.timeout(150)]


def test_a_digit_while_reading_on_is_no_choice(tmp_path: Path) -> None:
    person = Person(tmp_path, "new", "booking", cols=40, rows=15)
    person.sees("Дальше")
    person.type("1")
    person.type("1")
    person.type(" ")
    person.sees("Что делаем")
    person.type("\r")
    person.sees("В какой услуге")
    person.type("\x03")
    assert person.ends() == 130


@pytest.mark.parametrize(("cols", "rows"), [(80, 24), (40, 15)])
def test_enter_after_help_in_a_menu_reads_on_and_chooses_nothing(
    tmp_path: Path, cols: int, rows: int
) -> None:
    person = Person(tmp_path, "new", cols=cols, rows=rows)
    person.sees("Что случилось")
    person.type("?")
    person.sees("Дальше — любая клавиша")
    person.raw = ""
    for _ in range(6):  # pages
        person.type("\r")
        person.read(0.5)
        if "1) Вход и коды" in person.raw:
            break
    assert "GS-1" not in person.raw
    person.type("\r")
    person.sees("GS-1")
    person.type("\x03")
    assert person.ends() == 130


def test_going_back_to_a_menu_says_that_the_answer_stands_and_enter_keeps_it(
    tmp_path: Path,
) -> None:
    person = Person(tmp_path, "new", "booking", rows=40)
    person.sees("Что делаем")
    person.type("<")
    person.sees("Ваш ответ отмечен знаком «>». Enter — оставить.")
    person.sees("> 4) Запись на приём")
    person.type("\r")
    person.sees("Вопрос 2. Это часто помогает")
    person.type("?")
    person.sees("Сначала попробуйте советы")
    person.type("\x03")
    assert person.ends() == 130


def test_plain_lines_name_the_answer_that_enter_keeps(tmp_path: Path) -> None:
    person = Person(tmp_path, "new", "booking", "--linear", rows=60)
    person.sees("Что делаем")
    person.type("<\n")
    person.sees("Вы ответили: Запись на приём. Enter — оставить.")
    person.type("\x03")
    assert person.ends() == 130


def test_enter_behind_a_digit_that_is_not_there_takes_no_line(tmp_path: Path) -> None:
    person = Person(tmp_path, "new", "booking", rows=40)
    person.sees("Что делаем")
    person.type("9\r")
    person.sees("Наберите номер от 1 до 3")
    assert "В какой услуге" not in person.shown()
    person.type("93\r")
    person.sees("В какой услуге")
    person.type("\x03")
    assert person.ends() == 130


def test_the_pages_of_the_topics_lead_on_and_back(tmp_path: Path) -> None:
    person = Person(tmp_path, "new", rows=24)
    person.sees("Вопрос 1. Что случилось?")
    person.type("9\r")
    person.sees("Вернуться к началу списка")
    person.raw = ""
    person.type("<")
    person.read(0.7)
    assert "Показать ещё" in person.raw and "первый вопрос" not in person.raw
    person.type("<")
    person.sees("Это первый вопрос")
    person.type("\x03")
    assert person.ends() == 130
