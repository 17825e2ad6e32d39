"""Every change is a line of history; what was delivered stays readable as it was."""

from datetime import timedelta

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.core.errors import NoSuchRequest
from gosupport_cli.core.model import Status
from tests.adapters.drafts import AT, delivered, draft, file
from tests.factories import complete_answers


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
    assert before.answers == {**complete_answers(), "channel": "email"}, "as it was delivered"
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
