"""The wizard: one question at a time, every answer durable before the next one.

``start`` makes the draft, ``ask`` walks from one open stop to the next until none is open,
then shows the check-answers screen. Back goes to the stop before; what was answered there
stays, and after it the walk goes on where something is still open.
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
        chosen = choose_category(asking)
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
    """From open stop to open stop; back over those that have something to show."""
    at: str | None = None
    backwards = False
    before = ""
    shown: set[str] = set()
    while True:
        order = session.order()
        stop = at if at in order else next((one for one in order if session.is_open(one)), None)
        if stop is None:
            return Move.FORWARD
        place = order.index(stop)
        if before in order:
            session.pass_over(set(order[order.index(before) + 1 : place]) - shown)
        # No total: answers open further questions and close others.
        counted = sum(one not in session.silent for one in order[:place])
        session.progress = session.text("progress", n=counted + 1)
        session.can_go_back = place > 0
        move = visit(session, stop)
        if move is Move.HELPED:
            return move
        before = stop
        if move is Move.NOTHING:
            session.pass_over([stop])
        else:
            shown.add(stop)
            session.silent.discard(stop)
        backwards = move is Move.BACK or (backwards and move is Move.NOTHING)
        at = order[place - 1] if backwards and place > 0 else None
        backwards = at is not None


def visit(session: Session, stop: str) -> Move:
    """Show one stop."""
    special = SPECIAL.get(stop)
    return special(session) if special else visit_question(session, stop)
