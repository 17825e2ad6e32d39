"""How one question stands before the person: what is offered, begun and explained."""

import re
from collections.abc import Iterable
from datetime import datetime

from gosupport_cli.core import proposals
from gosupport_cli.core.answers import is_answered
from gosupport_cli.core.asking_ports import Option, Screen
from gosupport_cli.core.catalogue import Question
from gosupport_cli.core.model import UNKNOWN, Value
from gosupport_cli.core.redaction import cut_secrets
from gosupport_cli.flows.ask_kept import MOMENT, UNSURE, accepted
from gosupport_cli.flows.ask_meaning import demand_label, example_of, subject_meaning
from gosupport_cli.flows.asking import PROPOSED, Session, begun_text


def screen_of(
    session: Session, question: Question, *, intro: tuple[str, ...], problem: str, prefill: Value,
    slip: bool = False,
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
            Option(one.text, demand_label(session, one))
            for one in proposals.offered(session.category, session.request.answers)
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
    if key == "problem.subject" and not slip and _source(session, key):
        intro = (*intro, *subject_meaning(session, session.request.answers))
    return Screen(
        id=key, shape=shape, ask=texts.of(f"question.{key}.ask", question.ask),
        label=session.label(key), progress=session.number(key), intro=intro, problem=problem,
        example="" if options else _example(session, question),
        prefill=prefill, options=tuple(options), optional=session.is_optional(key), free=free,
        answered=not slip and is_answered(session.request.answers.get(key)), slip=slip,
        source="" if slip or not is_answered(prefill) else _source(session, key),
        can_go_back=session.can_go_back, begun=session.begun(key),
        editor=shape in ("text", "long", "list") and session.asking.editor.found(),
        keep=lambda text: _begin(session, question, text),
    )


def prefill_of(session: Session, question: Question) -> Value:
    value = prefill_value(session, question.id)
    if question.kind in ("choice", "choices"):
        return value
    if question.format == "moment" and isinstance(value, str):
        return _plain_moment(value)
    if isinstance(value, tuple):
        return tuple(session.choice_label("", one) for one in value)
    return session.choice_label("", value)


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
        case "problem.service" if session.category:
            return session.category.service
        case "problem.reply_via" if answers.get("person.email"):
            return "email"
    return ""


def _source(session: Session, key: str) -> str:
    """Where a proposal comes from; "" for what the person answered."""
    if is_answered(session.request.answers.get(key)):
        made = session.request.origins.get(key) == PROPOSED
        return session.text("from-answers") if made else ""
    named = {"problem.subject": "from-answers", "problem.action": "from-steps",
             "problem.service": "from-topic"}.get(key)
    return session.text(named) if named and prefill_value(session, key) else ""


def _plain_moment(value: str) -> str:
    try:
        return f"{datetime.fromisoformat(value):%d.%m.%Y %H:%M}"
    except ValueError:
        return value


def _begin(session: Session, question: Question, text: str) -> None:
    """Lines that are no answer yet are durable too, without what is never stored."""
    if accepted(session, question, text).problem != "code-like-sms":
        session.begin(question.id, cut_secrets(begun_text(text)).text)


def _example(session: Session, question: Question) -> str:
    """One example; the system of a phone is no Windows. Only a time may be written in English."""
    if question.id == MOMENT:
        return session.text("example-moment")
    device = session.request.answers.get("environment.device")
    if question.id == "environment.os" and device in ("phone", "tablet"):
        return session.text("example-phone-os")
    return example_of(session.asking.texts, question, session.category)


def help_of(session: Session, question: Question) -> tuple[str, ...]:
    """The question's help and the words of the rules about it, as ``explain`` has them."""
    texts = session.asking.texts
    lines = [texts.of(f"question.{question.id}.help", question.help)]
    about = [
        rule for rule in session.asking.tools.catalogue.rules.values()
        if rule.fields == (question.id,) and rule.level != "hint"
    ]
    lines += [texts.of(f"rule.{rule.id}.why", rule.why) for rule in about[:2]]
    return tuple(_said_once(lines))


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
