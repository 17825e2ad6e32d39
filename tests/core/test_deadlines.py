"""Until when an answer is expected (DOMAIN §5.1; guide, section 7)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.core.deadlines import (
    Terms,
    deadline_of,
    is_overdue,
    is_working_day,
    read_term,
    working_days_after,
    working_days_between,
    zone_of,
)
from gosupport_cli.core.model import Request, Status
from gosupport_cli.core.terms import DeadlineClass
from tests.factories import request
from tests.fakes import MOSCOW

CATALOGUE = YamlCatalogue(Path("/nowhere"))
CALENDAR = CATALOGUE.calendar
TERMS = Terms(CATALOGUE.categories, CATALOGUE.deadlines, CALENDAR)
GUIDE = "по данным руководства, официально не подтверждено"


def sent(at: str, category: str = "login", **answers: str) -> Request:
    return replace(request(category=category, **answers), status=Status.WAITING,
                   sent_at=datetime.fromisoformat(at))


def due(made: Request) -> str:
    found = deadline_of(made, TERMS).due_at
    assert found is not None
    return found.isoformat()


@pytest.mark.guide("G-190")
@pytest.mark.parametrize(("start", "days", "wanted"), [
    ("2025-10-31", 5, "2025-11-10"), ("2025-12-30", 5, "2026-01-16"),
    ("2026-03-06", 5, "2026-03-16"), ("2026-04-30", 5, "2026-05-08"),
    ("2026-11-20", 5, "2026-11-27"), ("2026-12-28", 5, "2027-01-13"),
    ("2027-02-17", 5, "2027-02-25"), ("2026-04-30", 15, "2026-05-25"),
    ("2026-12-28", 15, "2027-01-27"),
])
def test_working_days_are_counted_by_the_production_calendar(
    start: str, days: int, wanted: str
) -> None:
    found = working_days_after(date.fromisoformat(start), days, CALENDAR)
    assert found == (date.fromisoformat(wanted), True)


@pytest.mark.parametrize(("year", "count"), [(2024, 248), (2025, 247), (2026, 247), (2027, 247)])
def test_a_year_has_as_many_working_days_as_the_government_says(year: int, count: int) -> None:
    assert sum(is_working_day(day, CALENDAR) for day in days_of(year)) == count


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
def test_the_calendar_is_that_of_the_library(year: int) -> None:
    library = holidays.country_holidays("RU", years=year)
    worked = library.weekend_workdays
    ours = [day for day in days_of(year) if is_working_day(day, CALENDAR)]
    theirs = [day for day in days_of(year)
              if day in worked or (day.weekday() < 5 and day not in library)]
    assert ours == theirs


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range(366) if (first + timedelta(n)).year == year]


@pytest.mark.guide("G-190")
def test_a_year_that_is_not_in_the_calendar_is_said_to_be_unknown() -> None:
    assert working_days_after(date(2027, 12, 30), 5, CALENDAR) == (date(2028, 1, 14), False)
    assert working_days_after(date(2023, 12, 31), 1, CALENDAR) == (date(2024, 1, 9), True)
    assert working_days_after(date(2023, 12, 29), 1, CALENDAR)[1] is False
    assert working_days_after(date(2028, 2, 22), 1, CALENDAR) == (date(2028, 2, 24), False)
    made = sent("2028-03-01T10:00:00+03:00", "payment")
    assert deadline_of(made, TERMS).calendar_known is False
    assert due(made) == "2028-03-09T23:59:59+03:00"


@given(st.dates(date(2024, 1, 1), date(2027, 11, 1)), st.integers(1, 30))
def test_the_count_ends_on_a_working_day_and_is_exact(start: date, days: int) -> None:
    end, _ = working_days_after(start, days, CALENDAR)
    between = [start + timedelta(n) for n in range(1, (end - start).days + 1)]
    assert is_working_day(end, CALENDAR)
    assert sum(is_working_day(day, CALENDAR) for day in between) == days


@pytest.mark.guide("G-185", "G-186", "G-187", "G-188", "G-189", "G-190")
@pytest.mark.parametrize(("category", "wanted"), [
    ("login", "2026-11-21T18:00:00+03:00"), ("network", "2026-11-21T18:00:00+03:00"),
    ("application", "2026-11-22T18:00:00+03:00"), ("booking", "2026-11-22T18:00:00+03:00"),
    ("files", "2026-11-22T18:00:00+03:00"), ("signature", "2026-11-22T18:00:00+03:00"),
    ("app", "2026-11-22T18:00:00+03:00"), ("other", "2026-11-22T18:00:00+03:00"),
    ("account", "2026-11-23T18:00:00+03:00"), ("access", "2026-11-23T18:00:00+03:00"),
    ("status", "2026-11-27T23:59:59+03:00"), ("payment", "2026-11-27T23:59:59+03:00"),
])
def test_each_category_has_its_term(category: str, wanted: str) -> None:
    made = sent("2026-11-20T18:00:00+03:00", category)
    assert due(made) == wanted
    assert deadline_of(made, TERMS).label == GUIDE
    assert deadline_of(made, TERMS).verified == "unverified"


def test_a_draft_has_no_term_though_it_was_sent_once() -> None:
    made = replace(sent("2026-11-20T18:00:00+03:00"), status=Status.DRAFT)
    assert deadline_of(made, TERMS).due_at is None


@pytest.mark.guide("G-185")
def test_changing_the_table_changes_the_dates() -> None:
    other = DeadlineClass("login-24h", "t", "l", "unverified", "2026", "s", hours=7)
    terms = replace(TERMS, classes={**TERMS.classes, "login-24h": other})
    found = deadline_of(sent("2026-11-20T18:00:00+03:00"), terms).due_at
    assert found == datetime(2026, 11, 21, 1, tzinfo=MOSCOW)


@pytest.mark.guide("G-184")
def test_no_term_of_the_guide_is_called_a_duty_or_a_law() -> None:
    said = " ".join(f"{one.title} {one.label}" for one in CATALOGUE.deadlines.values()).lower()
    assert "закон" not in said
    assert "обязан" not in said
    assert "не подтверждено" in said


def test_what_is_no_technical_question_has_no_term() -> None:
    made = sent("2026-11-20T18:00:00+03:00", "not-technical")
    assert deadline_of(made, TERMS).due_at is None


@pytest.mark.guide("G-191")
def test_the_class_can_be_changed_and_counts_from_the_sending() -> None:
    made = sent("2026-11-20T18:00:00+03:00", "login", deadline_class="interagency-5wd")
    assert due(made) == "2026-11-27T23:59:59+03:00"


def test_a_draft_has_a_class_but_no_date() -> None:
    found = deadline_of(request(category="login"), TERMS)
    assert (found.id, found.due_at) == ("login-24h", None)


@pytest.mark.parametrize(("at", "wanted"), [
    ("2026-11-20T23:30:00+10:00", "2026-11-27T23:59:59+10:00"),  # Vladivostok: still the 20th
    ("2026-11-20T01:00:00+02:00", "2026-11-27T23:59:59+02:00"),  # Kaliningrad
    ("2026-11-20T22:30:00+00:00", "2026-11-27T23:59:59+03:00"),  # a server: Moscow, the 21st
])
def test_working_days_end_with_the_day_of_the_person(at: str, wanted: str) -> None:
    assert due(sent(at, "payment")) == wanted


def test_hours_are_hours_in_every_zone() -> None:
    assert due(sent("2026-11-20T23:30:00+10:00")) == "2026-11-21T23:30:00+10:00"


def test_a_clock_outside_russia_means_moscow() -> None:
    assert zone_of(datetime(2026, 1, 1, tzinfo=UTC)).utcoffset(None) == timedelta(hours=3)
    kamchatka = timezone(timedelta(hours=12))
    assert zone_of(datetime(2026, 1, 1, tzinfo=kamchatka)) is kamchatka


FRIDAY = datetime(2026, 11, 20, 18, 0, tzinfo=MOSCOW)


@pytest.mark.guide("G-149")
@pytest.mark.parametrize(("term", "wanted"), [
    ("24 часа", "2026-11-21T18:00:00+03:00"),
    ("в течение 48 часов", "2026-11-22T18:00:00+03:00"),
    ("3 дня", "2026-11-23T23:59:59+03:00"),
    ("три дня", "2026-11-23T23:59:59+03:00"),
    ("до 3-х дней", "2026-11-23T23:59:59+03:00"),
    ("5 рабочих дней", "2026-11-27T23:59:59+03:00"),
    ("в течение 15 раб. дней", "2026-12-11T23:59:59+03:00"),
    ("2 недели", "2026-12-04T23:59:59+03:00"),
    ("неделя", "2026-11-27T23:59:59+03:00"),
    ("30 календарных дней", "2026-12-20T23:59:59+03:00"),
    ("до 25.11.2026", "2026-11-25T23:59:59+03:00"),
    ("не позднее 25.11.2026 15:00", "2026-11-25T15:00:00+03:00"),
    ("2026-11-25", "2026-11-25T23:59:59+03:00"),
    ("завтра", "2026-11-21T23:59:59+03:00"),
    ("5 working days", "2026-11-27T23:59:59+03:00"),
])
def test_a_promised_term_is_understood(term: str, wanted: str) -> None:
    found = read_term(term, FRIDAY, CALENDAR)
    assert found is not None
    assert found.isoformat() == wanted


@pytest.mark.parametrize("term", ["скоро", "", "как только, так сразу", "9999 месяцев", "до"])
def test_what_is_no_term_is_not_guessed(term: str) -> None:
    assert read_term(term, FRIDAY, CALENDAR) is None


@pytest.mark.guide("G-149")
def test_what_the_portal_promised_replaces_the_guide_with_its_own_label() -> None:
    told = FRIDAY + timedelta(days=9)
    found = deadline_of(replace(sent(FRIDAY.isoformat()), term="9 дней", term_at=told), TERMS)
    assert (found.due_at, found.label) == (told, "со слов портала")
    unclear = deadline_of(replace(sent(FRIDAY.isoformat()), term="скоро"), TERMS)
    assert (unclear.due_at, unclear.label) == (FRIDAY + timedelta(days=1), GUIDE)


@pytest.mark.parametrize("status", list(Status))
def test_only_what_the_support_is_to_do_can_be_overdue(status: Status) -> None:
    made = replace(sent("2026-11-20T18:00:00+03:00"), status=status)
    late = FRIDAY + timedelta(days=30)
    waits = status in (Status.WAITING, Status.IN_PROGRESS, Status.REOPENED)
    assert is_overdue(made, deadline_of(made, TERMS), late) is waits


def test_the_due_moment_itself_is_not_late() -> None:
    made = sent("2026-11-20T18:00:00+03:00")
    deadline = deadline_of(made, TERMS)
    assert is_overdue(made, deadline, FRIDAY + timedelta(hours=24)) is False
    assert is_overdue(made, deadline, FRIDAY + timedelta(hours=24, seconds=1)) is True


def test_a_reopened_request_waits_from_its_reopening() -> None:
    reopened = FRIDAY + timedelta(days=9)
    made = replace(sent(FRIDAY.isoformat()), status=Status.REOPENED, support_at=reopened)
    assert deadline_of(made, TERMS).due_at == reopened + timedelta(hours=24)


@pytest.mark.parametrize(("term", "wanted"), [
    ("сегодня", "2026-11-20T23:59:59+03:00"), ("today", "2026-11-20T23:59:59+03:00"),
    ("завтра", "2026-11-21T23:59:59+03:00"), ("tomorrow", "2026-11-21T23:59:59+03:00"),
    ("послезавтра", "2026-11-22T23:59:59+03:00"),
    ("в течение трёх дней", "2026-11-23T23:59:59+03:00"),
    ("Ответ в течение 3 дней!", "2026-11-23T23:59:59+03:00"),
    ("30 минут", "2026-11-20T18:30:00+03:00"), ("2 часа", "2026-11-20T20:00:00+03:00"),
    ("1 месяц", "2026-12-20T23:59:59+03:00"), ("2 недели", "2026-12-04T23:59:59+03:00"),
])
def test_a_promised_term_is_understood_to_the_minute(term: str, wanted: str) -> None:
    found = read_term(term, FRIDAY, CATALOGUE.calendar)
    assert found is not None
    assert found.isoformat() == wanted


def test_working_days_between_two_days_count_the_last_and_not_the_first() -> None:
    friday, monday = date(2026, 11, 20), date(2026, 11, 23)
    for start, end, count in ((friday, friday, 0), (friday, monday, 1), (monday, friday, 0),
                              (monday, date(2026, 11, 24), 1), (friday, date(2026, 11, 30), 6),
                              (date(2026, 11, 3), date(2026, 11, 5), 1)):  # 4 November
        assert working_days_between(start, end, CALENDAR) == (count, True), (start, end)
    assert working_days_between(friday, date(2099, 1, 1), CALENDAR)[1] is False
    assert working_days_between(friday, date(2199, 1, 1), CALENDAR) == working_days_between(
        friday, friday + timedelta(days=3660), CALENDAR)


def test_what_the_portal_promised_is_told_as_its_word_and_no_more_than_plausible() -> None:
    told = FRIDAY + timedelta(days=9)
    one = replace(sent(FRIDAY.isoformat()), term="9 дней", term_at=told)
    found, known = deadline_of(one, TERMS), deadline_of(sent(FRIDAY.isoformat()), TERMS)
    assert (found.id, found.title, found.due_at) == (known.id, "9 дней", told)
    assert found.label == found.source == "со слов портала"
    assert found.verified == "plausible" and found.calendar_known
    declared = CATALOGUE.deadlines[known.id]
    assert (known.title, known.label, known.source) == (
        declared.title, declared.label, declared.source)


def test_a_class_that_nobody_declared_has_no_term_and_says_so() -> None:
    one = sent(FRIDAY.isoformat())
    one = replace(one, answers={**one.answers, "deadline_class": "нет такого"})
    for odd in (one, replace(one, answers={"category": "нет такой"})):
        found = deadline_of(odd, TERMS)
        assert (found.id, found.due_at, found.verified) == ("none", None, "unverified")
        assert found.title and found.label and found.source == ""
