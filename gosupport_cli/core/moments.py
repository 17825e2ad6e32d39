"""Dates and times as people say them, by a small grammar of our own.

dateparser was silently wrong on 6 of 12 such phrases (DEPENDENCIES, pitfall 2), so the rule
here is: every word must be understood, else the answer is None and the person is asked again.
What is understood is read back to them. No year means this year; no zone means the clock's.
"""

import re
from datetime import date, datetime, time, timedelta, tzinfo

from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.later import later
from gosupport_cli.core.moment_clock import clock, day_part
from gosupport_cli.core.moment_days import ago, calendar_day, named_day, weekday
from gosupport_cli.core.moment_reading import Reading, about, zone
from gosupport_cli.core.moment_words import in_russian, with_digits
from gosupport_cli.core.normalise import clean_line

_LONGEST = 100  # characters; the longest sensible phrase has about 60
YEARS = range(1990, 2200)  # in which something may have happened, or be promised


class Moment(Frozen):
    """A moment as understood. ``exact`` False: print «примерно».

    ``has_time`` False: only the day was named, ``at`` is then noon of it and no more than that
    (the guide wants the hour: G-160).
    """

    at: datetime
    exact: bool = True
    has_time: bool = True

    def iso(self) -> str:
        """ISO 8601 with offset, to the minute unless seconds were named; a bare day as a day."""
        if not self.has_time:
            return self.at.date().isoformat()
        return self.at.isoformat(timespec="seconds" if self.at.second else "minutes")


def read_moment(text: str, now: datetime) -> Moment | None:
    """The moment that ``text`` names, seen from ``now`` (aware); None when not understood, or
    when its year is none of ours: computing with it would leave the calendar."""
    found = _understood(text, now)
    return found if found and found.at.year in YEARS else None


def far_year(text: str) -> str:
    """The year in ``text`` that is too far away for any request, "" when there is none."""
    years = re.findall(r"(?<!\d)\d{4}(?=-\d\d-\d\d)|(?<=\d[./ ])\d{4}(?!\d)", clean_line(text))
    return next((one for one in years if int(one) not in YEARS), "")


def _understood(text: str, now: datetime) -> Moment | None:
    words = clean_line(text).lower().replace("ё", "е").strip(" .,;!")
    if not words or len(words) > _LONGEST or now.tzinfo is None:
        return None
    iso = _ISO.fullmatch(words.upper())
    if iso:
        return _iso(words.upper(), now)
    found = Reading(rest=f" {with_digits(in_russian(words))} ", now=now, zone=now.tzinfo)
    for step in (zone, about, ago, named_day, weekday, calendar_day, clock, day_part):
        found = step(found)
        if found.wrong:
            return None
    if not _FILLER.fullmatch(found.rest):
        return None
    return _combine(found)


_ISO = later(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?\s?(?:Z|[+-]\d\d(?::?\d\d)?)?)?"
)
# What may stay over when everything else was understood.
_FILLER = later(r"(?:\s|,|\b(?:во?|это|было|случилось|произошло|ровно)\b)*")


def _iso(text: str, now: datetime) -> Moment | None:
    try:
        at = datetime.fromisoformat(re.sub(r"\s(?=[Z+-])", "", text)).replace(microsecond=0)
    except ValueError:
        return None
    if len(text) == 10:
        return _day_only(at.date(), now.tzinfo)
    return Moment(at if at.tzinfo else at.replace(tzinfo=now.tzinfo))


def _day_only(day: date, where: tzinfo | None) -> Moment:
    return Moment(datetime.combine(day, time(12), where), exact=False, has_time=False)


def _combine(found: Reading) -> Moment | None:
    if found.at is not None:
        return Moment(found.at.replace(second=0, microsecond=0), exact=False)
    if found.clock is None:
        return _day_only(found.day, found.zone) if found.day else None
    day = found.day or found.local().date()
    at = datetime.combine(day, found.clock, found.zone)
    if found.today_too and at > found.now:
        at -= timedelta(days=7)
    return Moment(at, exact=found.exact)
