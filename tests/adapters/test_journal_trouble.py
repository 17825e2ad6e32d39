"""Disk full, read-only, locked, damaged, newer, many processes, kill -9: clear words, no loss."""

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gosupport_cli.adapters.database import Database
from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.adapters.migrations import MIGRATIONS, migrate, version_of
from gosupport_cli.core.errors import GosupportError, StorageError
from gosupport_cli.core.journal_ports import Selection
from tests.factories import complete_answers
from tests.fakes import FixedClock

AT = FixedClock().now()
ROOT = Path(__file__).parents[2]


def full(home: Path) -> SqliteJournal:
    journal = SqliteJournal(home)
    journal.create(complete_answers(), at=AT, source="person")
    return journal


def test_a_newer_format_is_refused_in_words_and_left_alone(tmp_path: Path) -> None:
    full(tmp_path).close()
    file = tmp_path / "journal.sqlite3"
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(StorageError) as refused:
        SqliteJournal(tmp_path).get("GS-1")
    assert refused.value.code == "journal-newer"
    assert refused.value.values["found"] == 99
    assert file.read_bytes() == before


def test_an_older_format_goes_through_every_step(tmp_path: Path) -> None:
    full(tmp_path).close()
    steps = (*MIGRATIONS, ("ALTER TABLE requests ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'",))
    database = Database(tmp_path, steps=steps)
    with database.reading() as connection:
        assert connection.execute("SELECT mood FROM requests").fetchall() == [("calm",)]
        assert version_of(connection) == len(steps)
    database.close()


def test_a_step_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "x", isolation_level=None)
    steps = (("CREATE TABLE a (x)",), ("CREATE TABLE b (x)", "CREATE TABLE a (x)"))
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, steps)
    assert version_of(connection) == 1
    assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("a",)]
    connection.close()


@pytest.mark.parametrize("spoil", [
    lambda data: b"not a database at all" * 400,
    lambda data: data[:4096] + b"\xff" * (len(data) - 4096),
    lambda data: data[: len(data) // 3],
], ids=["other", "pages", "cut"])
def test_a_damaged_journal_is_set_aside_and_named(tmp_path: Path, spoil: object) -> None:
    full(tmp_path).close()
    file = tmp_path / "journal.sqlite3"
    assert callable(spoil)
    spoiled = spoil(file.read_bytes())
    file.write_bytes(spoiled)
    journal = SqliteJournal(tmp_path)
    with pytest.raises(StorageError) as refused:
        journal.put_answers("GS-1", {"problem.subject": "x"}, at=AT, source="person")
    assert refused.value.code == "journal-damaged"
    kept = Path(str(refused.value.values["kept"]))
    assert kept.read_bytes() == spoiled
    # The next command works, and no id is given twice.
    assert journal.create({}, at=AT, source="person").id == "GS-2"
    journal.close()


@pytest.mark.parametrize("trace", ["journal.last-id", "evidence/GS-1/a.png", "sent/GS-1.eml",
                                   "handover/GS-1-portal.html", "journal.sqlite3-wal"])
def test_a_journal_that_was_emptied_is_set_aside_like_a_damaged_one(
    trace: str, tmp_path: Path
) -> None:
    (tmp_path / trace).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / trace).write_bytes(b"1\n")
    (tmp_path / "journal.sqlite3").touch()
    journal = SqliteJournal(tmp_path)
    with pytest.raises(StorageError) as refused:
        journal.find(Selection())
    assert refused.value.code == "journal-damaged"
    assert Path(str(refused.value.values["kept"])).name.startswith("journal.damaged-")
    assert list(journal.find(Selection())) == [], "the next command begins a new one"
    journal.close()


def test_a_journal_that_was_never_begun_is_no_loss(tmp_path: Path) -> None:
    (tmp_path / "journal.sqlite3").touch()  # killed at its first step
    (tmp_path / "settings.yaml").write_text("language: ru\n", encoding="utf-8")
    (tmp_path / "evidence").mkdir()
    journal = SqliteJournal(tmp_path)
    assert list(journal.find(Selection())) == []
    assert journal.create({}, at=AT, source="person").id == "GS-1"
    journal.close()


def test_a_locked_journal_is_said_to_be_busy(tmp_path: Path) -> None:
    full(tmp_path).close()
    other = sqlite3.connect(tmp_path / "journal.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    journal = SqliteJournal(tmp_path, patience=0.1)
    with pytest.raises(StorageError) as refused:
        journal.create({}, at=AT, source="person")
    assert refused.value.code == "journal-busy"
    assert journal.get("GS-1").id == "GS-1"  # reading goes on
    other.execute("ROLLBACK")
    assert journal.create({}, at=AT, source="person").id == "GS-2"
    other.close()
    journal.close()


def test_a_full_disk_is_said_and_what_was_written_stays(tmp_path: Path) -> None:
    journal = full(tmp_path)
    with journal.database.reading() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageError) as refused:
        journal.put_answers("GS-1", {"problem.actual": "слово " * 90_000}, at=AT, source="person")
    assert refused.value.code == "journal-disk-full"
    assert journal.get("GS-1").answers == complete_answers()
    journal.close()


def test_a_journal_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    journal = full(tmp_path)
    with journal.database.reading() as connection:
        connection.execute("PRAGMA query_only = ON")
    with pytest.raises(StorageError) as refused:
        journal.create({}, at=AT, source="person")
    assert refused.value.code == "journal-read-only"
    journal.close()


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "a-file").write_text("x", encoding="utf-8")
    with pytest.raises(StorageError) as refused:
        SqliteJournal(tmp_path / "a-file").find(Selection())
    assert refused.value.code == "journal-folder"


def test_every_refusal_has_words_in_both_languages() -> None:
    from gosupport_cli.content.languages import YamlTexts

    for language in ("ru", "en"):
        texts = YamlTexts(language, Path("/nowhere"))
        for code in ("newer", "damaged", "busy", "disk-full", "read-only", "folder", "failed"):
            values = {"file": "F", "kept": "K", "found": 9, "known": 1, "detail": "D"}
            said = texts(f"error.journal-{code}.message", **values)
            assert "F" in said or "K" in said
            assert texts(f"error.journal-{code}.hint", **values)


def _work(home: str, place: int, rounds: int) -> None:
    journal = SqliteJournal(Path(home), patience=60)
    made = journal.create({"problem.subject": f"процесс {place}"}, at=AT, source="person")
    for count in range(rounds):
        journal.put_answers(made.id, {f"x.own{count}": str(place)}, at=AT, source="person")
        journal.put_answers("GS-1", {f"x.p{place}n{count}": "да"}, at=AT, source="person")
    journal.close()


def test_eight_processes_at_once_lose_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_work, args=(str(tmp_path), place, 5)) for place in range(8)]
    for one in workers:
        one.start()
    for one in workers:
        one.join(120)
    assert [one.exitcode for one in workers] == [0] * 8
    journal = SqliteJournal(tmp_path)
    assert sorted(one.id for one in journal.find(Selection())) == [f"GS-{n}" for n in range(1, 9)]
    shared = journal.get("GS-1").answers
    assert {f"x.p{place}n{count}" for place in range(8) for count in range(5)} <= set(shared)
    changed = [one for one in journal.events("GS-1") if one.event == "answers"]
    assert len(changed) == 8 * 5 + 5
    journal.close()


_WRITER = """
import sys
from pathlib import Path
from gosupport_cli.adapters.journal import SqliteJournal
from tests.fakes import FixedClock
at = FixedClock().now()
journal = SqliteJournal(Path(sys.argv[1]))
journal.create({}, at=at, source="person")
for count in range(100000):
    journal.put_answers("GS-1", {"x.n": str(count), "x.long": "слово " * 2000},
                        at=at, source="person")
    print(count, flush=True)
"""


@pytest.mark.parametrize("pause", [0.05, 0.3])
def test_a_killed_process_loses_no_committed_answer(tmp_path: Path, pause: float) -> None:
    child = subprocess.Popen([sys.executable, "-c", _WRITER, str(tmp_path)], cwd=ROOT,
                             stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    first = child.stdout.readline()
    time.sleep(pause)
    os.kill(child.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    told = [first, *child.stdout.readlines()]
    child.stdout.close()
    child.wait()
    last = int([line for line in told if line.endswith("\n")][-1])
    journal = SqliteJournal(tmp_path)
    assert int(str(journal.get("GS-1").answers["x.n"])) >= last
    with journal.database.reading() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    journal.close()


def test_nothing_is_opened_before_it_is_needed(tmp_path: Path) -> None:
    SqliteJournal(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_mistake_of_ours_is_not_blamed_on_the_disk(tmp_path: Path) -> None:
    journal = full(tmp_path)
    with pytest.raises(sqlite3.ProgrammingError), journal.database.reading() as connection:
        connection.execute("SELECT ?", ())
    assert not isinstance(sqlite3.ProgrammingError(), GosupportError)
    journal.close()


def test_a_forgotten_journal_may_be_collected_by_any_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import gc
    import threading

    complaints: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", complaints.append)
    database = Database(tmp_path)
    with database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM requests").fetchone()[0] == 0
    circle: list[object] = [database]
    circle.append(circle)  # only the collector frees it
    del database, connection, circle
    collector = threading.Thread(target=gc.collect)
    collector.start()
    collector.join()
    assert complaints == []
