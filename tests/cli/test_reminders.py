"""``remind`` and ``followup``: made of what the journal knows, and only when nobody answered."""

from pathlib import Path

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from tests.cli.correspondence import shape
from tests.cli.program import run_program


@pytest.mark.guide("G-210", "G-194")
def test_reminders_and_repeat_requests_are_composed_of_what_the_journal_knows(
    sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOSUPPORT_NOW", "2026-12-10T10:00:00+03:00")
    code, receipt = shape("followup", "GS-1", "--no-send")
    message = receipt["message"]
    assert code == 0 and isinstance(message, dict)
    assert "SCR#1234567" in message["text"] and "18.11.2026 12:00" in message["text"]
    assert "20.11.2026 12:00" in message["text"], "the date until which an answer was expected"


def test_the_repeat_request_counts_working_days_and_names_promises_and_reminders(
    sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_program("sent", "GS-1", "--term", "1 рабочий день", "--operator", "Перезвонят завтра")
    monkeypatch.setenv("GOSUPPORT_NOW", "2026-12-10T10:00:00+03:00")
    text = run_program("followup", "GS-1", "--no-send").out
    assert "Рабочих дней с отправки: 16" in text
    assert "Портал назвал срок: 1 рабочий день" in text
    assert "Ответ по телефону 20.11.2026 18:00: Перезвонят завтра" in text


@pytest.mark.parametrize("word", ["needs_info", "resolved", "refused", "closed"])
@pytest.mark.parametrize("command", ["remind", "followup"])
def test_nobody_is_told_that_there_is_no_answer_when_there_is_one(
    sent: Path, command: str, word: str
) -> None:
    run_program("status", "GS-1", "--set", word)
    code, error = shape(command, "GS-1", "--no-send")
    assert (code, error["code"]) == (2, "remind-answered")


def test_a_reminder_before_its_time_is_pointed_out(
    sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOSUPPORT_NOW", "2026-11-18T15:00:00+03:00")
    assert "Новостей нет 3 часа" in run_program("remind", "GS-1", "--no-send").err
    assert "20.11.2026 12:00" in run_program("followup", "GS-1", "--no-send").err


@pytest.mark.guide("G-194")
def test_a_repeat_request_quotes_the_old_number_and_both_know_of_each_other(sent: Path) -> None:
    code, made = shape("new", "--no-input", "--from", "GS-1",
                       "--set", "problem.occurred_at=вчера в 10:00")
    problem = made["problem"]
    assert code in (0, 3) and isinstance(problem, dict)
    assert problem["previous_ticket"] == "SCR#1234567"
    assert "SCR#1234567" in run_program("show", "GS-2").out
    journal = SqliteJournal(sent)
    assert (journal.get("GS-1").links, journal.get("GS-2").links) == (("GS-2",), ("GS-1",))
