"""Saved persons: a second request from a profile, and the one who usually writes."""

import json

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


def test_a_usual_person_who_was_deleted_is_said() -> None:
    run_program("config", "set", "profile", "дядя")
    ran = run_program(*PROBLEM)
    assert (ran.code, json.loads(ran.out)["code"]) == (2, "no-such-profile")
