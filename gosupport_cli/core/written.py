"""How single values are written in a Russian document: names, moments, phones, long numbers."""

import re
from datetime import datetime, timedelta


def initials(full_name: str) -> str:
    """«Иванова М. С.» of «Иванова Мария Сергеевна»; one word stays as it is."""
    surname, *rest = full_name.split()
    return " ".join([surname, *(f"{word[0].upper()}." for word in rest)])


def moment_text(value: str) -> str:
    """«20.11.2026 в 14:30 (UTC+3, МСК)» of an ISO moment; other text as it stands.

    Support reads its logs in Moscow time, so the distance from it is said too (G-115).
    """
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    if "T" not in value and " " not in value:
        return f"{moment:%d.%m.%Y}"
    return f"{moment:%d.%m.%Y} в {moment:%H:%M}{_zone(moment.utcoffset())}"


def _zone(offset: timedelta | None) -> str:
    if offset is None:
        return ""
    from_moscow = offset - timedelta(hours=3)
    moscow = f"МСК{_hours(from_moscow)}" if from_moscow else "МСК"
    return f" (UTC{_hours(offset)}, {moscow})"


def _hours(offset: timedelta) -> str:
    minutes = int(offset.total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"{sign}{hours}" + (f":{rest:02}" if rest else "")


def phone_text(value: str) -> str:
    """«+7 900 000-00-01» of a Russian number in E.164; other text as it stands."""
    found = re.fullmatch(r"\+7(\d{3})(\d{3})(\d{2})(\d{2})", value)
    return "+7 {} {}-{}-{}".format(*found.groups()) if found else value


def grouped(value: str) -> str:
    """Runs of more than four digits in groups of three and two, for reading aloud.

    «3500308079» is «350 030 80 79»: no group of a single digit is left over.
    """
    return re.sub(r"\d{5,}", lambda run: " ".join(_groups(run.group())), value)


def _groups(digits: str) -> list[str]:
    groups: list[str] = []
    while digits:
        size = 2 if len(digits) in (2, 4) else 3
        groups.append(digits[:size])
        digits = digits[size:]
    return groups


def one_line(text: str) -> str:
    """``text`` with its line breaks as spaces: subjects and headers have one line."""
    return re.sub(r"\s+", " ", text).strip()
