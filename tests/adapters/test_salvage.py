"""A damaged journal is set aside whole, and what can be read of it is there at the next command."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from gosupport_cli.adapters.database import JOURNAL
from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.core.errors import StorageError
from gosupport_cli.core.journal_ports import Selection
from gosupport_cli.core.model import Status
from tests.factories import complete_answers
from tests.fakes import FixedClock

AT = FixedClock().now()


def filled(home: Path, requests: int = 5) -> SqliteJournal:
    journal = SqliteJournal(home)
    for _ in range(requests):
        journal.create(complete_answers(), at=AT, source="person")
    journal.put_profile("мама", {"person.full_name": "Тестова Анна Примеровна"}, at=AT)
    journal.link("GS-1", f"GS-{requests}", at=AT)
    return journal


def spoil(home: Path, sql: str) -> None:
    with closing(sqlite3.connect(home / JOURNAL)) as connection, connection:
        connection.execute(sql)


def refusal(journal: SqliteJournal, look: Callable[[], object]) -> StorageError:
    with pytest.raises(StorageError) as refused:
        look()
    assert refused.value.code.startswith("journal-"), journal
    return refused.value


def test_one_unreadable_request_costs_no_other(tmp_path: Path) -> None:
    filled(tmp_path).close()
    spoil(tmp_path, "UPDATE requests SET created_at = 'когда-то' WHERE id = 3")
    journal = SqliteJournal(tmp_path)
    told = refusal(journal, lambda: journal.find(Selection()))
    assert (told.code, told.values["n"], told.values["lost"]) == (
        "journal-salvaged-part", 4, "GS-3")
    assert Path(str(told.values["kept"])).is_file()
    assert sorted(one.id for one in journal.find(Selection())) == ["GS-1", "GS-2", "GS-4", "GS-5"]
    one = journal.get("GS-1")
    assert one.answers == complete_answers() and one.links == ("GS-5",)
    assert [event.event for event in journal.events("GS-1")][:1] == ["created"]
    assert list(journal.profiles()) == ["мама"]
    assert journal.find(Selection(search="приёма")), "the search finds them too"
    # What could not be read gives its number to nobody else.
    assert journal.create({}, at=AT, source="person").id == "GS-6"
    journal.close()


def test_one_unreadable_line_of_history_costs_no_request(tmp_path: Path) -> None:
    journal = filled(tmp_path)
    journal.note("GS-2", "note", at=AT, source="person", text="звонила")
    journal.close()
    spoil(tmp_path, "UPDATE events SET at = 'тогда' WHERE request = 2 AND event = 'created'")
    journal = SqliteJournal(tmp_path)
    told = refusal(journal, lambda: journal.events("GS-2"))
    assert (told.code, told.values["n"]) == ("journal-salvaged", 5)
    assert "звонила" in [one.text for one in journal.events("GS-2")]
    journal.close()


def test_damaged_pages_cost_only_what_stood_on_them(tmp_path: Path) -> None:
    filled(tmp_path, 40).close()
    file, chance = tmp_path / JOURNAL, random.Random(1)
    with closing(sqlite3.connect(file)) as connection:
        pages = [page for (page,) in connection.execute(
            "SELECT pageno FROM dbstat WHERE name = 'requests' AND pagetype = 'leaf'")]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    data = bytearray(file.read_bytes())
    start = (chance.choice(pages) - 1) * size
    data[start:start + size] = b"\xff" * size
    file.write_bytes(data)
    journal = SqliteJournal(tmp_path)
    told = refusal(journal, lambda: journal.find(Selection()))
    kept = len(list(journal.find(Selection())))
    assert told.values["n"] == kept and 30 <= kept < 40, told.values
    journal.close()


def test_two_damages_in_one_second_keep_both_files(tmp_path: Path) -> None:
    kept = set()
    for _ in range(3):
        (tmp_path / JOURNAL).write_bytes(b"another file " * 500)
        journal = SqliteJournal(tmp_path)
        told = refusal(journal, lambda: journal.find(Selection()))  # noqa: B023
        assert told.code == "journal-damaged"
        kept.add(str(told.values["kept"]))
        journal.close()
    assert len(kept) == 3 and all(Path(one).is_file() for one in kept)


def test_what_was_not_yet_checkpointed_is_saved_and_nothing_private_is_left_over(
    tmp_path: Path,
) -> None:
    journal = filled(tmp_path, 2)
    journal.set_status("GS-2", Status.READY, at=AT, source="check")
    with journal.database.writing() as connection:
        connection.execute("UPDATE requests SET answers = 'нет' WHERE id = 1")
    assert (tmp_path / f"{JOURNAL}-wal").stat().st_size
    told = refusal(journal, lambda: journal.get("GS-1"))
    assert told.values["lost"] == "GS-1"
    assert journal.get("GS-2").status is Status.READY
    journal.close()
    names = {one.name for one in tmp_path.iterdir()}
    assert not {one for one in names if "salvage" in one}, names
    for one in tmp_path.glob("journal*"):
        assert one.stat().st_mode & 0o077 == 0, one
