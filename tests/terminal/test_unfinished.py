"""What was typed and not finished, in a real pseudo-terminal: kept, and gone on with."""

import signal
from pathlib import Path

import pytest

from tests.terminal.person import Person, answers, before_the_steps

pytestmark = [pytest.mark.terminal, pytest.mark.timeout(150)]


@pytest.mark.guide("G-155")
@pytest.mark.parametrize("linear", [False, True])
@pytest.mark.parametrize("end", ["\x03", "kill"])
def test_lines_of_an_unfinished_list_stay_and_go_on(
    tmp_path: Path, linear: bool, end: str
) -> None:
    enter = "\n" if linear else "\r"
    person = before_the_steps(tmp_path, linear=linear)
    person.type(f"Вошла на портал{enter}")
    person.type(f"Ввела пароль: Qwerty1{enter}")
    person.type("Открыла усл" if end != "kill" and not linear else "")
    person.read(0.3)
    if end == "kill":
        person.child.kill(signal.SIGKILL)
        person.child.close(force=True)
    else:
        person.type(end)
        assert person.ends() == 130
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or b"Qwerty1" not in file.read_bytes()
    again = Person(tmp_path, "new", "--resume", "GS-1", *(["--linear"] if linear else []))
    again.sees("по шагам")
    again.sees("1. Вошла на портал")
    unfinished = end != "kill" and not linear
    again.type(f"угу{enter}{enter}" if unfinished else f"Открыла услугу{enter}{enter}")
    again.sees("какого действия")
    again.type("\x03")
    again.ends()
    steps = answers(tmp_path)["problem.steps"]
    assert isinstance(steps, tuple)
    assert (steps[0], steps[-1]) == ("Вошла на портал", "Открыла услугу")
    assert len(steps) == 3


@pytest.mark.parametrize("linear", [False, True])
def test_help_amid_a_list_loses_no_line(tmp_path: Path, linear: bool) -> None:
    enter = "\n" if linear else "\r"
    person = before_the_steps(tmp_path, linear=linear)
    person.type(f"Вошла на портал{enter}")
    person.type(f"?{enter}")
    person.sees("Каждый шаг с новой строки")
    person.type(f"Открыла услугу{enter}{enter}")
    person.sees("какого действия")
    person.type("\x03")
    person.ends()
    assert answers(tmp_path)["problem.steps"] == ("Вошла на портал", "Открыла услугу")


@pytest.mark.parametrize("keys", ["\x03", "\x02"])
def test_an_unfinished_text_stands_on_the_line_again(tmp_path: Path, keys: str) -> None:
    person = Person(tmp_path, "new", "booking")
    person.sees("Что делаем")
    person.type("3\r")
    person.sees("В какой услуге")
    person.type("Справка\r")
    person.sees("Что не работает")
    person.type("Нет кнопки «Отпр")
    person.type(keys)
    if keys == "\x03":
        assert person.ends() == 130
        person = Person(tmp_path, "new", "--resume", "GS-1")
    else:
        person.sees("Вопрос 3. В какой услуге")
        person.type("\r")
    person.sees("> Нет кнопки «Отпр")
    person.type("авить».\r")
    person.sees("Когда это")
    person.type("\x03")
    person.ends()
    assert answers(tmp_path)["problem.summary"] == "Нет кнопки «Отправить»."


@pytest.mark.guide("G-155")
@pytest.mark.parametrize("how", ["kill", "hangup", "end", "closed"])
def test_whatever_ends_it_the_answers_stay_and_it_goes_on_there(tmp_path: Path, how: str) -> None:
    person = Person(tmp_path, "new", "booking", "--linear")
    person.sees("Что делаем")
    person.type("3\n")
    person.sees("В какой услуге")
    person.type("Запись к врачу\n")
    person.sees("Что не работает")
    if how == "kill":
        person.child.kill(signal.SIGKILL)
    elif how == "hangup":
        person.child.kill(signal.SIGHUP)
    elif how == "end":
        person.type("\x04")
        assert person.ends() == 130
        assert "gosupport new --resume GS-1" in person.shown()
    person.child.close(force=True)
    again = Person(tmp_path, "new", "--resume", "GS-1", "--linear")
    again.sees("Что не работает")
    assert "В какой услуге" not in again.shown()
    again.type("\x03")
    assert again.ends() == 130


def test_a_failing_editor_keeps_the_text_and_the_question(tmp_path: Path) -> None:
    person = Person(tmp_path, "new", "booking", "--linear", EDITOR="false")
    person.sees("Что делаем")
    person.type("3\n")
    person.sees("В какой услуге")
    person.type("!\n")
    person.sees("завершился с ошибкой")
    drafts = list((tmp_path / "drafts").iterdir())
    assert [file.stat().st_mode & 0o777 for file in drafts] == [0o600]
    person.type("Запись к врачу\n")
    person.sees("Что не работает")
    person.type("\x03")
    assert person.ends() == 130


def test_a_line_of_plain_text_that_ctrl_c_breaks_off_is_kept_and_said_so(tmp_path: Path) -> None:
    person = Person(tmp_path, "new", "booking", "--linear")
    person.sees("Что делаем")
    person.type("3\n")
    person.sees("В какой услуге")
    person.type("Запись к вра")
    person.type("\x03")
    assert person.ends() == 130
    assert "Начатая строка тоже сохранена" in person.shown()
    assert "\x1b" not in person.raw
    again = Person(tmp_path, "new", "--resume", "GS-1", "--linear")
    again.sees("Это вы уже начали писать: Запись к вра")
    again.type("\n")
    again.sees("Что не работает")
    again.type("\x03")
    assert again.ends() == 130
    assert "сохранена" not in again.shown().rpartition("Что не работает")[2].replace(
        "ответы сохранены", "")
    assert answers(tmp_path)["problem.service"] == "Запись к вра"


def test_a_step_that_ctrl_c_breaks_off_in_plain_lines_stands_behind_the_others(
    tmp_path: Path,
) -> None:
    person = before_the_steps(tmp_path, linear=True)
    person.type("Вошла на портал\n")
    person.type("Ввела пароль: Qwerty1 и наж")
    person.type("\x03")
    assert person.ends() == 130
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or b"Qwerty1" not in file.read_bytes()
    again = Person(tmp_path, "new", "--resume", "GS-1", "--linear")
    again.sees("1. Вошла на портал 2. Ввела пароль")
    again.type("<\n")
    again.type("\x03")
    assert again.ends() == 130
