"""The same reply, reminder or repeat request does not leave twice unless the person says so."""

from pathlib import Path

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from tests.cli.correspondence import shape, status
from tests.cli.program import run_program

LATER = "2026-11-30T18:00:00+03:00"


def letters(outbox: Path) -> int:
    """How many messages left; the request itself was the first letter."""
    return len(list(outbox.glob("*.eml"))) - 1


@pytest.mark.parametrize("words", [
    ("reply", "GS-1", "--done"), ("reply", "GS-1", "--message", "Версия браузера 25.10"),
    ("remind", "GS-1"), ("followup", "GS-1"),
], ids=lambda words: " ".join(words[:3]))
def test_the_same_command_again_sends_nothing_and_names_the_day_and_the_way(
    outbox: Path, words: tuple[str, ...]
) -> None:
    assert run_program(*words, "--yes").code == 0
    code, told = shape(*words, "--yes")
    assert (code, told["code"], letters(outbox)) == (2, "message-sent", 1)
    assert "20.11.2026 18:00" in str(told["message"]) and "--resend" in str(told["hint"])
    assert run_program(*words, "--yes", "--resend").code == 0
    assert letters(outbox) == 2


def test_what_the_person_was_not_shown_is_finished_when_they_ask_again(outbox: Path) -> None:
    """Killed between the outcome and the status: the command again sends nothing and closes."""
    before = status()["status"]
    assert run_program("reply", "GS-1", "--done", "--yes").code == 0
    journal = SqliteJournal(outbox.parent / "gosupport")
    with journal.database.writing() as connection:
        connection.execute("UPDATE requests SET status = ?", (before,))
        connection.execute("DELETE FROM events WHERE source = 'reply'")
    journal.close()
    assert status()["status"] == before
    assert run_program("reply", "GS-1", "--done", "--yes").code == 2
    assert (status()["status"], letters(outbox)) == ("closed", 1)


def test_after_news_and_with_other_words_an_answer_is_another_answer(outbox: Path) -> None:
    words = ("reply", "GS-1", "--not-fixed", "--result", "Ошибка 500 снова", "--yes")
    for news in ((), ("status", "GS-1", "--set", "resolved")):
        if news:
            assert run_program(*news).code == 0
        assert run_program(*words).code == 0
    assert run_program(*words[:4], "Ошибка 502", "--yes").code == 0
    assert letters(outbox) == 3


def test_a_reminder_after_more_silence_is_another_reminder(
    outbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run_program("remind", "GS-1", "--yes").code == 0
    monkeypatch.setenv("GOSUPPORT_NOW", LATER)
    assert run_program("remind", "GS-1", "--yes").code == 0
    assert letters(outbox) == 2


def test_what_is_only_kept_or_looked_at_is_not_refused(outbox: Path) -> None:
    assert run_program("reply", "GS-1", "--done", "--yes").code == 0
    for word in ("--no-send", "--dry-run"):
        assert run_program("reply", "GS-1", "--done", word).code == 0
    assert run_program("reply", "GS-1", "--done", "--yes").code == 2
    assert letters(outbox) == 1
