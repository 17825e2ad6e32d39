"""Days as people say them: «вчера», «в прошлую пятницу», «20 ноября», «два часа назад»."""

import re
from dataclasses import replace
from datetime import date, timedelta

from gosupport_cli.core.later import later
from gosupport_cli.core.moment_reading import Reading, cut, wrong

_JUST_NOW = later(r"\b(?:только что|прямо сейчас|сейчас|минуту назад|недавно только что)\b")
_AGO = later(
    r"\b(?:(полтора|полторы|пол|\d{1,3})?\s*-?)"
    r"(минуту|минуты|минут|мин|час|часа|часов|ч|день|дня|дней|сутки|суток"
    r"|неделю|недели|недель)\.? (?:тому )?назад\b"
)


def ago(found: Reading) -> Reading:
    match = _JUST_NOW.search(found.rest)
    if match:
        return replace(cut(found, match), at=found.local())
    match = _AGO.search(found.rest)
    if not match:
        return found
    many = {"полтора": 1.5, "полторы": 1.5, "пол": 0.5}.get(match.group(1) or "1")
    count = many if many is not None else float(match.group(1) or 1)
    unit = match.group(2)
    taken = cut(found, match)
    if unit.startswith("мин"):
        return replace(taken, at=found.local() - timedelta(minutes=count))
    if unit.startswith("ч"):
        return replace(taken, at=found.local() - timedelta(hours=count))
    if count != int(count):
        return wrong(found)
    days = int(count) * (7 if unit.startswith("недел") else 1)
    return replace(taken, day=found.local().date() - timedelta(days=days))


_NAMED = later(r"\b(позапозавчера|позавчера|вчера|сегодня)\b")
_BACK = {"сегодня": 0, "вчера": 1, "позавчера": 2, "позапозавчера": 3}


def named_day(found: Reading) -> Reading:
    match = _NAMED.search(found.rest)
    if not match:
        return found
    if found.day or found.at:
        return wrong(found)
    day = found.local().date() - timedelta(days=_BACK[match.group(1)])
    return replace(cut(found, match), day=day)


_WEEKDAYS = ("понедельник", "вторник", "сред[ау]", "четверг", "пятниц[ау]", "суббот[ау]",
             "воскресенье")
_WEEKDAY = later(
    rf"\b(?:во? )?(прошл\w+ |минувш\w+ |эт\w{{1,2}} )?(?:({')|('.join(_WEEKDAYS)}))\b"
)


def weekday(found: Reading) -> Reading:
    match = _WEEKDAY.search(found.rest)
    if not match:
        return found
    if found.at:
        return wrong(found)
    wanted = (match.lastindex or 2) - 2
    today = found.local().date()
    back = (today.weekday() - wanted) % 7
    taken = cut(found, match)
    if found.day:
        # «вчера, в четверг»: fine while both say the same.
        return taken if found.day.weekday() == wanted else wrong(found)
    past = (match.group(1) or "").startswith(("прошл", "минувш"))
    if past:
        # «в прошлую пятницу» on a Sunday may mean either of two: said back as approximate.
        back = back or 7
        unclear = today.weekday() > wanted
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


# «19-го числа»: the last one that was.
_DAY_OF_MONTH = later(
    r"\b(\d{1,2})(?:-?(?:го|ого|е)(?: числа)?| числа)\b(?! (?:час|минут))"
)


def _day_of_month(found: Reading) -> Reading:
    match = _DAY_OF_MONTH.search(found.rest)
    if not match or found.day or found.at:
        return found
    today = found.local().date()
    before = today.replace(day=1) - timedelta(days=1)
    day = int(match.group(1))
    try:
        named = today.replace(day=day) if day <= today.day else before.replace(day=day)
    except ValueError:
        return wrong(found)
    return replace(cut(found, match), day=named)


def calendar_day(found: Reading) -> Reading:
    match = _WORDED.search(found.rest)
    if match:
        month = next(n for n in range(1, 13) if match.group(n + 1))
        return _dated(found, match, int(match.group(1)), month, match.group(_WORDED_TAIL))
    match = _NUMERIC_ISO.search(found.rest)
    if match:
        return _dated(found, match, int(match.group(3)), int(match.group(2)), match.group(1))
    match = _NUMERIC.search(found.rest)
    if not match or _is_clock(found, match):
        return _day_of_month(found)
    return _dated(found, match, int(match.group(1)), int(match.group(3)), match.group(4))


def _is_clock(found: Reading, match: re.Match[str]) -> bool:
    """«14.30», «14-30»: a time when a day is known already, after «в», or no date at all."""
    if match.group(4):
        return False
    known = found.day is not None or found.at is not None
    after_at = re.search(r"\bво? +$", found.rest[: match.start()]) is not None
    return known or after_at or int(match.group(3)) > 12 or match.group(2) == "-"


def _dated(
    found: Reading, match: re.Match[str], day: int, month: int, year: str | None
) -> Reading:
    today = found.local().date()
    number = int(year) + (2000 if len(year) == 2 else 0) if year else today.year
    try:
        named = date(number, month, day)
        if not year and named > today + timedelta(days=183):
            named = date(number - 1, month, day)
    except ValueError:
        return wrong(found)
    if found.at or (found.day and found.day != named):
        return wrong(found)
    return replace(cut(found, match), day=named)
