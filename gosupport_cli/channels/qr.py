"""Text as QR codes, to carry it to a phone; several when it is long."""

from collections.abc import Sequence
from typing import Any

# About 77 modules in UTF-8 (segno's kanji mode would garble Russian): fits a terminal of 40
# lines, and a telephone reads it off a screen without trouble (DEPENDENCIES, pitfall 5).
from gosupport_cli.core.frozen import Frozen

PIECE = 200


class Code(Frozen):
    """One code: the text that the telephone shows, and the picture for a page."""

    text: str
    svg: str


def pieces(text: str, size: int = PIECE) -> tuple[str, ...]:
    """``text`` in parts of at most ``size`` signs, cut at blanks; joined they give it back."""
    parts: list[str] = []
    rest = text
    while len(rest) > size:
        cut = max(rest.rfind(" ", 0, size), rest.rfind("\n", 0, size)) + 1
        cut = cut if cut > size // 2 else size
        parts.append(rest[:cut])
        rest = rest[cut:]
    return (*parts, rest) if rest else tuple(parts)


def codes(text: str) -> tuple[Code, ...]:
    """The codes of ``text`` in order."""
    return tuple(
        Code(part, _made(part).svg_inline(scale=3, border=4, light="#fff", dark="#000"))
        for part in pieces(text)
    )


def save(text: str, name: str) -> None:
    """One code as a file; the ending (png, svg) says of which kind."""
    _made(text).save(name, scale=6, border=4, light="#fff", dark="#000")


def for_terminal(text: str, *, columns: int, rows: int, plain: bool) -> str:
    """The code in half blocks, "" when it does not fit or the console has no such signs."""
    if plain:
        return ""
    matrix: Sequence[Sequence[int]] = tuple(
        tuple(row) for row in _made(text).matrix_iter(scale=1, border=2)
    )
    if len(matrix[0]) > columns or (len(matrix) + 1) // 2 > rows:
        return ""
    lines = []
    for y in range(0, len(matrix), 2):
        below = matrix[y + 1] if y + 1 < len(matrix) else [0] * len(matrix[y])
        # Light on dark terminals: a full block stands for white, so that codes are not inverted.
        lines.append("".join(
            {(0, 0): "█", (0, 1): "▀", (1, 0): "▄", (1, 1): " "}[(bool(top), bool(low))]
            for top, low in zip(matrix[y], below, strict=True)
        ))
    return "\n".join(lines)


def _made(text: str) -> Any:
    import segno

    return segno.make_qr(text, encoding="utf-8", error="l", boost_error=False)
