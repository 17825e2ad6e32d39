"""purge: one request, one person, what is old, everything; no byte is left."""

import json
from pathlib import Path

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from tests.cli.program import run_program


@pytest.fixture
def home(world: Path) -> Path:
    return world / "gosupport"


def everything(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())


def test_a_purged_person_leaves_no_byte(home: Path) -> None:
    run_program("send", "GS-2", "--yes", "--no-open")
    kept = everything(home)
    assert "Иванова".encode() in kept and "приёма".encode() in kept
    ran = run_program("purge", "--person", "иванова  Мария Сергеевна", "--yes", "--json")
    assert (ran.code, json.loads(ran.out)["requests"]) == (0, 2)
    left = everything(home)
    for word in ("Иванова", "приёма", "ivanova", "9000000001", "SCR#1234567"):
        assert word.encode() not in left, word


@pytest.mark.parametrize("written", [
    "+79000000001", "+7 900 000-00-01", "89000000001", "8 (900) 000-00-01", "9000000001",
    "Ivanova@Example.ru",
])
def test_a_person_is_found_by_the_phone_as_anybody_writes_it(world: Path, written: str) -> None:
    ran = run_program("purge", "--person", written, "--dry-run", "--json")
    assert sorted(json.loads(ran.out)["ids"]) == ["GS-1", "GS-2"]


def test_requests_of_others_that_name_the_person_are_told_and_stay(world: Path) -> None:
    run_program("new", "booking", "--no-input", "--set", "person.full_name=Петрова Анна Ильинична",
                "--set", "problem.summary=Пишет мне Иванова Мария Сергеевна, +7 (900) 000-00-01")
    ran = run_program("purge", "--person", "8 900 000 00 01", "--yes")
    assert "назван и в других обращениях: GS-3" in ran.err, ran.err
    assert run_program("show", "GS-3").code == 0
    ran = run_program("purge", "--person", "8 900 000 00 01", "--yes")
    assert "Записаны: Петрова Анна Ильинична" in ran.err, ran.err


def test_an_erasing_that_was_broken_off_can_be_repeated(home: Path) -> None:
    """The power went after the files and before the journal: the request is still there."""
    for file in (home / "evidence" / "GS-1").iterdir():
        file.unlink()
    ran = run_program("purge", "GS-1", "--yes", "--json")
    assert (ran.code, json.loads(ran.out)["requests"]) == (0, 1)
    assert run_program("status", "GS-1").code == 7
    assert "ошибка внизу".encode() not in everything(home)


def test_the_desk_offers_to_erase_what_is_old_where_the_person_wants_it(
    world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for ref in ("GS-1", "GS-2"):
        run_program("status", ref, "--set", "closed")
    monkeypatch.setenv("GOSUPPORT_NOW", "2027-11-20T18:00:00+03:00")
    assert "purge" not in run_program().out
    run_program("config", "set", "retention.days", "365")
    assert "purge" not in run_program().out, "a year has not quite passed"
    run_program("config", "set", "retention.days", "300")
    assert "не менялись 300 дней: 2. Стереть: gosupport purge --older-than 300" in run_program().out


def test_only_finished_and_old_requests_go_with_older_than(
    world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_program("status", "GS-1", "--set", "closed")
    monkeypatch.setenv("GOSUPPORT_NOW", "2027-11-20T18:00:00+03:00")
    trial = run_program("purge", "--older-than", "30", "--dry-run", "--json")
    assert json.loads(trial.out) == {
        "schema": "gosupport.purged/1", "requests": 0, "files": 0, "dry_run": True,
        "ids": ["GS-1"], "profiles": [], "elsewhere": ["GS-1"], "mentioning": []}
    ran = run_program("purge", "--older-than", "30", "--yes", "--json")
    assert json.loads(ran.out)["requests"] == 1
    listed = json.loads(run_program("list", "--json").out)["requests"]
    assert [one["id"] for one in listed] == ["GS-2"]


def test_nothing_is_erased_without_a_yes_or_without_saying_what(home: Path) -> None:
    assert run_program("purge", "GS-1").code == 2
    assert run_program("purge").code == 2
    assert run_program("purge", "GS-1", "--all").code == 2
    assert SqliteJournal(home).get("GS-1").ticket == "SCR#1234567"


def test_purge_all_leaves_an_empty_folder(home: Path) -> None:
    run_program("config", "set", "language", "ru")
    assert run_program("purge", "--all", "--yes").code == 0
    assert [one for one in home.rglob("*") if one.is_file()] == []
    told = run_program("export", "--show").out
    assert "Здесь ничего не сохранено." in told and "Журнал и настройки" not in told
    assert [one for one in home.rglob("*") if one.is_file()] == [], "looking makes nothing"
    run_program("list")
    assert "Пустой журнал, ваших данных в нём нет" in run_program("export", "--show").out
