"""What a detector of the checklist looks at: one request as it would be for one channel.

Texts come out with secrets already cut out, so that no message can echo one; only the
detectors of secrets and links look at the answers as they are.
"""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import cached_property

from gosupport_cli.core.catalogue import Channel, FactRecord, Question, Rule
from gosupport_cli.core.category import Category
from gosupport_cli.core.document import Document
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.model import (
    NONE,
    UNKNOWN,
    Answers,
    Attachment,
    FileCondition,
    Request,
    Value,
)
from gosupport_cli.core.ports import Identifiers
from gosupport_cli.core.redaction import MARK, cut_secrets, mask_found

# Wording is judged on the beginning only: a pasted megabyte is reported by its length.
JUDGED = 10_000  # characters
_SPARE = 500  # so that a secret on that border is still seen whole


class Passage(Frozen):
    """One text of the request; ``field`` is its dotted path (``problem.steps[1]``)."""

    field: str
    text: str


class Hit(Frozen):
    """A place where a rule fires; ``values`` fill the rule's sentences, never with secrets."""

    field: str
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)


class Case(Frozen):
    """A request, and all that is needed to judge it; ``document`` renders it, and
    ``condition`` looks at a file of it, on demand."""

    request: Request
    answers: Answers
    channel: Channel
    category: Category | None
    questions: Mapping[str, Question]
    lists: Mapping[str, tuple[str, ...]]
    facts: Mapping[str, FactRecord]
    identifiers: Identifiers
    now: datetime
    document: Callable[[], Document | None] = lambda: None
    condition: Callable[[Attachment], FileCondition] = lambda _file: ""

    def value(self, key: str) -> Value:
        """The answer as it is, empty when nothing was answered."""
        return self.answers.get(key, "")

    def text(self, key: str) -> str:
        """The whole answer of one key as one text, secrets cut out; lists by lines."""
        return "\n".join(one.text for one in self.passages((key,)))

    def passages(self, fields: tuple[str, ...]) -> Iterator[Passage]:
        """Texts in the person's own words under ``fields`` (``problem.*``: the whole group)."""
        for key in self.expand(fields):
            yield from self._clean.get(key, ())

    def raw_passages(self, fields: tuple[str, ...]) -> Iterator[Passage]:
        """The same as they were typed, secrets included: only to find them.

        ``attachments`` stands for the captions of the files.
        """
        if "attachments" in fields:
            for place, file in enumerate(self.request.attachments):
                yield Passage(f"attachments[{place}]", f"{file.name} {file.caption}")
        for key in self.expand(fields):
            for path, text in _parts(key, self.value(key)):
                yield Passage(path, text)

    def expand(self, fields: tuple[str, ...]) -> Iterator[str]:
        """Keys of ``fields``; a trailing ``*`` stands for all answered keys of a group."""
        for name in fields:
            if name.endswith("*"):
                start = name.removesuffix("*")
                yield from (key for key in self.answers if key.startswith(start) and "." in key)
            else:
                yield name

    def asked(self, key: str) -> bool:
        """Whether this category asks for ``key``; everything counts before one is chosen."""
        return self.category is None or key in self.category.questions

    @cached_property
    def _clean(self) -> Mapping[str, tuple[Passage, ...]]:
        found: dict[str, tuple[Passage, ...]] = {}
        for key, value in self.answers.items():
            passages = (
                Passage(path, MARK.sub("", cut_secrets(text[: JUDGED + _SPARE]).text)[:JUDGED])
                for path, text in _parts(key, value)
                if not self._is_choice(key, text)
            )
            found[key] = tuple(one for one in passages if one.text.strip())
        return found

    def _is_choice(self, key: str, text: str) -> bool:
        question = self.questions.get(key)
        if question is None:
            return True  # category, channel and derived keys are ids
        return any(text == choice.id for choice in question.choices)


def _parts(key: str, value: Value) -> Iterator[tuple[str, str]]:
    if isinstance(value, tuple):
        yield from ((f"{key}[{place}]", text) for place, text in enumerate(value) if text.strip())
    elif value.strip() and value not in (UNKNOWN, NONE):
        yield key, value


def quoted(text: str, limit: int = 60) -> str:
    """A piece of the person's text as a message may show it: one line, short, numbers masked."""
    line = mask_found(" ".join(text.split())).text
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


Detector = Callable[[Case, Rule], Iterator[Hit]]
