"""Selections of the journal: filters combine, Russian words are found in every form."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.adapters.journal_core import find_query
from gosupport_cli.core.journal_ports import Selection
from gosupport_cli.core.model import Status
from tests.factories import complete_answers
from tests.fakes import FixedClock

AT = FixedClock().now()
DAY = timedelta(days=1)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[SqliteJournal]:
    made = SqliteJournal(tmp_path / "data")
    texts = ("При выборе времени приёма появляется ошибка 500",
             "Не приходит код подтверждения на телефон",
             "Много ошибок при записи ребёнка к врачу, письма нет")
    for place, text in enumerate(texts):
        answers = complete_answers(category="login" if place == 1 else "booking",
                                   channel="email" if place else "portal",
                                   problem__summary=text, problem__subject=text[:20],
                                   problem__actual="", problem__demand="", problem__steps=())
        made.create(answers, at=AT + place * DAY, source="person")
    yield made
    made.close()


def ids(journal: SqliteJournal, selection: Selection) -> list[str]:
    return [one.id for one in journal.find(selection)]


def test_the_newest_comes_first(journal: SqliteJournal) -> None:
    assert ids(journal, Selection()) == ["GS-3", "GS-2", "GS-1"]
    assert ids(journal, Selection(limit=2)) == ["GS-3", "GS-2"]


@pytest.mark.guide("G-207")
def test_filters_by_kind_channel_and_status_combine(journal: SqliteJournal) -> None:
    journal.set_status("GS-3", Status.CLOSED, at=AT, source="person")
    assert ids(journal, Selection(category="booking")) == ["GS-3", "GS-1"]
    assert ids(journal, Selection(category="booking", channel="email")) == ["GS-3"]
    assert ids(journal, Selection(category="booking", statuses=("draft",))) == ["GS-1"]
    assert ids(journal, Selection(statuses=("draft", "closed"))) == ["GS-3", "GS-2", "GS-1"]
    assert ids(journal, Selection(category="booking", channel="email", statuses=("draft",))) == []


@pytest.mark.guide("G-206")
def test_both_ends_of_a_span_count(journal: SqliteJournal) -> None:
    assert ids(journal, Selection(since=AT, until=AT + DAY)) == ["GS-2", "GS-1"]
    assert ids(journal, Selection(since=AT + timedelta(seconds=1))) == ["GS-3", "GS-2"]
    assert ids(journal, Selection(until=AT - timedelta(microseconds=1))) == []


def test_what_was_sent_counts_by_the_day_of_sending(journal: SqliteJournal) -> None:
    journal.set_status("GS-1", Status.WAITING, at=AT, source="person", sent_at=AT + 9 * DAY)
    assert ids(journal, Selection(since=AT + 8 * DAY)) == ["GS-1"]


def test_the_span_is_the_same_in_every_zone(journal: SqliteJournal) -> None:
    from datetime import UTC

    assert ids(journal, Selection(until=AT.astimezone(UTC))) == ["GS-1"]


@pytest.mark.parametrize(("words", "found"), [
    ("ошибка", ["GS-3", "GS-1"]),
    ("ошибок", ["GS-3", "GS-1"]),
    ("ОШИБКАМИ", ["GS-3", "GS-1"]),
    ("приема", ["GS-1"]),
    ("приёмы", ["GS-1"]),
    ("запись врач", ["GS-3"]),
    ("писем", ["GS-3"]),
    ("письмо", ["GS-3"]),
    ("код телефон", ["GS-2"]),
    ("коды ошибка", []),
    ("ошибка 500", ["GS-1"]),
    ("нетакогослова", []),
    ("***", []),
    ('" OR "', []),
    ("NEAR(", []),
    ("subject:ошибка", []),
])
def test_russian_words_are_found_in_every_form(
    journal: SqliteJournal, words: str, found: list[str]
) -> None:
    for one in ("GS-1", "GS-2", "GS-3"):
        journal.put_answers(one, {"problem.error_text": None, "problem.error_code": None,
                                  "problem.service": None, "problem.action": None,
                                  "problem.expected": None}, at=AT, source="person")
    assert ids(journal, Selection(search=words)) == found


def test_numbers_notes_and_files_are_found_too(journal: SqliteJournal) -> None:
    journal.set_ticket("GS-2", "SCR#1234567", at=AT, source="person")
    journal.note("GS-1", "note", at=AT, source="person", text="оператор обещал перезвонить")
    journal.put_message("GS-3", "reply", "Проблема сохраняется", at=AT)
    assert ids(journal, Selection(search="scr#1234567")) == ["GS-2"]
    assert ids(journal, Selection(search="операторы")) == ["GS-1"]
    assert ids(journal, Selection(search="проблемы сохраняются")) == ["GS-3"]


@pytest.mark.parametrize(("selection", "index"), [
    (Selection(statuses=("waiting",)), "requests_status"),
    (Selection(statuses=("waiting", "in_progress", "needs_info")), "requests_status"),
    (Selection(category="login"), "requests_category"),
    (Selection(channel="email"), "requests_channel"),
    (Selection(since=AT, until=AT), "requests_filed"),
    (Selection(since=AT), "requests_filed"),
    (Selection(search="ошибка"), "VIRTUAL TABLE INDEX"),
])
def test_no_filter_reads_the_whole_table(
    journal: SqliteJournal, selection: Selection, index: str
) -> None:
    sql, values = find_query(selection)
    with journal.database.reading() as connection:
        plan = " ".join(
            row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)
        )
    assert index in plan
    assert "SCAN r" not in plan


def test_a_number_is_looked_up_by_index(journal: SqliteJournal) -> None:
    with journal.database.reading() as connection:
        plan = " ".join(row[3] for row in connection.execute(
            "EXPLAIN QUERY PLAN SELECT r.* FROM requests r"
            " WHERE r.ticket_key = ? AND r.ticket_key <> '' ORDER BY r.id", ("x",)))
    assert "requests_ticket" in plan
