"""The screen about this computer: what was found, each value with its source, to be corrected."""


from gosupport_cli.core import questionnaire
from gosupport_cli.core.answers import is_answered
from gosupport_cli.core.model import Value
from gosupport_cli.core.phrases import translated
from gosupport_cli.flows.ask_question import visit_question
from gosupport_cli.flows.asking import Move, Session
from gosupport_cli.flows.environment import as_answers

ELSEWHERE = "environment.elsewhere"


def visit_machine(session: Session) -> Move:
    """What this computer tells, on one screen; everything can be corrected or switched off."""
    answers = session.request.answers
    if is_answered(answers.get(ELSEWHERE)) and questionnaire.MACHINE not in session.done:
        session.mark(questionnaire.MACHINE)
        return Move.NOTHING
    if session.request.category == "app":
        # The app runs on a phone or a tablet, never on this computer.
        session.put({ELSEWHERE: "yes"})
        session.mark(questionnaire.MACHINE)
        return Move.NOTHING
    values, sources = as_answers(session.asking.tools.collect(()))
    said = {"no": "yes", "yes": "elsewhere"}.get(str(answers.get(ELSEWHERE, "")), "")
    while True:
        shown = _facts_now(session, values)
        options = [("yes", session.text("machine-yes")), ("elsewhere", session.text("machine-no"))]
        options += [
            (key, session.text(_fact(session, key), label=session.label(key),
                               value=_value_shown(session, key, value)))
            for key, value in shown.items()
        ]
        answer = session.choose(
            questionnaire.MACHINE, session.text("machine"), options, prefill=said,
            kept=bool(said),
            helps="\n".join((session.text("machine-help"), *(
                f"{session.label(key)}: {_source(session, key, sources)}" for key in shown
            ))),
        )
        if answer is None:
            return Move.BACK
        if answer == "elsewhere":
            return _elsewhere(session, values)
        if answer == "yes":
            changes: dict[str, Value | None] = {ELSEWHERE: "no", **shown}
            session.put(changes, "detected", **_origins(sources, shown, values))
            session.mark(questionnaire.MACHINE)
            return Move.FORWARD
        _correct(session, answer, shown)


def _facts_now(session: Session, values: dict[str, Value]) -> dict[str, Value]:
    answers = session.request.answers
    return {key: answers.get(key, value) for key, value in values.items()}


def _value_shown(session: Session, key: str, value: Value) -> str:
    return session.choice_label(key, str(value)) if value else session.text("fact-removed")


def _corrected(session: Session, key: str) -> bool:
    return key in session.request.answers and not session.request.origins.get(key)


def _fact(session: Session, key: str) -> str:
    """Above the list it is said that the program found it; what the person said is marked."""
    return "fact-corrected" if _corrected(session, key) else "fact"


def _source(session: Session, key: str, sources: dict[str, str]) -> str:
    if _corrected(session, key):
        return session.text("source-person")
    return translated(session.asking.texts, sources[key])


def _origins(
    sources: dict[str, str], shown: dict[str, Value], values: dict[str, Value]
) -> dict[str, str]:
    return {key.replace(".", "__"): sources[key] for key in shown if shown[key] == values[key]}


def _elsewhere(session: Session, values: dict[str, Value]) -> Move:
    """Another device: what was found here is forgotten, what was typed stays."""
    detected = [key for key in values if session.request.origins.get(key)]
    session.put({ELSEWHERE: "yes", **dict.fromkeys(detected)})
    session.mark(questionnaire.MACHINE)
    return Move.FORWARD


def _correct(session: Session, key: str, shown: dict[str, Value]) -> None:
    what = session.choose(
        f"{questionnaire.MACHINE}.correct",
        session.text("fact-what", label=session.label(key),
                     value=_value_shown(session, key, shown[key])),
        (("correct", session.text("correct")), ("remove", session.text("remove"))),
        helps=session.text("help-correct"),
    )
    if what == "correct":
        visit_question(session, key)
    elif what == "remove":
        session.put({key: ""})
