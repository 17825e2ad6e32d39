"""The ledger: one confirmed revision is sent at most once."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.core.errors import OutcomeUnknown, UsageError
from gosupport_cli.core.model import Attempt, Status
from tests.factories import complete_answers
from tests.fakes import FixedClock

AT = FixedClock().now()


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[SqliteJournal]:
    made = SqliteJournal(tmp_path / "data")
    made.create(complete_answers(), at=AT, source="person")
    made.set_status("GS-1", Status.READY, at=AT, source="check")
    yield made
    made.close()


def begin(journal: SqliteJournal, *, resend: bool = False, message: int = 0) -> Attempt:
    return journal.begin_attempt("GS-1", channel="email", key="k", digest="d", at=AT,
                                 resend=resend, message_id=message)


def test_the_row_is_there_before_anything_leaves(journal: SqliteJournal) -> None:
    attempt = begin(journal)
    assert journal.get("GS-1").status is Status.SENDING
    assert [(one.id, one.outcome, one.revision) for one in journal.attempts("GS-1")] == [
        (attempt.id, "sending", 1)]


def test_sent_makes_it_wait_with_time_and_number(journal: SqliteJournal) -> None:
    request = journal.finish_attempt(begin(journal).id, "sent", at=AT, ticket="17", reference="r")
    assert (request.status, request.sent_at, request.ticket) == (Status.WAITING, AT, "17")
    assert journal.attempts("GS-1")[0].reference == "r"
    with pytest.raises(UsageError, match="already-sent"):
        begin(journal)
    assert begin(journal, resend=True).id == 2


def test_failed_gives_the_status_back_and_lets_try_again(journal: SqliteJournal) -> None:
    request = journal.finish_attempt(begin(journal).id, "failed", at=AT, detail="refused")
    assert request.status is Status.READY
    assert begin(journal).id == 2


def test_unknown_blocks_until_the_person_insists(journal: SqliteJournal) -> None:
    request = journal.finish_attempt(begin(journal).id, "unknown", at=AT)
    assert request.status is Status.UNKNOWN
    with pytest.raises(OutcomeUnknown, match="outcome-unknown"):
        begin(journal)
    again = begin(journal, resend=True)
    assert journal.finish_attempt(again.id, "failed", at=AT).status is Status.UNKNOWN


def test_handed_over_is_not_sent_but_counts_as_delivered(journal: SqliteJournal) -> None:
    request = journal.finish_attempt(begin(journal).id, "handed_over", at=AT)
    assert (request.status, request.sent_at, request.delivered_revision) == (Status.READY, None, 1)
    assert begin(journal).id == 2


def test_what_the_person_sent_by_hand_is_not_sent_again(journal: SqliteJournal) -> None:
    journal.set_status("GS-1", Status.WAITING, at=AT, source="person", sent_at=AT)
    with pytest.raises(UsageError, match="already-sent"):
        begin(journal)
    journal.put_answers("GS-1", {"problem.subject": "Иное"}, at=AT, source="person")
    assert begin(journal).revision == 2


def test_two_attempts_at_once_are_refused(journal: SqliteJournal) -> None:
    begin(journal)
    with pytest.raises(UsageError, match="being-sent"):
        begin(journal)
    assert len(journal.attempts("GS-1")) == 1


def dies_while_delivering(journal: SqliteJournal, *, by_hand: bool) -> None:
    script = (
        "import os, sys\nfrom pathlib import Path\n"
        "from gosupport_cli.adapters.journal import SqliteJournal\n"
        "from tests.fakes import FixedClock\n"
        "SqliteJournal(Path(sys.argv[1])).begin_attempt('GS-1', channel='email', key='k',"
        f" digest='d', at=FixedClock().now(), by_hand={by_hand})\nos._exit(9)\n"
    )
    home = journal.database.file.parent
    subprocess.run([sys.executable, "-c", script, str(home)], check=False,
                   cwd=Path(__file__).parents[2])
    assert journal.get("GS-1").status is Status.SENDING


def test_a_page_that_was_not_opened_to_the_end_sent_nothing(journal: SqliteJournal) -> None:
    before = journal.get("GS-1").status
    dies_while_delivering(journal, by_hand=True)
    journal.check_deliveries("GS-1", at=AT)
    assert journal.get("GS-1").status is before
    assert [one.outcome for one in journal.attempts("GS-1")] == ["failed"]
    begin(journal)  # and may be opened again


def test_an_attempt_whose_process_died_is_unknown(journal: SqliteJournal) -> None:
    dies_while_delivering(journal, by_hand=False)
    with pytest.raises(OutcomeUnknown):
        begin(journal)
    assert journal.get("GS-1").status is Status.UNKNOWN
    assert [one.outcome for one in journal.attempts("GS-1")] == ["unknown"]


def test_a_message_has_its_own_ledger(journal: SqliteJournal) -> None:
    journal.finish_attempt(begin(journal).id, "sent", at=AT)
    message = journal.put_message("GS-1", "remind", "Напоминаю", at=AT)
    journal.set_status("GS-1", Status.NEEDS_INFO, at=AT, source="letter")
    attempt = begin(journal, message=message.id)
    assert journal.get("GS-1").status is Status.NEEDS_INFO
    assert journal.get("GS-1").messages[0].outcome == "sending"
    request = journal.finish_attempt(attempt.id, "sent", at=AT)
    assert (request.messages[0].outcome, request.messages[0].sent_at) == ("sent", AT)
    with pytest.raises(UsageError, match="already-sent"):
        begin(journal, message=message.id)
    assert journal.put_message("GS-1", "reply", "Ещё", at=AT).id == 2


def test_status_says_unknown_when_the_process_that_was_sending_has_died(tmp_path: Path) -> None:
    from gosupport_cli.content.catalogue import YamlCatalogue
    from gosupport_cli.flows.track import Tools, look

    child = (
        "import os, sys; from pathlib import Path; from datetime import datetime, UTC\n"
        "from gosupport_cli.adapters.journal import SqliteJournal\n"
        "journal = SqliteJournal(Path(sys.argv[1])); at = datetime(2026, 11, 20, tzinfo=UTC)\n"
        "request = journal.create({'channel': 'email'}, at=at, source='test')\n"
        "journal.begin_attempt(request.id, channel='email', key='<k@x>', digest='0', at=at)\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", child, str(tmp_path / "home")], check=False)
    journal = SqliteJournal(tmp_path / "home")
    assert str(journal.get("GS-1").status) == "sending"
    tools = Tools(journal, YamlCatalogue(tmp_path / "own"), FixedClock())
    standing = look(tools, "GS-1")
    assert str(standing.request.status) == "unknown"
    assert standing.action.code == "check_delivery"
    assert [one.outcome for one in journal.attempts("GS-1")] == ["unknown"]


def test_a_changed_text_hides_what_was_to_be_shown_in_full(tmp_path: Path) -> None:
    journal, at = SqliteJournal(tmp_path / "home"), FixedClock().now()
    journal.create(complete_answers(), at=at, source="test")
    journal.reveal("GS-1", "email", ("[СНИЛС-1]",), at=at)
    assert journal.put_answers("GS-1", {}, at=at, source="test").reveals
    changed = journal.put_answers("GS-1", {"problem.actual": "Иначе"}, at=at, source="test")
    assert changed.reveals == {}
