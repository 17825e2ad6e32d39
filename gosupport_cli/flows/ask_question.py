"""One question of the catalogue: asked, explained, accepted, kept, read back."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from gosupport_cli.core import proposals
from gosupport_cli.core.answers import is_answered
from gosupport_cli.core.asking_ports import Back, Help, Option, Screen, Typed, UseEditor
from gosupport_cli.core.catalogue import Question
from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.keyboard import is_russian, latin_offer, russian_offer
from gosupport_cli.core.later import later
from gosupport_cli.core.model import NONE, UNKNOWN, Value
from gosupport_cli.core.redaction import MARK, cut_secrets
from gosupport_cli.flows.accept import Accepted, accept, says_no, says_unknown
from gosupport_cli.flows.asking import PROPOSED, SUBJECT, Move, Session, begun_text

MOMENT = "problem.occurred_at"
CODE = "problem.error_code"
UNSURE = "problem.unsure"
_DESCRIPTIONS = ("problem.summary", "problem.actual", "problem.error_text")
_NEEDED = ("problem.summary", "problem.subject", "problem.demand", "problem.steps")
_CONTACTS = ("phone", "email", "inn", "snils", "ticket", "name")
_COMMAND = later(r"\s*[$>#]?\s*gosupport(?:\s+[a-z-]+)*(?:\s|$)")
_MARK = later(rf"\s*{MARK.pattern}")  # and the blank before it


def visit_question(session: Session, key: str) -> Move:
    """Ask until there is an answer that may stand; back leaves everything as it was."""
    question = session.asking.tools.catalogue.questions[key]
    intro: tuple[str, ...] = ()
    problem, prefill = "", _prefill(session, question)
    if is_answered(session.request.answers.get(key)):
        problem = _told_problem(session, _accepted(session, question, prefill_value(session, key)))
    last: Value | None = None
    while True:
        answered = session.asking.prompter.ask(
            _screen(session, question, intro=intro, problem=problem, prefill=prefill)
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
            problem, prefill, last = session.text("problem-command"), "", value
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
        problem = take(session, question, value, insisted=_insisted(session, question, value, last))
        session.begin(key, "")
        if not problem:
            session.seen.add(key)
            return Move.FORWARD
        last = value
        prefill = _again(session, question, value)


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
    one = _accepted(session, question, value)
    if one.problem != "code-like-sms" or insisted:
        _keep(session, question, one)
    if one.removed:
        session.say(session.text("secret-removed"))
        one = _unmarked(session, question, one)
        if not is_answered(one.value):
            return _needed(session, question)
    if "link-cleaned" in one.notes:
        session.say(session.text("link-cleaned"))
    better = _layout(session, question, one)
    if better is not None:
        one = better
    if one.problem and not insisted:
        return _told_problem(session, one)
    if question.format == "moment" and not one.problem:
        return _read_back(session, one, value)
    if "which-number" in one.notes:
        return _which_number(session, one)
    if question.id in _DESCRIPTIONS:
        _offer_code(session)
    return ""


def _unmarked(session: Session, question: Question, one: Accepted) -> Accepted:
    """The mark of a secret that was cut out is offered to go, so that the text reads well."""
    joined = one.value if isinstance(one.value, str) else "\n".join(one.value)
    mark = _MARK.search(joined)
    if mark is None:
        return one
    ask = session.text("mark-out", mark=mark.group().strip())
    if not session.confirm(f"{question.id}.mark", ask, prefill="yes"):
        return one
    better = replace(one, value=without_marks(one.value))
    _keep(session, question, better)
    return better


def without_marks(value: Value) -> Value:
    """``value`` without the marks of secrets that were cut out."""
    if isinstance(value, str):
        return re.sub(r" ([.,])", r"\1", _MARK.sub("", value)).strip()
    return tuple(filter(None, (_MARK.sub("", one).strip() for one in value)))


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
    problem = _accepted(session, question, value).problem
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
    one = _accepted(session, question, value)
    if one.problem == "code-like-sms":
        return ""
    return without_marks(one.value) if one.removed else value


def help_of(session: Session, question: Question) -> tuple[str, ...]:
    """The question's help and the words of the rules about it: the same as ``explain`` says."""
    texts = session.asking.texts
    lines = [texts.of(f"question.{question.id}.help", question.help)]
    about = [
        rule for rule in session.asking.tools.catalogue.rules.values()
        if rule.fields == (question.id,) and rule.level != "hint"
    ]
    lines += [texts.of(f"rule.{rule.id}.why", rule.why) for rule in about[:2]]
    lines = _said_once(lines)
    if about:
        lines.append(session.text("more-words", rule=about[0].id))
    return tuple(lines)


def _said_once(lines: Iterable[str]) -> list[str]:
    """``lines`` without the sentences that only say again, almost in the same words."""
    said: list[set[str]] = []
    left = []
    for line in lines:
        kept = []
        for sentence in re.split(r"(?<=[.!?])\s+", line):
            roots = {word[:5] for word in re.findall(r"\w{2,}", sentence.lower())}
            if roots and not any(len(roots & one) >= 0.6 * len(roots) for one in said):
                kept.append(sentence)
                said.append(roots)
        left.append(" ".join(kept))
    return [line for line in left if line]


def prefill_value(session: Session, key: str) -> Value:
    """The kept answer, or what is proposed where there is none yet."""
    kept = session.request.answers.get(key, "")
    if is_answered(kept):
        return kept
    answers = session.request.answers
    match key:
        case "problem.subject":
            return proposals.subject(session.category, answers)
        case "problem.action":
            return proposals.last_step(answers)
        case "problem.reply_via" if answers.get("person.email"):
            return "email"
    return ""


def _prefill(session: Session, question: Question) -> Value:
    value = prefill_value(session, question.id)
    if question.kind in ("choice", "choices"):
        return value
    if question.format == "moment" and isinstance(value, str):
        return _plain_moment(value)
    if isinstance(value, tuple):
        return tuple(session.choice_label("", one) for one in value)
    return session.choice_label("", value)


def _plain_moment(value: str) -> str:
    try:
        return f"{datetime.fromisoformat(value):%d.%m.%Y %H:%M}"
    except ValueError:
        return value


def _screen(
    session: Session, question: Question, *, intro: tuple[str, ...], problem: str, prefill: Value
) -> Screen:
    texts, key = session.asking.texts, question.id
    shape = "text" if question.kind == "files" else question.kind
    options = [
        Option(choice.id, texts.of(f"question.{key}.choice.{choice.id}", choice.label), choice.help)
        for choice in question.choices
    ]
    free = question.free
    if key == "problem.demand":
        options = [
            Option(text, text)
            for text in proposals.demands(session.category, session.request.answers)
        ]
        shape, free = ("choice", True) if options else (shape, free)
    if key == UNSURE:
        shape = "choices"
        options = [
            Option(one, f"{session.label(one)}: {session.shown(one)}")
            for one in session.order()
            if one in session.asking.tools.catalogue.questions
            and one != UNSURE and is_answered(session.request.answers.get(one))
        ]
    if shape == "choice" and question.unknown:
        options.append(Option(UNKNOWN, session.text("word-unknown")))
    return Screen(
        id=key, shape=shape, ask=texts.of(f"question.{key}.ask", question.ask),
        label=session.label(key), progress=session.progress, intro=intro, problem=problem,
        example="" if options else _example(session, question),
        prefill=prefill, options=tuple(options), optional=session.is_optional(key), free=free,
        can_go_back=session.can_go_back, begun=session.begun(key),
        keep=lambda text: _begin(session, question, text),
    )


def _begin(session: Session, question: Question, text: str) -> None:
    """Lines that are no answer yet are durable too, without what is never stored."""
    if _accepted(session, question, text).problem != "code-like-sms":
        session.begin(question.id, cut_secrets(begun_text(text)).text)


def _example(session: Session, question: Question) -> str:
    """One example; the system of a phone is no Windows."""
    device = session.request.answers.get("environment.device")
    if question.id == "environment.os" and device in ("phone", "tablet"):
        return session.text("example-phone-os")
    return question.examples[0] if question.examples else ""


def _accepted(session: Session, question: Question, value: Value) -> Accepted:
    tools = session.asking.tools
    return accept(question, value, clock=tools.clock, identifiers=tools.identifiers)


def _told_problem(session: Session, one: Accepted) -> str:
    return session.text(f"problem-{one.problem}") if one.problem else ""


def _keep(session: Session, question: Question, one: Accepted) -> None:
    changes: dict[str, Value | None] = {question.id: one.value}
    made = False
    if question.id == SUBJECT:
        # A subject that the program made follows the answers until the person writes one.
        made = one.value == proposals.subject(session.category, session.request.answers)
    elif question.format == "moment":
        changes[UNSURE] = _unsure(session, "moment-read" in one.notes)
    session.put(changes, **{SUBJECT.replace(".", "__"): PROPOSED} if made else {})
    session.begin(question.id, "")
    session.asking.editor.forget(f"{session.request.id}-{question.id}")


def _unsure(session: Session, approximate: bool) -> Value | None:
    """The list of answers that are not sure, with or without the moment."""
    before = session.request.answers.get(UNSURE, ())
    kept = [key for key in (before if isinstance(before, tuple) else (before,)) if key]
    others = [key for key in kept if key != MOMENT]
    now = (*others, MOMENT) if approximate else tuple(others)
    return now or (None if UNSURE not in session.request.answers else ())


def _edited(session: Session, question: Question, prefill: Value) -> Value | UsageError:
    text = prefill if isinstance(prefill, str) else "\n".join(prefill)
    name = f"{session.request.id}-{question.id}"
    try:
        edited = session.asking.editor.edit(text, name=name, keep=True)
    except UsageError as error:
        return error
    return tuple(edited.split("\n")) if question.kind == "list" else edited


def _layout(session: Session, question: Question, one: Accepted) -> Accepted | None:
    """The wrong keyboard layout: offered, and taken only with a yes."""
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
        looks = _accepted(session, question, turned)
        if looks.problem or "code-unusual" in looks.notes:
            return None
    else:
        turned = russian_offer(text)
    if turned is None:
        return None
    ask = session.text("layout", text=turned)
    as_is = session.text("layout-no")
    if not session.confirm(f"{question.id}.layout", ask, prefill="no", no=as_is):
        return None
    better = _accepted(session, question, turned)
    _keep(session, question, better)
    return better


def _read_back(session: Session, one: Accepted, typed: Value) -> str:
    at = datetime.fromisoformat(str(one.value))
    when = session.moment(str(one.value))
    if "moment-read" in one.notes:
        when = session.text("moment-about", when=when)
    written = str(typed)
    if f"{at:%d.%m.%Y}" in written or f"{at:%Y-%m-%d}" in written:
        session.say(session.text("moment-kept", when=when))
        return ""
    right = session.confirm(f"{MOMENT}.confirm", session.text("moment-right", when=when))
    return "" if right else session.text("moment-again")


def _which_number(session: Session, one: Accepted) -> str:
    """Ten bare digits: a ticket of the support, or an application on the portal? (G-25)"""
    answer = session.choose(
        "problem.previous_ticket.which",
        session.text("which-number", number=one.value),
        (("application", session.text("which-application")),
         ("ticket", session.text("which-ticket"))),
    )
    if answer is None:
        return session.text("which-again")
    if answer == "application":
        session.put({"problem.application_number": one.value, "problem.previous_ticket": ""})
    return ""


def _offer_code(session: Session) -> None:
    """A code that stands in the description goes to its own field, with a yes (G-116)."""
    answers = session.request.answers
    if answers.get(CODE) not in (None, "", NONE) or f"{CODE}.found" in session.seen:
        return
    code = proposals.found_code(
        str(answers.get(key, "")) for key in _DESCRIPTIONS if answers.get(key) != NONE
    )
    if not code:
        return
    session.seen.add(f"{CODE}.found")
    if session.confirm(f"{CODE}.found", session.text("code-found", code=code)):
        session.put({CODE: code})
