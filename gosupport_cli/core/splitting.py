"""Long text in short messages: cut only where a reader would pause.

A word, a link and a number with blanks inside («+7 900 000-00-01») stay in one piece, even
when the piece alone is longer than the limit; the loss report then says so.
"""


from gosupport_cli.core.later import later

# A sentence ends before a blank and a capital, a digit or a quote: «… 500. Затем …».
_SENTENCE_END = later(
    r"(?:(?<=[.!?…])|(?<=[.!?…][»\"]))[^\S\n]+(?=[«\"(]?[A-ZА-ЯЁ0-9])"
)
# One capital or a short word with a dot is no sentence: «М. С.», «им. Пирогова».
_ABBREVIATION = later(
    r"(?:^|[\s(«])(?:[A-ZА-ЯЁ]|им|ул|г|д|стр|т|гр|руб|тел|кв|обл|пр|см|рис|пос|дер)\.$"
)
# From the gentlest cut to the roughest. A blank between two digits belongs to a number.
_CUTS = (
    later(r"\n\n+"),
    later(r"\n"),
    _SENTENCE_END,
    later(r"(?<![\d\s])[^\S\n]+(?=\S)|(?<=\d)[^\S\n]+(?=[^\d\s])"),
)

_BEYOND = 80  # characters after the limit that a cut may need to see


def first_sentence(text: str) -> tuple[str, str]:
    """The first sentence and the rest; a line's end ends a sentence too."""
    line, _, below = text.strip().partition("\n")
    for end in _SENTENCE_END.finditer(line):
        if not _ABBREVIATION.search(line[: end.start()]):
            rest = "\n".join(filter(None, (line[end.end() :], below.strip())))
            return line[: end.start()], rest
    return line.strip(), below.strip()


def split_messages(text: str, limit: int) -> tuple[str, ...]:
    """``text`` in pieces of at most ``limit`` characters; inside a piece nothing is changed."""
    text = text.strip()
    pieces: list[str] = []
    start = 0
    while len(text) - start > limit:
        cut = _best_cut(text, start, limit)
        if cut is None:
            break
        pieces.append(text[start : cut[0]])
        start = cut[1]
    pieces.append(text[start:])
    return tuple(piece.strip("\n") for piece in pieces if piece.strip())


def _best_cut(text: str, start: int, limit: int) -> tuple[int, int] | None:
    """Where the piece ends and the next begins. A gentle cut counts if the piece is half full."""
    found: list[tuple[int, int]] = []
    for pattern in _CUTS:
        last = None
        # The end is bounded: where a pattern has nothing near, it must not read on to the last
        # line for every piece (a paste of a megabyte has a thousand of them).
        for match in pattern.finditer(text, start + 1, start + limit + _BEYOND):
            if match.start() > start + limit:
                break
            last = match.span()
        if last and last[0] - start >= limit // 2:
            return last
        if last:
            found.append(last)
    return max(found) if found else _next_cut(text, start + limit)


def _next_cut(text: str, start: int) -> tuple[int, int] | None:
    """The nearest cut of any kind, where a piece is too long for the limit whatever one does."""
    nearest: tuple[int, int] | None = None
    for pattern in reversed(_CUTS):
        match = pattern.search(text, start, nearest[1] + _BEYOND if nearest else len(text))
        if match and (nearest is None or match.span() < nearest):
            nearest = match.span()
    return nearest
