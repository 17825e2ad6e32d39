"""Why an answer about a moment cannot be taken, so that the person hears what is really wrong.

Only asked when ``core.moments`` did not understand; the first that fits is said.
"""

from datetime import datetime

from gosupport_cli.core.later import later
from gosupport_cli.core.moment_words import in_russian
from gosupport_cli.core.normalise import clean_line

_LONGEST = 100  # characters

# Text ids of ``ask.problem-moment-…``, in the order of asking.
_TROUBLES = (
    ("ahead", later(
        r"\b(?:после)?завтра\b|\bчерез\b|\b(?:на |в )?(?:следующ|будущ)\w+"
        r"|\btomorrow\b|\bnext\b|\bin \d+ (?:минут|часов|дней|недель)"
    )),
    ("ever", later(
        r"\bпостоянно\b|\bвсегда\b|\bкажд\w+|\bчасто\b|\bиногда\b|\bпериодически\b"
        r"|\bнесколько раз\b|\bвсе время\b|\bрегулярно\b|\bдо сих пор\b"
        r"|\bуже \d*\s*(?:день|дн|недел)"
        r"|\balways\b|\bevery\b|\boften\b|\bsometimes\b"
    )),
    ("night", later(
        r"\bноч(?:ью|и|ь)\b|\bnight\b")),
    ("span", later(
        r"\b(?:с|от)\s.*\bдо\b|\bмежду\b|\bfrom\b.*\bto\b|\bbetween\b|\d\s*[-–—]\s*\d+\s*час"
    )),
    ("rough", later(
        r"\bна (?:прошлой|этой|той) неделе\b|\bмесяц\w*\b|\bгод(?:а|у)?\b|\bполгода\b|\bна днях\b"
        r"|\bнедавно\b|\bдавно\b|\bвыходны\w+|\bпраздник\w*|\bраньше\b|\bв (?:прошлом|этом)\b"
        r"|\b(?:в )?(?:янв|фев|мар|апр|ма[ейя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]*$"
        r"|\b(?:прошлый|last) (?:week|month|year|недел\w*)\b|\brecently\b|\blong ago\b"
        r"|\bnot long ago\b|\bweekend\b|\bthe other day\b"
    )),
)
_DATE = later(r"(?<!\d)(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d\d))?(?![\d:])")
_CLOCK = later(r"(?<!\d)(\d{1,2}):(\d{1,2})(?!\d)|\bв (\d{1,2})(?: час\w*)?$")
_HALF_DAY = later(r"\bв [1-6](?: час\w*)?$")


def trouble(text: str) -> str:
    """What is wrong with a ``text`` that names no moment; "" where nothing more can be said."""
    words = in_russian(clean_line(text)[:_LONGEST].lower().replace("ё", "е").strip(" .,;!"))
    found = _DATE.search(words)
    if found:
        return _of_date(found[1], found[2], found[3] or "") or _of_clock(words)
    for name, pattern in _TROUBLES:
        if pattern.search(words):
            return name
    return _of_clock(words)


def _of_date(day: str, month: str, year: str) -> str:
    """A day that no calendar has; the American order is told apart."""
    if int(month) > 12 and 1 <= int(day) <= 12 and int(month) <= 31:
        return "month-first" if year else ""
    number = int(year) + (2000 if len(year) == 2 else 0) if year else 2024  # a leap year
    try:
        datetime(number, int(month), int(day))
    except ValueError:
        return "no-day"
    return ""


def _of_clock(words: str) -> str:
    for hour, minute, alone in _CLOCK.findall(words):
        if int(hour or alone) > 23 or int(minute or 0) > 59:
            return "no-hour"
    return "which-half" if _HALF_DAY.search(words) else ""
