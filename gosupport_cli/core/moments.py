"""Dates and times as people say them, by a small grammar of our own.

dateparser was silently wrong on 6 of 12 such phrases (DEPENDENCIES, pitfall 2), so the rule
here is: every word must be understood, else the answer is None and the person is asked again.
What is understood is read back to them. No year means this year; no zone means the clock's.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone, tzinfo

from gosupport_cli.core.later import later
from gosupport_cli.core.moment_words import in_russian, with_digits
from gosupport_cli.core.normalise import clean_line

_LONGEST = 100  # characters; the longest sensible phrase has about 60
MOSCOW = timezone(timedelta(hours=3))
YEARS = range(1990, 2200)  # in which something may have happened, or be promised


@dataclass(frozen=True)
class Moment:
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
    found = _Reading(rest=f" {with_digits(in_russian(words))} ", now=now, zone=now.tzinfo)
    for step in (_zone, _about, _ago, _named_day, _weekday, _calendar_day, _clock, _day_part):
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
_FILLER = later(r"(?:\s|,|\b(?:во?|это|было|случилось|произошло|где-то|ровно)\b)*")


def _iso(text: str, now: datetime) -> Moment | None:
    try:
        at = datetime.fromisoformat(re.sub(r"\s(?=[Z+-])", "", text)).replace(microsecond=0)
    except ValueError:
        return None
    if len(text) == 10:
        return _day_only(at.date(), now.tzinfo)
    return Moment(at if at.tzinfo else at.replace(tzinfo=now.tzinfo))


def _day_only(day: date, zone: tzinfo | None) -> Moment:
    return Moment(datetime.combine(day, time(12), zone), exact=False, has_time=False)


@dataclass(frozen=True)
class _Reading:
    """What was understood so far, and what is left to understand."""

    rest: str
    now: datetime
    zone: tzinfo
    day: date | None = None
    clock: time | None = None
    at: datetime | None = None  # «два часа назад» names both at once
    exact: bool = True
    part: str = ""
    today_too: bool = False  # a weekday: today counts while its time is not in the future
    wrong: bool = field(default=False)

    def local(self) -> datetime:
        return self.now.astimezone(self.zone)


def _taken(found: _Reading, match: re.Match[str]) -> _Reading:
    return replace(found, rest=f"{found.rest[: match.start()]} {found.rest[match.end():]}")


def _wrong(found: _Reading) -> _Reading:
    return replace(found, wrong=True)


_ZONES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tzinfo | None]], ...] = (
    (later(r"\(?\b(?:utc|gmt|мск)\s*([+-]\d{1,2})(?::?(\d\d))?\b\)?"), lambda m: _offset(m)),
    (later(r"\(?\bпо (?:московскому(?: времени)?|москве|мск)\b\)?|\(?\bмск\b\)?"
                r"|\bмосковского времени\b|\bвремя московское\b"), lambda _m: MOSCOW),
    (later(r"\b(?:utc|gmt)\b"), lambda _m: timezone.utc),  # noqa: UP017
    (later(r"\bпо местному(?: времени)?\b|\bместного времени\b|\bвремя местное\b"),
     lambda _m: None),
)


def _offset(match: re.Match[str]) -> tzinfo | None:
    hours, minutes = int(match.group(1)), int(match.group(2) or 0)
    if "мск" in match.group():
        hours += 3
    sign = -1 if hours < 0 else 1
    if not -12 <= hours <= 14 or minutes > 59:
        return None
    return timezone(timedelta(hours=hours, minutes=sign * minutes))


def _zone(found: _Reading) -> _Reading:
    for pattern, zone in _ZONES:
        match = pattern.search(found.rest)
        if match:
            return replace(_taken(found, match), zone=zone(match) or found.zone)
    return found


_ABOUT = later(
    r"\b(?:примерно|приблизительно|около|ориентировочно|кажется|вроде|наверное|часов(?= в \d))\b"
)


def _about(found: _Reading) -> _Reading:
    match = _ABOUT.search(found.rest)
    return replace(_taken(found, match), exact=False) if match else found


_JUST_NOW = later(r"\b(?:только что|прямо сейчас|сейчас|минуту назад|недавно только что)\b")
_AGO = later(
    r"\b(?:(полтора|полторы|пол|\d{1,3})?\s*-?)"
    r"(минуту|минуты|минут|мин|час|часа|часов|ч|день|дня|дней|сутки|суток"
    r"|неделю|недели|недель)\.? (?:тому )?назад\b"
)


def _ago(found: _Reading) -> _Reading:
    match = _JUST_NOW.search(found.rest)
    if match:
        return replace(_taken(found, match), at=found.local(), exact=False)
    match = _AGO.search(found.rest)
    if not match:
        return found
    many = {"полтора": 1.5, "полторы": 1.5, "пол": 0.5}.get(match.group(1) or "1")
    count = many if many is not None else float(match.group(1) or 1)
    unit = match.group(2)
    taken = _taken(found, match)
    if unit.startswith("мин"):
        return replace(taken, at=found.local() - timedelta(minutes=count), exact=False)
    if unit.startswith("ч"):
        return replace(taken, at=found.local() - timedelta(hours=count), exact=False)
    if count != int(count):
        return _wrong(found)
    days = int(count) * (7 if unit.startswith("недел") else 1)
    return replace(taken, day=found.local().date() - timedelta(days=days))


_NAMED = later(r"\b(позапозавчера|позавчера|вчера|сегодня)\b")
_BACK = {"сегодня": 0, "вчера": 1, "позавчера": 2, "позапозавчера": 3}


def _named_day(found: _Reading) -> _Reading:
    match = _NAMED.search(found.rest)
    if not match:
        return found
    if found.day or found.at:
        return _wrong(found)
    day = found.local().date() - timedelta(days=_BACK[match.group(1)])
    return replace(_taken(found, match), day=day)


_WEEKDAYS = ("понедельник", "вторник", "сред[ау]", "четверг", "пятниц[ау]", "суббот[ау]",
             "воскресенье")
_WEEKDAY = later(
    rf"\b(?:во? )?(прошл\w+ |минувш\w+ |эт\w{{1,2}} )?(?:({')|('.join(_WEEKDAYS)}))\b"
)


def _weekday(found: _Reading) -> _Reading:
    match = _WEEKDAY.search(found.rest)
    if not match:
        return found
    if found.at:
        return _wrong(found)
    wanted = (match.lastindex or 2) - 2
    today = found.local().date()
    back = (today.weekday() - wanted) % 7
    taken = _taken(found, match)
    if found.day:
        # «вчера, в четверг»: fine while both say the same.
        return taken if found.day.weekday() == wanted else _wrong(found)
    past = (match.group(1) or "").startswith(("прошл", "минувш"))
    if past:
        # «в прошлую пятницу» on a Sunday may mean either of two: said back as approximate.
        back = back or 7
        unclear = back < 7 and today.weekday() > wanted
        return replace(taken, day=today - timedelta(days=back), exact=found.exact and not unclear)
    return replace(taken, day=today - timedelta(days=back), today_too=back == 0)


_MONTHS = ("янв", "фев", "мар", "апр", "ма[йя]", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_NUMERIC = later(
    r"(?<![\d.:/-])(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d\d))?(?:\s*(?:г|года)\b\.?)?\.?(?![\d./:-])"
)
_NUMERIC_ISO = later(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?=[\st])")
_WORDED = later(
    rf"\b(\d{{1,2}})(?:-?(?:го|е|ого))? ?(?:({')|('.join(_MONTHS)}))[а-я]*\b\.?"
    r"(?:,? (\d{4})\b(?:\s*(?:г|года)\b\.?)?)?"
)
_WORDED_TAIL = 2 + len(_MONTHS)  # the group of the year


def _calendar_day(found: _Reading) -> _Reading:
    match = _WORDED.search(found.rest)
    if match:
        month = next(n for n in range(1, 13) if match.group(n + 1))
        return _dated(found, match, int(match.group(1)), month, match.group(_WORDED_TAIL))
    match = _NUMERIC_ISO.search(found.rest)
    if match:
        return _dated(found, match, int(match.group(3)), int(match.group(2)), match.group(1))
    match = _NUMERIC.search(found.rest)
    if not match or _is_clock(found, match):
        return found
    return _dated(found, match, int(match.group(1)), int(match.group(3)), match.group(4))


def _is_clock(found: _Reading, match: re.Match[str]) -> bool:
    """«14.30», «14-30»: a time when a day is known already, after «в», or no date at all."""
    if match.group(4):
        return False
    known = found.day is not None or found.at is not None
    after_at = re.search(r"\bво? +$", found.rest[: match.start()]) is not None
    return known or after_at or int(match.group(3)) > 12 or match.group(2) == "-"


def _dated(
    found: _Reading, match: re.Match[str], day: int, month: int, year: str | None
) -> _Reading:
    today = found.local().date()
    number = int(year) + (2000 if len(year) == 2 else 0) if year else today.year
    try:
        named = date(number, month, day)
        if not year and named > today + timedelta(days=183):
            named = date(number - 1, month, day)
    except ValueError:
        return _wrong(found)
    if found.at or (found.day and found.day != named):
        return _wrong(found)
    return replace(_taken(found, match), day=named)


_PART_WORD = r"(утра|дня|вечера|ночи|am|pm)"
_HALF = later(rf"\b(?:во? )?(?:половин[еау] |пол[- ]?)(\d{{1,2}})-го(?: {_PART_WORD})?\b")
_PAST_HOUR = later(
    rf"\b(?:во? )?(\d{{1,2}}) (?:минут[ыу]? )?(\d{{1,2}})-го(?: {_PART_WORD})?\b"
)
_TO_HOUR = later(
    rf"\b(?:во? )?без (четверти|\d{{1,2}})(?: минут[ыу]?)? (\d{{1,2}})(?: {_PART_WORD})?\b"
)
_HOUR_MINUTE = later(
    rf"(?<![\d.:-])(?:во? *)?(\d{{1,2}})(?:[:.-]| ?(?:ч|час|часа|часов)\.? ?| )(\d\d)"
    rf"(?::(\d\d))?(?: ?(?:м|мин|минут[аыу]?)\b\.?)?(?: {_PART_WORD})?(?![\d.:-])"
)
# A bare number is no time («22»): «в», «часов» or a part of the day has to stand by it.
_HOUR = later(
    r"(?<![\d.:-])(?=в|\d{1,2} ?ч|\d{1,2} (?:утра|дня|вечера|ночи|am|pm))(?:\bво? *)?"
    rf"\b(\d{{1,2}})(?: ?(?:ч|час|часа|часов|часам)\b\.?)?(?: {_PART_WORD})?(?![\d.:-])"
)
_ONE = later(r"\b(?:во? )?час (дня|ночи)\b")
_NOON = later(r"\b(?:во? )?полдень\b")
_SPOKEN_HALF = (("полвторого", 2), ("полтретьего", 3), ("полчетвертого", 4), ("полпятого", 5),
                ("полшестого", 6), ("полседьмого", 7), ("полвосьмого", 8), ("полдевятого", 9),
                ("полдесятого", 10), ("полодиннадцатого", 11), ("полдвенадцатого", 12),
                ("полпервого", 1))


def _clock(found: _Reading) -> _Reading:
    rest = found.rest
    for word, hour in _SPOKEN_HALF:
        rest = rest.replace(word, f"пол {hour}-го")
    found = replace(found, rest=rest)
    for pattern, read in _CLOCKS:
        match = pattern.search(found.rest)
        if not match:
            continue
        if found.at:
            return _wrong(found)
        hour, minute, second, part, written = read(match)
        full = _full_hour(hour, part, written)
        if full is None or minute > 59 or second > 59:
            return _wrong(found)
        guessed = not written and not part and full < 13
        return replace(
            _taken(found, match), clock=time(full, minute, second),
            exact=found.exact and not guessed,
        )
    return found


_Read = Callable[[re.Match[str]], tuple[int, int, int, str, bool]]
_CLOCKS: tuple[tuple[re.Pattern[str], _Read], ...] = (
    (_NOON, lambda _m: (12, 0, 0, "дня", True)),
    (_ONE, lambda m: (1, 0, 0, m.group(1), False)),
    (_HALF, lambda m: (int(m.group(1)) - 1 or 12, 30, 0, m.group(2) or "", False)),
    (_TO_HOUR, lambda m: (
        int(m.group(2)) - 1 or 12,
        60 - (15 if m.group(1) == "четверти" else int(m.group(1))),
        0, m.group(3) or "", False,
    )),
    (_PAST_HOUR, lambda m: (
        int(m.group(2)) - 1 or 12, int(m.group(1)), 0, m.group(3) or "", False
    )),
    (_HOUR_MINUTE, lambda m: (
        int(m.group(1)), int(m.group(2)), int(m.group(3) or 0), m.group(4) or "", True
    )),
    (_HOUR, lambda m: (int(m.group(1)), 0, 0, m.group(2) or "", False)),
)


def _full_hour(hour: int, part: str, written: bool) -> int | None:
    """0 to 23, or None when it cannot be told («в 3» without «дня» or «ночи»)."""
    if not 0 <= hour <= 23:
        return None
    if hour > 12:
        fits = {"утра": False, "ночи": False, "am": False, "дня": hour < 18, "вечера": hour > 15}
        return hour if fits.get(part, True) else None
    match part:
        case "утра":
            return hour if 3 <= hour <= 11 else None
        case "дня":
            if 1 <= hour <= 6:
                return hour + 12
            return hour if 10 <= hour <= 12 else None
        case "вечера":
            return hour + 12 if 4 <= hour <= 11 else None
        case "ночи":
            # «в 12 ночи»: the night of which day? That is asked, not guessed.
            return hour if 1 <= hour <= 5 else hour + 12 if hour in (10, 11) else None
        case "am":
            return hour % 12
        case "pm":
            return hour % 12 + 12
    return hour if written or hour >= 7 else None


_PARTS = {
    "утром": (5, 9), "с утра": (5, 9), "днем": (12, 14), "в обед": (12, 13),
    "после обеда": (13, 15), "вечером": (18, 20), "ночью": (0, 2),
}
_PART = later(r"\b(" + "|".join(_PARTS) + r")\b")


def _day_part(found: _Reading) -> _Reading:
    match = _PART.search(found.rest)
    if not match:
        return found
    if found.at:
        return _wrong(found)
    part = match.group(1)
    taken = _taken(found, match)
    if found.clock is not None:
        return _agreeing(taken, part)
    today = found.local()
    if part == "ночью" and found.day not in (None, today.date()):
        return _wrong(found)  # «вчера ночью»: the night before or after that day?
    start, usual = _PARTS[part]
    clock = time(usual)
    if found.day in (None, today.date()) and time(start) <= today.time() < clock:
        clock = today.time().replace(second=0, microsecond=0)
    return replace(taken, clock=clock, exact=False)


def _agreeing(found: _Reading, part: str) -> _Reading:
    """«вечером в 7:30» is 19:30; «утром в 15:00» is a contradiction."""
    assert found.clock is not None
    spoken = {"утром": "утра", "с утра": "утра", "днем": "дня", "в обед": "дня",
              "после обеда": "дня", "вечером": "вечера", "ночью": "ночи"}[part]
    hour = found.clock.hour
    if part == "ночью" and hour == 0:
        return found
    full = _full_hour(hour, spoken, written=False)
    return _wrong(found) if full is None else replace(found, clock=found.clock.replace(hour=full))


def _combine(found: _Reading) -> Moment | None:
    if found.at is not None:
        return Moment(found.at.replace(second=0, microsecond=0), exact=False)
    if found.clock is None:
        return _day_only(found.day, found.zone) if found.day else None
    day = found.day or found.local().date()
    at = datetime.combine(day, found.clock, found.zone)
    if found.today_too and at > found.now:
        at -= timedelta(days=7)
    return Moment(at, exact=found.exact)
