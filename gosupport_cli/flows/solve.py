"""What a text of an error means and what to try before writing (G-170)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gosupport_cli.core.keyboard import russian_offer
from gosupport_cli.core.knowledge import Match, Step, remaining
from gosupport_cli.core.ports import Knowledge


@dataclass(frozen=True)
class Advice:
    """A match with its steps written out; ``done`` are steps that were tried already."""

    match: Match
    steps: tuple[Step, ...]
    done: tuple[Step, ...] = ()


def solve(
    text: str, knowledge: Knowledge, *, tried: Iterable[str] = (), weak: bool = False, most: int = 3
) -> tuple[Advice, ...]:
    """The best ``most`` entries for ``text``, best first; none when nothing fits.

    ``weak`` brings the matches that are not confident too, and more of them.
    """
    matches = _found(text, knowledge)
    chosen = [one for one in matches if weak or one.confident][: 10 if weak else most]
    return tuple(_advice(one, knowledge.steps, tuple(tried)) for one in chosen)


def entry_advice(name: str, knowledge: Knowledge, *, tried: Iterable[str] = ()) -> Advice | None:
    """One entry by its id (``A13``), in any case of letters."""
    entry = knowledge.entries.get(name.strip().upper())
    if entry is None:
        return None
    return _advice(Match(entry, 1.0, "code"), knowledge.steps, tuple(tried))


def _found(text: str, knowledge: Knowledge) -> list[Match]:
    entry = knowledge.entries.get(text.strip().upper())
    if entry is not None:
        return [Match(entry, 1.0, "code")]
    found = knowledge.index.search(text)
    if found and found[0].confident:
        return found
    # «jib,rf» is «ошибка» typed in the wrong layout: tried only where nothing else fits.
    turned = russian_offer(text)
    return (knowledge.index.search(turned) or found) if turned else found


def _advice(match: Match, steps: Mapping[str, Step], tried: tuple[str, ...]) -> Advice:
    every = [steps[name] for name in match.entry.steps]
    left = remaining(every, tried)
    return Advice(match, tuple(left), tuple(step for step in every if step not in left))
