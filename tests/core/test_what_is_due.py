"""What is due, under which name and with which command, and from which minute on."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.core.deadlines import Terms, deadline_of
from gosupport_cli.core.model import Request, Status
from gosupport_cli.core.tracking import DueItem, due_items, is_due, silent_hours
from tests.factories import request
from tests.fakes import MOSCOW, FixedClock

CATALOGUE = YamlCatalogue(Path("/nowhere"))
TERMS = Terms(CATALOGUE.categories, CATALOGUE.deadlines, CATALOGUE.calendar)
NOW = FixedClock().now()
FRIDAY = datetime(2026, 11, 20, 18, 0, tzinfo=MOSCOW)


def sent(status: Status, **fields: object) -> Request:
    base: dict[str, object] = {"sent_at": NOW, "ticket": "SCR#1234567", "delivered_revision": 1}
    return replace(request(category="payment"), status=status,
                   **{**base, **fields})  # type: ignore[arg-type]


def due(one: Request, later: timedelta = timedelta()) -> list[DueItem]:
    return list(due_items(one, deadline_of(one, TERMS), NOW + later))


@pytest.mark.parametrize(("status", "kind", "code"), [
    (Status.NEEDS_INFO, "answer", "answer"),
    (Status.RESOLVED, "confirm", "confirm"),
    (Status.REFUSED, "contest", "contest"),
    (Status.UNKNOWN, "delivery", "check_delivery"),
])
def test_what_the_person_is_to_do_is_due_under_its_own_name(
    status: Status, kind: str, code: str
) -> None:
    item, = due(sent(status))
    assert (item.kind, item.action.code, item.request.id) == (kind, code, "GS-1")
    assert (item.due_at, item.overdue) == (None, False)


@pytest.mark.parametrize("status", [Status.NEEDS_INFO, Status.RESOLVED, Status.REFUSED])
def test_the_term_of_a_letter_runs_out_for_every_answer(status: Status) -> None:
    one = sent(status, answer_by=NOW + timedelta(days=3))
    assert [item.overdue for item in due(one)] == [False]
    assert [item.overdue for item in due(one, timedelta(days=4))] == [True]


def test_a_missing_number_names_the_command_that_records_it() -> None:
    item = due(sent(Status.WAITING, ticket=""))[-1]
    assert (item.kind, item.action.code) == ("number", "record_ticket")
    assert item.action.command == "gosupport sent GS-1 --ticket НОМЕР"
    assert (item.due_at, item.overdue) == (None, False)


def test_a_request_that_waits_has_its_date_its_reminder_and_once_late_only_the_date() -> None:
    one = sent(Status.WAITING)
    by_kind = {item.kind: item for item in due(one)}
    assert set(by_kind) == {"silence", "deadline"}
    assert by_kind["silence"].due_at == NOW + timedelta(hours=48)
    assert by_kind["silence"].action.code == "remind"
    wait = by_kind["deadline"].action
    assert (wait.code, wait.command) == ("wait", "gosupport status GS-1")
    late, = due(one, timedelta(days=30))
    assert (late.kind, late.overdue, late.action.code) == ("deadline", True, "followup")


def test_what_is_due_today_is_due_by_the_clock_of_the_person() -> None:
    # 23:30 in Moscow is still today there, although in Vladivostok it is tomorrow.
    item, = due(sent(Status.NEEDS_INFO, answer_by=FRIDAY.replace(hour=23, minute=30)))
    assert is_due(item, FRIDAY)
    assert not is_due(item, FRIDAY - timedelta(days=1))


def test_an_hour_of_silence_is_full_after_3600_seconds() -> None:
    one = sent(Status.WAITING)
    assert silent_hours(one, NOW + timedelta(seconds=3599)) == 0
    assert silent_hours(one, NOW + timedelta(seconds=3600 * 100)) == 100
