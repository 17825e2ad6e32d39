"""``ingest`` of words that no known wording is in: the person says what they come to."""

from pathlib import Path

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.core.model import Status
from tests.cli.program import run_program
from tests.factories import complete_answers
from tests.fakes import FixedClock
from tests.terminal.person import Person

pytestmark = [pytest.mark.terminal, pytest.mark.timeout(150)]
ASKED = "Здравствуйте! Сообщите, пожалуйста, УИН и приложите чек банка."
PASSED_ON = "Передали ваш вопрос коллегам из поликлиники."


def pasted(folder: Path, words: str) -> tuple[Path, str]:
    """A home with a request that waits, and a file with ``words`` of the support."""
    home, file = folder / "home", folder / "words.txt"
    file.write_text(words, encoding="utf-8")
    journal = SqliteJournal(home)
    journal.create(complete_answers(), at=FixedClock().now(), source="test")
    journal.close()
    ran = run_program("--home", str(home), "sent", "GS-1", "--ticket", "SCR#1234567")
    assert ran.code == 0, ran
    return home, str(file)


def state(home: Path) -> tuple[Status, list[str]]:
    journal = SqliteJournal(home)
    found = journal.get("GS-1").status, [one.text for one in journal.events("GS-1")]
    journal.close()
    return found


@pytest.mark.parametrize(("language", "ask", "help_words"), [
    ("ru", "Что ответила поддержка?", "Никуда ничего не отправляется"),
    ("en", "What did the support answer?", "Nothing is sent anywhere"),
])
@pytest.mark.parametrize("linear", [False, True], ids=["menus", "lines"])
@pytest.mark.parametrize(("choice", "status", "kept"), [
    ("", Status.NEEDS_INFO, True),  # what asks for something is proposed as such
    ("3", Status.RESOLVED, True), ("5", Status.WAITING, True), ("6", Status.WAITING, False),
])
def test_the_person_says_what_the_words_come_to(
    choice: str, status: Status, kept: bool, linear: bool, language: str, ask: str,
    help_words: str, tmp_path: Path,
) -> None:
    home, file = pasted(tmp_path, ASKED)
    one = Person(home, "--lang", language, "ingest", file, "--id", "GS-1",
                 *(["--linear"] if linear else []), cols=100, rows=60)
    end = "\n" if linear else "\r"
    one.sees(ask)
    one.type("?" + end * linear)
    one.sees(help_words)
    one.type(" " * (not linear))
    one.read(0.5)
    one.type(choice + end)
    assert one.ends() == 0
    found = state(home)
    assert (found[0], ASKED in found[1]) == (status, kept)


def test_words_that_ask_for_nothing_are_proposed_as_mere_words(tmp_path: Path) -> None:
    home, file = pasted(tmp_path, PASSED_ON)
    one = Person(home, "ingest", file, "--id", "GS-1", "--linear", cols=100, rows=60)
    one.sees("Что ответила поддержка?")
    one.type("\n")
    assert one.ends() == 0
    found = state(home)
    assert found[0] is Status.WAITING and PASSED_ON in found[1]


def test_without_a_terminal_the_words_are_kept_and_the_answer_is_named(tmp_path: Path) -> None:
    home, file = pasted(tmp_path, ASKED)
    ran = run_program("--home", str(home), "ingest", file, "--id", "GS-1", "--yes")
    assert ran.code == 0 and "gosupport reply GS-1" in ran.err
    assert state(home)[0] is Status.WAITING


def test_words_without_a_number_are_not_lost_the_request_is_asked_for(tmp_path: Path) -> None:
    home, file = pasted(tmp_path, ASKED)
    one = Person(home, "ingest", file, "--linear", cols=100, rows=60)
    one.sees("О каком обращении эти слова?")
    one.type("1\n")
    one.sees("Что ответила поддержка?")
    one.type("1\n")
    assert one.ends() == 0
    assert state(home)[0] is Status.NEEDS_INFO
