"""Numbers told in words: «восемь восемьсот сто 70 10» is 8 800 100 70 10."""

import re

_UNITS = ("ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять")
_TEENS = ("десять", "одиннадцать", "двенадцать", "тринадцать", "четырнадцать", "пятнадцать",
          "шестнадцать", "семнадцать", "восемнадцать", "девятнадцать")
_TENS = ("", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят",
         "восемьдесят", "девяносто")
_HUNDREDS = ("", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот",
             "восемьсот", "девятьсот")
_VALUES = {word: place * size for size, words in ((1, _UNITS), (10, _TENS), (100, _HUNDREDS))
           for place, word in enumerate(words) if word}
_VALUES |= {word: 10 + place for place, word in enumerate(_TEENS)} | {"нуль": 0}


def as_dialled(text: str) -> str:
    """``text`` with its number words as digits, the way that makes a whole phone number.

    «Сто семьдесят» may be 170, or 100 and 70.
    """
    told = [_in_digits(text, apart=apart) for apart in (False, True)]
    return next((one for one in told if len(re.sub(r"\D", "", one)) in (10, 11)), told[0])


def _in_digits(text: str, *, apart: bool) -> str:
    """A hundred takes tens and units after it (but for ``apart``: «сто»), tens take units."""
    parts: list[str] = []
    room = 0  # how large the next word may be to belong to the number before it
    for word in re.split(r"[\s,-]+", text.strip()):
        value = _VALUES.get(word.lower())
        if value is None:
            parts.append(word)
            room = 0
        elif 0 < value < room:
            parts[-1] = str(int(parts[-1]) + value)
            room = 10 if value >= 20 else 0
        else:
            parts.append(str(value))
            room = 100 if value >= 100 else 10 if value >= 20 else 0
            room = 0 if apart and value == 100 else room
    return " ".join(parts)
