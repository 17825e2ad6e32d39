"""Numbers that have a name of their own or are longer, and so are no one-time codes.

«код подразделения 770-001», «ОКТМО 45382000», «приставка с кодом 8800»: what the number is
called by decides, not that a code is spoken of nearby. «+7 900 000-00-01, код не приходит»: the
last eight digits of a telephone are no code either.
"""

import re

from gosupport_cli.core.later import later
from gosupport_cli.core.made_up import compiled

# Names that only ever are names of numbers …
_NUMBERS = (r"(?:подразделени\w*|октмо|окато|кбк|оквэд|окпо|бик|кпп|огрн\w*|уин|тн\sвэд|региона|"
            r"индекс\w{0,2}|ифнс)")
# … and things that may have a number, or may only be spoken of: these count directly before it.
_THINGS = (r"(?:регион\w{0,2}|услуг\w{0,3}|ошибк\w{0,2}|отделени\w{1,2}|фнс|мфц|инспекци\w|"
           r"налогов\w{2,3}|органа?|территори\w|страны|города|района|товар\w|квитанци\w|"
           r"постановлени\w|дохода|вычета|льготы|валюты|специальности|школы)")
# «ОКТМО ввела 45382000», «код региона у меня 7700»
_FILLING = (r"(?:\s(?:ввела?|вв[её]л|ввожу|вводила?|указала?|указываю|набрала?|пишу|мой|наш|"
            r"такой|это|у меня|стоит|был)){0,3}")
_BEFORE = compiled(
    rf"(?<![а-яё])(?:{_NUMBERS}{_FILLING}|{_THINGS})[\s:=№#(«\"–—-]{{0,4}}$"
)
_AFTER = compiled(
    rf"[ \t]{{0,2}}[(–—-]?[ \t]{{0,2}}(?:это\s)?(?:код\w{{0,2}}\s)?{_NUMBERS}(?![а-яё])"
)
_LEFT = 60  # characters before the number that may hold its name


def is_called_otherwise(text: str, start: int, end: int) -> bool:
    """Whether the number at ``start``-``end`` stands beside a name that is no code's."""
    return bool(_BEFORE.search(text[max(0, start - _LEFT) : start])) or bool(
        _AFTER.match(text, end)
    )


# A thing that has a code of its own: «приставка с кодом 8800», «домофон, код 1234К».
OWN_CODE = (
    r"(?:приставк|телевизор|модел|роутер|принтер|устройств|прибор|аппарат|терминал|сч[её]тчик|товар|"
    r"издели|детал|домофон|подъезд|подразделени|отделени|организаци|учреждени|филиал|"
    r"специальност|направлени|регион|район|город|стран|валют|квитанци|услуг|лекарств|препарат|"
    r"диагноз|болезн|льгот|категори|професси|должност|статус|ошибк|пульт|кабинет)\w{0,6}"
)


_RUN_BEFORE = later(r"(?:\d[ \u00a0()-]{0,3}){1,20}$")
_RUN_AFTER = later(r"(?:[ \u00a0()-]{0,3}\d){1,20}")
_ROUND = 60  # characters on each side that may hold the rest of a number
# Digits of numbers that stand on their own: СНИЛС and telephones, ИНН, cards.
_WHOLE = (10, 11, 12, 16)
_FEWEST, _MOST = 9, 12


def is_in_longer_number(text: str, start: int, end: int) -> bool:
    """Whether the digits at ``start``-``end`` are a part of a telephone, СНИЛС or the like.

    A code directly beside a whole number («+7 900 000-00-01 482193») is none of its digits.
    """
    before = _digits(_RUN_BEFORE.search(text[max(0, start - _ROUND) : start]))
    after = _digits(_RUN_AFTER.match(text[end : end + _ROUND]))
    if len(before) in _WHOLE or len(after) in _WHOLE:
        return False
    whole = before + re.sub(r"\D", "", text[start:end]) + after
    # «код: 482193 1234» begins with the code; a telephone begins with 7, 8 or 9.
    return _FEWEST <= len(whole) <= _MOST and (bool(before) or whole[0] in "789")


def _digits(found: re.Match[str] | None) -> str:
    return re.sub(r"\D", "", found[0]) if found else ""
