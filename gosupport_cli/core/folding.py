"""Lines that fit a screen; a command is never broken: it is there to be copied whole."""

from gosupport_cli.core.later import later

_HELD = "\ue000"  # stands for a blank that no line ends at
_WORD = (
    r"(?:--?[a-z][\w-]*|-(?=\s|$)|GS-\d+|SCR#\d+|[A-ZА-ЯЁ]{3,}(?![а-яё])|[\w.]+='[^'\n]*'"
    r"|[\w.]+=[^\s'\"]+|'[^'\n]*'|\"[^\"\n]*\"|[a-z][\w./-]*\w|я|<)"
)
_COMMAND = later(rf"\b(?:gosupport|\S*python3? -m pip install)(?: {_WORD})+")
# «8 (800) 100-70-10» and «19.11.2026 14:30» are read in one piece.
_BETWEEN_DIGITS = later(r"(?<=[\d)]) (?=[\d(])")

_SIGN = later(r"(?<!\S)[?<!] — \w+")  # a key and what it does


def lines_of(
    text: str, width: int, *, first: str = "", rest: str = "", breaking: bool = False
) -> list[str]:
    """``text`` in lines of ``width``, broken at blanks; what is longer stands alone.

    ``breaking``: it is broken too, where a line must not be longer. Nothing gives no line.
    """
    import textwrap

    held = _COMMAND.sub(lambda found: found[0].replace(" ", _HELD), text)
    held = _SIGN.sub(lambda found: found[0].replace(" ", _HELD), held)
    held = _BETWEEN_DIGITS.sub(_HELD, held)
    lines = textwrap.wrap(
        held, width, initial_indent=first, subsequent_indent=rest,
        break_long_words=breaking, break_on_hyphens=False,
    )
    return [line.replace(_HELD, " ") for line in lines]


def folded(text: str, width: int, *, first: str = "", rest: str = "") -> str:
    """``lines_of`` as one text."""
    return "\n".join(lines_of(text, width, first=first, rest=rest))
