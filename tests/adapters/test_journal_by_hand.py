"""A delivery by hand is recorded once, by however many processes it is said."""

import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.core.model import Status
from tests.factories import complete_answers
from tests.fakes import FixedClock

AT = FixedClock().now()
ROOT = Path(__file__).parents[2]

# The parent has everything loaded, so that its children start at the same moment.
_TWENTY = """
import multiprocessing, sys
from pathlib import Path
from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.flows.record import Delivery, record_sent
from gosupport_cli.flows.track import Tools
from tests.fakes import FixedClock

fork = multiprocessing.get_context("fork")
start = fork.Barrier(20)
catalogue = YamlCatalogue(Path("no-such"))
catalogue.categories, catalogue.calendar, catalogue.statuses

def say():
    tools = Tools(SqliteJournal(Path(sys.argv[1]), patience=60), catalogue, FixedClock())
    start.wait(60)
    record_sent(tools, "GS-1", Delivery(ticket="SCR#1234567"))

children = [fork.Process(target=say) for _ in range(20)]
for child in children:
    child.start()
for child in children:
    child.join(60)
sys.exit(any(child.exitcode for child in children))
"""


def test_twenty_processes_at_once_record_one_sending(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path)
    journal.create(complete_answers(), at=AT, source="person")
    journal.set_status("GS-1", Status.READY, at=AT, source="check")
    ran = subprocess.run([sys.executable, "-c", _TWENTY, str(tmp_path)], cwd=ROOT, timeout=120,
                         capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    said = Counter(one.event for one in journal.events("GS-1"))
    assert said == {"created": 1, "status": 2, "handed_over": 1, "ticket": 1}
    journal.close()


def test_another_time_corrects_the_sending_and_keeps_what_the_support_said(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path)
    journal.create(complete_answers(), at=AT, source="person")
    journal.mark_sent("GS-1", sent_at=AT, at=AT, ticket="17")
    until = AT + timedelta(days=3)
    journal.set_status("GS-1", Status.NEEDS_INFO, at=AT, source="letter", raw_status="просим",
                       answer_by=until)
    earlier = AT - timedelta(hours=5)
    same = journal.mark_sent("GS-1", sent_at=earlier, at=AT)
    assert same.sent_at == AT
    after = journal.mark_sent("GS-1", sent_at=earlier, at=AT, correct=True)
    assert (after.sent_at, after.status) == (earlier, Status.NEEDS_INFO)
    assert (after.answer_by, after.raw_status) == (until, "просим")
    journal.close()


def test_an_outcome_that_nobody_knew_is_known_to_the_person(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path)
    journal.create(complete_answers(), at=AT, source="person")
    attempt = journal.begin_attempt("GS-1", channel="email", key="k", digest="d", at=AT)
    journal.finish_attempt(attempt.id, "unknown", at=AT)
    request = journal.mark_sent("GS-1", sent_at=AT, at=AT, no_number=True)
    assert (request.status, request.number_refused) == (Status.WAITING, True)
    assert [one.outcome for one in journal.attempts("GS-1")] == ["sent"]
    journal.close()
