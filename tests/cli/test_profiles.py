"""Saved persons: a second request from a profile, and the one who usually writes."""

import json
from pathlib import Path

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from tests.cli.program import run_program
from tests.factories import complete_answers
from tests.fakes import FixedClock

PROBLEM = ("new", "booking", "--no-input", "--json", "--set", "problem.summary=Ошибка 500.")


@pytest.fixture(autouse=True)
def two_persons(private_world) -> None:  # type: ignore[no-untyped-def]
    journal = SqliteJournal(private_world / "gosupport")
    journal.create(complete_answers(), at=FixedClock().now(), source="test")
    assert run_program("profile", "set", "мама", "--from", "GS-1").code == 0
    assert run_program("profile", "set", "я", "full_name=Петров Пётр Петрович").code == 0


def person(*words: str) -> str:
    return str(json.loads(run_program(*PROBLEM, *words).out)["person"].get("full_name", ""))


def test_a_second_request_takes_the_person_of_a_profile() -> None:
    assert person("--profile", "мама") == "Иванова Мария Сергеевна"
    assert person() == ""


def test_who_usually_writes_need_not_be_named() -> None:
    assert run_program("config", "set", "profile", "мама").code == 0
    assert person() == "Иванова Мария Сергеевна"
    assert person("--profile", "я") == "Петров Пётр Петрович"
    assert person("--set", "person.full_name=Сидорова Анна Ильинична") == "Сидорова Анна Ильинична"


def test_nobody_unknown_becomes_the_usual_person() -> None:
    refused = run_program("config", "set", "profile", "дядя")
    assert refused.code == 2 and "Сохранены: мама, я." in refused.err, refused
    for name in ("мама", "я"):
        run_program("profile", "delete", name)
    refused = run_program("config", "set", "profile", "дядя")
    assert "Сохранённых людей пока нет" in refused.err, refused


@pytest.mark.parametrize("gone", [
    ("profile", "delete", "мама"), ("purge", "--person", "мама", "--yes"),
])
def test_a_usual_person_who_is_deleted_breaks_no_new_request(gone: tuple[str, ...]) -> None:
    run_program("config", "set", "profile", "мама")
    told = run_program(*gone)
    assert told.code == 0 and "Теперь она пуста" in told.err, told
    assert person() == ""


def test_a_usual_person_who_is_not_known_is_told_with_the_setting(private_world: Path) -> None:
    settings = private_world / "gosupport" / "settings.yaml"
    settings.write_text("profile: дядя\n", encoding="utf-8")
    ran = run_program(*PROBLEM)
    told = json.loads(ran.out)
    assert (ran.code, told["code"]) == (2, "no-such-profile")
    assert "gosupport config set profile" in told["hint"]


def test_a_value_that_is_wrong_is_not_saved_and_this_is_said() -> None:
    before = run_program("profile", "show", "мама").out
    refused = run_program("profile", "set", "мама", "phone=123")
    assert refused.code == 2 and "Номер телефона не получился" in refused.err
    assert "ничего не сохранено" in refused.err and "Сохранено" not in refused.out
    assert run_program("profile", "show", "мама").out == before
    assert run_program("profile", "set", "дядя", "phone=123").code == 2
    assert run_program("profile", "show", "дядя").code == 2
    told = run_program("--lang", "en", "profile", "set", "дядя", "phone=123",
                       "email=ivanova@example.ru")
    assert told.code == 2 and "Not saved: Phone. The rest is." in told.err
    shown = run_program("profile", "show", "дядя").out
    assert "ivanova@example.ru" in shown and "123" not in shown
    told = run_program("profile", "set", "дядя", "phone=123", "email=petrov@example.ru", "--json")
    assert json.loads(told.out)["not_saved"] == ["person.phone"]


def test_identity_numbers_that_are_kept_are_told_with_how_to_leave_them_out() -> None:
    told = run_program("profile", "set", "дядя", "inn=500100732259", "snils=112-233-445 95")
    assert "ИНН, СНИЛС" in told.err and "gosupport profile set дядя inn= snils=" in told.err
    told = run_program("profile", "set", "дядя", "inn=", "snils=", "phone=+7 900 000-00-01")
    assert told.code == 0 and "ИНН" not in told.err
    assert "500100732259" not in run_program("profile", "show", "дядя").out
