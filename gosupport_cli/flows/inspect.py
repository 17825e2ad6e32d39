"""Inspect: a request made of given answers only to be checked; nothing is stored.

Where ``accept`` would cut out a secret or the tail of a link, the words stay as they are, so
that the checklist reports them (SPEC: ``check FILE``).
"""

from collections.abc import Sequence
from pathlib import Path

from gosupport_cli.core.catalogue import Question
from gosupport_cli.core.model import Answers, Request, Status, Value
from gosupport_cli.core.normalise import clean_line, clean_lines, clean_text
from gosupport_cli.flows.accept import accept
from gosupport_cli.flows.compose import DEFAULT_CHANNEL, TOP_KEYS, Tools, detect

_CLEANED = {"link-cleaned", "secret-removed"}


def inspect(tools: Tools, raw: Answers, *, files: Sequence[Path] = ()) -> Request:
    """``raw`` as ``new`` would make it, without an id. Raises UsageError for a bad file."""
    answers: dict[str, Value] = {"channel": DEFAULT_CHANNEL}
    for key, value in raw.items():
        question = tools.catalogue.questions.get(key)
        if key in TOP_KEYS:
            answers[key] = str(value).strip().lower() or answers.get(key, "")
        elif question is not None:
            answers[key] = _kept(tools, question, value)
    detected, origins = detect(tools.collect, answers)
    now = tools.clock.now()
    return Request(
        id="",
        status=Status.DRAFT,
        revision=1,
        created_at=now,
        updated_at=now,
        answers={**answers, **detected},
        attachments=tuple(tools.evidence.foresee(file) for file in files),
        origins=origins,
    )


def _kept(tools: Tools, question: Question, raw: Value) -> Value:
    one = accept(question, raw, clock=tools.clock, identifiers=tools.identifiers)
    if not _CLEANED & set(one.notes):
        return one.value
    if question.kind in ("list", "choices"):
        return clean_lines(raw)
    text = raw if isinstance(raw, str) else "\n".join(raw)
    return clean_text(text) if question.kind == "long" else clean_line(text)
