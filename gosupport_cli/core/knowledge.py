"""The knowledge base: what an error means and what to try."""

import re
from collections.abc import Iterable
from typing import Literal

from gosupport_cli.core.frozen import Frozen

Evidence = Literal["screen", "official-table", "issue", "news", "general"]
Destination = Literal[
    "self-help", "support", "agency", "mfc", "bank-police", "site-owner", "complaint", "urgent"
]

CONFIDENT = 0.5  # from here on a match is shown without being asked for
LONGEST = 20_000  # characters of a pasted page that are looked at


class Topic(Frozen):
    """A group of entries, for browsing; ``id`` is a letter."""

    id: str
    title: str


class Step(Frozen):
    """Something to try. ``tried``: choices of ``problem.tried`` that mean the same.

    ``advice``: nothing that may be tried and not help, but whom to turn to or what to note down.
    """

    id: str
    text: str
    tried: tuple[str, ...] = ()
    advice: bool = False

    @property
    def as_tried(self) -> str:
        """The name of ``problem.tried`` for it, else words for the support: the bare text would
        tell the support what to do."""
        return self.tried[0] if self.tried else f"сделали по совету: «{self.text.rstrip('.')}»"


class Entry(Frozen):
    """A known problem (templates/knowledge/*.yaml).

    ``codes`` stand alone (``ESIA-007015``, ``ERR_FAILED``), ``texts`` are the screen's own words
    (``…`` any text, ``{N}`` a number), ``words`` are how people put it. ``steps`` are ids.
    ``needs``: one of these words must be among people's, so that no alarm is cried falsely.
    """

    id: str
    group: str
    title: str
    evidence: Evidence
    as_of: str
    route: Destination
    deadline_class: str
    steps: tuple[str, ...]
    codes: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    note: str = ""


class Match(Frozen):
    """An entry that fits, ``score`` from 0 to 1; ``by`` says what fitted."""

    entry: Entry
    score: float
    by: Literal["code", "text", "words"]

    @property
    def confident(self) -> bool:
        """Whether to show it without being asked for weaker ones."""
        return self.score >= CONFIDENT


def plain(text: str) -> str:
    """Lower case, ё as е, quotes and runs of blanks gone."""
    lowered = text.casefold().replace("ё", "е")
    return re.sub(r"\s+", " ", re.sub(r"[«»\"'“”„]", "", lowered)).strip()


def remaining(steps: Iterable[Step], tried: Iterable[str]) -> list[Step]:
    """The steps that were not taken yet (G-43)."""
    done = set(tried)
    return [step for step in steps if not done & {step.as_tried, *step.tried}]
