"""Full-text search in Russian: words are indexed as written, queries are cut to their stems.

A stem with ``*`` finds every ending, so that writing needs no stemmer; measured on 100,000
requests against LIKE (bench/journal.py). «ё» is «е», case does not matter.
"""

from collections.abc import Iterable

from gosupport_cli.core.later import later
from gosupport_cli.core.model import Event, Request

_WORD = later(r"\w+")
# «ошибка» — «ошибок», «письма» — «писем»: the vowel comes and goes before the last consonant.
_FLEETING = later(r"^(.{2,})[ое]([бвгджзклмнпрстфхцчшщ])$")
_BARE = later(r"^(.{2,}[бвгджзклмнпрстфхцчшщ])([бвгджзклмнпрстфхцчшщ])$")
_RUSSIAN = later(r"^[а-я]+$")


def folded(text: str) -> str:
    """``text`` as it is compared."""
    return text.casefold().replace("ё", "е")


def words_of(request: Request, events: Iterable[Event]) -> str:
    """Everything of a request that people search for."""
    parts: list[str] = [request.id, request.ticket, request.raw_status, request.term]
    for value in request.answers.values():
        parts.extend((value,) if isinstance(value, str) else value)
    parts.extend(one.name for one in request.attachments)
    parts.extend(one.text for one in request.messages)
    parts.extend(one.text for one in events if one.event == "note" or one.status)
    return folded("\n".join(part for part in parts if part))


def query_of(text: str) -> str:
    """The FTS5 query for what a person typed: every word, in any form; "" for no words."""
    return " AND ".join(_forms(word) for word in _WORD.findall(folded(text)))


def _forms(word: str) -> str:
    if not _RUSSIAN.match(word):
        return f'"{word}"*'
    from snowballstemmer import stemmer

    stem = str(stemmer("russian").stemWord(word))
    found = [stem]
    fleeting, bare = _FLEETING.match(stem), _BARE.match(stem)
    if fleeting:
        found.append("".join(fleeting.groups()))
    elif bare:
        found.extend(f"{bare[1]}{vowel}{bare[2]}" for vowel in "ое")
    return "(" + " OR ".join(f'"{one}"*' for one in found) + ")"
