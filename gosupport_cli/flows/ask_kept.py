"""An answer of the wizard as it is taken, named when it is wrong, and kept."""

import re

from gosupport_cli.core import proposals
from gosupport_cli.core.catalogue import Question
from gosupport_cli.core.later import later
from gosupport_cli.core.model import Value
from gosupport_cli.core.redaction import MARK
from gosupport_cli.flows.accept import Accepted, accept
from gosupport_cli.flows.asking import PROPOSED, SUBJECT, Session

MOMENT = "problem.occurred_at"
SECRET_MARK = later(rf"\s*{MARK.pattern}")  # and the blank before it
# A sentence that only names it: «Пароль: [удалено]» leaves no «Пароль:» behind.
_ONLY_NAMED = later(
    rf"(?:^|(?<=[.!?]))[ \t]*(?:[^\W\d_]+[ \t]+){{0,3}}[^\W\d_]+[ \t]*[:=][ \t]*{MARK.pattern}"
    r"[ \t]*(?:\.|$)\n?", re.MULTILINE)
# … and so does the end of one: «…, мой пароль [удалено]».
_LAST_NAMED = later(
    r"(?:[,;]?[ \t]+(?:и[ \t]+|а[ \t]+|мой[ \t]+|моя[ \t]+|это[ \t]+|вот[ \t]+)*|^)"
    r"(?:парол[а-я]*|пин-?код[а-я]*|код[а-я]*(?:[ \t]+из[ \t]+\w+)?)[ \t]*[:=—-]?[ \t]*"
    rf"{MARK.pattern}(?=[ \t]*(?:[.,;!?]|$))", re.IGNORECASE | re.MULTILINE)
UNSURE = "problem.unsure"


def accepted(session: Session, question: Question, value: Value) -> Accepted:
    tools = session.asking.tools
    return accept(question, value, clock=tools.clock, identifiers=tools.identifiers)


def told_problem(session: Session, one: Accepted) -> str:
    return session.text(f"problem-{one.problem}") if one.problem else ""


def hold(session: Session, question: Question, value: Value) -> None:
    """``value`` is durable before anything is asked about it."""
    text = safely(session, question, value)
    session.hold(question.id, text if isinstance(text, str) else "\n".join(text))


def safely(session: Session, question: Question, value: Value) -> Value:
    """What stands on the line for correction: never a secret."""
    one = accepted(session, question, value)
    if one.problem == "code-like-sms":
        return ""
    if one.removed:
        return without_marks(one.value)
    return one.value if "link-cleaned" in one.notes else value


def without_marks(value: Value) -> Value:
    """``value`` without the marks of secrets that were cut out."""
    if isinstance(value, str):
        return _bare(value)
    return tuple(filter(None, map(_bare, value)))


def _bare(text: str) -> str:
    rest = SECRET_MARK.sub("", _LAST_NAMED.sub("", _ONLY_NAMED.sub("", text)))
    return re.sub(r" ([.,])", r"\1", rest).strip()


def keep(session: Session, question: Question, one: Accepted) -> None:
    changes: dict[str, Value | None] = {question.id: one.value}
    made = False
    if question.id == SUBJECT:
        # A subject that the program made follows the answers until the person writes one.
        made = one.value == proposals.subject(session.category, session.request.answers)
    elif question.format == "moment":
        changes[UNSURE] = _unsure(session, "moment-read" in one.notes)
    session.put(changes, **{SUBJECT.replace(".", "__"): PROPOSED} if made else {})
    session.settle(question.id)
    session.asking.editor.forget(f"{session.request.id}-{question.id}")


def _unsure(session: Session, approximate: bool) -> Value | None:
    """The list of answers that are not sure, with or without the moment."""
    before = session.request.answers.get(UNSURE, ())
    kept = [key for key in (before if isinstance(before, tuple) else (before,)) if key]
    others = [key for key in kept if key != MOMENT]
    now = (*others, MOMENT) if approximate else tuple(others)
    return now or (None if UNSURE not in session.request.answers else ())
