"""The wizard in a real pseudo-terminal: typed, interrupted, killed, resumed."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pexpect
import pyte
import pytest

pytestmark = [pytest.mark.terminal, pytest.mark.timeout(150)]
PROGRAM = [sys.executable, "-m", "gosupport_cli"]
# What both ways of asking are told, in the order of the questions.
TYPED = (
    ("self-help", "3", "choice"), ("В какой услуге", "Запись на приём к врачу", "text"),
    ("Что не работает", "При выборе времени появляется ошибка 500.", "text"),
    ("Когда это", "20.11.2026 14:30", "text"),
    ("по шагам", "Открыла услугу\nНажала «Выбрать время»", "list"),
    ("какого действия", "Нажала «Выбрать время»", "prefilled"),
    ("должно было", "Откроется список времени", "text"),
    ("на самом деле", "Страница с ошибкой", "long"),
    ("текст ошибки", "500 Internal Server Error", "long"),
    ("код ошибки", "ab12cd34ef56", "text"),
    ("известная ошибка", "3", "choice"),
)


class Person:
    """Somebody before a terminal of ``cols`` by ``rows``."""

    def __init__(self, home: Path, *words: str, cols: int = 80, rows: int = 24, **env: str) -> None:
        self.screen = pyte.Screen(cols, rows)
        self.stream = pyte.Stream(self.screen)
        self.raw = ""
        self.child = pexpect.spawn(
            PROGRAM[0], [*PROGRAM[1:], *words], encoding="utf-8", timeout=20,
            dimensions=(rows, cols),
            env={**_plain_environment(), "GOSUPPORT_HOME": str(home), "TERM": "xterm",
                 "LANG": "C.UTF-8", "PYTHONPATH": str(Path(__file__).parents[2]), **env},
        )

    def read(self, seconds: float = 0.3) -> bool:
        """Take in what comes; False when the program has gone."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                piece = self.child.read_nonblocking(65536, 0.1)
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                return False
            self.raw += piece
            self.stream.feed(piece)
            if "\x1b[6n" in piece:
                self.child.send(f"\x1b[{self.screen.cursor.y + 1};1R")
        return True

    def sees(self, words: str, seconds: float = 20) -> None:
        """Wait until ``words`` stand on the screen, line breaks counted as blanks."""
        end = time.monotonic() + seconds
        while words not in self.shown():
            alive = self.read()
            assert time.monotonic() < end and (alive or words in self.shown()), (
                f"«{words}» never came:\n" + "\n".join(self.screen.display)
            )

    def shown(self) -> str:
        return " ".join(" ".join(self.screen.display).split())

    def type(self, keys: str) -> None:
        self.read(0.25)
        self.child.send(keys)

    def ends(self) -> int:
        end = time.monotonic() + 20
        while self.read():
            assert time.monotonic() < end, "still running:\n" + "\n".join(self.screen.display)
        self.child.close()
        status = self.child.exitstatus
        return -int(self.child.signalstatus or 0) if status is None else int(status)


def _plain_environment() -> dict[str, str]:
    """COLUMNS and LINES would hide the real size of the terminal."""
    return {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "LINES")}


def answers(home: Path, ref: str = "GS-1") -> dict[str, object]:
    from gosupport_cli.adapters.journal import SqliteJournal

    return dict(SqliteJournal(home).get(ref).answers)


def go(person: Person, *, linear: bool) -> None:
    """Answer the questions of ``TYPED``."""
    for words, text, shape in TYPED:
        person.sees("Что делаем" if words == "self-help" else words)
        if linear:
            person.type(text + ("\n\n" if shape in ("list", "long") else "\n"))
        elif shape == "list":
            person.type(text.replace("\n", "\r") + "\r\r")
        elif shape == "prefilled":
            person.type("\r")
        else:
            person.type(text + "\r")


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
    person.sees("Дальше" if rows < 20 else "summary-missing")
    person.type("Ошибка 500 при выборе времени.\r")
    person.sees("> Ошибка 500")  # the key that read on was the first letter, and stayed
    person.sees("Когда это случилось")
    person.type("на днях\r")
    person.sees("Время не понято")
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


def test_without_a_terminal_it_says_what_is_missing_and_makes_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [*PROGRAM, "new", "booking"], input="x", capture_output=True, text=True, check=False,
        env={**os.environ, "GOSUPPORT_HOME": str(tmp_path)}, cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 2
    assert "problem.summary" in done.stderr
    assert not (tmp_path / "gosupport.sqlite3").exists() and not list(tmp_path.glob("*.db"))


def before_the_steps(home: Path, *, linear: bool) -> Person:
    person = Person(home, "new", "booking", *(["--linear"] if linear else []))
    for words, text, _shape in TYPED[:4]:
        person.sees("Что делаем" if words == "self-help" else words)
        person.type(text + ("\n" if linear else "\r"))
    person.sees("по шагам")
    return person


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


@pytest.mark.parametrize(("cols", "rows"), [(80, 24), (40, 15)])
def test_enter_after_help_in_a_menu_reads_on_and_chooses_nothing(
    tmp_path: Path, cols: int, rows: int
) -> None:
    person = Person(tmp_path, "new", cols=cols, rows=rows)
    person.sees("Что случилось")
    person.type("?")
    person.sees("Дальше — любая клавиша")
    person.type("\r")
    person.sees("Без Enter: ? — помощь")
    person.type("\r")
    person.sees("GS-1")
    person.type("\x03")
    assert person.ends() == 130



def test_plain_lines_say_what_enter_does_and_how_an_answer_ends(tmp_path: Path) -> None:
    person = Person(tmp_path, "new", "--linear", rows=60)
    person.sees("Введите номер и нажмите Enter")
    person.type("\n")
    person.sees("Выберите из списка")
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
