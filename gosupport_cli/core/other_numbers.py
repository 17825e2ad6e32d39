"""Numbers that have a name of their own and so are no one-time codes.

«код подразделения 770-001», «ОКТМО 45382000», «приставка с кодом 8800»: what the number is
called by decides, not that a code is spoken of nearby.
"""

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
