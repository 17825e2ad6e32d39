"""One question of the catalogue: asked until there is an answer that may stand."""

from gosupport_cli.core.answers import is_answered
from gosupport_cli.core.asking_ports import Back, Help, Typed, UseEditor
from gosupport_cli.core.catalogue import Question
from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.later import later
from gosupport_cli.core.model import Value
from gosupport_cli.flows.accept import says_no, says_unknown
from gosupport_cli.flows.ask_kept import accepted, keep, told_problem
from gosupport_cli.flows.ask_offers import (
    DESCRIPTIONS,
    layout,
    offer_code,
    read_back,
    unmarked,
    which_number,
    without_marks,
)
from gosupport_cli.flows.ask_screen import help_of, prefill_of, prefill_value, screen_of
from gosupport_cli.flows.asking import Move, Session

_NEEDED = ("problem.summary", "problem.subject", "problem.demand", "problem.steps")
_CONTACTS = ("phone", "email", "inn", "snils", "ticket", "name")
_COMMAND = later(r"\s*[$>#]?\s*gosupport(?:\s+[a-z-]+)*(?:\s|$)")


def visit_question(session: Session, key: str) -> Move:
    """Ask until there is an answer that may stand; back leaves everything as it was."""
    question = session.asking.tools.catalogue.questions[key]
    intro: tuple[str, ...] = ()
    problem, prefill = "", prefill_of(session, question)
    if is_answered(session.request.answers.get(key)):
        problem = told_problem(session, accepted(session, question, prefill_value(session, key)))
    last: Value | None = None
    while True:
        answered = session.asking.prompter.ask(
            screen_of(session, question, intro=intro, problem=problem, prefill=prefill)
        )
        match answered:
            case Back():
                if session.can_go_back:
                    return Move.BACK
                continue
            case Help():
                intro = help_of(session, question)
                continue
            case UseEditor():
                edited = _edited(session, question, session.begun(key) or prefill)
                if isinstance(edited, UsageError):
                    problem = session.asking.texts(f"error.{edited.code}.message", **edited.values)
                    continue
                value: Value = edited
            case Typed(value):
                pass
        intro = ()
        if _is_command(value) and value != last:
            problem, last = session.text("problem-command"), value
            continue
        passed = _passed(question, value)
        if passed or not is_answered(value):
            session.begin(key, "")
        if not is_answered(value):
            if session.is_optional(key):
                session.put({key: ""})
                return Move.FORWARD
            problem = _needed(session, question)
            continue
        if passed and passed != "moment-unknown" and session.is_optional(key):
            session.put({key: ""})
            return Move.FORWARD
        if passed:
            problem, prefill, last = _not_known(session, question, passed), "", None
            continue
        value = _with_its_day(session, question, value, last)
        problem = take(session, question, value, insisted=_insisted(session, question, value, last))
        session.begin(key, "")
        if not problem:
            session.seen.add(key)
            return Move.FORWARD
        last = value
        prefill = _again(session, question, value)


def _with_its_day(session: Session, question: Question, value: Value, last: Value | None) -> Value:
    """«15:00» behind «вчера», which was asked for its hour, is an hour of yesterday."""
    if question.format != "moment" or not last or value == last:
        return value
    if accepted(session, question, last).problem != "moment-hour":
        return value
    both = f"{last} {value}"
    return value if accepted(session, question, both).problem else both


def _needed(session: Session, question: Question) -> str:
    """What an empty answer is told: what to write here, where the question has words for it."""
    if question.needed:
        return session.asking.texts.of(f"question.{question.id}.needed", question.needed)
    hint = session.text("or-unknown") if question.unknown else ""
    return f"{session.text('problem-needed')} {hint}".strip()


def _not_known(session: Session, question: Question, passed: str) -> str:
    """What «не знаю» is told where the question cannot do without an answer."""
    if passed == "unknown-here" and question.needed:
        return _needed(session, question)
    return session.text(f"problem-{passed}")


def take(session: Session, question: Question, value: Value, *, insisted: bool = False) -> str:
    """Keep ``value``; what is wrong in words, "" when the wizard may go on."""
    one = accepted(session, question, value)
    if one.problem != "code-like-sms" or insisted:
        keep(session, question, one)
    if one.removed:
        session.say(session.text("secret-removed"))
        one = unmarked(session, question, one)
        if not is_answered(one.value):
            return _needed(session, question)
    if "link-cleaned" in one.notes:
        session.say(session.text("link-cleaned"))
    better = layout(session, question, one)
    if better is not None:
        one = better
    if one.problem and not insisted:
        return told_problem(session, one)
    if question.format == "moment" and not one.problem:
        return read_back(session, one, value)
    if "which-number" in one.notes:
        return which_number(session, one)
    if question.id in DESCRIPTIONS:
        offer_code(session)
    return ""


def _passed(question: Question, value: Value) -> str:
    """The problem of «не знаю» or «нет» at a question that takes neither; "" for any other."""
    words = value if isinstance(value, str) else value[0] if len(value) == 1 else ""
    if question.kind not in ("text", "long", "list") or not words:
        return ""
    if not question.unknown and says_unknown(words):
        return "moment-unknown" if question.format == "moment" else "unknown-here"
    no_answer = question.id in _NEEDED or question.format in _CONTACTS
    return "unknown-here" if no_answer and says_no(words) else ""


def _is_command(value: Value) -> bool:
    """One line that calls the program: a hint of ours, copied to where an answer belongs."""
    line = value if isinstance(value, str) else value[0] if len(value) == 1 else ""
    return bool(_COMMAND.match(line))


def _insisted(session: Session, question: Question, value: Value, last: Value | None) -> bool:
    """The same once more: kept only when the person says so (a code is typed twice for that)."""
    problem = accepted(session, question, value).problem
    if value != last or not problem:
        return False
    if problem == "code-like-sms":
        return True
    return bool(session.confirm(
        f"{question.id}.keep", session.text("keep-wrong"), prefill="no",
        no=session.text("keep-wrong-no"), intro=(session.text(f"problem-{problem}"),),
    ))


def _again(session: Session, question: Question, value: Value) -> Value:
    """What stands on the line for correction: never a secret."""
    one = accepted(session, question, value)
    if one.problem == "code-like-sms":
        return ""
    return without_marks(one.value) if one.removed else value


def _edited(session: Session, question: Question, prefill: Value) -> Value | UsageError:
    text = prefill if isinstance(prefill, str) else "\n".join(prefill)
    name = f"{session.request.id}-{question.id}"
    try:
        edited = session.asking.editor.edit(text, name=name, keep=True)
    except UsageError as error:
        return error
    return tuple(edited.split("\n")) if question.kind == "list" else edited
