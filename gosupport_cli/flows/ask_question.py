"""One question of the catalogue: asked until there is an answer that may stand."""

from dataclasses import dataclass

from gosupport_cli.core.answers import is_answered
from gosupport_cli.core.asking_ports import Back, Erase, Help, Typed, UseEditor
from gosupport_cli.core.catalogue import Question
from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.later import later
from gosupport_cli.core.model import Value
from gosupport_cli.flows.accept import says_no, says_unknown
from gosupport_cli.flows.ask_kept import accepted, hold, keep, safely, told_problem
from gosupport_cli.flows.ask_offers import (
    DESCRIPTIONS,
    layout,
    offer_code,
    read_back,
    unmarked,
    which_number,
)
from gosupport_cli.flows.ask_screen import help_of, prefill_of, prefill_value, screen_of
from gosupport_cli.flows.asking import AskAgain, Move, Session

_NEEDED = ("problem.summary", "problem.subject", "problem.demand", "problem.steps")
_CONTACTS = ("phone", "email", "inn", "snils", "ticket", "name")
_COMMAND = later(r"\s*[$>#]?\s*gosupport(?:\s+[a-z-]+)*(?:\s|$)")


@dataclass
class _Stand:
    """How the question stands before the person now."""

    prefill: Value
    kept: Value | None = None  # the answer that stands; Enter on it changes nothing
    problem: str = ""
    intro: tuple[str, ...] = ()
    last: Value | None = None  # what was typed and told to be wrong
    doubted: Value | None = None  # of which the person was asked whether it stays
    slip: bool = False  # ``prefill`` is ``last``, no answer


def visit_question(session: Session, key: str) -> Move:
    """Ask until there is an answer that may stand; back leaves everything as it was."""
    question = session.asking.tools.catalogue.questions[key]
    stand = _first(session, question)
    while True:
        answered = session.asking.prompter.ask(screen_of(
            session, question, intro=stand.intro, problem=stand.problem, prefill=stand.prefill,
            slip=stand.slip,
        ))
        match answered:
            case Back():
                if session.can_go_back:
                    return Move.BACK
                stand.intro, stand.problem = (), session.text("problem-first")
                continue
            case Help():
                stand.intro, stand.problem = help_of(session, question), ""
                continue
            case Erase():
                stand = _erased(session, question)
                continue
            case UseEditor():
                edited = _edited(session, question, session.begun(key) or stand.prefill)
                if isinstance(edited, UsageError):
                    stand.problem = _no_editor(session, edited)
                    continue
                value: Value = edited
            case Typed(value):
                pass
        try:
            if _settled(session, question, value, stand):
                session.seen.add(key)
                return Move.FORWARD
        except AskAgain:
            stand.problem, stand.last = "", None
            stand.prefill, stand.slip = safely(session, question, value), True


def _first(session: Session, question: Question) -> _Stand:
    """What stands there when the question is reached: a slip without its error."""
    slip = session.slip(question.id)
    if slip:
        value: Value = tuple(slip.split("\n")) if question.kind == "list" else slip
        return _Stand(value, last=value, slip=True)
    stand = _Stand(prefill_of(session, question))
    if not is_answered(session.request.answers.get(question.id)):
        return stand
    one = accepted(session, question, prefill_value(session, question.id))
    if not one.problem or question.id in session.seen:
        stand.kept = stand.prefill
    else:  # of a file or of a profile
        stand.problem, stand.last = told_problem(session, one), stand.prefill
        if one.problem == "not-a-choice":
            stand.prefill, stand.last = "", None
    return stand


def _erased(session: Session, question: Question) -> _Stand:
    """What was begun is gone, else the answer; the same question is asked again."""
    begun = session.begun(question.id) or session.slip(question.id)
    session.settle(question.id)
    if not begun and is_answered(session.request.answers.get(question.id)):
        session.put({question.id: None})
    stand = _first(session, question) if begun else _Stand("")
    stand.intro = (session.text("erased"),)
    return stand


def _settled(session: Session, question: Question, value: Value, stand: _Stand) -> bool:
    """Whether ``value`` is the answer; else ``stand`` says why not. Raises AskAgain."""
    key, stand.intro = question.id, ()
    if _is_command(value) and value != stand.last:
        session.begin(key, "")
        stand.problem, stand.last = session.text("problem-command"), value
        return False
    if value == stand.kept and is_answered(value):
        return True
    passed = _passed(question, value)
    if passed or not is_answered(value):
        session.settle(key)
        if passed != "moment-unknown" and session.is_optional(key):
            session.put({key: ""})
            return True
        stand.problem = _not_known(session, question, passed)
        if passed or stand.slip:
            stand.prefill, stand.slip, stand.last = "", False, None
        return False
    value = _with_its_day(session, question, value, stand.last)
    insisted = False
    if value == stand.last and accepted(session, question, value).problem:
        said = _doubt(session, question, value, stand)
        if said not in ("yes", "no"):
            return _settled(session, question, said, stand)
        if said == "no":
            stand.problem, stand.prefill, stand.slip = "", value, True
            return False
        insisted = True
    stand.problem = take(session, question, value, insisted=insisted)
    if stand.problem and question.kind != "choice":
        stand.last, stand.prefill, stand.slip = value, safely(session, question, value), True
    return not stand.problem


def _doubt(session: Session, question: Question, value: Value, stand: _Stand) -> str:
    """The same once more: «yes» keeps it, «no» does not, anything else is a correction.

    It is asked once: Enter on it again wants it so. (A code is typed twice for that.)
    """
    problem = accepted(session, question, value).problem
    if problem == "code-like-sms" or value == stand.doubted:
        return "yes"
    stand.doubted = value
    shown = value if isinstance(value, str) else "; ".join(value)
    said = session.choose(
        f"{question.id}.keep", session.text("keep-wrong", value=shown),
        (("yes", session.text("keep-wrong-yes")), ("no", session.text("keep-wrong-no"))),
        prefill="no", intro=(session.text(f"problem-{problem}"),),
        helps=session.text("help-keep"), own_words=True,
    )
    return said or "no"


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
    """What an empty answer or «не знаю» is told where the question cannot do without."""
    if not passed or (passed == "unknown-here" and question.needed):
        return _needed(session, question)
    return session.text(f"problem-{passed}")


def take(session: Session, question: Question, value: Value, *, insisted: bool = False) -> str:
    """Keep ``value``; what is wrong in words, "" when the wizard may go on.

    Until everything about it is settled it is held as a slip. Raises AskAgain.
    """
    one = accepted(session, question, value)
    if one.problem == "not-a-choice":
        return told_problem(session, one)
    if one.removed:
        session.say(session.text("secret-removed"))
        hold(session, question, value)
        one = unmarked(session, question, one)
        if not is_answered(one.value):
            return _needed(session, question)
    if "link-cleaned" in one.notes:
        session.say(session.text("link-cleaned"))
    if not insisted:
        one = layout(session, question, one)
        if one.problem:
            hold(session, question, value)
            return told_problem(session, one)
    if question.format == "moment" and not one.problem:
        again = read_back(session, question, one, value)
        if again:
            return again
    keep(session, question, one)
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


def _no_editor(session: Session, error: UsageError) -> str:
    """The editor did not do it: the answer is typed right here."""
    if error.code == "editor-missing":
        return session.text("editor-missing", **error.values)
    said = session.asking.texts(f"error.{error.code}.message", **error.values)
    return f"{said} {session.text('editor-here')}"


def _edited(session: Session, question: Question, prefill: Value) -> Value | UsageError:
    text = prefill if isinstance(prefill, str) else "\n".join(prefill)
    name = f"{session.request.id}-{question.id}"
    try:
        edited = session.asking.editor.edit(text, name=name, keep=True)
    except UsageError as error:
        return error
    return tuple(edited.split("\n")) if question.kind == "list" else edited
