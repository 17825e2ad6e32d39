"""Secrets that stand somewhere in a sentence about a password or a code, not behind the word.

«Ввожу Romashka1985, пишет: неверный пароль». What stands near is judged more sharply than what
follows a colon: models of phones, programs, files, keys and error codes stand near as well.
"""

import re

from gosupport_cli.core.later import later
from gosupport_cli.core.made_up import (
    EXEMPT,
    THING,
    Found,
    Secret,
    compiled,
    core_of,
    counts_things,
)
from gosupport_cli.core.other_numbers import is_called_otherwise, is_in_longer_number

_ABOUT_PASSWORDS = compiled(
    r"(?<![\w-])(?<!удалено: )(?:п[аоao]\u0301?[рp]{1,2}[оo]?\u0301?л[ьяюеиb]|"
    r"пасс(?!пор|ив|аж)|пас+в|passw|passcode|"
    r"pass(?!\w)|pwd|psw|gfhjk)"
)
_TOKEN = compiled(
    r"(?<![^\s«»\"“”„()<>,;:|=—→])(?=[^\s«»\"]{0,64}[\d!#$%^*])"
    r"(?P<value>[^\s«»\"“”„()<>,;:|=—→/\\\[\]{}@]{5,64})"
    r"(?![^\s«»\"“”„()<>,;:|=—→])"
)
_UPPER = later(r"[A-ZА-ЯЁ\d.-]+")
_SOMETHING_ELSE = compiled(
    r"(?:логин\w*|login|ник\w{0,3}|пользовател\w*|user(?:name)?|аккаунт\w*|ошибк\w*|error|"
    r"(?<![а-яё])код\w{0,2}|файл\w*|номер\w{0,2}|№|id|trace\w*|модел\w*|телефон\w*|браузер\w*|"
    r"верси\w*|сборк\w*|строк\w*|функци\w*|скрипт\w*|сет[ьи]|улиц\w*|дом|кабинет\w*|ноутбук\w*|"
    r"роутер\w*|модем\w*|планшет\w*|компьютер\w*|принтер\w*|приложени\w*|программ\w*|manager|"
    r"менеджер\w*|сайт\w*)(?:\s[a-z-]{2,15})?[\s:—–«\"-]{0,4}$"
)
_END = later(r"[.!?…]\s|\n")
_LEFT, _RIGHT = 90, 70  # characters of the sentence that are looked at

_DIGITS = compiled(
    r"(?:вв[её]ла?|ввожу|вводила?|вбила?|вбиваю|вбивала?|набираю|набрала?|взяла?|получила?|"
    r"прислали|прислала?|пришло|пришла|приш[её]л|пришли|было|были|цифр\w{0,3}|пишу|написала?|"
    r"указываю|указала?|продиктовала?|диктовала?|сказала?|назвала?|сообщила?|подсмотрела?|показала?|"
    r"показывает)"
    r"(?:\s(?:ей|ему|им|мне|его|их|я|туда|вот|код|цифры|это|такие|такое|мошенник\w*|оператор\w*|"
    r"звонивш\w*|тому|так)){0,3}\s?[:—–-]?\s?[«\"]?"
    r"(?P<value>\d(?:[ \u00a0-]?\d){3,7})(?![\w/-]|[.,:]\d)"
)
_ABOUT_CODES = compiled(
    r"(?<![а-яё-])код(?:а|ом|у|е|ы|ов|ик)?(?![а-яё])(?!\s+(?:ошиб|услуг|регион|подразд|ответ|стран|"
    r"город|товар|почт|отдел|орган|плат|октмо|окато|кбк|бюдж|тн\s|мфц|домоф|дохода))|"
    r"(?<![а-яё])(?:смс|эсэмэс|пуш|из сообщения|в сообщении|"
    r"для входа|войти|вход|парол|аутентификатор|яндекс ключ)|(?<!\w)(?:sms|push|otp|totp)"
)
_OTHER_NUMBER = compiled(
    r"(?:номер\w{0,2}|№|индекс\w*|сумм\w*|обращени\w*|заявлени\w*|уин|код\w{0,2} \w{1,15})"
    r"[^.\n]{0,12}$"
)


def _sentence(text: str, start: int, end: int) -> str:
    """What stands around ``start``-``end`` up to the ends of the sentence, without it."""
    left = _END.split(text[max(0, start - _LEFT) : start])[-1]
    right = _END.split(text[end : end + _RIGHT], maxsplit=1)[0]
    return f"{left} \0 {right}"


def _is_strong(value: str) -> bool:
    """Letters and digits or signs in one token, and no thing of everyday."""
    plain = core_of(value).strip("'`").rstrip("!?")
    if len(plain) < 5 or EXEMPT.fullmatch(plain) or _UPPER.fullmatch(plain):
        return False
    letters = sum(char.isalpha() for char in plain)
    mixed = any(char.isdecimal() for char in plain) or re.search(r"\w[!#$%^*]\w", plain)
    return letters >= 3 and bool(mixed) and not THING.fullmatch(plain)


def _is_near(found: Found) -> bool:
    text, start, end = found.string, found.start("value"), found.end("value")
    if not _is_strong(found["value"]):
        return False
    if _SOMETHING_ELSE.search(text[max(0, start - 25) : start]):
        return False
    return bool(_ABOUT_PASSWORDS.search(_sentence(text, start, end)))


def _is_near_code(found: Found) -> bool:
    text, start, end = found.string, found.start("value"), found.end("value")
    digits = re.sub(r"\D", "", found["value"])
    if digits == "0919" or re.fullmatch(r"(?:19|20)\d\d", digits) or counts_things(text, end):
        return False
    if re.fullmatch(r"\d\d[ -]\d\d[ -]\d{4}", found["value"]):
        return False
    if _OTHER_NUMBER.search(text[max(0, found.start() - 30) : found.start()]):
        return False
    if is_called_otherwise(text, start, end) or is_in_longer_number(text, start, end):
        return False
    return bool(_ABOUT_CODES.search(_sentence(text, start, end)))


NEARBY = (
    Secret("code", _DIGITS, _is_near_code,
           needs=("вв", "вб", "набр", "набир", "взял", "получ", "присл", "приш", "было", "были",
                  "цифр", "пиш", "напис", "указ", "дикт", "сказ", "назв", "сообщ", "подсм",
                  "показ"),
           reach=200),
    Secret("password", _TOKEN, _is_near, runs_on=False,
           needs=("пар", "пор", "пap", "пaр", "паp", "пoр", "пop", "поp", "пасс", "пасв", "pass",
                  "pwd", "psw", "gfhjk"), reach=250),
)
