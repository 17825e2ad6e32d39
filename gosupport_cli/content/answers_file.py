"""The answers file and ``--set``: nested YAML or JSON to flat answers, errors with the line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from typing import Any

from gosupport_cli.content.parsed import Broken, Parsed
from gosupport_cli.content.read import parse
from gosupport_cli.core.catalogue import Question
from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.model import Value

_TOP = ("category", "channel", "deadline_class")
_LISTS = ("list", "choices")


class AnswersFile(Frozen):
    """Flat answers as typed, the files named, and the line of every key."""

    answers: dict[str, Value]
    attachments: tuple[str, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)


def read_answers(
    name: str,
    text: str,
    questions: Mapping[str, Question],
    *,
    categories: Iterable[str],
    channels: Iterable[str],
    deadlines: Iterable[str],
) -> AnswersFile:
    """Raises UsageError ``answers-…``, always with the file's name and a line."""
    try:
        parsed = parse(text)
    except Broken as broken:
        kind = broken.detail if broken.what == "syntax" else broken.what
        raise UsageError(
            "answers-broken", file=name, line=broken.line, detail=broken.detail, broken=kind
        ) from None
    if parsed.data is None:
        return AnswersFile({})
    if not isinstance(parsed.data, dict):
        raise UsageError("answers-broken", file=name, line=1, detail="", broken="no-mapping")
    reading = _Reading(name, parsed, questions)
    reading.walk(parsed.data, ())
    for key, known in zip(_TOP, (categories, channels, deadlines), strict=True):
        reading.expect(key, list(known))
    return AnswersFile(reading.answers, reading.attachments, reading.lines)


class _Reading:
    """One file on its way to flat answers."""

    def __init__(self, name: str, parsed: Parsed, questions: Mapping[str, Question]) -> None:
        self.name, self.parsed, self.questions = name, parsed, questions
        self.groups = {key.rpartition(".")[0] for key in questions}
        self.answers: dict[str, Value] = {}
        self.attachments: tuple[str, ...] = ()
        self.lines: dict[str, int] = {}

    def walk(self, data: Mapping[str, Any], path: tuple[str, ...]) -> None:
        for key, value in data.items():
            here = (*path, key)
            dotted = ".".join(here)
            self.lines[dotted] = self.parsed.line(*here)
            if dotted == "attachments":
                self.attachments = self.several(dotted, value)
            elif dotted in _TOP:
                self.answers[dotted] = self.one(dotted, value).strip()
            elif dotted in self.questions:
                self.take(dotted, value)
            elif dotted in self.groups and (isinstance(value, dict) or value is None):
                self.walk(value or {}, here)
            elif dotted in self.groups:
                raise self.wrong_type(dotted, "group")
            else:
                raise self.unknown(dotted)

    def take(self, key: str, value: Any) -> None:
        if value is None:
            return  # «key:» with nothing behind it was left out, not answered
        if self.questions[key].kind in _LISTS:
            self.answers[key] = self.several(key, value)
        else:
            self.answers[key] = self.one(key, value)

    def one(self, key: str, value: Any) -> str:
        if isinstance(value, bool):
            # JSON and careless YAML write yes/no questions as true and false.
            return "yes" if value else "no"
        if not isinstance(value, str):
            raise self.wrong_type(key, "text")
        return value

    def several(self, key: str, value: Any) -> tuple[str, ...]:
        if isinstance(value, str):
            return (value,) if value else ()
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.wrong_type(key, "list")
        return tuple(value)

    def expect(self, key: str, known: Sequence[str]) -> None:
        value = str(self.answers.get(key, ""))
        if value and value not in known:
            raise UsageError(
                "answers-bad-value", file=self.name, line=self.lines[key], key=key, value=value,
                known=", ".join(known),
            )

    def unknown(self, key: str) -> UsageError:
        return UsageError(
            "answers-unknown-key", file=self.name, line=self.lines[key], key=key,
            close=did_you_mean(key, self.questions),
        )

    def wrong_type(self, key: str, wanted: str) -> UsageError:
        line = self.lines.get(key, 1)
        return UsageError("answers-wrong-type", file=self.name, line=line, key=key, wanted=wanted)


def parse_set(pairs: Sequence[str], questions: Mapping[str, Question]) -> dict[str, Value]:
    """``KEY=VALUE`` words; a list takes every repetition as one more item.

    Raises UsageError ``set-malformed`` or ``set-unknown-key``.
    """
    found: dict[str, Value] = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        key = key.strip()
        if not sign or not key:
            raise UsageError("set-malformed", pair=pair)
        if key in _TOP:
            found[key] = value
        elif key not in questions:
            raise UsageError("set-unknown-key", key=key, close=did_you_mean(key, questions))
        elif questions[key].kind in _LISTS:
            before = found.get(key, ())
            assert isinstance(before, tuple)
            found[key] = before + tuple(one for one in value.split("\n") if one.strip())
        else:
            found[key] = value
    return found


def did_you_mean(key: str, questions: Mapping[str, Question]) -> str:
    """«problem.service? », or nothing: the closest known name."""
    from difflib import get_close_matches

    known = [*_TOP, "attachments", *questions]
    close = get_close_matches(key, known, n=1, cutoff=0.6)
    if not close:
        tails = {name.rpartition(".")[2]: name for name in known}
        near = get_close_matches(key.rpartition(".")[2], tails, n=1, cutoff=0.7)
        close = [tails[near[0]]] if near else []
    return f"{close[0]}? " if close else ""
