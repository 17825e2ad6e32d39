"""The wizard in a real pseudo-terminal: typed, mended, pasted, the same in both ways of asking."""

import json
import os
import subprocess
import time
from pathlib import Path

import pytest

from tests.terminal.person import PROGRAM, TYPED, Person, answers, go

pytestmark = [pytest.mark.terminal, pytest.mark.timeout(150)]


@pytest.mark.guide("G-155")
@pytest.mark.parametrize(("cols", "rows"), [(80, 24), (40, 15)])
def test_menus_take_answers_a_mistake_a_step_back_help_and_an_interruption(
    tmp_path: Path, cols: int, rows: int
) -> None:
    person = Person(tmp_path, "new", "booking", cols=cols, rows=rows)
    person.sees("Дальше" if rows < 20 else "Что делаем")
    if rows < 20:
        person.type(" ")
        person.sees("Что делаем")
    person.type("3\r")
    person.sees("В какой услуге")
    person.type("Справка\r")
    person.sees("Что не работает")
    person.type("\x02")  # Ctrl-B
    person.sees("Вопрос 3. В какой услуге")
    person.type("\x15Запись к врачу\r")
    person.sees("Вопрос 4. Что не работает")
    person.type("?\r")
    person.sees("Дальше" if rows < 20 else "С этого предложения")
    person.type("Ошибка 500 при выборе времени.\r")
    person.sees("> Ошибка 500")  # the key that read on was the first letter, and stayed
    person.sees("Когда это случилось")
    person.type("на днях\r")
    person.sees("Нужны день и час")
    person.type("\x15вчера в 14:30\r")
    person.sees("четверг, 19.11.2026, 14:30")
    person.type("\r")
    person.sees("по шагам")
    person.type("\x03")
    assert person.ends() == 130
    assert "gosupport new --resume GS-1" in person.shown()
    kept = answers(tmp_path)
    assert kept["problem.service"] == "Запись к врачу"
    assert kept["problem.occurred_at"] == "2026-11-19T14:30+03:00"


def test_plain_lines_hold_no_escape_byte_and_give_the_same_draft_as_menus(tmp_path: Path) -> None:
    homes = {}
    for linear in (True, False):
        home = homes[linear] = tmp_path / str(linear)
        person = Person(home, "new", "booking", *(["--linear"] if linear else []))
        go(person, linear=linear)
        person.sees("Вопрос 13.")
        person.type("\x03")
        assert person.ends() == 130
        if linear:
            assert "\x1b" not in person.raw
            assert "Вопрос 3." in person.raw
    assert json.dumps(answers(homes[True])) == json.dumps(answers(homes[False]))


@pytest.mark.guide("G-41", "G-158")
@pytest.mark.parametrize("linear", [False, True])
def test_a_paste_of_many_lines_stays_one_answer(tmp_path: Path, linear: bool) -> None:
    person = Person(tmp_path, "new", "booking", *(["--linear"] if linear else []))
    go_until = TYPED[:8]
    for words, text, shape in go_until:
        person.sees("Что делаем" if words == "self-help" else words)
        if linear:
            person.type(text + ("\n\n" if shape in ("list", "long") else "\n"))
        elif shape == "list":
            person.type(text.replace("\n", "\r") + "\r\r")
        else:
            person.type("\r" if shape == "prefilled" else text + "\r")
    person.sees("текст ошибки")
    pasted = "500 Internal Server Error\n\nat line 1\nat line 2"
    if linear:
        person.type(pasted + "\n")
        time.sleep(0.4)
        person.type("\n")
    else:
        person.type(f"\x1b[200~{pasted}\x1b[201~")
        person.type("\r")
    person.sees("код ошибки")
    person.type("\x03")
    person.ends()
    assert answers(tmp_path)["problem.error_text"] == pasted


def test_what_is_typed_first_replaces_an_old_answer_and_a_password_leaves_the_screen(
    tmp_path: Path,
) -> None:
    person = Person(tmp_path, "new", "booking")
    person.sees("Что делаем")
    person.type("3\r")
    person.sees("В какой услуге")
    person.type("Справка\r")
    person.sees("Что не работает")
    person.type("<\r")
    person.sees("Enter — оставить")
    person.type("Паспорт\r")
    person.sees("Вопрос 4. Что не работает")
    person.type("<\r")
    person.sees("> Паспорт")
    person.type("\x1b[D\x1b[Cа\r")  # the cursor was moved: a correction
    person.sees("> Паспорта")
    person.sees("Что не работает")
    person.type("Ввожу пароль: Qwerty1 и ошибка\r")
    person.sees("Убрать её?")
    assert "Qwerty1" not in person.shown()
    person.type("\r")
    person.sees("Когда это случилось")
    person.type("\x03")
    person.ends()
    kept = answers(tmp_path)
    assert kept["problem.service"] == "Паспорта"
    assert kept["problem.summary"] == "Ввожу пароль: и ошибка"


def test_without_a_terminal_it_says_what_is_missing_and_makes_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [*PROGRAM, "new", "booking"], input="x", capture_output=True, text=True, check=False,
        env={**os.environ, "GOSUPPORT_HOME": str(tmp_path)}, cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 2
    assert "problem.summary" in done.stderr
    assert not (tmp_path / "gosupport.sqlite3").exists() and not list(tmp_path.glob("*.db"))


def test_plain_lines_say_what_enter_does_and_how_an_answer_ends(tmp_path: Path) -> None:
    person = Person(tmp_path, "new", "--linear", rows=60)
    person.sees("Введите номер и нажмите Enter")
    person.type("\n")
    person.sees("Наберите номер строки из списка")
    person.type("?\n")
    person.sees("Тему можно сменить потом")
    assert "стрелками" not in person.shown()
    person.type("запись\n")
    person.sees("Что делаем")
    person.type("3\n")
    person.sees("В какой услуге")
    person.sees("Ответ одной строкой, потом Enter")
    person.type("Запись к врачу\n")
    person.sees("Что не работает")
    person.type("Ошибка 500 при выборе времени.\n")
    person.sees("Когда это")
    person.type("вчера в 14:30\n")
    person.sees("Enter — выбрать: Да.")
    person.type("\n")
    person.sees("Закончить — пустая строка")
    person.type("\x03")
    assert person.ends() == 130
