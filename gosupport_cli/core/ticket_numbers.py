"""Numbers of the support as people and letters write them: «1234567», «№ 1234567», «SCR#1234567».

The number exactly as given comes first. One that differs only by what stands before the digits is
the same one too, where nothing speaks against it: never a part of a longer number, never a few
digits, never two different words before the digits.
"""

import re

from gosupport_cli.core.later import later

_FEWEST = 5  # digits; fewer are too easily the same by chance
_SHAPE = later(r"(?P<word>[^\W\d_]{0,12})(?P<signs>[\s#№$/_.:–—-]*)(?P<digits>\d+)")


def ticket_key(ticket: str) -> str:
    """The form by which a ticket number is looked up: no blanks, no case."""
    return "".join(ticket.split()).casefold()


def digits_of(number: str) -> str:
    """The digits by which a number with another prefix may be looked for; "" for none."""
    found = _read(number)
    return found[1] if found else ""


def same_number(one: str, other: str) -> bool:
    """Whether both name one ticket: exactly, or but for the signs before at least five digits."""
    if ticket_key(one) == ticket_key(other):
        return bool(ticket_key(one))
    first, second = _read(one), _read(other)
    if first is None or second is None or first[1] != second[1]:
        return False
    return first[0] == second[0] or not (first[0] and second[0])


def _read(number: str) -> tuple[str, str] | None:
    """The word before the digits, and the digits. «№» and «N» are no words; GS is our own."""
    found: re.Match[str] | None = _SHAPE.fullmatch(number.strip())
    if found is None or len(found["digits"]) < _FEWEST:
        return None
    word = found["word"].casefold()
    if word == "gs":
        return None
    return ("" if word == "n" else word), found["digits"]
