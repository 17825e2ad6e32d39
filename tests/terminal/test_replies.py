"""Answers to the support in a terminal: every question has a help of its own kind."""

from pathlib import Path

import pytest
from PIL import Image

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.core.model import Status
from tests.cli.program import run_program
from tests.factories import complete_answers
from tests.fakes import FixedClock
from tests.terminal.person import Person

pytestmark = [pytest.mark.terminal, pytest.mark.timeout(150)]
# By language and channel: the question and its help, before the yes and after it.
TOLD = {
    ("ru", "portal"): (
        "Открыть страницу",
        "уже отправленному обращению. Новое не создавайте",
        "Вы уже отправили это сообщение?",
        "вставили текст в обращение",
    ),
    ("ru", "chat"): (
        "Открыть страницу",
        "уже отправленному обращению. Новое не создавайте",
        "Вы уже отправили это сообщение?",
        "вставили текст в обращение",
    ),
    ("ru", "phone"): (
        "Открыть лист для звонка?",
        "скажите, что это дополнение",
        "Вы уже позвонили и сказали это?",
        "дозвонились",
    ),
    ("ru", "email"): (
        "Открыть письмо",
        "готовое письмо по GS-1",
        "Вы уже отправили это письмо?",
        "из почтовой программы",
    ),
    ("en", "portal"): (
        "Open the page",
        "to the request that was sent before",
        "Have you sent this message",
        "pasted the text into the request",
    ),
    ("en", "phone"): (
        "Open the sheet for the call?",
        "say that this adds to it",
        "Have you called and said this",
        "got through",
    ),
    ("en", "email"): (
        "Open the letter",
        "finished letter for GS-1",
        "Have you sent this letter",
        "from your mail program",
    ),
}


def resolved(home: Path, channel: str) -> SqliteJournal:
    """GS-1 waits for a confirmation."""
    journal = SqliteJournal(home)
    journal.create(complete_answers(channel=channel), at=FixedClock().now(), source="test")
    ran = run_program(
        "--home", str(home), "sent", "GS-1", "--ticket", "SCR#1234567", "--at", "15.11.2026 10:00"
    )
    assert ran.code == 0, ran
    run_program("--home", str(home), "config", "set", "mail.to", "help@example.ru")
    journal.set_status("GS-1", Status.RESOLVED, at=FixedClock().now(), source="letter")
    return journal


def goes_on(one: Person, *, linear: bool) -> None:
    """A menu waits below its help for any key."""
    if not linear:
        one.type(" ")
        one.read(0.5)


@pytest.mark.parametrize(("language", "channel"), TOLD)
@pytest.mark.parametrize("linear", [False, True], ids=["menus", "lines"])
def test_the_help_of_an_answer_speaks_of_the_answer_and_of_its_channel(
    language: str, channel: str, linear: bool, tmp_path: Path
) -> None:
    journal = resolved(tmp_path, channel)
    ask, help_yes, ask_done, help_done = TOLD[language, channel]
    words = ("--lang", language, "reply", "GS-1", "--done", *(["--linear"] if linear else []))
    one = Person(tmp_path, *words, cols=100, rows=60, PATH="/nowhere", BROWSER="")
    end = "\n" if linear else "\r"
    one.sees(ask)
    one.type("?" + end * linear)
    one.sees(help_yes)
    goes_on(one, linear=linear)
    one.type("1" + end)
    one.sees(ask_done)
    one.type("?" + end * linear)
    one.sees(help_done)
    goes_on(one, linear=linear)
    assert "request GS-1 stays" not in one.shown() and "обращение GS-1 останется" not in one.shown()
    one.type("1" + end)
    assert one.ends() == 0
    assert journal.get("GS-1").status is Status.CLOSED
    if channel == "phone":
        assert "gosupport status GS-1 --note" in one.shown()


@pytest.mark.parametrize(("status", "under_the_cursor"), [
    ("", "Ответить на вопрос поддержки"), ("resolved", "Выполнено: совет помог"),
])
def test_done_lies_under_the_cursor_only_where_the_support_is_done(
    status: str, under_the_cursor: str, tmp_path: Path
) -> None:
    journal = SqliteJournal(tmp_path)
    journal.create(complete_answers(), at=FixedClock().now(), source="test")
    run_program("--home", str(tmp_path), "sent", "GS-1", "--ticket", "SCR#1234567", "--at",
                "15.11.2026 10:00")
    asked = tmp_path / "a.txt"
    asked.write_text("По обращению SCR#1234567 пришлите версию браузера.", encoding="utf-8")
    took = run_program("--home", str(tmp_path), "ingest", str(asked), "--yes")
    assert (took.code, "Записано в обращение GS-1" in took.out) == (0, True), took
    if status:
        journal.set_status("GS-1", Status(status), at=FixedClock().now(), source="letter")
    one = Person(tmp_path, "reply", "GS-1", cols=100, rows=60)
    one.sees(f"> 1) {under_the_cursor}")


def test_who_says_no_to_an_answer_is_led_back_to_the_answer(tmp_path: Path) -> None:
    resolved(tmp_path, "portal")
    one = Person(tmp_path, "reply", "GS-1", "--done", "--linear", cols=100, rows=60)
    one.sees("Открыть страницу")
    one.type("2\n")
    assert one.ends() == 5
    assert "gosupport reply GS-1" in one.shown() and "gosupport send" not in one.shown()


def only_opened(home: Path, *words: str) -> Person:
    """The page of an answer is opened, and the person says that they have not sent it."""
    one = Person(home, "reply", "GS-1", *words, "--linear", cols=100, rows=60, PATH="/nowhere",
                 BROWSER="")
    one.sees("Открыть страницу")
    one.type("1\n")
    one.sees("Вы уже отправили это сообщение?")
    one.type("2\n")
    assert one.ends() == 0
    return one


def test_who_has_not_sent_an_answer_yet_is_told_how_it_stands(tmp_path: Path) -> None:
    resolved(tmp_path, "portal")
    one = only_opened(tmp_path, "--result", "Chromium 156")
    assert "Пока ничего не отправлено. Текст сохранён." in one.shown()
    assert "gosupport reply GS-1" in one.shown()


def test_an_answer_that_was_only_written_is_offered_again_and_told_when_it_has_left(
    tmp_path: Path,
) -> None:
    resolved(tmp_path, "portal").close()
    first = only_opened(tmp_path, "--not-fixed", "--result", "Ошибка 500 снова")
    assert "gosupport reply GS-1" in first.shown()
    again = Person(tmp_path, "reply", "GS-1", "--linear", cols=100, rows=60, PATH="/nowhere",
                   BROWSER="")
    again.sees("Ошибка 500 снова")
    again.sees("Отправить его")
    again.type("1\n")
    again.sees("Открыть страницу")
    again.type("1\n")
    again.sees("Вы уже отправили это сообщение?")
    again.type("1\n")
    assert again.ends() == 0
    assert "Записано: отправлено." in again.shown()
    journal = SqliteJournal(tmp_path)
    one = journal.get("GS-1")
    assert len({message.text for message in one.messages}) == 1
    assert one.status is Status.REOPENED
    assert "message_by_hand" in [event.event for event in journal.events("GS-1")]
    journal.close()
    third = Person(tmp_path, "reply", "GS-1", "--linear", cols=100, rows=60, PATH="/nowhere")
    third.sees("Что ответить поддержке?")
    third.type("\x03")
    third.ends()


def test_an_answer_that_was_sent_later_is_told_and_its_file_goes_along(tmp_path: Path) -> None:
    resolved(tmp_path, "portal").close()
    picture = tmp_path / "screen.png"
    Image.new("RGB", (40, 30), "white").save(picture)
    only_opened(tmp_path, "--message", "Снимок прикладываю", "--attach", str(picture))
    again = Person(tmp_path, "reply", "GS-1", "--linear", cols=100, rows=60, PATH="/nowhere")
    again.sees("Отправить его")
    again.type("1\n")
    again.sees("screen.png")
    again.sees("Открыть страницу")
    again.type("\x03")
    again.ends()
    told = Person(tmp_path, "reply", "GS-1", "--linear", cols=100, rows=60, PATH="/nowhere")
    told.sees("Он уже отправлен")
    told.type("2\n")
    assert told.ends() == 0
    journal = SqliteJournal(tmp_path)
    assert "message_by_hand" in [event.event for event in journal.events("GS-1")]
    journal.close()


def test_an_empty_line_is_no_answer_and_is_asked_again(tmp_path: Path) -> None:
    resolved(tmp_path, "portal").close()
    one = Person(tmp_path, "reply", "GS-1", "--not-fixed", "--linear", cols=100, rows=60)
    one.sees("Что вы видите теперь?")
    one.type("\n")
    one.sees("Напишите хотя бы коротко")
    one.type("\x03")
    one.ends()
