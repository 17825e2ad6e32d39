"""``ingest`` of words that no known wording is in: the person says what they come to."""

from pathlib import Path

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.core.model import Status
from tests.cli.program import run_program
from tests.factories import complete_answers
from tests.fakes import FixedClock
from tests.terminal.person import Person


def test_words_without_a_known_wording_come_to_what_the_person_says(tmp_path: Path) -> None:
    asked = "Здравствуйте! Сообщите, пожалуйста, УИН и приложите чек банка."
    (tmp_path / "words.txt").write_text(asked, encoding="utf-8")
    home = tmp_path / "home"
    journal = SqliteJournal(home)
    journal.create(complete_answers(), at=FixedClock().now(), source="test")
    journal.close()
    run_program("--home", str(home), "sent", "GS-1", "--ticket", "SCR#1234567")
    one = Person(home, "ingest", str(tmp_path / "words.txt"), "--id", "GS-1", "--linear",
                 cols=100, rows=60)
    one.sees("Что ответила поддержка?")
    one.type("?\n")
    one.sees("Никуда ничего не отправляется")
    one.type("\n")  # what asks for something is proposed as such
    assert one.ends() == 0
    journal = SqliteJournal(home)
    assert journal.get("GS-1").status is Status.NEEDS_INFO
    assert asked in [event.text for event in journal.events("GS-1")]
    journal.close()


def test_without_a_terminal_the_words_are_kept_and_the_answer_is_named(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("Пришлите чек банка.", encoding="utf-8")
    home = tmp_path / "home"
    journal = SqliteJournal(home)
    journal.create(complete_answers(), at=FixedClock().now(), source="test")
    journal.close()
    run_program("--home", str(home), "sent", "GS-1", "--ticket", "SCR#1234567")
    ran = run_program("--home", str(home), "ingest", str(tmp_path / "words.txt"), "--id", "GS-1",
                      "--yes")
    assert ran.code == 0 and "gosupport reply GS-1" in ran.err
