"""The wizard: one question at a time, every answer durable before the next one.

``start`` makes the draft, ``ask`` walks from one open stop to the next until none is open,
then shows the check-answers screen. Back goes to the stop before; what was answered there
stays, and from there every stop comes again in its order, with its answer.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from gosupport_cli.core import questionnaire
from gosupport_cli.core.errors import Interrupted
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.model import Answers, Request
from gosupport_cli.flows.ask_question import visit_question
from gosupport_cli.flows.ask_review import check_answers
from gosupport_cli.flows.ask_special import SPECIAL, choose_category
from gosupport_cli.flows.asking import Asking, Move, Session
from gosupport_cli.flows.compose import Composed, begin
from gosupport_cli.flows.review import Review

__all__ = ["Asked", "Asking", "ask", "look", "start"]


class Asked(Frozen):
    """The request as it stands; ``found`` is None when the advice helped, or led ``elsewhere``."""

    request: Request
    found: Review | None
    elsewhere: bool = False


def start(asking: Asking, raw: Answers, *, files: Sequence[Path], source: str) -> Composed:
    """The draft of what was given; the category is asked first when nothing was given at all.

    Raises Interrupted ``stopped-early`` when the person left before there was anything.
    """
    if raw or files:
        return begin(asking.tools, raw, files=files, source=source)
    try:
        chosen = choose_category(asking, progress=asking.texts("ask.progress", n=1))
    except Interrupted:
        raise Interrupted("stopped-early") from None
    return begin(asking.tools, {questionnaire.CATEGORY: chosen or ""}, files=(), source="wizard")


def ask(asking: Asking, request: Request) -> Asked:
    """Ask what is open, then show the answers. Raises Interrupted ``stopped`` with the id."""
    session = Session(asking, request)
    return _kept(session, lambda: _whole(session))


def look(asking: Asking, request: Request, key: str = "") -> Asked:
    """The check-answers screen of ``request``, or one answer of it (``edit``)."""
    session = Session(asking, request)

    def run() -> Asked:
        if key:
            session.can_go_back = True
            visit(session, key)
        return Asked(session.request, check_answers(session, visit, only_findings=bool(key)))

    return _kept(session, run)


def _kept(session: Session, run: Callable[[], Asked]) -> Asked:
    try:
        return run()
    except Interrupted:
        raise Interrupted("stopped", ref=session.request.id) from None


def _whole(session: Session) -> Asked:
    while True:
        if walk(session) is Move.HELPED:
            return Asked(session.request, None, session.elsewhere)
        found = check_answers(session, visit)
        if not any(session.is_open(stop) for stop in session.order()):
            return Asked(session.request, found)


def walk(session: Session) -> Move:
    """From open stop to open stop.

    Back goes over the stops that were shown; from there the walk comes forward over the same ones,
    each with its answer, until it is where it was.
    """
    stop, before, furthest = "", "", ""
    shown: set[str] = set()
    back = False
    while True:
        order = session.order()
        if stop not in order:
            stop = next((one for one in order if session.is_open(one)), "")
        if not stop:
            return Move.FORWARD
        place, settled = order.index(stop), stop in session.done
        if before in order:
            session.pass_over(set(order[order.index(before) + 1 : place]) - shown)
        move = _shown_at(session, order, stop)
        if move is Move.HELPED:
            return move
        before = stop
        if move is not Move.NOTHING:
            shown.add(stop)
            session.count(stop)
        elif stop not in shown and not settled:
            session.pass_over([stop])
        back = move is Move.BACK or (back and move is Move.NOTHING)
        if back and (furthest not in order or place > order.index(furthest)):
            furthest = stop
        stop = _previous(session, order, place) if back else _next(session, stop, furthest)
        back = back and bool(stop)


def _shown_at(session: Session, order: Sequence[str], stop: str) -> Move:
    """Show ``stop`` under its number. No total: answers open further questions, close others."""
    place = order.index(stop)
    counted = sum(one not in session.silent for one in order[:place])
    session.stop, session.progress = stop, session.text("progress", n=counted + 1)
    session.can_go_back = bool(_previous(session, order, place))
    return visit(session, stop)


def _previous(session: Session, order: Sequence[str], place: int) -> str:
    """The stop before that was shown, "" when there is none."""
    return next((one for one in reversed(order[:place]) if one not in session.silent), "")


def _next(session: Session, stop: str, furthest: str) -> str:
    """The one behind ``stop`` on the way back to ``furthest``; "": whatever is open."""
    order = session.order()
    if stop not in order or furthest not in order:
        return ""
    return next((one for one in order[order.index(stop) + 1 : order.index(furthest) + 1]
                 if one not in session.silent or session.is_open(one)), "")


def visit(session: Session, stop: str) -> Move:
    """Show one stop."""
    special = SPECIAL.get(stop)
    return special(session) if special else visit_question(session, stop)
