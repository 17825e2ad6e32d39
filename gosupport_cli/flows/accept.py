"""One answer, as typed, becomes the value that is kept: the same for wizard, files and --set.

Order: strip what a terminal would obey, cut out secrets (SPEC, Secrets: before anything is
stored), normalise by the question's format, say what is wrong. A value that is wrong is kept
as typed for correction; the checklist reports it again.
"""

import re
from dataclasses import dataclass

from gosupport_cli.core.catalogue import Question
from gosupport_cli.core.model import NONE, UNKNOWN, Value
from gosupport_cli.core.moments import read_moment
from gosupport_cli.core.normalise import clean_line, clean_lines, clean_link, clean_text
from gosupport_cli.core.ports import Clock, Identifiers
from gosupport_cli.core.redaction import cut_secrets

# A link inside any text; what follows its «?» or «#» can hold tokens (G-117).
_LINK = re.compile(r"https?://[^\s<>«»\"']+", re.IGNORECASE)


@dataclass(frozen=True)
class Accepted:
    """``problem`` and ``notes`` are text ids of ``accept``; empty when all is well.

    ``removed`` names the kinds of secrets that were cut out (never their values).
    """

    value: Value
    problem: str = ""
    notes: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def accept(question: Question, raw: Value, *, clock: Clock, identifiers: Identifiers) -> Accepted:
    """The value to keep for ``question``."""
    if question.kind in ("list", "choices"):
        return _several(question, raw, clock, identifiers)
    text = raw if isinstance(raw, str) else "\n".join(raw)
    return _one(question, text, clock, identifiers)


def _several(
    question: Question, raw: Value, clock: Clock, identifiers: Identifiers
) -> Accepted:
    parts = clean_lines(raw)
    done = [_one(question, part, clock, identifiers) for part in parts]
    return Accepted(
        value=tuple(one.value for one in done if isinstance(one.value, str) and one.value),
        problem=next((one.problem for one in done if one.problem), ""),
        notes=tuple(dict.fromkeys(note for one in done for note in one.notes)),
        removed=tuple(dict.fromkeys(kind for one in done for kind in one.removed)),
    )


def _one(question: Question, raw: str, clock: Clock, identifiers: Identifiers) -> Accepted:
    text = clean_text(raw) if question.kind == "long" else clean_line(raw)
    if text.lower() in (UNKNOWN, NONE) or not text:
        return Accepted(text.lower() if text else "")
    if question.kind == "choice" or (question.kind == "choices" and not question.free):
        return _choice(question, text)
    if question.kind == "choices":
        picked = _choice(question, text)
        if not picked.problem:
            return picked
    linked = _LINK.sub(lambda found: clean_link(found.group()), text)
    cut = cut_secrets(linked)
    formatted = _format(question, cut.text, clock, identifiers)
    notes = formatted.notes
    if linked != text:
        notes += ("link-cleaned",)
    if cut.removed:
        notes += ("secret-removed",)
    return Accepted(formatted.value, formatted.problem, notes, cut.removed)


def _choice(question: Question, text: str) -> Accepted:
    for choice in question.choices:
        if text.casefold() in (choice.id.casefold(), choice.label.casefold()):
            return Accepted(choice.id)
    return Accepted(text, problem="not-a-choice")


def _format(question: Question, text: str, clock: Clock, identifiers: Identifiers) -> Accepted:
    match question.format:
        case "phone":
            return _known(text, identifiers.phone(text), "phone")
        case "email":
            return _known(text, identifiers.email(text), "email")
        case "inn":
            return _known(text, identifiers.inn(text), "inn")
        case "snils":
            return _known(text, identifiers.snils(text), "snils")
        case "moment":
            return _moment(text, clock)
    return Accepted(text)


def _known(text: str, normal: str | None, name: str) -> Accepted:
    return Accepted(normal) if normal else Accepted(text, problem=name)


def _moment(text: str, clock: Clock) -> Accepted:
    moment = read_moment(text, clock.now())
    if moment is None:
        return Accepted(text, problem="moment")
    if moment.at > clock.now():
        return Accepted(moment.iso(), problem="moment-future")
    return Accepted(moment.iso(), notes=() if moment.exact else ("moment-read",))
