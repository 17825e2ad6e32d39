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
_OWN_WORD = later(r"[a-z']{0,3}(?=[\s:=,;!?»\")]|$)", re.IGNORECASE)


@lru_cache(maxsize=2)
def as_meant(text: str) -> str:
    """``text`` with these words in one alphabet; always as long as ``text``."""
    return _MEANT.sub(_plain, text)


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
