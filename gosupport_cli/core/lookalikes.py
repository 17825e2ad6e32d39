"""Words about secrets that are written with letters of another alphabet: «п@роль», «kod», «СVV».

Only these words are read as what they mean, letter for letter, so that every place stays where
it was: a value is never changed, and what is cut out is cut out of the text as it was typed.
"""

import re
from functools import lru_cache

from gosupport_cli.core.later import later

# What people and tricks write for a letter; Latin letters of a transliteration, too.
_FOR_RUSSIAN = {
    "п": "пnp", "а": "аa@4", "р": "рpr", "о": "оo0@", "л": "лl", "к": "кk", "д": "дd", "с": "сcs$",
    "м": "мm", "т": "тt", "е": "еe3", "н": "нhn", "в": "вbv", "ц": "цu",
}
_FOR_LATIN = {
    "p": "pр", "a": "aа@", "s": "sѕ$", "w": "wԝ", "o": "oо0", "r": "rг", "d": "dԁ", "t": "tт",
    "k": "kк", "e": "eе", "n": "nп", "c": "cс", "v": "vѵ", "y": "yу", "m": "mм", "i": "iі1",
}
_RUSSIAN = ("парол", "порол", "код", "смс", "токен")
_LATIN = ("password", "passwd", "pass", "token", "code", "cvv", "cvc", "secret", "key", "sms",
          "api")


def _spelt(word: str, letters: dict[str, str]) -> str:
    return "".join(f"[{re.escape(letters[letter])}]" for letter in word)


_MEANT = later(
    "(?<![^\\W_])(?:"
    + "|".join([f"(?P<l{place}>{_spelt(word, _FOR_LATIN)})" for place, word in enumerate(_LATIN)]
               + [f"(?P<r{place}>{_spelt(word, _FOR_RUSSIAN)})"
                  for place, word in enumerate(_RUSSIAN)])
    + ")",
    re.IGNORECASE,
)


def _one_for_all() -> dict[str, str]:
    """For every sign the one that stands for all that can be meant by the same."""
    same = {"ı": "i"}  # re.IGNORECASE takes it for an «i», casefold does not
    for signs in (*_FOR_RUSSIAN.values(), *_FOR_LATIN.values()):
        known = {same[sign] for sign in signs if sign in same} | {signs[0]}
        one = min(known)
        same |= {sign: one for sign, was in same.items() if was in known}
        same |= dict.fromkeys(signs, one)
    return same


# The pattern takes long to compile and hardly any text has such a word: so it is looked first
# whether there can be one (``tests/core/test_lookalikes.py``: none is overlooked).
_TO_ONE = str.maketrans(_one_for_all())
_ANY = tuple(word.translate(_TO_ONE) for word in (*_LATIN, *_RUSSIAN))
_OWN_WORD = later(r"[a-z']{0,3}(?=[\s:=,;!?»\")]|$)", re.IGNORECASE)


@lru_cache(maxsize=2)
def as_meant(text: str) -> str:
    """``text`` with these words in one alphabet; always as long as ``text``."""
    plain = text.casefold().translate(_TO_ONE)
    return _MEANT.sub(_plain, text) if any(word in plain for word in _ANY) else text


def _plain(found: re.Match[str]) -> str:
    typed, group = found.group(), str(found.lastgroup)
    place = int(group[1:])
    if group[0] == "l":
        # In Latin letters alone it is the word itself, and «p@ssw0rd» may be the value.
        return typed if typed.isascii() else _letters(typed, _LATIN[place])
    if typed.isascii() and not _stands_alone(found):
        return typed  # a piece of a token or of an address
    return _letters(typed, _RUSSIAN[place])


def _stands_alone(found: re.Match[str]) -> bool:
    text, start = found.string, found.start()
    before = text[start - 1] if start else " "
    return (before.isspace() or before in "«\"(,:") and bool(_OWN_WORD.match(text, found.end()))


def _letters(typed: str, meant: str) -> str:
    """The letters of ``meant``; one that was typed right keeps its case."""
    return "".join(
        sign if sign.lower() == letter else letter.upper() if sign.isupper() else letter
        for sign, letter in zip(typed, meant, strict=True)
    )
