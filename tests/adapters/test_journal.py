"""The journal keeps everything: ids, answers, links, persons, and forgets for good."""

import stat
import sys
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.core.journal_ports import Journal, Selection
from gosupport_cli.core.model import Status, Value
from tests.adapters.drafts import AT, delivered, draft
from tests.factories import complete_answers


def test_it_implements_the_protocol(journal: SqliteJournal) -> None:
    typed: Journal = journal
    assert typed.find(Selection()) == []


def test_answers_come_back_exactly(journal: SqliteJournal) -> None:
    draft(journal)
    request = journal.get("GS-1")
    assert request.answers == complete_answers()
    assert (request.status, request.revision, request.created_at) == (Status.DRAFT, 1, AT)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None,
          max_examples=40)
@given(st.dictionaries(
    st.sampled_from(["problem.subject", "problem.steps", "person.full_name", "x.y"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
    | st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=9)).map(tuple),
))
def test_any_text_comes_back_exactly(
    journal: SqliteJournal, answers: dict[str, Value]
) -> None:
    made = journal.create(answers, at=AT, source="person")
    assert journal.get(made.id).answers == answers


def test_ids_count_up_and_are_never_given_twice(journal: SqliteJournal) -> None:
    assert [draft(journal), draft(journal)] == ["GS-1", "GS-2"]
    journal.purge("GS-2")
    assert draft(journal) == "GS-3"


def test_ids_go_on_when_the_journal_was_lost(tmp_path: Path) -> None:
    first = SqliteJournal(tmp_path)
    draft(first)
    draft(first)
    first.close()
    for one in tmp_path.glob("journal.sqlite3*"):
        one.unlink()
    second = SqliteJournal(tmp_path)
    assert draft(second) == "GS-3"
    second.close()


def test_file_and_folder_are_private(journal: SqliteJournal) -> None:
    draft(journal)
    home = journal.database.file.parent
    if sys.platform != "win32":
        assert stat.S_IMODE(home.stat().st_mode) == 0o700
        for one in home.glob("journal.sqlite3*"):
            assert stat.S_IMODE(one.stat().st_mode) == 0o600, one


def test_writes_are_durable_and_logged_ahead(journal: SqliteJournal) -> None:
    with journal.database.reading() as connection:
        asked = [connection.execute(f"PRAGMA {name}").fetchone()[0]
                 for name in ("journal_mode", "synchronous", "foreign_keys", "user_version")]
    assert asked == ["wal", 2, 1, 1]


def test_none_forgets_an_answer_and_only_that(journal: SqliteJournal) -> None:
    draft(journal)
    changed = journal.put_answers("GS-1", {"problem.error_code": None, "problem.subject": "Иное"},
                                  at=AT, source="person")
    wanted = complete_answers(problem__subject="Иное")
    del wanted["problem.error_code"]
    assert changed.answers == wanted


def test_links_are_known_on_both_sides(journal: SqliteJournal) -> None:
    draft(journal)
    draft(journal)
    journal.link("GS-1", "GS-2", at=AT)
    journal.link("GS-1", "GS-2", at=AT)
    assert (journal.get("1").links, journal.get("2").links) == (("GS-2",), ("GS-1",))
    assert [one.event for one in journal.events("GS-2")] == ["created", "linked"]


def test_purging_erases_every_trace(journal: SqliteJournal) -> None:
    for _ in range(30):
        draft(journal, problem__actual="Соседи затопили кабинет" * 20)
    secret = "Ъъуникальноеслово"
    kept = draft(journal, problem__actual=f"{secret} " * 50)
    journal.note(kept, "note", at=AT, source="person", text=f"{secret} в заметке")
    journal.put_message(kept, "reply", f"{secret} в ответе", at=AT)
    journal.link(kept, "GS-1", at=AT)
    delivered(journal, kept)
    journal.put_answers(kept, {"problem.subject": secret}, at=AT, source="person")
    home = journal.database.file.parent
    folded = [secret.encode(), secret.casefold().encode()]
    assert any(word in one.read_bytes() for one in home.glob("journal.sqlite3*") for word in folded)
    journal.purge(kept)
    assert journal.find(Selection(search=secret)) == []
    assert journal.get("GS-1").links == ()
    journal.close()
    for one in home.glob("journal.sqlite3*"):
        assert not any(word in one.read_bytes() for word in folded)


def test_state_and_profiles_are_kept(journal: SqliteJournal) -> None:
    assert journal.get_state("imap.uid") == ""
    journal.put_state("imap.uid", "7")
    journal.put_state("imap.uid", "8")
    assert journal.get_state("imap.uid") == "8"
    person: dict[str, Value] = {"person.full_name": "Иванова Мария Сергеевна"}
    journal.put_profile("мама", person, at=AT)
    assert journal.profiles() == {"мама": person}
    assert journal.delete_profile("мама") is True
    assert journal.delete_profile("мама") is False
    assert journal.profiles() == {}
