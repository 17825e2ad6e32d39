"""What people answer to «Когда это случилось?»: understood, or told truly what is wrong."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from gosupport_cli.core.asking_ports import Typed
from gosupport_cli.flows.asking import Asking, Session
from gosupport_cli.flows.compose import Tools
from tests.fakes import FixedClock
from tests.flows.clerk import TEXTS, Clerk, Notepad, begun, kept
from tests.flows.test_accept import take

# Now is Friday, 20.11.2026, 18:00 in Moscow.
UNDERSTOOD = {
    "вчера утром": "2026-11-19T09:00+03:00", "вчера в 14:30": "2026-11-19T14:30+03:00",
    "позавчера вечером": "2026-11-18T20:00+03:00", "сегодня в 9": "2026-11-20T09:00+03:00",
    "только что": "2026-11-20T18:00+03:00", "полчаса назад": "2026-11-20T17:30+03:00",
    "в прошлый вторник утром": "2026-11-17T09:00+03:00",
    "во вторник в 15": "2026-11-17T15:00+03:00",
    "утром": "2026-11-20T09:00+03:00", "в обед": "2026-11-20T13:00+03:00",
    "14.30": "2026-11-20T14:30+03:00", "19.11 14:30": "2026-11-19T14:30+03:00",
    "19-го числа в 15": "2026-11-19T15:00+03:00", "31-го в 10:00": "2026-10-31T10:00+03:00",
    "вчера около трёх часов дня": "2026-11-19T15:00+03:00",
    "last Tuesday at 10": "2026-11-17T10:00+03:00",
    "November 19 at 14:30": "2026-11-19T14:30+03:00",
    "19 November 2:30 pm": "2026-11-19T14:30+03:00",
}
WRONG = {
    "завтра": "ahead", "завтра в 10": "ahead", "послезавтра утром": "ahead", "через час": "ahead",
    "25.12.2026": "ahead", "25.12.2026 10:00": "ahead", "на следующей неделе": "ahead",
    "tomorrow at 10": "ahead", "next week": "ahead", "сегодня в 23:00": "future",
    "вчера": "hour", "в прошлый вторник": "hour", "19 ноября": "hour", "19-го": "hour",
    "неделю назад": "hour", "yesterday": "hour",
    "25.13.2026": "no-day", "30.02.2026 10:00": "no-day", "32.11.2026": "no-day",
    "11/19/2026 14:30": "month-first", "вчера в 25:00": "no-hour", "вчера в 14:75": "no-hour",
    "вчера в 3": "which-half", "вчера ночью": "night", "с 10 до 12": "span",
    "на прошлой неделе": "rough", "месяц назад": "rough", "в октябре": "rough", "на днях": "rough",
    "давно": "rough", "на выходных": "rough", "постоянно": "ever", "каждый день": "ever",
}


@pytest.mark.parametrize("text", UNDERSTOOD)
def test_an_answer_that_names_a_moment_is_understood(text: str) -> None:
    done = take("problem.occurred_at", text)
    assert (done.value, done.problem) == (UNDERSTOOD[text], "")


@pytest.mark.guide("G-39", "G-160")
@pytest.mark.parametrize("text", WRONG)
def test_any_other_is_told_what_is_wrong_with_it(text: str) -> None:
    problem = take("problem.occurred_at", text).problem
    assert problem == f"moment-{WRONG[text]}"
    assert TEXTS(f"ask.problem-{problem}")


def test_every_example_that_is_given_with_it_is_understood() -> None:
    for name in {*WRONG.values(), ""} - {"future"}:
        said = TEXTS(f"ask.problem-moment{'-' + name if name else ''}")
        example = said.rpartition(": ")[2]
        assert take("problem.occurred_at", example).problem == "", said


def test_the_hour_alone_belongs_to_the_day_that_was_named_before(tools: Tools) -> None:
    clerk = Clerk(problem__occurred_at=[Typed("вчера"), Typed("15:00")],
                  **{"problem.occurred_at.confirm": [Typed("yes")]})
    begun(tools, clerk)
    assert kept(tools).answers["problem.occurred_at"] == "2026-11-19T15:00+03:00"


def test_another_day_with_its_hour_takes_the_place_of_the_first(tools: Tools) -> None:
    begun(tools, Clerk(problem__occurred_at=[Typed("вчера"), Typed("18.11.2026 15:00")]))
    assert kept(tools).answers["problem.occurred_at"] == "2026-11-18T15:00+03:00"


@pytest.mark.parametrize(("zone", "said"), [
    (UTC, "14:30 по часам этого устройства (в Москве 17:30)"),
    (timezone(timedelta(hours=10)), "14:30 по часам этого устройства (в Москве 07:30)"),
    (timezone(timedelta(hours=3)), "14:30 (время московское)"),
])
def test_a_moment_names_its_zone_and_what_moscow_had_then(
    tools: Tools, zone: timezone, said: str
) -> None:
    made = begun(tools, Clerk()).request
    session = Session(Asking(tools, Clerk(), TEXTS, Notepad()), made)
    at = datetime(2026, 11, 19, 14, 30, tzinfo=zone)
    assert session.moment(at.isoformat()) == f"четверг, 19.11.2026, {said}"


@pytest.mark.parametrize(("text", "asked"), [
    ("19.11.2026 14:30", True), ("19.11.2026 14:30 UTC", False), ("19.11.2026 14:30 мск", False)])
def test_a_computer_that_lives_by_utc_is_not_believed(
    tools: Tools, text: str, asked: bool
) -> None:
    clock = FixedClock(FixedClock().now().astimezone(UTC))
    clerk = Clerk(problem__occurred_at=[Typed(text)],
                  **{"problem.occurred_at.confirm": [Typed("yes")]})
    begun(replace(tools, clock=clock), clerk)
    assert ("problem.occurred_at.confirm" in clerk.ids()) == asked
