"""What is understood of a phrase about time so far: its zone, and how sure the person is.

Each step of ``core.moments`` takes its words out of ``rest`` and says what they mean.
"""

import re
from collections.abc import Callable
from dataclasses import field, replace
from datetime import date, datetime, time, timedelta, timezone, tzinfo

from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.later import later

MOSCOW = timezone(timedelta(hours=3))


class Reading(Frozen):
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


def cut(found: Reading, match: re.Match[str]) -> Reading:
    return replace(found, rest=f"{found.rest[: match.start()]} {found.rest[match.end():]}")


def wrong(found: Reading) -> Reading:
    return replace(found, wrong=True)


_ZONES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], tzinfo], tzinfo | None]], ...] = (
    (later(r"\(?\b(?:utc|gmt|мск)\s*([+-]\d{1,2})(?::?(\d\d))?\b\)?"),
     lambda m, _here: _offset(m)),
    (later(r"\(?\bпо (?:московскому(?: времени)?|москве|мск)\b\)?|\(?\bмск\b\)?"
                r"|\bмосковского времени\b|\bвремя московское\b"), lambda _m, _here: MOSCOW),
    (later(r"\b(?:utc|gmt)\b"), lambda _m, _here: timezone.utc),  # noqa: UP017
    (later(r"\bпо местному(?: времени)?\b|\bместного времени\b|\bвремя местное\b"),
     lambda _m, here: here),
)


def _offset(match: re.Match[str]) -> tzinfo | None:
    hours, minutes = int(match.group(1)), int(match.group(2) or 0)
    if "мск" in match.group():
        hours += 3
    sign = -1 if hours < 0 else 1
    if not -12 <= hours <= 14 or minutes > 59:
        return None
    return timezone(timedelta(hours=hours, minutes=sign * minutes))


def zone(found: Reading) -> Reading:
    for pattern, where in _ZONES:
        match = pattern.search(found.rest)
        if match:
            there = where(match, found.zone)
            return replace(cut(found, match), zone=there) if there else wrong(found)
    return found


_ABOUT = later(
    r"\b(?:где-то|примерно|приблизительно|около|ориентировочно|кажется|вроде|наверное"
    r"|часов(?= в \d))\b"
)


def about(found: Reading) -> Reading:
    match = _ABOUT.search(found.rest)
    return replace(cut(found, match), exact=False) if match else found
