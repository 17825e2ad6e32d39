"""Codes in letters, SMS and chat texts are never kept (ML-2, ML-5).

Stricter than the redaction of a request: what the support sends may lose a harmless number, a
code of the person may not stay. Numbers of requests, dates and «код ошибки» stay.
"""

import re

from gosupport_cli.core.later import later
from gosupport_cli.core.other_numbers import is_in_longer_number
from gosupport_cli.core.wordings import NAMED

CUT = "[удалено: код]"
_CODE = r"\d(?:[ -]?\d){3,7}"
_AFTER = later(
    r"(?P<head>\b(?:код\w*|парол\w*|пин\w*|pin|otp|code|kod|password|подтвержд\w*|введите|вводите)\b"
    rf"(?P<between>[^\d\n]{{0,40}}))(?P<code>(?<![\d.:/#-]){_CODE}(?![\d.:/]\d|\d))",
    re.IGNORECASE,
)
_BEFORE = later(
    rf"(?P<code>(?<![\d.:/#№-]){_CODE}(?!\d))(?P<tail>\s*[-–—:]?\s*(?:это\s+|ваш\s+|your\s+|is\s+)*"
    r"(?:код\w*|парол\w*|code)\b)",
    re.IGNORECASE,
)
_HARMLESS = later(r"\b(?:ошибк|услуг|регион|подраздел|обращен|запрос|заяв|тикет|номер|№|#|тел)",
                  re.IGNORECASE)


def cut_codes(text: str) -> str:
    """``text`` without one-time codes."""
    kept = [one.span() for one in NAMED.finditer(text)]

    def is_kept(found: re.Match[str]) -> bool:
        named = any(first <= found.start("code") < stop for first, stop in kept)
        return named or is_in_longer_number(found.string, *found.span("code"))

    def after(found: re.Match[str]) -> str:
        if is_kept(found) or _HARMLESS.search(found["between"]):
            return found.group()
        return found["head"] + CUT

    text = _AFTER.sub(after, text)
    kept = [one.span() for one in NAMED.finditer(text)]
    return _BEFORE.sub(
        lambda one: one.group() if is_kept(one) else CUT + one["tail"], text
    )
