"""Our own files looked at without being touched."""

import sqlite3
from pathlib import Path

import pytest

from gosupport_cli.adapters.health import folder_health, journal_health
from gosupport_cli.adapters.journal import SqliteJournal
from tests.factories import complete_answers
from tests.fakes import FixedClock


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    journal = SqliteJournal(folder)
    journal.create(complete_answers(), at=FixedClock().now(), source="test")
    return folder


def test_a_whole_journal_is_counted(home: Path) -> None:
    check = journal_health(home)
    assert (check.code, check.values["count"]) == ("journal-ok", "1")


def test_no_journal_yet_is_no_fault_and_nothing_is_made(tmp_path: Path) -> None:
    assert journal_health(tmp_path).code == "journal-none"
    assert list(tmp_path.glob("journal*")) == []


def test_a_damaged_journal_is_told_and_left_where_it_is(home: Path) -> None:
    file = home / "journal.sqlite3"
    file.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    check = journal_health(home)
    assert (check.code, check.state) == ("journal-damaged", "problem")
    assert file.read_bytes().endswith(b"\xff")


def test_a_journal_of_a_newer_program_is_told(home: Path) -> None:
    connection = sqlite3.connect(home / "journal.sqlite3")
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    assert journal_health(home).code == "journal-newer"


def test_a_folder_that_others_can_read_is_told(home: Path) -> None:
    assert folder_health(home)[0].code == "folder-ok"
    home.chmod(0o755)
    check = folder_health(home)[0]
    assert (check.code, check.state) == ("folder-open", "warning")
    assert str(home) in check.values["places"]


def test_a_folder_that_is_not_there_yet_is_no_fault(tmp_path: Path) -> None:
    assert folder_health(tmp_path / "not" / "yet")[0].code == "folder-none"
    assert not (tmp_path / "not").exists()


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("x")
    assert folder_health(tmp_path / "data")[0].code == "folder-read-only"
