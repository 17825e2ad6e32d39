"""Spoken numbers to digits, so that the grammar of moments sees one spelling only.

«в четырнадцать тридцать» becomes ``в 14 30``, «двадцатого ноября» ``20-го ноября``: an ordinal
keeps its mark, because «десять минут третьего» is ten past two.
"""

import re

from gosupport_cli.core.later import later

_UNITS = (
    (1, "один одна одну одного одной"), (2, "два две двух"), (3, "три трех"),
    (4, "четыре четырех"), (5, "пять пяти"), (6, "шесть шести"), (7, "семь семи"),
    (8, "восемь восьми"), (9, "девять девяти"),
)
_TEENS = (
    (10, "десять десяти"), (11, "одиннадцать одиннадцати"), (12, "двенадцать двенадцати"),
    (13, "тринадцать тринадцати"), (14, "четырнадцать четырнадцати"),
    (15, "пятнадцать пятнадцати"), (16, "шестнадцать шестнадцати"),
    (17, "семнадцать семнадцати"), (18, "восемнадцать восемнадцати"),
    (19, "девятнадцать девятнадцати"),
)
_TENS = (
    (20, "двадцать двадцати"), (30, "тридцать тридцати"), (40, "сорок сорока"),
    (50, "пятьдесят пятидесяти"),
)
_ORDINAL_UNITS = (
    (1, "первого первое"), (2, "второго второе"), (3, "третьего третье"),
    (4, "четвертого четвертое"), (5, "пятого пятое"), (6, "шестого шестое"),
    (7, "седьмого седьмое"), (8, "восьмого восьмое"), (9, "девятого девятое"),
)
_ORDINAL_REST = (
    (10, "десятого десятое"), (11, "одиннадцатого одиннадцатое"),
    (12, "двенадцатого двенадцатое"), (13, "тринадцатого тринадцатое"),
    (14, "четырнадцатого четырнадцатое"), (15, "пятнадцатого пятнадцатое"),
    (16, "шестнадцатого шестнадцатое"), (17, "семнадцатого семнадцатое"),
    (18, "восемнадцатого восемнадцатое"), (19, "девятнадцатого девятнадцатое"),
    (20, "двадцатого двадцатое"), (30, "тридцатого тридцатое"),
)


def _table(*groups: tuple[tuple[int, str], ...]) -> dict[str, int]:
    return {word: number for group in groups for number, words in group for word in words.split()}


_UNIT, _TEN = _table(_UNITS), _table(_TENS)
_CARDINAL = _table(_UNITS, _TEENS, _TENS)
_ORDINAL_UNIT = _table(_ORDINAL_UNITS)
_ORDINAL = _table(_ORDINAL_UNITS, _ORDINAL_REST)


def with_digits(text: str) -> str:
    """``text`` (lower case, «е» for «ё») with its spoken numbers as digits."""
    words = text.split(" ")
    done: list[str] = []
    place = 0
    while place < len(words):
        bare = words[place].rstrip(",.")
        following = words[place + 1].rstrip(",.") if place + 1 < len(words) else ""
        if bare in ("ноль", "нуль") and following in _UNIT:
            done.append(f"0{_UNIT[following]}")
            place += 2
        elif bare in _TEN and following in _UNIT:
            done.append(str(_TEN[bare] + _UNIT[following]))
            place += 2
        elif bare in _TEN and following in _ORDINAL_UNIT:
            done.append(f"{_TEN[bare] + _ORDINAL_UNIT[following]}-го")
            place += 2
        else:
            done.append(_one(bare) or words[place])
            place += 1
    return " ".join(done)


def _one(word: str) -> str:
    if word in _CARDINAL:
        return str(_CARDINAL[word])
    return f"{_ORDINAL[word]}-го" if word in _ORDINAL else ""


# English words for the same grammar; the longer phrases come first.
_ENGLISH = (
    ("the day before yesterday", "позавчера"), ("day before yesterday", "позавчера"),
    ("yesterday", "вчера"), ("today", "сегодня"), ("just now", "только что"),
    ("right now", "сейчас"), ("now", "сейчас"), ("this morning", "сегодня утром"),
    ("this evening", "сегодня вечером"), ("in the morning", "утром"),
    ("in the evening", "вечером"), ("in the afternoon", "днем"), ("morning", "утром"),
    ("afternoon", "днем"), ("evening", "вечером"), ("moscow time", "мск"), ("msk", "мск"),
    ("about", "около"), ("around", "около"), ("approximately", "около"), ("at", "в"),
    ("on", "в"), ("last", "прошлый"), ("half an hour ago", "полчаса назад"),
    ("an hour ago", "час назад"), ("a minute ago", "минуту назад"),
    ("a day ago", "день назад"), ("a week ago", "неделю назад"),
    ("minutes?", "минут"), ("hours?", "часов"), ("days?", "дней"), ("weeks?", "недель"),
    ("ago", "назад"), ("noon", "полдень"),
    ("monday", "понедельник"), ("tuesday", "вторник"), ("wednesday", "среда"),
    ("thursday", "четверг"), ("friday", "пятница"), ("saturday", "суббота"),
    ("sunday", "воскресенье"),
    ("january", "января"), ("february", "февраля"), ("march", "марта"), ("april", "апреля"),
    ("may", "мая"), ("june", "июня"), ("july", "июля"), ("august", "августа"),
    ("september", "сентября"), ("october", "октября"), ("november", "ноября"),
    ("december", "декабря"),
)


# «November 19» is «19 ноября».
_MONTH_FIRST = later(r"\b([а-я]+(?:[рля]я|та|мая)) (\d{1,2})(?:st|nd|rd|th)?\b(?!:)")


def in_russian(text: str) -> str:
    """``text`` with the English words of time in Russian; a Russian text stays as it is."""
    if not re.search(r"[a-z]{2}", text):
        return text
    text = re.sub(r"(\d)\s*(a|p)\.?m\b\.?", r"\1 \2m", text)
    for english, russian in sorted(_ENGLISH, key=lambda pair: -len(pair[0])):
        text = re.sub(rf"\b{english}\b", russian, text)
    return _MONTH_FIRST.sub(r"\2 \1", text)
