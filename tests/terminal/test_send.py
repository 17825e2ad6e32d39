"""``send`` before a real terminal: shown in full, asked, and only a yes lets anything leave."""

import json
import shlex
import sys
from datetime import datetime
from pathlib import Path

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.core.model import Status
from tests.factories import complete_answers
from tests.fakes import FixedClock
from tests.terminal.person import Person

pytestmark = [pytest.mark.terminal, pytest.mark.timeout(150)]
EVERY = pytest.mark.parametrize("linear", [True, False], ids=["linear", "menus"])
YES, NO = {True: "1\n", False: "\r"}, {True: "2\n", False: "\x1b[B\r"}
ENTER = {True: "\n", False: "\r"}
DONE = {True: "1\n", False: "1\r"}  # «yes, it is sent»: not the line that stands chosen


def made(home: Path, channel: str, **changes: str) -> SqliteJournal:
    journal = SqliteJournal(home)
    journal.create(complete_answers(channel=channel, **changes), at=FixedClock().now(),
                   source="test")
    return journal


def letters(home: Path, tmp_path: Path) -> Path:
    """Settings for a sendmail that keeps each letter; returns where."""
    kept = tmp_path / "letters"
    kept.mkdir()
    script = tmp_path / "sendmail.py"
    script.write_text(
        "import sys, pathlib, os\n"
        f"pathlib.Path({str(kept)!r}, str(os.getpid())).write_bytes(sys.stdin.buffer.read())\n")
    command = shlex.join([sys.executable, str(script)])
    chosen = {"mail.transport": "sendmail", "mail.to": "help@example.ru",
              "sendmail.command": command}
    text = "".join(f"{key}: {json.dumps(value)}\n" for key, value in chosen.items())
    (home / "settings.yaml").write_text(text, encoding="utf-8")
    return kept


def person(home: Path, *words: str, linear: bool, cols: int = 100, rows: int = 60) -> Person:
    return Person(home, "send", "GS-1", "--no-open", *words, cols=cols, rows=rows,
                  **({"GOSUPPORT_LINEAR": "1"} if linear else {}))


def read_on(one: Person, words: str) -> None:
    """Page by page until ``words`` come."""
    for _ in range(20):
        one.read(0.5)
        if words in " ".join(one.raw.split()):
            return
        if any("любая клавиша" in line for line in one.screen.display[-3:]):
            one.type(" ")
    raise AssertionError(f"«{words}» never came:\n{one.raw}")


@pytest.mark.guide("G-126", "G-140")
@EVERY
def test_a_no_sends_nothing_and_a_yes_sends_once(linear: bool, tmp_path: Path) -> None:
    home = tmp_path / "h"
    journal = made(home, "email")
    kept = letters(home, tmp_path)
    one = person(home, linear=linear)
    one.sees("Отправить?")
    said = one.shown()
    assert "Вот что уйдёт" in said and "help@example.ru" in said
    assert "Проверьте контакты" in said
    assert "+7 900 000-00-01" in said and "ivanova@example.ru" in said
    one.type(NO[linear])
    assert one.ends() == 5
    assert "Ничего не отправлено" in one.shown()
    assert (list(kept.iterdir()), journal.attempts("GS-1")) == ([], ())
    again = person(home, linear=linear)
    again.sees("Отправить?")
    again.type(YES[linear])
    assert again.ends() == 0
    assert "отправлено" in again.shown()
    assert len(list(kept.iterdir())) == 1
    assert journal.get("GS-1").status is Status.WAITING


@pytest.mark.guide("G-126")
@pytest.mark.parametrize(("cols", "rows"), [(80, 24), (40, 15)])
@EVERY
def test_a_few_lines_say_what_leaves_and_the_whole_text_is_one_choice_away(
    linear: bool, cols: int, rows: int, tmp_path: Path
) -> None:
    home = tmp_path / "h"
    journal = made(home, "email", person__snils="112-233-445 95",
                   problem__expected="Окно с картой 4111 1111 1111 1111 откроется")
    kept = letters(home, tmp_path)
    one = person(home, linear=linear, cols=cols, rows=rows)
    read_on(one, "прочитать весь текст")
    before = " ".join(one.raw.split())
    for part in ("Кому: help@example.ru", "Тема: Ошибка 500", "Файлов нет.", "знак", "[СНИЛС-1]",
                 "Ожидалось. [карта-1]"):
        assert part in before
    assert "Открыла услугу" not in before
    one.raw = ""
    one.type("3\n" if linear else "3\r")
    read_on(one, "Отправить?")
    one.read(0.5)
    whole = " ".join(one.raw.split())
    assert "Открыла услугу" in whole and "Прошу восстановить работу" in whole
    assert "4111" not in whole and "112-233-445" not in whole
    if not linear:
        assert "> 2)" in one.shown()  # paging with Enter ends on no yes
    one.type("\n" if linear else "\r")
    assert one.ends() == 5
    assert (list(kept.iterdir()), journal.attempts("GS-1")) == ([], ())


@pytest.mark.parametrize("words", [("--yes",), ("--dry-run",)])
def test_where_nobody_is_asked_the_whole_text_is_shown(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    home = tmp_path / "h"
    made(home, "email")
    letters(home, tmp_path)
    one = person(home, *words, linear=True)
    assert one.ends() == 0
    assert "Открыла услугу" in one.raw and "прочитать весь текст" not in one.raw


def test_an_english_screen_says_in_english_what_is_hidden(tmp_path: Path) -> None:
    made(tmp_path, "chat")
    one = person(tmp_path, "--lang", "en", linear=True)
    one.sees("read the whole text")
    said = one.shown()
    assert "The full name is not written out here" in said and "Phone: not given" in said
    assert "не пишется" not in said
    one.type("2\n")
    assert one.ends() == 5


@EVERY
def test_ctrl_c_at_the_question_sends_nothing(linear: bool, tmp_path: Path) -> None:
    home = tmp_path / "h"
    journal = made(home, "email")
    kept = letters(home, tmp_path)
    one = person(home, linear=linear)
    one.sees("Отправить?")
    one.type("\x03")
    assert one.ends() == 130
    assert "Ничего не отправлено" in one.shown()
    assert (list(kept.iterdir()), journal.attempts("GS-1")) == ([], ())


@pytest.mark.guide("G-126")
def test_warnings_stand_before_the_question_and_a_yes_covers_them(tmp_path: Path) -> None:
    home = tmp_path / "h"
    made(home, "email", problem__subject="СРОЧНО!!! Не работает запись к врачу, ошибка 500")
    kept = letters(home, tmp_path)
    one = person(home, linear=True)
    one.sees("Отправить?")
    said = one.shown()
    assert "замечани" in said and "Ваше «да» относится и к ним" in said
    assert said.index("замечани") < said.index("Отправить?")
    one.type("\n")  # an empty line is no yes
    assert one.ends() == 5
    assert list(kept.iterdir()) == []
    again = person(home, linear=True)
    again.sees("Отправить?")
    again.type("1\n")
    assert again.ends() == 0
    assert len(list(kept.iterdir())) == 1


@pytest.mark.guide("G-64", "G-65")
@pytest.mark.parametrize("channel", ["portal", pytest.param(
    "app", marks=pytest.mark.guide("G-148", "G-149"))])
@EVERY
def test_after_handing_over_the_number_is_asked_and_kept_as_typed(
    linear: bool, channel: str, tmp_path: Path
) -> None:
    journal = made(tmp_path, channel)
    one = person(tmp_path, linear=linear)
    one.sees("Отправите вы сами")
    one.type(YES[linear])
    if channel == "app":
        one.sees("Дальше?")
        one.type(YES[linear])
    one.sees("Вы уже отправили обращение?")
    assert journal.get("GS-1").status is Status.READY
    one.type(DONE[linear])
    one.sees("Какой номер")
    one.type("scr#1234567" + ENTER[linear])
    if channel == "app":  # it shows a term beside the number
        one.sees("Какой срок показало приложение")
        one.type("3 дня" + ENTER[linear])
    assert one.ends() == 0
    after = journal.get("GS-1")
    assert (after.status, after.ticket) == (Status.WAITING, "scr#1234567")
    assert after.term == ("3 дня" if channel == "app" else "")
    assert after.sent_at == FixedClock().now()


@pytest.mark.guide("G-64")
@EVERY
def test_not_sent_yet_stays_not_sent_and_says_how_to_go_on(linear: bool, tmp_path: Path) -> None:
    journal = made(tmp_path, "portal")
    one = person(tmp_path, linear=linear)
    one.sees("Отправите вы сами")
    one.type(YES[linear])
    one.sees("Вы уже отправили обращение?")
    assert one.raw.count("GS-1-portal.html") == 1
    one.type("?" + ENTER[linear])
    one.sees("Не отправили или не уверены")
    one.type(ENTER[linear])  # a stray Enter calls nothing sent
    assert one.ends() == 0
    assert "gosupport sent GS-1 --ticket" in one.shown()
    assert (journal.get("GS-1").status, journal.get("GS-1").sent_at) == (Status.READY, None)


@pytest.mark.guide("G-65")
def test_no_number_yet_is_no_number(tmp_path: Path) -> None:
    journal = made(tmp_path, "portal")
    one = person(tmp_path, linear=True)
    one.sees("Отправите вы сами")
    one.type("1\n")
    one.sees("Вы уже отправили обращение?")
    one.type("1\n")
    one.sees("Какой номер")
    one.type("\n")
    assert one.ends() == 0
    assert (journal.get("GS-1").status, journal.get("GS-1").ticket) == (Status.WAITING, "")


@pytest.mark.guide("G-17", "G-65")
@EVERY
def test_a_call_becomes_history(linear: bool, tmp_path: Path) -> None:
    journal = made(tmp_path, "phone")
    one = person(tmp_path, linear=linear)
    one.sees("Позвоните вы сами")
    one.type(YES[linear])
    one.sees("Вы уже позвонили?")
    one.type(DONE[linear])
    one.sees("Какой номер")
    one.type("SCR#1234567" + ENTER[linear])
    one.sees("Когда был разговор")
    one.type("на днях" + ENTER[linear])
    one.read(1)
    assert one.shown().count("Когда был разговор") > 1
    one.type(("\x15" if not linear else "") + "20.11.2026 16:05" + ENTER[linear])
    one.sees("Какой срок")
    one.type("3 дня" + ENTER[linear])
    one.sees("Имя оператора")
    one.type("Анна, обещала перезвонить" + ENTER[linear])
    assert one.ends() == 0
    after = journal.get("GS-1")
    assert (after.ticket, after.sent_at) == (
        "SCR#1234567", datetime.fromisoformat("2026-11-20T16:05+03:00"))
    told = " ".join(event.text for event in journal.events("GS-1"))
    assert "Анна, обещала перезвонить" in told
    assert after.term == "3 дня"


@EVERY
def test_ctrl_c_after_the_person_sent_it_does_not_say_that_nothing_was_sent(
    linear: bool, tmp_path: Path
) -> None:
    journal = made(tmp_path, "portal")
    one = person(tmp_path, linear=linear)
    one.sees("Отправите вы сами")
    one.type(YES[linear])
    one.sees("Вы уже отправили обращение?")
    one.type(DONE[linear])
    one.sees("Какой номер")
    one.type("\x03")
    assert one.ends() == 130
    said = one.shown()
    assert "Ничего не отправлено" not in said
    assert "Уже отправили — запишите это: gosupport sent GS-1 --ticket НОМЕР" in said
    assert journal.get("GS-1").sent_at is None
    again = Person(tmp_path, "sent", "GS-1", *(["--linear"] if linear else []), cols=100, rows=60)
    again.sees("Какой номер")
    again.type("\x03")
    assert again.ends() == 130
    assert "Отправка GS-1 не записана" in again.shown()
    assert "Ничего не отправлено" not in again.shown()


@EVERY
def test_chat_texts_come_one_by_one(linear: bool, tmp_path: Path) -> None:
    made(tmp_path, "chat")
    one = person(tmp_path, linear=linear)
    one.sees("Отправите вы сами")
    one.type(YES[linear])
    one.sees("Дальше?")
    assert "[1/" in one.raw and "[2/" not in one.raw
    one.type(YES[linear])
    one.read(2)
    assert "[2/" in one.raw
    one.type("\x03")
    assert one.ends() == 130
    said = one.shown()
    assert "Ничего не отправлено" not in said and "по GS-1 отправляете вы" in said
    assert "gosupport sent GS-1 --ticket НОМЕР" in said


@pytest.mark.parametrize("cols", [40, 80])
def test_on_a_narrow_screen_the_questions_can_be_read(cols: int, tmp_path: Path) -> None:
    home = tmp_path / "h"
    made(home, "email")
    letters(home, tmp_path)
    one = person(home, linear=False, cols=cols, rows=40)
    one.sees("Отправить?")
    one.type(NO[False])
    assert one.ends() == 5
