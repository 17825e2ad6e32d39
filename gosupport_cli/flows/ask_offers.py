"""What is offered after an answer: another layout, a read-back moment, a code that was found."""

import re
from dataclasses import replace
from datetime import datetime

from gosupport_cli.core import proposals
from gosupport_cli.core.answers import is_answered
from gosupport_cli.core.catalogue import Question
from gosupport_cli.core.keyboard import is_russian, latin_offer, russian_offer
from gosupport_cli.core.later import later
from gosupport_cli.core.model import NONE, UNKNOWN, Value
from gosupport_cli.core.moment_reading import MOSCOW
from gosupport_cli.flows.accept import Accepted
from gosupport_cli.flows.ask_kept import MOMENT, SECRET_MARK, accepted, hold, without_marks
from gosupport_cli.flows.asking import AskAgain, Session

CODE = "problem.error_code"
DESCRIPTIONS = ("problem.summary", "problem.actual", "problem.error_text")
_ZONE = later(r"utc|gmt|z$|[+-]00", re.IGNORECASE)


def read_back(session: Session, question: Question, one: Accepted, typed: Value) -> str:
    """What is to be mended about the moment, "" when it is right."""
    at = datetime.fromisoformat(str(one.value))
    when = session.moment(str(one.value))
    if "moment-read" in one.notes:
        when = session.text("moment-about", when=when)
    written = str(typed)
    # Nobody in Russia lives by UTC: such a computer does not know the person's time.
    told_whole = f"{at:%d.%m.%Y}" in written or f"{at:%Y-%m-%d}" in written
    if told_whole and (at.utcoffset() or _ZONE.search(written)):
        session.say(session.text("moment-kept", when=when))
        return ""
    hold(session, question, typed)
    if session.confirm(f"{MOMENT}.confirm", session.text("moment-right", when=when),
                       helps=session.text("help-moment")):
        return ""
    moscow = at.utcoffset() == MOSCOW.utcoffset(None)
    return session.text("moment-again" if moscow else "moment-again-zone")


def unmarked(session: Session, question: Question, one: Accepted) -> Accepted:
    """The mark of a secret that was cut out is offered to go, so that the text reads well."""
    joined = one.value if isinstance(one.value, str) else "\n".join(one.value)
    mark = SECRET_MARK.search(joined)
    if mark is None:
        return one
    ask = session.text("mark-out", mark=mark.group().strip())
    if not session.confirm(f"{question.id}.mark", ask, helps=session.text("help-mark")):
        return one
    return replace(one, value=without_marks(one.value))


def layout(session: Session, question: Question, one: Accepted) -> Accepted:
    """The wrong keyboard layout: offered, and taken only with a yes; else ``one`` as it is."""
    turned = _turned(session, question, one)
    if turned is None:
        return one
    hold(session, question, one.value)
    ask = session.text("layout", text=turned)
    taken = session.confirm(f"{question.id}.layout", ask, helps=session.text("help-layout"),
                            prefill="no", no=session.text("layout-no"))
    return accepted(session, question, turned) if taken else one


def _turned(session: Session, question: Question, one: Accepted) -> str | None:
    """``one`` in the other layout, where that makes sense of it."""
    if question.kind not in ("text", "long", "list") or not is_answered(one.value):
        return None
    if one.value in (UNKNOWN, NONE):
        return None
    text = one.value if isinstance(one.value, str) else "\n".join(one.value)
    if question.format in ("email", "url", "code", "ticket", "application", "phone"):
        turned = latin_offer(text) if one.problem or "code-unusual" in one.notes else None
        # Russian words stay what they are; the offer has to look like what is asked.
        if turned is None or is_russian(text):
            return None
        looks = accepted(session, question, turned)
        if looks.problem or "code-unusual" in looks.notes:
            return None
        return turned
    return russian_offer(text)


def which_number(session: Session, one: Accepted) -> str:
    """Ten bare digits: a ticket of the support, or an application on the portal? (G-25)"""
    answer = session.choose(
        "problem.previous_ticket.which",
        session.text("which-number", number=one.value),
        (("application", session.text("which-application")),
         ("ticket", session.text("which-ticket"))),
        helps=session.text("help-which"),
    )
    if answer is None:
        return session.text("which-again")
    if answer == "application":
        session.put({"problem.application_number": one.value, "problem.previous_ticket": ""})
    return ""


def offer_code(session: Session) -> None:
    """A code that stands in the description goes to its own field, with a yes (G-116)."""
    answers = session.request.answers
    if answers.get(CODE) not in (None, "", NONE) or f"{CODE}.found" in session.seen:
        return
    code = proposals.found_code(
        str(answers.get(key, "")) for key in DESCRIPTIONS if answers.get(key) != NONE
    )
    if not code:
        return
    session.seen.add(f"{CODE}.found")
    try:
        if session.confirm(f"{CODE}.found", session.text("code-found", code=code),
                           helps=session.text("help-code")):
            session.put({CODE: code})
    except AskAgain:
        session.seen.discard(f"{CODE}.found")
        raise
