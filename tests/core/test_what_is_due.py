"""What is due, under which name and with which command, and from which minute on."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.core.deadlines import Terms, deadline_of
from gosupport_cli.core.model import Message, MessageKind, Outcome, Request, Status
from gosupport_cli.core.tracking import (
    DueItem,
    NextAction,
    due_items,
    followup_steps,
    is_due,
    next_action,
    silent_hours,
)
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
    assert item.action.text == "record-ticket"
    assert item.action.command == "gosupport sent GS-1 --ticket НОМЕР"
    assert (item.due_at, item.overdue) == (None, False)


def test_a_request_that_waits_has_its_date_its_reminder_and_once_late_only_the_date() -> None:
    one = sent(Status.WAITING)
    by_kind = {item.kind: item for item in due(one)}
    assert set(by_kind) == {"silence", "deadline"}
    assert by_kind["silence"].due_at == NOW + timedelta(hours=48)
    assert by_kind["silence"].action.code == "remind"
    wait = by_kind["deadline"].action
    assert (wait.code, wait.text, wait.command) == ("wait", "wait", "gosupport status GS-1")
    late, = due(one, timedelta(days=30))
    assert (late.kind, late.overdue, late.action.code) == ("deadline", True, "followup")


def test_what_is_due_today_is_due_by_the_clock_of_the_person() -> None:
    # 23:30 in Moscow is still today there, although in Vladivostok it is tomorrow.
    item, = due(sent(Status.NEEDS_INFO, answer_by=FRIDAY.replace(hour=23, minute=30)))
    assert is_due(item, FRIDAY)
    assert not is_due(item, FRIDAY - timedelta(days=1))
    night, = due(sent(Status.NEEDS_INFO, answer_by=FRIDAY + timedelta(hours=7)))
    assert not is_due(night, FRIDAY)  # one o'clock at night in Moscow, yesterday in Greenwich


def test_an_hour_of_silence_is_full_after_3600_seconds() -> None:
    one = sent(Status.WAITING)
    assert silent_hours(one, NOW + timedelta(seconds=3599)) == 0
    assert silent_hours(one, NOW + timedelta(seconds=3600 * 100)) == 100


def following(one: Request, later: timedelta = timedelta()) -> NextAction:
    return next_action(one, deadline_of(one, TERMS), NOW + later)


def test_where_a_sending_is_uncertain_the_command_fits_the_channel() -> None:
    for channel, given in (("email", "--no-number"), ("portal", "--ticket НОМЕР")):
        one = sent(Status.UNKNOWN)
        one = replace(one, answers={**one.answers, "channel": channel})
        assert following(one).command == f"gosupport sent GS-1 {given}"
        assert following(one).values["again"] == "gosupport send GS-1 --resend"


@pytest.mark.parametrize(("status", "code"), [
    (Status.NEEDS_INFO, "answer"), (Status.RESOLVED, "confirm"),
])
def test_what_is_wanted_by_a_day_is_late_only_when_that_moment_is_over(
    status: Status, code: str
) -> None:
    for hours, text in ((1, f"{code}-by"), (0, f"{code}-by"), (-1, f"{code}-late")):
        by = NOW + timedelta(hours=hours)
        action = following(sent(status, answer_by=by))
        assert (action.code, action.text, action.values) == (code, text, {"by": by})
        assert action.command.startswith("gosupport ") and "GS-1" in action.command
        item, = due(sent(status, answer_by=by))
        assert item.overdue is (hours < 0)
    assert following(sent(status)).text == code


@pytest.mark.parametrize(("kind", "outcome", "hours", "called"), [
    ("followup", "sent", 1, True), ("reply", "handed_over", 1, True), ("remind", "sent", 1, True),
    ("followup", "kept", 1, False), ("followup", "sent", -1, False),
    ("followup", "sent", None, False), ("followup", "failed", 1, False),
])
def test_after_a_reminder_that_left_the_hotline_is_next(
    kind: MessageKind, outcome: Outcome, hours: int | None, called: bool
) -> None:
    one = sent(Status.WAITING)
    term = deadline_of(one, TERMS).due_at
    assert term is not None
    at = None if hours is None else term + timedelta(hours=hours)
    one = replace(one, messages=(Message(1, kind, "x", NOW, outcome, at),))
    action = next_action(one, deadline_of(one, TERMS), term + timedelta(days=9))
    assert (action.text, action.command) == (
        ("followup-call", "gosupport show GS-1 --channel phone") if called
        else ("followup", "gosupport followup GS-1"))
    late = list(due_items(one, deadline_of(one, TERMS), term + timedelta(days=9)))
    assert late[0].action == action


def test_the_order_for_an_overdue_request_names_steps_that_have_words() -> None:
    assert followup_steps(sent(Status.WAITING)) == (
        ("step-same-ticket", "gosupport followup GS-1"),
        ("step-hotline", "gosupport show GS-1 --channel phone"),
        ("step-repeat", "gosupport new --from GS-1"))


def test_silence_is_counted_in_whole_hours_by_the_persons_own_measure() -> None:
    one, half_past = sent(Status.WAITING), timedelta(hours=30, minutes=40)
    assert silent_hours(one, NOW + half_past) == 30
    day = timedelta(hours=24, minutes=30)
    term = replace(deadline_of(one, TERMS), due_at=None)
    action = next_action(one, term, NOW + half_past, day)
    assert (action.code, action.command) == ("remind", "gosupport remind GS-1")
    assert action.values == {"hours": 24}
    assert next_action(one, term, NOW + half_past).code == "wait"
    remind = next(item for item in due_items(one, deadline_of(one, TERMS), NOW, day)
                  if item.kind == "silence")
    assert remind.due_at == NOW + day


def test_a_request_without_a_term_waits_without_one() -> None:
    one = sent(Status.WAITING)
    with_term = deadline_of(one, TERMS)
    without = replace(with_term, due_at=None)
    assert (next_action(one, with_term, NOW).text, next_action(one, without, NOW).text) == (
        "wait", "wait-no-term")
