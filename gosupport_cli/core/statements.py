"""What a sentence really states: «не закрыто» and «будет закрыто» do not say «закрыто».

Only pasted texts need this: the subjects of the official letters are fixed wordings. In doubt
a sentence states nothing, and the person is asked; a wrong status would be believed.
"""

import re
from collections.abc import Iterable, Sequence

from gosupport_cli.core.later import later

_REACH = 300  # characters that a clause may have; a text of megabytes is not searched again
_CLAUSE_END = later(r"[.!?;,:\n]")
_SENTENCE_END = later(r"[.!?](?=\s|$)|\n")
# Denied, still to come, or only thought of.
_UNSAID_BEFORE = later(
    r"\b(?:не|ни|нет|нельзя|невозможно|будет|будут|станет|может|могут|если|когда|пока|чтобы"
    r"|после|до того|прошу|просьба|должно|должны|хочу)\b",
    re.IGNORECASE,
)
_UNSAID_AFTER = later(
    r"^\W*(?:\w+\s+)?(?:не\s+(?:буд|был|мож|счита|явля)|будет\b|ли\b)", re.IGNORECASE
)
# «Сбой в работе портала» is no word about the request.
_OTHER_MEANING = later(r"\b(?:сбо|ошиб|перебо|непола|проблем|затруднен)\w*\s+$", re.IGNORECASE)


def stated(text: str, found: re.Match[str]) -> bool:
    """Whether ``text`` claims what ``found``, a match in it, says."""
    near = text[max(0, found.start() - _REACH) : found.start()]
    before = near[_last_end(_CLAUSE_END, near) :]
    after = text[found.end() : found.end() + _REACH]
    end = _CLAUSE_END.search(after)
    said = before + " " + found.group()
    return not (
        _UNSAID_BEFORE.search(said)
        or _OTHER_MEANING.search(before)
        or _UNSAID_AFTER.search(after[: end.start()] if end else after)
    )


def nearest(
    text: str, found: re.Match[str], places: Iterable[re.Match[str]]
) -> re.Match[str] | None:
    """Which of ``places`` the statement ``found`` is about: one of its own sentence, the last
    before its end first; else the last one before it; else the first after it."""
    known = list(places)
    start = _last_end(_SENTENCE_END, text[: found.start()])
    stop = _SENTENCE_END.search(text, found.end())
    own = [one for one in known if one.start() >= start and (not stop or one.end() <= stop.start())]
    return _closest(own, found) or _closest(known, found)


def _closest(places: Sequence[re.Match[str]], found: re.Match[str]) -> re.Match[str] | None:
    before = [one for one in places if one.start() < found.end()]
    return before[-1] if before else next(iter(places), None)


def _last_end(pattern: re.Pattern[str], text: str) -> int:
    return max((one.end() for one in pattern.finditer(text)), default=0)
