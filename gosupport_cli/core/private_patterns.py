"""How numbers and names of persons look in free text (DOMAIN §3, class 2; §7).

These are not secret but private: a form may need them, a free text does not. A label next to
the number is enough even when its check digits are wrong (people mistype); without a label
only right check digits count, so that order, ticket and service numbers stay.
"""

import re
from collections.abc import Callable

from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.identifiers import is_inn, is_snils, passes_luhn
from gosupport_cli.core.later import later
from gosupport_cli.core.made_up import compiled

Found = re.Match[str]


class Private(Frozen):
    """One way to meet a private value; ``label`` names the placeholder ``[label-1]``."""

    label: str
    pattern: re.Pattern[str]
    counts: Callable[[Found], bool]
    needs: tuple[str, ...] = ()
    reach: int = 300


def _always(_found: Found) -> bool:
    return True


_B = r"[ \t\u00a0\n-]"
_BETWEEN = r"[^\d\n\[\]]{0,30}\n?[^\d\n\[\]]{0,10}"
_PASSPORT = compiled(
    r"(?:паспорт\w*|пасп\.|серия|загранпаспорт\w*)" + _BETWEEN +
    rf"(?P<value>\d{{2}}{_B}?\d{{2}}[ \t\u00a0\n,;-]{{0,2}}(?:(?:№|N|n|номер|"
    rf"ном\.)[ \t:]{{0,2}})?"
    rf"\d(?:{_B}?\d){{5}}|\d{{2}}{_B}?(?:№\s?)?\d{{7}})(?!\d)"
)
_BIRTH_PAPER = compiled(
    r"(?:свидетельств\w*|"
    r"св-во)[^\d\n]{0,30}?(?P<value>[IVXLC]{1,5}\s?-\s?[А-Я]{2}\s?(?:№\s?)?\d{6})(?!\d)"
)
_MONTH = r"(?:янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек)[а-я]{0,6}"
_DATE = (rf"\d{{1,2}}\s?[./-]\s?\d{{1,2}}\s?[./-]\s?(?:19|20)?\d{{2}}|(?:19|20)\d\d-\d\d-\d\d|"
         rf"\d{{1,2}}\s{{1,2}}{_MONTH}\s{{1,2}}(?:19|20)\d\d")
_BIRTH = compiled(
    r"(?:дата\s+рожд\w*|родил(?:ся|ась)|рождени\w*|рожд\.|д\.\s?р\.|др)(?![а-яё])[^\d\n]{0,20}\n?"
    rf"(?P<value>{_DATE})(?!\d)"
)
_BORN = compiled(rf"(?P<value>{_DATE})\s{{0,2}}(?:г\.?\s?р\.?|года?\s+рожд\w*)(?![а-яё])")
_CARD = later(r"(?<![\w.-])(?P<value>\d(?:[ \t\u00a0\n-]{0,2}\d){12,18})(?![\w-]|\.\d)")
_NAMED_CARD = compiled(
    r"(?:карт[аыуе]|карточк\w|картой|мир|visa|mastercard)[^\d\n\[\]]{0,20}"
    rf"(?P<value>\d{{4}}(?:{_B}{{0,2}}\d{{4}}){{3}})(?!\d)"
)
_SNILS = later(
    rf"(?<![\w-])(?P<value>\d{{3}}{_B}?\d{{3}}{_B}?\d{{3}}{_B}?\d{{2}})(?![\w-])"
)
_SNILS_SHAPE = later(r"(?<![\w-])(?P<value>\d{3}-\d{3}-\d{3}[ \u00a0\n-]\d{2})(?![\w-])")
_NAMED_SNILS = compiled(
    r"(?:снилс\w{0,2}|страхов\w+\s+номер\w?|snils)" + _BETWEEN +
    rf"(?P<value>\d(?:{_B}{{0,2}}\d){{10}})(?!\d)"
)
_INN = later(rf"(?<![\w-])(?P<value>\d{{4}}{_B}?\d{{4}}{_B}?\d{{4}})(?![\w-])")
_NAMED_INN = compiled(
    r"(?<![а-яё])(?:инн|inn)(?![а-яё])[^\d\n\[\]]{0,15}\n?"
    rf"(?P<value>\d(?:{_B}?\d){{11}}|\d(?:{_B}?\d){{9}})(?!\d)"
)
_POLICY = compiled(
    r"(?:полис\w*|омс)[^\d\n\[\]]{0,15}" + rf"(?P<value>\d{{4}}(?:{_B}?\d{{4}}){{3}})(?!\d)"
)
_ACCOUNT = compiled(
    r"(?:сч[её]т\w{0,2}|р/с|"
    r"расч[её]тн\w+)[^\d\n\[\]]{0,20}" + rf"(?P<value>4(?:{_B}?\d){{19}})(?!\d)"
)
_DRIVER = compiled(
    r"(?:водительск\w+|права|в/у|ву)(?![а-яё])[^\d\n\[\]]{0,25}"
    rf"(?P<value>\d{{2}}{_B}?(?:\d{{2}}|[А-Я]{{2}}){_B}?\d{{6}})(?!\d)"
)
_NOT_PRIVATE = compiled(
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
_PHONE = r"(?P<value>(?:\+7|8|7)(?:[\s().\u2010-\u2015-]{0,2}\d){10})(?!\d)"
_MAIL = r"(?P<value>[\w.+-]{1,64}@[\w-]{1,60}(?:\.[\w-]{1,60}){0,4}\.[a-zа-я]{2,10})(?![\w@-])"
_OTHERS = (rf"(?:{_KIN}|друга?|другу|подруге|знакомый|знакомого|знакомой|коллега|коллеги|"
           r"начальника?|начальницы|(?:е[ёе]|его|их)\s(?:номер\w?|тел\w*|почт\w|e-?mail|емейл|адрес\w?))")
_BETWEEN_MAIL = r"[^\n.!?@\[\]]{0,40}?(?<![\w.+-])"
_IS_OF = (r"\s{0,2}[-–—(,]?\s{0,2}(?:это\s)?(?:(?:почта|телефон|номер|адрес)\s)?" +
          rf"{_OTHERS}(?!\w)")
_KIN_PHONE = compiled(rf"(?<!\w){_OTHERS}(?!\w)(?P<between>[^\d\n.!?\[\]+]{{0,30}})" + _PHONE)
_PHONE_OF_KIN = compiled(r"(?<![\w+])(?P<between>)" + _PHONE + _IS_OF)
_KIN_MAIL = compiled(rf"(?<!\w){_OTHERS}(?!\w){_BETWEEN_MAIL}" + _MAIL)
_MAIL_OF_KIN = compiled(
    r"(?<![\w.+-])" + _MAIL + _IS_OF
)
_AFTER_NAME = r"\[(?:лицо|телефон)-\d{1,4}\]"
_NAMED_PHONE = compiled(_AFTER_NAME + r"(?P<between>[^\d\n!?\[\]+]{0,25})" + _PHONE)
_NAMED_MAIL = compiled(_AFTER_NAME + _BETWEEN_MAIL.replace(".!", "!") + _MAIL)
# Names that are no persons: streets, hospitals «имени …», and words that begin a sentence.
_NAMED_AFTER = compiled(r"(?:имени|им\.|ул\.|улица|улице|пер\.|проспект\w?|площад\w+|"
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


_KIN_STEMS = (
    "муж", "жен", "сын", "доч", "мам", "мать", "матер", "пап", "отец", "отц", "брат", "сестр",
    "бабуш", "дедуш", "внук", "внуч", "реб", "сосед", "подруг", "тёщ", "тещ", "свекров", "супруг",
    "опекун", "доверит", "его", "её", "ее ", "их ", "друг", "знаком", "начальн", "коллег",
)
_NOBODYS_MAIL = compiled(r"gosus|госус|digital\.gov|no-?reply|support|help")
_MINE = (r"(?<!\w)(?:мо[йяеёию]\w{0,2}|наш\w{0,2}|сво[йяеёию]\w{0,2}|мне|меня|личн\w{2,3}|"
         r"звоните|перезвоните|пишите|ответьте|запасн\w{2,3}|дополнительн\w{2,3})(?!\w)")
_OWN_PHONE = compiled(_MINE + r"(?P<between>[^\d\n.!?\[\]+]{0,40}?)" + _PHONE)
_OWN_MAIL = compiled(_MINE + _BETWEEN_MAIL + _MAIL)
# «маме звонили с +7 495 …»: the caller's number is what the support has to see.
_A_CALLER = compiled(r"звон|набрал|с номера|на горяч")


def _foreign_mail(found: Found) -> bool:
    """The portal's own addresses are nobody's private ones, nor is what may be a fraud's."""
    return not _NOBODYS_MAIL.search(found["value"])


def _foreign_phone(found: Found) -> bool:
    """Not a free line (8 800), not the number of somebody who called."""
    return _digits(found)[1:4] != "800" and not _A_CALLER.search(found["between"])


PRIVATE = (
    Private("паспорт", _PASSPORT, _always, needs=("пасп", "серия")),
    Private("свидетельство", _BIRTH_PAPER, _always, needs=("свидет", "св-во")),
    Private("права", _DRIVER, _always, needs=("водит", "права", "в/у", "ву")),
    Private("дата рождения", _BIRTH, _always, needs=("рожд", "родил", "др", "д.")),
    Private("дата рождения", _BORN, _always, needs=("рожд", "г.", "гр", "г р")),
    Private("полис", _POLICY, _always, needs=("полис", "омс")),
    Private("счёт", _ACCOUNT, _always, needs=("счет", "счёт", "р/с", "расч")),
    Private("карта", _NAMED_CARD, _always, needs=("карт", "мир", "visa", "mastercard")),
    Private("карта", _CARD, _is_card),
    Private("СНИЛС", _NAMED_SNILS, _always, needs=("снилс", "страхов", "snils")),
    Private("СНИЛС", _SNILS_SHAPE, _free),
    Private("СНИЛС", _SNILS, _is_snils_number),
    Private("ИНН", _NAMED_INN, _always, needs=("инн", "inn")),
    Private("ИНН", _INN, lambda found: is_inn(_digits(found)) and _free(found)),
    Private("телефон", _KIN_PHONE, _foreign_phone, needs=_KIN_STEMS),
    Private("телефон", _PHONE_OF_KIN, _foreign_phone, needs=_KIN_STEMS),
    Private("почта", _KIN_MAIL, _foreign_mail, needs=("@",), reach=600),
    Private("почта", _MAIL_OF_KIN, _foreign_mail, needs=("@",), reach=600),
)
# After the names, which stand as «[лицо-1]» by then.
PERSONS = (
    Private("лицо", _PERSON, _is_person),
    Private("лицо", _KIN_NAMED, _is_person, needs=_KIN_STEMS),
    Private("телефон", _NAMED_PHONE, _foreign_phone),
    Private("почта", _NAMED_MAIL, _foreign_mail, reach=600),
)
# The person's own contacts by the words beside them, where a channel gets no contacts.
OWN_CONTACTS = (
    Private("телефон", _OWN_PHONE, _foreign_phone),
    Private("почта", _OWN_MAIL, _foreign_mail, reach=600),
)
