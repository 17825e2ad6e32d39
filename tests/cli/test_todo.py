"""``todo``: the support's advice as a list with ticks, through the program itself."""

import json
from pathlib import Path

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from tests.cli.program import run_program
from tests.factories import complete_answers
from tests.fakes import FixedClock

AT = FixedClock().now()
ANSWER = "Очистите кэш и войдите снова. Позвоните 8-800-100-70-10."


@pytest.fixture(autouse=True)
def waiting(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "gosupport")
    journal.create(complete_answers(), at=AT, source="person")
    journal.mark_sent("GS-1", sent_at=AT, at=AT, ticket="SCR#1234567")
    journal.close()


@pytest.mark.guide("G-153")
def test_a_pasted_answer_becomes_a_list_that_is_ticked_and_stands_on_the_card() -> None:
    ran = run_program("todo", "SCR#1234567", "--from", "-", typed=ANSWER)
    assert ran.code == 0, ran.err
    assert ran.out.splitlines() == [
        "[ ] 1. Очистите кэш", "[ ] 2. Войдите снова", "[ ] 3. Позвоните 8-800-100-70-10"]
    assert "gosupport todo GS-1 --done 1" in ran.err
    ran = run_program("todo", "GS-1", "--done", "2", "--remove", "3", "--add", "Написать маме")
    assert ran.out.splitlines() == [
        "[ ] 1. Очистите кэш", "[x] 2. Войдите снова", "[ ] 4. Написать маме"]
    card = run_program("status", "GS-1").out
    assert "  [x] 2. Войдите снова" in card
    assert "сделано: Войдите снова (вы)" in card
    shape = json.loads(run_program("status", "GS-1", "--json").out)
    assert [(one["n"], one["done"]) for one in shape["todo"]] == [(1, False), (2, True), (4, False)]


def test_a_tick_can_be_taken_back_and_the_same_answer_adds_nothing_twice() -> None:
    for _ in range(2):
        run_program("todo", "GS-1", "--from", "-", typed=ANSWER)
    run_program("todo", "GS-1", "--done", "1", "--done", "1")
    shape = json.loads(run_program("todo", "GS-1", "--undone", "1", "--json").out)
    assert shape["schema"] == "gosupport.todo/1"
    assert shape["items"][0] == {"n": 1, "text": "Очистите кэш", "done": False, "done_at": None,
                                 "source": "person"}
    assert len(shape["items"]) == 3


@pytest.mark.parametrize(("words", "typed", "code"), [
    (("--done", "7"), "", "todo-no-number"),
    (("--from", "-"), "Ваш запрос выполнен.", "todo-nothing"),
])
def test_what_cannot_be_done_is_said(words: tuple[str, ...], typed: str, code: str) -> None:
    ran = run_program("todo", "GS-1", *words, "--json", typed=typed)
    assert (ran.code, json.loads(ran.out)["code"]) == (2, code)


def test_an_empty_list_says_how_to_begin_and_secrets_stay_out(tmp_path: Path) -> None:
    ran = run_program("todo", "GS-1")
    assert (ran.out.strip(), "--add" in ran.err) == ("Список дел пуст.", True)
    run_program("todo", "GS-1", "--add", "Войти, пароль: Zx81qwe7")
    assert "Zx81qwe7" not in run_program("todo", "GS-1", "--json").out
    on_disk = b"".join(one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())
    assert b"Zx81qwe7" not in on_disk


def test_who_has_answered_is_not_told_to_answer_again() -> None:
    run_program("todo", "GS-1", "--add", "Очистить кэш")
    assert "gosupport reply GS-1" in run_program("todo", "GS-1", "--done", "1").err
    run_program("reply", "GS-1", "--done", "--yes")
    told = run_program("todo", "GS-1").err
    assert "reply" not in told and "gosupport status GS-1" in told
