"""How numbers and names of persons look in free text (DOMAIN §3, class 2; §7).

These are not secret but private: a form may need them, a free text does not. A label next to
the number is enough even when its check digits are wrong (people mistype); without a label
only right check digits count, so that order, ticket and service numbers stay.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from gosupport_cli.core.identifiers import is_inn, is_snils, passes_luhn
from gosupport_cli.core.later import later

Found = re.Match[str]


@dataclass(frozen=True)
class Private:
    """One way to meet a private value; ``label`` names the placeholder ``[label-1]``."""

    label: str
    pattern: re.Pattern[str]
    counts: Callable[[Found], bool]


def _compiled(pattern: str) -> re.Pattern[str]:
    return later(pattern, re.IGNORECASE)


def _always(_found: Found) -> bool:
    return True


_B = r"[ \t\u00a0\n-]"
_BETWEEN = r"[^\d\n\[\]]{0,30}\n?[^\d\n\[\]]{0,10}"
_PASSPORT = _compiled(
    r"(?:паспорт\w*|пасп\.|серия|загранпаспорт\w*)" + _BETWEEN +
    rf"(?P<value>\d{{2}}{_B}?\d{{2}}[ \t\u00a0\n,;-]{{0,2}}(?:(?:№|N|n|номер|"
    rf"ном\.)[ \t:]{{0,2}})?"
    rf"\d(?:{_B}?\d){{5}}|\d{{2}}{_B}?(?:№\s?)?\d{{7}})(?!\d)"
)
_BIRTH_PAPER = _compiled(
    r"(?:свидетельств\w*|"
    r"св-во)[^\d\n]{0,30}?(?P<value>[IVXLC]{1,5}\s?-\s?[А-Я]{2}\s?(?:№\s?)?\d{6})(?!\d)"
)
_MONTH = r"(?:янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек)[а-я]{0,6}"
_DATE = (rf"\d{{1,2}}\s?[./-]\s?\d{{1,2}}\s?[./-]\s?(?:19|20)?\d{{2}}|(?:19|20)\d\d-\d\d-\d\d|"
         rf"\d{{1,2}}\s{{1,2}}{_MONTH}\s{{1,2}}(?:19|20)\d\d")
_BIRTH = _compiled(
    r"(?:дата\s+рожд\w*|родил(?:ся|ась)|рождени\w*|рожд\.|д\.\s?р\.|др)(?![а-яё])[^\d\n]{0,20}\n?"
    rf"(?P<value>{_DATE})(?!\d)"
)
_BORN = _compiled(rf"(?P<value>{_DATE})\s{{0,2}}(?:г\.?\s?р\.?|года?\s+рожд\w*)(?![а-яё])")
_CARD = later(r"(?<![\w.-])(?P<value>\d(?:[ \t\u00a0\n-]{0,2}\d){12,18})(?![\w-]|\.\d)")
_NAMED_CARD = _compiled(
    r"(?:карт[аыуе]|карточк\w|картой|мир|visa|mastercard)[^\d\n\[\]]{0,20}"
    rf"(?P<value>\d{{4}}(?:{_B}{{0,2}}\d{{4}}){{3}})(?!\d)"
)
_SNILS = later(
    rf"(?<![\w-])(?P<value>\d{{3}}{_B}?\d{{3}}{_B}?\d{{3}}{_B}?\d{{2}})(?![\w-])"
)
_SNILS_SHAPE = later(r"(?<![\w-])(?P<value>\d{3}-\d{3}-\d{3}[ \u00a0\n-]\d{2})(?![\w-])")
_NAMED_SNILS = _compiled(
    r"(?:снилс\w{0,2}|страхов\w+\s+номер\w?|snils)" + _BETWEEN +
    rf"(?P<value>\d(?:{_B}{{0,2}}\d){{10}})(?!\d)"
)
_INN = later(rf"(?<![\w-])(?P<value>\d{{4}}{_B}?\d{{4}}{_B}?\d{{4}})(?![\w-])")
_NAMED_INN = _compiled(
    r"(?<![а-яё])(?:инн|inn)(?![а-яё])[^\d\n\[\]]{0,15}\n?"
    rf"(?P<value>\d(?:{_B}?\d){{11}}|\d(?:{_B}?\d){{9}})(?!\d)"
)
_POLICY = _compiled(
    r"(?:полис\w*|омс)[^\d\n\[\]]{0,15}" + rf"(?P<value>\d{{4}}(?:{_B}?\d{{4}}){{3}})(?!\d)"
)
_ACCOUNT = _compiled(
    r"(?:сч[её]т\w{0,2}|р/с|"
    r"расч[её]тн\w+)[^\d\n\[\]]{0,20}" + rf"(?P<value>4\d{{4}}(?:{_B}?\d){{15}})(?!\d)"
)
_DRIVER = _compiled(
    r"(?:водительск\w+|права|в/у|ву)(?![а-яё])[^\d\n\[\]]{0,25}"
    rf"(?P<value>\d{{2}}{_B}?(?:\d{{2}}|[А-Я]{{2}}){_B}?\d{{6}})(?!\d)"
)
_NOT_PRIVATE = _compiled(
    r"(?:уин|начислени\w*|квитанци\w*|постановлени\w*|трек\w*|кбк|заявлени\w*|заявк\w*|"
    r"обращени\w*|"
    r"заказ\w*|услуг\w*|идентификатор\w*|trace\w*|order\w*)[^\d\n]{0,12}$"
)

_NAME = r"[А-ЯЁ][а-яё]{1,25}(?:-[А-ЯЁ][а-яё]{1,25})?"
_FATHER = r"[А-ЯЁ][а-яё]{1,20}(?:ович|евич|ич|овн|евн|ичн|иничн)(?:а|у|ем|ом|е|ы|ой|ою)?"
# «Иванов Пётр Сергеевич», «Пётр Сергеевич Иванов», «Иванов П. С.», «Пётр Сергеевич»
_PERSON = later(
    rf"(?<![\w-])(?P<value>{_NAME}\s{{1,2}}{_NAME}\s{{1,2}}{_FATHER}|"
    rf"{_NAME}\s{{1,2}}{_FATHER}\s{{1,2}}{_NAME}"
    rf"|{_NAME}\s{{1,2}}{_FATHER}|{_NAME}\s{{1,2}}[А-ЯЁ]\.\s?[А-ЯЁ]\.|"
    rf"[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?{_NAME})(?!\w)"
)
_KIN = (r"(?:муж|мужа|мужу|мужем|жена|жены|жене|женой|сын|сына|сыну|сыном|дочь|дочери|дочка|"
        r"дочки|дочке|"
        r"мама|мамы|маме|мать|матери|мамой|папа|папы|папе|отец|отца|отцу|брат|брата|брату|"
        r"сестра|сестры|сестре|"
        r"бабушка|бабушки|бабушке|дедушка|дедушки|дедушке|внук|внука|внуку|внучка|внучки|внучке|"
        r"ребёнок|ребенок|ребёнка|ребенка|ребёнку|ребенку|сосед|соседа|соседка|соседки|подруга|"
        r"подруги|"
        r"тёща|тещи|тёщи|свекровь|свекрови|супруг|супруга|супруги|супругу|опекун|доверитель)")
_KIN_NAMED = later(
    rf"(?<!\w)(?i:{_KIN})[,:]?\s{{1,2}}[(«]?(?P<value>{_NAME}(?:\s{{1,2}}{_NAME}){{0,2}})(?!\w)"
)
_KIN_PHONE = _compiled(
    rf"(?<!\w){_KIN}(?!\w)[^\d\n.!?\[\]]{{0,30}}(?P<value>(?:\+7|8|"
    rf"7)(?:[\s().\u2010-\u2015-]{{0,2}}\d){{10}})(?!\d)"
)
# Names that are no persons: streets, hospitals «имени …», and words that begin a sentence.
_NAMED_AFTER = _compiled(r"(?:имени|им\.|ул\.|улица|улице|пер\.|проспект\w?|площад\w+|"
                         r"переул\w+)\s*$")
_NO_NAME = frozenset((
    "госуслуги", "госуслуг", "портал", "портала", "личный", "личного", "кабинет", "яндекс",
    "сбербанк", "росреестр", "мфц", "макс", "снилс", "инн", "россия", "россии", "москва",
    "москвы", "росреестра", "загс", "полис", "есиа", "почта", "не", "на", "он", "она",
))


def _digits(found: Found) -> str:
    return re.sub(r"\D", "", found["value"])


def _free(found: Found) -> bool:
    """No word before the number says that it is something else (УИН, заявление, trace)."""
    lead = found.string[max(0, found.start("value") - 30) : found.start("value")]
    return not _NOT_PRIVATE.search(lead)


def _is_card(found: Found) -> bool:
    digits = _digits(found)
    # A card number begins with its payment system: 2 (Мир), 3, 4, 5, 6; УИН begins with 1 or 0.
    return (
        digits[0] in "23456" and len(digits) <= 19 and len(set(digits)) > 1
        and passes_luhn(digits) and _free(found)
    )


def _is_snils_number(found: Found) -> bool:
    # Small numbers have no check digits, so 11 digits of them prove nothing without a shape.
    return is_snils(_digits(found)) and int(_digits(found)[:9]) > 1_001_998 and _free(found)


def _is_person(found: Found) -> bool:
    words = found["value"].replace(".", ". ").split()
    lead = found.string[max(0, found.start("value") - 14) : found.start("value")]
    return not _NAMED_AFTER.search(lead) and not any(
        word.casefold().strip(".") in _NO_NAME for word in words
    )


PRIVATE = (
    Private("паспорт", _PASSPORT, _always),
    Private("свидетельство", _BIRTH_PAPER, _always),
    Private("права", _DRIVER, _always),
    Private("дата рождения", _BIRTH, _always),
    Private("дата рождения", _BORN, _always),
    Private("полис", _POLICY, _always),
    Private("счёт", _ACCOUNT, _always),
    Private("карта", _NAMED_CARD, _always),
    Private("карта", _CARD, _is_card),
    Private("СНИЛС", _NAMED_SNILS, _always),
    Private("СНИЛС", _SNILS_SHAPE, _free),
    Private("СНИЛС", _SNILS, _is_snils_number),
    Private("ИНН", _NAMED_INN, _always),
    Private("ИНН", _INN, lambda found: is_inn(_digits(found)) and _free(found)),
    Private("телефон", _KIN_PHONE, _always),
)
PERSONS = (
    Private("лицо", _PERSON, _is_person),
    Private("лицо", _KIN_NAMED, _is_person),
)
