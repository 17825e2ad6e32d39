"""Several calls of the journal as one transaction."""

from pathlib import Path

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.core.errors import NoSuchRequest
from tests.factories import complete_answers
from tests.fakes import FixedClock

AT = FixedClock().now()


def test_a_stop_in_between_leaves_nothing_and_the_end_leaves_all(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path)
    with pytest.raises(KeyboardInterrupt), journal.together():
        journal.put_state("a", "1")
        journal.create(complete_answers(), at=AT, source="test")
        assert journal.get_state("a") == "1" and journal.get("GS-1")
        assert SqliteJournal(tmp_path).get_state("a") == ""  # nobody else sees it yet
        raise KeyboardInterrupt
    assert journal.get_state("a") == ""
    with pytest.raises(NoSuchRequest):
        journal.get("GS-1")
    with journal.together(), journal.together():
        journal.put_state("a", "2")
    assert SqliteJournal(tmp_path).get_state("a") == "2"


def test_a_call_that_fails_inside_takes_back_only_itself(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path)
    with journal.together():
        journal.put_state("a", "1")
        with pytest.raises(NoSuchRequest):
            journal.note("GS-9", "note", at=AT, source="test", text="x")
        with pytest.raises(RuntimeError), journal.together():
            journal.put_state("a", "2")
            raise RuntimeError
        journal.put_state("b", "3")
    again = SqliteJournal(tmp_path)
    assert (again.get_state("a"), again.get_state("b")) == ("1", "3")
    journal.put_state("c", "4")  # and on its own once more
    assert again.get_state("c") == "4"
