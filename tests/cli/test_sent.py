"""``sent``: number, time and promise as the person tells them, and what cannot be recorded."""

from pathlib import Path

import pytest

from tests.cli.followed import KEYS, data, draft
from tests.cli.program import run_program


@pytest.mark.guide("G-65", "G-66", "G-68", "G-149")
def test_sent_records_number_time_and_promise(home: Path) -> None:
    draft(home)
    ran = run_program("sent", "GS-1", "--ticket", "SCR#1234567", "--at", "вчера в 14:30",
                      "--term", "5 рабочих дней", "--operator", "Перезвонят", "--json")
    assert ran.code == 0, ran.err
    shape = data(ran)
    assert shape["schema"] == "gosupport.status/1"
    assert {*KEYS, "history"} <= set(shape)
    assert (shape["status"], shape["ticket"]) == ("waiting", "SCR#1234567")
    assert shape["sent_at"] == "2026-11-19T14:30:00+03:00"
    assert shape["deadline"]["due_at"] == "2026-11-26T23:59:59+03:00"
    assert shape["deadline"]["label"] == "со слов портала"
    assert shape["deadline"]["calendar_known"] is True
    assert shape["next_action"]["code"] == "wait"
    assert "Перезвонят" in [one["text"] for one in shape["history"]]
    assert set(shape["history"][0]) == {"at", "event", "status", "source", "text"}


def test_a_promised_day_that_has_passed_is_kept_as_told_and_counts_no_term(home: Path) -> None:
    ref = draft(home)
    ran = run_program("sent", ref, "--ticket", "SCR#1234567", "--term", "до 25.11.2025", "--json")
    told = data(ran)
    assert told["term"] == "до 25.11.2025"
    assert told["deadline"]["due_at"] > told["sent_at"]


@pytest.mark.guide("G-65", "G-192")
def test_no_number_is_allowed_and_then_nobody_asks(home: Path) -> None:
    draft(home)
    shape = data(run_program("sent", "GS-1", "--no-number", "--json"))
    assert (shape["status"], shape["ticket"]) == ("waiting", "")
    assert data(run_program("due", "--json"))["items"] == []
    shape = data(run_program("sent", "GS-1", "--ticket", "17", "--json"))
    assert shape["ticket"] == "17"


@pytest.mark.parametrize(("words", "code"), [
    (("--ticket", "1", "--at", "21.11.2026 10:00"), "sent-in-future"),
    (("--ticket", "1", "--at", "2026-11-20T18:01+03:00"), "sent-in-future"),
    (("--ticket", "1", "--at", "когда-то"), "time-unclear"),
    (("--ticket", "1", "--at", "0001-01-01T00:00+14:00"), "time-too-far"),
    (("--ticket", "1", "--at", "9999-12-31"), "time-too-far"),
    (("--ticket", "1", "--at", "01.01.1800"), "time-too-far"),
    (("--ticket", "НОМЕР"), "placeholder"),
    ((), "sent-what"), (("--ticket", "1", "--no-number"), "number-and-none"),
    (("--ticket", "9" * 101), "ticket-too-long"),
])
def test_what_cannot_be_recorded_is_said_and_changes_nothing(
    home: Path, words: tuple[str, ...], code: str
) -> None:
    draft(home)
    ran = run_program("sent", "GS-1", *words, "--json")
    assert ran.code == 2
    assert data(ran)["code"] == code
    assert data(run_program("status", "GS-1", "--json"))["status"] == "ready"


def test_persons_are_kept_shown_and_deleted(home: Path) -> None:
    assert run_program("profile", "set", "мама", "person.full_name=Иванова Мария Сергеевна",
                       "phone=8 900 000-00-01").code == 0
    shape = data(run_program("profile", "show", "мама", "--json"))
    assert shape["person"] == {"full_name": "Иванова Мария Сергеевна", "phone": "+79000000001"}
    assert "мама" in run_program("profile", "list").out
    assert run_program("profile", "set", "мама", "problem.subject=x").code == 2
    assert run_program("profile", "delete", "мама").code == 0
    assert run_program("profile", "show", "мама").code == 2


@pytest.mark.parametrize("words", [
    ("status", "GS-1", "--set", "СТАТУС"), ("status", "GS-1", "--note", "ТЕКСТ"),
    ("todo", "GS-1", "--add", "ТЕКСТ"), ("reply", "GS-1", "--message", "«ТЕКСТ»", "--yes"),
    ("reply", "GS-1", "--not-fixed", "--result", "TEXT", "--yes"),
])
def test_a_command_that_was_pasted_with_its_placeholder_records_nothing(
    home: Path, words: tuple[str, ...]
) -> None:
    draft(home)
    run_program("sent", "GS-1", "--ticket", "17")
    before = run_program("status", "GS-1", "--json").out
    ran = run_program(*words, "--json")
    assert (ran.code, data(ran)["code"]) == (2, "placeholder")
    assert run_program("status", "GS-1", "--json").out == before


def test_what_has_no_digit_is_no_number(home: Path) -> None:
    draft(home)
    ran = run_program("sent", "GS-1", "--ticket", "мой телефон", "--json")
    assert (ran.code, data(ran)["code"]) == (2, "ticket-no-digits")
    assert data(run_program("status", "GS-1", "--json"))["status"] == "ready"
