"""Lines that fit a screen; a command is never broken: it is there to be copied whole."""

import re

_HELD = "\ue000"  # stands for a blank inside a command while lines are broken
_WORD = (
    r"(?:--?[a-z][\w-]*|-(?=\s|$)|GS-\d+|SCR#\d+|[A-ZА-ЯЁ]{3,}(?![а-яё])|[\w.]+='[^'\n]*'"
    r"|[\w.]+=[^\s'\"]+|'[^'\n]*'|\"[^\"\n]*\"|[a-z][\w./-]*\w|я|<)"
)
_COMMAND = re.compile(rf"\b(?:gosupport|\S*python3? -m pip install)(?: {_WORD})+")


def folded(text: str, width: int, *, first: str = "", rest: str = "") -> str:
    """``text`` in lines of ``width``, broken at blanks only; what is longer stands alone."""
    import textwrap

    held = _COMMAND.sub(lambda found: found[0].replace(" ", _HELD), text)
    return textwrap.fill(
        held, width, initial_indent=first, subsequent_indent=rest,
        break_long_words=False, break_on_hyphens=False,
    ).replace(_HELD, " ")
