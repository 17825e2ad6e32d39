"""Times of the day as people say them: «в 14:30», «полтретьего», «вечером»."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import time

from gosupport_cli.core.later import later
from gosupport_cli.core.moment_reading import Reading, cut, wrong

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


def clock(found: Reading) -> Reading:
    rest = found.rest
    for word, hour in _SPOKEN_HALF:
        rest = rest.replace(word, f"пол {hour}-го")
    found = replace(found, rest=rest)
    for pattern, read in _CLOCKS:
        match = pattern.search(found.rest)
        if not match:
            continue
        if found.at:
            return wrong(found)
        hour, minute, second, part, written = read(match)
        full = _full_hour(hour, part, written)
        if full is None or minute > 59 or second > 59:
            return wrong(found)
        guessed = not written and not part and full < 13
        return replace(
            cut(found, match), clock=time(full, minute, second),
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


def day_part(found: Reading) -> Reading:
    match = _PART.search(found.rest)
    if not match:
        return found
    if found.at:
        return wrong(found)
    part = match.group(1)
    taken = cut(found, match)
    if found.clock is not None:
        return _agreeing(taken, part)
    today = found.local()
    if part == "ночью" and found.day not in (None, today.date()):
        return wrong(found)  # «вчера ночью»: the night before or after that day?
    start, usual = _PARTS[part]
    clock = time(usual)
    if found.day in (None, today.date()) and time(start) <= today.time() < clock:
        clock = today.time().replace(second=0, microsecond=0)
    return replace(taken, clock=clock, exact=False)


def _agreeing(found: Reading, part: str) -> Reading:
    """«вечером в 7:30» is 19:30; «утром в 15:00» is a contradiction."""
    assert found.clock is not None
    spoken = {"утром": "утра", "с утра": "утра", "днем": "дня", "в обед": "дня",
              "после обеда": "дня", "вечером": "вечера", "ночью": "ночи"}[part]
    hour = found.clock.hour
    if part == "ночью" and hour == 0:
        return found
    full = _full_hour(hour, spoken, written=False)
    return wrong(found) if full is None else replace(found, clock=found.clock.replace(hour=full))
