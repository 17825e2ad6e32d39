"""The stops at which the knowledge base speaks: a known problem, what to try, where else to go.

Danger and other addressees come right after the summary, before more is asked; all else waits
for the text and the code of the error, which tell more.
"""

from gosupport_cli.core import questionnaire
from gosupport_cli.core.asking_ports import Back, Help, Option, Screen, Typed
from gosupport_cli.core.knowledge import Step
from gosupport_cli.core.model import Status, Value
from gosupport_cli.flows.asking import Move, Session
from gosupport_cli.flows.solve import Advice, offer


def visit_danger(session: Session) -> Move:
    """A hacked account, stolen money, a question for somebody else: at once."""
    found = _found(session, questionnaire.DANGER)
    if found is None or not found.pressing:
        return _nothing(session, questionnaire.DANGER)
    return _show(session, questionnaire.DANGER, found)


def visit_known(session: Session) -> Move:
    """What is known of this error, and what to try (G-170)."""
    found = _found(session, questionnaire.KNOWN)
    if found is None:
        return _nothing(session, questionnaire.KNOWN)
    return _show(session, questionnaire.KNOWN, found)


def _found(session: Session, stop: str) -> Advice | None:
    """What was not told before; where it was told, it stands again for who comes back."""
    if session.asking.knowledge is None:
        return None
    found = offer(session.request.answers, session.asking.knowledge)
    told_here = stop in session.done and stop not in session.silent
    return None if found is None or (_seen(found) in session.done and not told_here) else found


def _seen(found: Advice) -> str:
    return f"known:{found.match.entry.id}"


def _nothing(session: Session, stop: str) -> Move:
    session.mark(stop)
    return Move.NOTHING


def _show(session: Session, stop: str, found: Advice) -> Move:
    elsewhere = _leads_elsewhere(found)
    options = [("helped", session.text("went-elsewhere" if elsewhere else "helped"))]
    if not found.pressing and _tries(found):
        options.append(("tried", session.text("tried")))
    options.append(("go-on", session.text("go-on")))
    ask = session.text("known-elsewhere" if elsewhere else "known")
    while True:
        answer = session.choose(stop, ask, options, intro=_told(session, found), prefill="go-on",
                                helps=session.text("self-help-help"))
        if answer is None:
            return Move.BACK
        if answer == "helped":
            return _helped(session, found)
        if answer == "tried" and not _took_down(session, stop, found):
            continue
        session.done.add(_seen(found))
        session.mark(stop)
        return Move.FORWARD


def _told(session: Session, found: Advice) -> tuple[str, ...]:
    """The title, the right addressee, the steps, how well it is known."""
    entry, texts = found.match.entry, session.asking.texts
    as_of = texts("solve.undated") if entry.as_of == "undated" else entry.as_of
    return (
        session.text("known-title", title=texts.of(f"knowledge.{entry.id}.title", entry.title)),
        texts(f"solve.route-{entry.route}"),
        *(f"- {texts.of(f'step.{step.id}.text', step.text)}" for step in found.steps),
        texts("solve.known", evidence=texts(f"solve.evidence-{entry.evidence}"), as_of=as_of),
    )


def _leads_elsewhere(found: Advice) -> bool:
    return found.pressing or found.match.entry.route not in ("self-help", "support")


def _helped(session: Session, found: Advice) -> Move:
    tools = session.asking.tools
    session.elsewhere = _leads_elsewhere(found)
    note = "known-elsewhere-note" if session.elsewhere else "known-note"
    session.request = tools.journal.set_status(
        session.request.id, Status.CANCELLED, at=tools.clock.now(), source="person",
        text=session.text(note, id=found.match.entry.id, title=found.match.entry.title),
    )
    return Move.HELPED


def _tries(found: Advice) -> list[Step]:
    """What may have been tried already; whom to write to is no such thing."""
    return [step for step in found.steps if not step.advice]


def _took_down(session: Session, stop: str, found: Advice) -> bool:
    """Which steps were tried, kept in ``problem.tried`` (G-43); False: back."""
    texts = session.asking.texts
    options = tuple(
        Option(step.id, texts.of(f"step.{step.id}.text", step.text)) for step in _tries(found)
    )
    intro: tuple[str, ...] = ()
    while True:
        answered = session.asking.prompter.ask(Screen(
            id=f"{stop}.tried", shape="choices", ask=session.text("known-tried"), intro=intro,
            options=options, optional=True, can_go_back=True,  # a part of the question before
        ))
        match answered:
            case Back():
                return False
            case Help():
                intro = (session.text("known-tried-help"),)
            case Typed(value):
                chosen = {value} if isinstance(value, str) else set(value)
                _keep_tried(session, [step.as_tried for step in found.steps if step.id in chosen])
                return True
            case _:
                continue


def _keep_tried(session: Session, names: list[str]) -> None:
    before: Value = session.request.answers.get("problem.tried", ())
    known = (before,) if isinstance(before, str) else before
    together = tuple(dict.fromkeys([*(one for one in known if one), *names]))
    if names:
        session.put({"problem.tried": together})
