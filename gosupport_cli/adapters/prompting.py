"""What both ways of asking share: tokens, choosing by number or word, pieces of a screen."""

import re
from collections.abc import Sequence
from typing import Protocol, TextIO

from gosupport_cli.core.answers import is_answered
from gosupport_cli.core.asking_ports import (
    Answered,
    Back,
    Erase,
    Help,
    Option,
    Screen,
    Typed,
    UseEditor,
)
from gosupport_cli.core.folding import lines_of
from gosupport_cli.core.model import Value
from gosupport_cli.core.normalise import clean_line, clean_text

_BACK = frozenset(("<", "<<", "назад", "back"))
_HELP = frozenset(("?", "??", "помощь", "help"))
_EDITOR = frozenset(("!", "редактор", "editor"))
# Yes and no as people type them, in both languages and in the wrong layout.
_SPOKEN = dict.fromkeys(("y", "yes", "yep", "д", "да", "ага", "lf"), "yes") | dict.fromkeys(
    ("n", "no", "nope", "н", "нет", "не", "неа", "ytn"), "no")
_CLEAR = "-"  # forgets the present answer


class Console(Protocol):
    """What the prompters need of ``cli.streams.Streams``."""

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO

    def width(self) -> int: ...

    def out(self, text: str, *, end: str = "\n") -> None: ...

    def err(self, text: str) -> None: ...


def token(text: str, offered: str = "") -> Answered | None:
    """The wish behind a typed token; None when it is an answer.

    ``offered``: the present answer that stood on the line. Who wants to go back types «<» behind
    it and does not rub it out first.
    """
    if offered and text.startswith(offered) and text != offered:
        text = text[len(offered) :]
    word = text.strip().casefold()
    if word in _BACK:
        return Back()
    # «?1», «?что»: the sign of help with something behind it.
    if word in _HELP or re.fullmatch(r"\?+\s*\w{1,3}", word):
        return Help()
    return UseEditor() if word in _EDITOR else None


def cleared(screen: Screen, text: str) -> Answered | None:
    """A minus alone: what stands there goes, and where nothing stands it is no answer."""
    if text.strip() != _CLEAR or screen.shape == "choice":
        return None
    return Erase() if is_answered(screen.prefill) or screen.begun else Typed("")


def wrapped(text: str, width: int, indent: str = "", *, breaking: bool = False) -> list[str]:
    """``text`` on lines of ``width``; a longer command stands alone and whole.

    ``breaking``: it is broken too, where no line may be longer.
    """
    lines: list[str] = []
    for line in clean_text(text).split("\n"):
        lines += lines_of(line, width, rest=indent, breaking=breaking) or [""]
    return lines


def prefilled(screen: Screen) -> str:
    """The present answer as one text, a list by lines."""
    value = screen.prefill
    return value if isinstance(value, str) else "\n".join(value)


def label_of(screen: Screen, value: str) -> str:
    """The label of an option, else the value itself."""
    return next((one.label for one in screen.options if one.value == value), value)


def pick(options: Sequence[Option], text: str) -> str | None:
    """An option by its number from 1, its label, its id or the only label that begins so."""
    word = clean_line(text).casefold().rstrip(".)")
    if word.isdigit():
        place = int(word)
        return options[place - 1].value if 1 <= place <= len(options) else None
    for one in options:
        if word in (one.value.casefold(), one.label.casefold()):
            return one.value
    spoken = _SPOKEN.get(word)
    if spoken and {"yes", "no"} <= {one.value for one in options}:
        return spoken
    begins = [one.value for one in options if word and one.label.casefold().startswith(word)]
    return begins[0] if len(begins) == 1 else None


def pick_several(options: Sequence[Option], text: str, *, free: bool) -> tuple[str, ...] | None:
    """Several options by numbers or words; with ``free``, other words stay. None: not listed."""
    if re.fullmatch(r"[\d\s,;.и]+", text):
        found = [pick(options, part) for part in re.findall(r"\d+", text)]
    else:
        found = [one for part in re.split(r"[;\n]", text)
                 for one in _listed_and_own(options, part, free=free)]
    if None in found:
        return None
    # In the order of the list, as a menu gives them; the person's own words behind.
    order = [one.value for one in options]
    return tuple(sorted(dict.fromkeys(filter(None, found)),
                        key=lambda one: order.index(one) if one in order else len(order)))


def _listed_and_own(options: Sequence[Option], text: str, *, free: bool) -> list[str | None]:
    """What stands between commas, as long as it is listed; from there on own words are one item."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    found: list[str | None] = []
    while parts:
        value = pick(options, parts[0])
        if value is None and free and not parts[0].isdigit():
            return [*found, ", ".join(parts)]
        found.append(value)
        del parts[0]
    return found


def typed(text: str) -> Typed:
    """A text answer without blank edges."""
    return Typed(text.strip("\n") if is_answered(text) else "")


def as_tuple(value: Value) -> tuple[str, ...]:
    """A prefill as a tuple of values."""
    if isinstance(value, tuple):
        return value
    return (value,) if value else ()
