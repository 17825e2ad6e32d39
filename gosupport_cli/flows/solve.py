"""What a text of an error means and what to try before writing (G-170)."""

from collections.abc import Iterable, Mapping

from gosupport_cli.core.answers import is_answered
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.keyboard import russian_offer
from gosupport_cli.core.knowledge import LONGEST, Match, Step, remaining
from gosupport_cli.core.meant_word import spelled_russian
from gosupport_cli.core.model import NONE, UNKNOWN, Answers
from gosupport_cli.core.ports import Knowledge

# What tells the most comes first: a code names one entry, a summary may fit several.
_TELLING = ("problem.error_code", "problem.error_text", "problem.summary")


class Advice(Frozen):
    """A match with its steps written out; ``done`` are steps that were tried already."""

    match: Match
    steps: tuple[Step, ...]
    done: tuple[Step, ...] = ()

    @property
    def pressing(self) -> bool:
        """Whether it cannot wait for the other questions: danger, or another addressee."""
        entry = self.match.entry
        return entry.group == "J" or entry.route in ("urgent", "bank-police")


def solve(
    text: str, knowledge: Knowledge, *, tried: Iterable[str] = (), weak: bool = False, most: int = 3
) -> tuple[Advice, ...]:
    """The best ``most`` entries for ``text``, best first; none when nothing fits.

    ``weak`` brings the matches that are not confident too, and more of them.
    """
    matches = _found(text[:LONGEST], knowledge)
    chosen = [one for one in matches if weak or one.confident][: 10 if weak else most]
    return tuple(_advice(one, knowledge.steps, tuple(tried)) for one in chosen)


def offer(answers: Answers, knowledge: Knowledge) -> Advice | None:
    """What to try before the request is written on (G-170), or where else to go.

    A danger in any of the answers comes before everything; else the code, the text of the
    screen, the summary. None where nothing is sure or every step was tried.
    """
    told = [str(answers[key]) for key in _TELLING if _says_something(answers, key)]
    tried = answers.get("problem.tried", ())
    names = (tried,) if isinstance(tried, str) else tried
    best = [found[0] for text in told if (found := solve(text, knowledge, tried=names))]
    left = [one for one in best if one.steps]
    return next((one for one in left if one.pressing), left[0] if left else None)


def _says_something(answers: Answers, key: str) -> bool:
    return is_answered(answers.get(key)) and answers[key] not in (NONE, UNKNOWN)


def _found(text: str, knowledge: Knowledge) -> list[Match]:
    entry = knowledge.entries.get(text.strip().upper())
    if entry is not None:
        return [Match(entry, 1.0, "code")]
    found = knowledge.index.search(text)
    if found and found[0].confident:
        return found
    # «jib,rf» is «ошибка» in the wrong layout, «oshibka» in Latin letters: tried only where
    # nothing else fits.
    for turned in (russian_offer(text), spelled_russian(text)):
        again = knowledge.index.search(turned) if turned and turned != text.casefold() else []
        if again and again[0].confident:
            return again
    return found


def _advice(match: Match, steps: Mapping[str, Step], tried: tuple[str, ...]) -> Advice:
    every = [steps[name] for name in match.entry.steps]
    left = remaining(every, tried)
    return Advice(match, tuple(left), tuple(step for step in every if step not in left))
