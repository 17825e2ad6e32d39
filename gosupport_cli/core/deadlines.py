"""Until when an answer is expected, and on what word that rests.

The guide's terms are confirmed by no public document (DOMAIN, LW-8): every deadline carries
its label. The clock starts when the request is known to be sent, never for a draft.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, timezone, tzinfo

from gosupport_cli.core.category import Category
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.later import later
from gosupport_cli.core.model import Request, Status
from gosupport_cli.core.moment_words import with_digits
from gosupport_cli.core.moments import read_moment
from gosupport_cli.core.terms import CalendarYear, DeadlineClass, Verified

MOSCOW = timezone(timedelta(hours=3))
EVERY_YEAR = "every-year"
TOLD_LABEL = "со слов портала"
_MOST_DAYS = 3660  # ten years: more than any request waits
LAST_SECOND = time(23, 59, 59)


class Deadline(Frozen):
    """``due_at`` None: not sent yet, or there is no term. ``calendar_known`` False: a year of
    the count is not in the calendar, so transferred days may move the date."""

    id: str
    title: str
    label: str
    due_at: datetime | None
    source: str
    verified: Verified
    calendar_known: bool = True


class Terms(Frozen):
    """What the count rests on, out of the catalogue."""

    categories: Mapping[str, Category]
    classes: Mapping[str, DeadlineClass]
    calendar: Mapping[str, CalendarYear]


def deadline_of(request: Request, terms: Terms) -> Deadline:
    """The expected date of ``request``; what the portal promised goes before the guide."""
    known = _class_of(request, terms)
    due, calendar_known = None, True
    start = _start_of(request)
    if start is not None and known.hours:
        due = start + timedelta(hours=known.hours)
    elif start is not None and known.working_days:
        due, calendar_known = _end_of_working_day(start, known.working_days, terms.calendar)
    if request.term and (request.term_at or due is None):
        return Deadline(known.id, request.term, TOLD_LABEL, request.term_at,
                        TOLD_LABEL, "plausible")
    return Deadline(known.id, known.title, known.label, due, known.source, known.verified,
                    calendar_known)


def working_days_after(
    start: date, days: int, calendar: Mapping[str, CalendarYear]
) -> tuple[date, bool]:
    """The day that is ``days`` working days after ``start`` (which does not count itself),
    and whether the calendar knows every year of the count (ТК РФ, art. 112)."""
    day, left, known = start, days, True
    while left > 0:
        day += timedelta(days=1)
        known = known and str(day.year) in calendar
        left -= is_working_day(day, calendar)
    return day, known


def working_days_between(
    start: date, end: date, calendar: Mapping[str, CalendarYear]
) -> tuple[int, bool]:
    """How many working days have passed after ``start`` up to ``end``, which counts, and
    whether the calendar knows every year of them."""
    days = [start + timedelta(days=n + 1) for n in range(min((end - start).days, _MOST_DAYS))]
    known = all(str(day.year) in calendar for day in days)
    return sum(is_working_day(day, calendar) for day in days), known


def is_working_day(day: date, calendar: Mapping[str, CalendarYear]) -> bool:
    """Whether offices work; a year that is not known is counted by weekends and holidays."""
    year = calendar.get(str(day.year))
    if year and day.isoformat() in year.worked:
        return True
    if year and day.isoformat() in year.days_off:
        return False
    every = calendar.get(EVERY_YEAR)
    if every and day.strftime("%m-%d") in every.days_off:
        return False
    return day.weekday() < 5


def read_term(
    text: str, start: datetime, calendar: Mapping[str, CalendarYear]
) -> datetime | None:
    """When a promised term ends, counted from ``start``; None when it is not understood.

    «24 часа», «3 дня», «5 рабочих дней», «2 недели», «до 25.11.2026», «завтра».
    """
    words = with_digits(" ".join(text.casefold().replace("ё", "е").split()))
    words = _BEFORE.sub("", words.strip(" .,;!"))
    found = _DURATION.fullmatch(words)
    if found:
        return _after(start, int(found["count"] or 1), found, calendar)
    moment = read_moment(words, start)
    if moment is None:
        tomorrow = {"завтра": 1, "tomorrow": 1, "послезавтра": 2, "сегодня": 0, "today": 0}
        if words not in tomorrow:
            return None
        return _end_of(start.date() + timedelta(days=tomorrow[words]), zone_of(start))
    if not moment.has_time:
        return _end_of(moment.at.date(), zone_of(start))
    return moment.at


_BEFORE = later(
    r"^(?:ответ\S*\s+|срок\S*\s*:?\s+)?"
    r"(?:не\s+позднее\s+|в\s+течение\s+|через\s+|до\s+|к\s+|за\s+|within\s+|by\s+|in\s+)?"
)
_DURATION = later(
    r"(?:(?P<count>\d{1,4})(?:-?х|-?и|-?ти)?\s*)?(?P<working>раб(?:оч\S*|\.)\s+|working\s+|business\s+)?"
    r"(?:календ\S+\s+)?(?:(?P<minute>минут\S*|мин|minutes?)|(?P<hour>час\S*|ч|hours?|h)"
    r"|(?P<day>дн\S*|ден\S*|сут\S*|days?)|(?P<week>недел\S*|weeks?)|(?P<month>месяц\S*|months?))\.?"
)


def _after(
    start: datetime, count: int, found: re.Match[str], calendar: Mapping[str, CalendarYear]
) -> datetime | None:
    zone = zone_of(start)
    day = start.astimezone(zone).date()
    if found["minute"] or found["hour"]:
        return start + timedelta(**{"minutes" if found["minute"] else "hours": count})
    if found["day"] and found["working"]:
        return _end_of(working_days_after(day, min(count, 1000), calendar)[0], zone)
    days = count * (7 if found["week"] else 30 if found["month"] else 1)
    return _end_of(day + timedelta(days=days), zone) if days <= 3660 else None


def zone_of(at: datetime) -> tzinfo:
    """The person's zone, told by the offset of their own clock; Moscow if it cannot be Russian
    (a server's clock, say)."""
    offset = at.utcoffset()
    russian = offset is not None and timedelta(hours=2) <= offset <= timedelta(hours=12)
    return at.tzinfo if russian and at.tzinfo else MOSCOW


def is_overdue(request: Request, deadline: Deadline, now: datetime) -> bool:
    """The support is to act and the expected date has passed."""
    waits = request.status in (Status.WAITING, Status.IN_PROGRESS, Status.REOPENED)
    return waits and deadline.due_at is not None and deadline.due_at < now


def _class_of(request: Request, terms: Terms) -> DeadlineClass:
    category = terms.categories.get(request.category)
    named = str(request.answers.get("deadline_class", "")) or (
        category.deadline_class if category else ""
    )
    return terms.classes.get(named) or DeadlineClass(
        "none", "срок не известен", "срок поддержки не известен", "unverified", "", ""
    )


def _start_of(request: Request) -> datetime | None:
    """A request that was solved and then taken up again waits from that moment; a draft never
    does, though it may have been sent before (``status --set draft``)."""
    if request.status is Status.DRAFT:
        return None
    if request.status is Status.REOPENED and request.sent_at and request.support_at:
        return max(request.sent_at, request.support_at)
    return request.sent_at


def _end_of_working_day(
    start: datetime, days: int, calendar: Mapping[str, CalendarYear]
) -> tuple[datetime, bool]:
    zone = zone_of(start)
    day, known = working_days_after(start.astimezone(zone).date(), days, calendar)
    return _end_of(day, zone), known


def _end_of(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, LAST_SECOND, zone)
