"""The journal keeps everything: ids, answers, revisions, history, numbers."""

import stat
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.core.errors import NoSuchRequest
from gosupport_cli.core.journal_ports import Journal, Selection
from gosupport_cli.core.model import Attachment, Status, Value
from tests.factories import complete_answers
from tests.fakes import FixedClock

AT = FixedClock().now()


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[SqliteJournal]:
    made = SqliteJournal(tmp_path / "data")
    yield made
    made.close()


def draft(journal: Journal, **changes: Value) -> str:
    return journal.create(complete_answers(**changes), at=AT, source="person").id


def file(name: str) -> Attachment:
    return Attachment(name, 10, "ab" * 32, "image/png", 20, path=f"/x/{name}", caption="тут")


def delivered(journal: Journal, request_id: str, ticket: str = "") -> None:
    attempt = journal.begin_attempt(request_id, channel="email", key="k", digest="d", at=AT)
    journal.finish_attempt(attempt.id, "sent", at=AT, ticket=ticket)


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


@pytest.mark.parametrize("ref", ["GS-1", "gs-1", "1", " GS-1 "])
def test_a_request_is_found_by_its_id_in_every_form(journal: SqliteJournal, ref: str) -> None:
    draft(journal)
    assert journal.get(ref).id == "GS-1"


@pytest.mark.guide("G-198", "G-65")
@pytest.mark.parametrize("ticket", ["SCR#1234567", "serviceCall$12345678", "№ 12/34-АБ",
                                    "00012345", "Обращение 7 от вторника", "a'b\"; DROP"])
def test_a_request_is_found_by_the_number_exactly_as_given(
    journal: SqliteJournal, ticket: str
) -> None:
    draft(journal)
    request_id = draft(journal)
    journal.set_ticket(request_id, ticket, at=AT, source="person")
    assert journal.get(ticket).id == request_id
    assert journal.get(ticket).ticket == ticket


def test_the_exact_number_wins_over_one_that_differs_in_case(journal: SqliteJournal) -> None:
    for ticket in ("scr#1234567", "SCR#1234567"):
        journal.set_ticket(draft(journal), ticket, at=AT, source="person")
    assert journal.get("SCR#1234567").id == "GS-2"
    assert journal.get("scr#1234567").id == "GS-1"
    with pytest.raises(NoSuchRequest, match="ambiguous-id"):
        journal.get("Scr#1234567")


@pytest.mark.guide("G-198")
def test_a_number_that_fits_two_requests_is_a_list_not_a_guess(journal: SqliteJournal) -> None:
    draft(journal)
    journal.set_ticket(draft(journal), "1", at=AT, source="person")
    with pytest.raises(NoSuchRequest) as refused:
        journal.get("1")
    assert refused.value.exit_code == 7
    assert refused.value.code == "ambiguous-id"
    assert "GS-1" in str(refused.value.values["matches"])
    assert "GS-2" in str(refused.value.values["matches"])


@pytest.mark.parametrize(("recorded", "said"), [
    ("1234567", "SCR#1234567"), ("1234567", "scr # 1234567"), ("SCR#1234567", "1234567"),
    ("№ 1234567", "SCR-1234567"), ("N 1234567", "#1234567"), ("SCR 1234567", "SCR#1234567"),
])
def test_a_number_that_differs_by_what_stands_before_its_digits_is_the_same(
    journal: SqliteJournal, recorded: str, said: str
) -> None:
    draft(journal)
    journal.set_ticket(draft(journal), recorded, at=AT, source="person")
    assert journal.get(said).id == "GS-2"


@pytest.mark.parametrize(("recorded", "said"), [
    ("SCR#1234567", "INC#1234567"), ("1234", "SCR#1234"), ("1234567", "SCR#21234567"),
    ("SCR#1234567", "34567"), ("12345", "GS-12345"), ("2026/1234567", "1234567"),
    ("0012345", "SCR#12345"),
])
def test_another_word_few_digits_or_a_part_of_a_number_is_not_the_same(
    journal: SqliteJournal, recorded: str, said: str
) -> None:
    journal.set_ticket(draft(journal), recorded, at=AT, source="person")
    with pytest.raises(NoSuchRequest, match="no-such-request"):
        journal.get(said)


def test_the_exact_number_wins_and_two_that_are_alike_are_a_list(journal: SqliteJournal) -> None:
    for ticket in ("1234567", "SCR#1234567"):
        journal.set_ticket(draft(journal), ticket, at=AT, source="person")
    assert journal.get("1234567").id == "GS-1"
    assert journal.get("SCR#1234567").id == "GS-2"
    with pytest.raises(NoSuchRequest, match="ambiguous-id") as refused:
        journal.get("№ 1234567")
    assert "GS-1" in str(refused.value.values["matches"])
    assert "GS-2" in str(refused.value.values["matches"])


def test_a_number_of_the_request_itself_is_not_ambiguous(journal: SqliteJournal) -> None:
    journal.set_ticket(draft(journal), "1", at=AT, source="person")
    assert journal.get("1").id == "GS-1"


@pytest.mark.parametrize("ref", ["GS-9", "9", "", "нет такого", "GS-", "-1", "9" * 40])
def test_what_is_not_there_is_said(journal: SqliteJournal, ref: str) -> None:
    draft(journal)
    with pytest.raises(NoSuchRequest) as refused:
        journal.get(ref)
    assert refused.value.code == "no-such-request"


def test_none_forgets_an_answer_and_only_that(journal: SqliteJournal) -> None:
    draft(journal)
    changed = journal.put_answers("GS-1", {"problem.error_code": None, "problem.subject": "Иное"},
                                  at=AT, source="person")
    wanted = complete_answers(problem__subject="Иное")
    del wanted["problem.error_code"]
    assert changed.answers == wanted


def test_origins_stay_until_the_answer_changes(journal: SqliteJournal) -> None:
    draft(journal)
    journal.put_answers("GS-1", {}, at=AT, source="detected",
                        origins={"environment.os": "registry", "environment.vpn": "psutil"})
    changed = journal.put_answers("GS-1", {"environment.os": "Linux"}, at=AT, source="person")
    assert changed.origins == {"environment.vpn": "psutil"}


def test_every_change_is_a_line_of_history_and_no_change_is_none(journal: SqliteJournal) -> None:
    draft(journal)
    later = AT + timedelta(minutes=1)
    journal.put_answers("GS-1", {"problem.subject": "Иное"}, at=later, source="person")
    journal.put_answers("GS-1", {"problem.subject": "Иное"}, at=later, source="person")
    journal.put_attachment("GS-1", file("a.png"), at=later)
    journal.waive("GS-1", "too-short", "так надо", at=later)
    journal.set_status("GS-1", Status.READY, at=later, source="check")
    journal.set_ticket("GS-1", "17", at=later, source="person")
    journal.set_term("GS-1", "3 дня", term_at=None, at=later, source="person")
    journal.reveal("GS-1", "chat", ("[СНИЛС-1]",), at=later)
    journal.note("GS-1", "note", at=later, source="person", text="звонил")
    journal.remove_attachment("GS-1", "a.png", at=later)
    journal.remove_attachment("GS-1", "a.png", at=later)
    assert [(one.event, one.text) for one in journal.events("GS-1")] == [
        ("created", ""), ("answers", "problem.subject"), ("file_added", "a.png"),
        ("waived", "too-short: так надо"), ("status", ""), ("ticket", "17"), ("term", "3 дня"),
        ("revealed", "chat: [СНИЛС-1]"), ("note", "звонил"),
        ("file_removed", "a.png"),
    ]
    assert journal.get("GS-1").updated_at == later
    assert {one.at for one in journal.events("GS-1")[1:]} == {later}


def test_history_never_holds_the_answers_themselves(journal: SqliteJournal) -> None:
    draft(journal)
    journal.put_answers("GS-1", {"person.full_name": "Петров"}, at=AT, source="person")
    assert "Петров" not in "".join(one.text for one in journal.events("GS-1"))


def test_a_change_before_sending_keeps_the_revision(journal: SqliteJournal) -> None:
    draft(journal)
    changed = journal.put_answers("GS-1", {"problem.subject": "Иное"}, at=AT, source="person")
    assert changed.revision == 1


def test_a_delivered_revision_stays_readable(journal: SqliteJournal) -> None:
    draft(journal)
    journal.put_attachment("GS-1", file("a.png"), at=AT)
    delivered(journal, "GS-1")
    journal.put_answers("GS-1", {"problem.subject": "Иное"}, at=AT, source="person")
    changed = journal.remove_attachment("GS-1", "a.png", at=AT)
    assert (changed.revision, changed.delivered_revision, changed.attachments) == (2, 1, ())
    before = journal.at_revision("GS-1", 1)
    assert before.answers == complete_answers()
    assert [one.name for one in before.attachments] == ["a.png"]
    assert journal.at_revision("GS-1", 2).answers["problem.subject"] == "Иное"
    with pytest.raises(NoSuchRequest):
        journal.at_revision("GS-1", 3)


def test_an_edit_while_the_outcome_is_unknown_starts_a_revision_too(
    journal: SqliteJournal,
) -> None:
    draft(journal)
    attempt = journal.begin_attempt("GS-1", channel="email", key="k", digest="d", at=AT)
    journal.finish_attempt(attempt.id, "unknown", at=AT)
    changed = journal.put_answers("GS-1", {"problem.subject": "Иное"}, at=AT, source="person")
    assert changed.revision == 2


def test_a_failed_delivery_does_not_start_a_revision(journal: SqliteJournal) -> None:
    draft(journal)
    attempt = journal.begin_attempt("GS-1", channel="email", key="k", digest="d", at=AT)
    journal.finish_attempt(attempt.id, "failed", at=AT)
    changed = journal.put_answers("GS-1", {"problem.subject": "Иное"}, at=AT, source="person")
    assert changed.revision == 1


def test_only_a_support_event_after_sending_moves_the_silence(journal: SqliteJournal) -> None:
    draft(journal)
    ready = journal.set_status("GS-1", Status.READY, at=AT, source="check")
    assert ready.support_at is None
    sent = journal.set_status("GS-1", Status.WAITING, at=AT, source="person", sent_at=AT)
    assert (sent.support_at, sent.delivered_revision) == (None, 1)
    later = AT + timedelta(hours=5)
    by = AT + timedelta(days=3)
    asked = journal.set_status("GS-1", Status.NEEDS_INFO, at=later, source="letter",
                               raw_status="требуется", answer_by=by)
    assert (asked.support_at, asked.answer_by, asked.raw_status) == (later, by, "требуется")
    noted = journal.note("GS-1", "comment", at=later + timedelta(hours=1), source="letter",
                         text="добавлен комментарий")
    assert noted.support_at == later


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
