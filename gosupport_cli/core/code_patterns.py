"""How one-time codes look: from SMS, MAX, letters, apps; spoken, too (G-108)."""

import re

from gosupport_cli.core.made_up import Found, Secret, always, compiled
from gosupport_cli.core.other_numbers import (
    OWN_CODE,
    is_called_otherwise,
    is_in_longer_number,
)

_DIGITS = r"(?P<value>\d(?:[ \u00a0\n-]{0,2}\d){3,7}(?![\w/-]|[.,:]\d))"
_QUALIFIER = (r"(?:из|в|с|по|от|для|на|моб\w*|смс[\w-]{0,20}|sms[\w-]{0,20}|подтвержд\w*|вход\w*|"
              r"авториз\w*|доступ\w*|"
              r"проверк\w*|проверочн\w*|активац\w*|восстановлени\w*|безопасност\w*|"
              r"двухфакторн\w*|"
              r"аутентифик\w*|приложени\w*|почт\w*|письм\w*|сообщени\w*|телефон\w*|max|макс\w*|"
              r"тотп|"
              r"totp|приш[её]л\w*|пришл\w*|прислал\w*|получил\w*|вв[её]л\w*|ввожу|набрал\w*|"
              r"вводил\w*|"
              r"такой|вот|это|мне|был|госуслуг\w*|портал\w*|есиа|бот\w*|одноразов\w*|пуш\w*|push|"
              r"звонк\w*|последни\w*|цифр\w*|четыре|пять|шесть|восемь|котор\w*|не|подош\w*|"
              r"подходит|говорит|продиктовал\w*|"
              r"назвал\w*|сказал\w*|сообщил\w*|и|а|я|у|меня|нам|ей|ему|маме|банк\w*|личн\w*|"
              r"кабинет\w*|"
              r"нов\w*|перв\w*|втор\w*|резервн\w*|был\w*|тоже|опять|снова|принима\w*|"
              r"операци\w*|перевод\w*|плат[её]ж\w*|оплат\w*|верификац\w*|регистрац\w*|сегодня|"
              r"вчера|"
              r"утром|сейчас|потом|этот|тот|мой|свой|ваш|наш|долго|сразу|наконец|правильн\w*|"
              r"верн\w*|муж\w?|жен\w|сын\w?|доч\w{1,3}|мам\w|пап\w|номер[а]?|0919|вбила?|вбиваю|взяла?|указала?|набираю|смартфон\w?|iz|s|po|ot|dlya|v|na|prishe?l|podtver\w*|vhoda)")
_CODE_WORD = r"(?<![а-яёa-z])(?:смс-|sms-|otp-|пуш-)?код(?:а|ом|у|е|ы|ов|ик)?(?![а-яёa-z])"
_CODE = compiled(
    _CODE_WORD + rf"(?:[\s,(«\"]{{1,3}}{_QUALIFIER}(?![а-яёa-z])){{0,7}}"
    r"[\s«\"(,]{0,3}[:=–—-]{0,2}[\s«\"(]{0,3}" + _DIGITS
)
# «код для входа: A7K9»: letters and digits, after a sign and the purpose only.
_MIXED = compiled(
    r"(?<![а-яёa-z])код(?:\s(?:из|для|от)?\s?(?:смс|sms|подтвержден\w+|входа|авторизации|"
    r"письма|записи)){1,3}\s{0,2}[:=–—]\s{0,2}[«\"]?"
    r"(?P<value>(?=[a-z]{0,7}\d)(?=\d{0,7}[a-z])[a-z\d]{4,8})(?![\w-])"
)
# «код подтверждения А4-Б8-21», «код G-482913»: groups with hyphens.
_HYPHENED = compiled(
    r"(?<![а-яёa-z])код(?:а|ом)?(?:\s(?:подтвержден\w+|входа|авторизации|из\s(?:смс|sms|письма))"
    r"\s{0,2}[:=–—]?\s{0,2}[«\"]?(?=[a-zа-я-]{0,8}\d)|\s[«\"]?(?=g-\d{4}))"
    r"(?P<value>[a-zа-я\d]{1,4}(?:-[a-zа-я\d]{2,8}){1,4})(?![\w-])"
)
_SMS = compiled(
    r"(?<![\w-])(?:смс|sms|эсэмэс|otp|totp|тотп|пуш|push)[а-я-]{0,5}"
    r"(?:[\s:=–—,(-]{1,3}(?:с|код\w{0,2}|цифр\w*|было|была|был|пришл\w*|приш[её]л\w*|вот|такой|"
    r"такая|"
    r"это|мне|в|из|текст\w*|написано|там|от|госуслуг\w*|число)(?![а-яё])){0,6}"
    r"[\s«\"(]{0,3}[:=–—-]{0,2}[\s«\"(]{0,3}" + _DIGITS
)
_ONE_TIME = compiled(
    r"(?:одноразов\w+|временн\w+|п[ао]роль\s+из\s+\w+|(?:sms|verification|security|confirmation|"
    r"one[ -]time|login|auth(?!orit)\w*|access)\s+(?:code|password)|passcode|otp(?:\s+code)?)"
    r"(?:\s+(?:п[ао]рол\w+|код\w*|is|госуслуг\w*|из|смс|sms|max|такой|был|вот)){0,4}"
    r"\s*[:=–—-]?\s*[\"'«(]?" + _DIGITS
)
_FIRST = compiled(
    r"(?<![\w№#.,:/+-])(?P<value>\d(?:[ \u00a0-]?\d){3,7})(?!\w)"
    r"(?:\s{0,2}[-–—:(«\"]{1,2}\s{0,2}|\s{1,2}|,\s{1,2}(?=это|код\s+(?:из|подтв|приш)))"
    r"(?:(?:это|приш[её]л|пришло|прислали|мой|твой|вот|такой|мне|ввожу|был|как|проверочный|"
    r"одноразовый|последний)\s{1,2}){0,3}"
    r"(?:код\w{0,2}(?!\s+(?:ошиб|услуг|регион|подраз|ответ|статус|стран|город|товар|октмо|окато|"
    r"кбк|бюдж|домоф|тн\s|мфц|дохода|налог))(?![а-яё])|"
    r"(?:из|в|по)\s{1,2}(?:смс|sms|сообщени\w*|письм\w*|пуш\w*)|смс(?![а-яё])|ваш\s+код)"
)
# «получил шестизначный 730086»
_SO_LONG = compiled(
    r"(?<![\wа-яё])(?:четыр[её]х|пяти|шести|семи|восьми|[4-8][- ]?(?:ти|х|и)?)-?значн\w{2,3}"
    r"(?:\s(?:код\w{0,2}|парол\w{1,2}|из|смс|sms|такой|вот|это|пришел|приш[её]л|мне|был)){0,4}"
    r"\s?[:=–—-]?\s{0,2}[«\"(]?" + _DIGITS
)
_SPOKEN_DIGIT = r"(?:ноль|нуль|один|два|три|четыре|пять|шесть|семь|восемь|девять)"
_SPOKEN = compiled(
    rf"(?:код\w{{0,2}}|смс|"
    rf"п[ао]роль)(?:[\s,:–—-]{{1,3}}{_QUALIFIER}(?![а-яё])){{0,4}}[\s,:–—-]{{1,3}}"
    rf"(?P<value>{_SPOKEN_DIGIT}(?:[\s,-]{{1,3}}{_SPOKEN_DIGIT}){{3,7}})(?![а-яё])"
)
_CALLED_OTHERWISE = compiled(
    rf"(?:{OWN_CODE}|ошиб\w*(?:\s(?:входа|авторизации|сервера|доступа|связи|загрузки))?|"
    r"сбо\w*|error|статус\w*|ответ\w*|услуг\w*|http\w*|стоп|почтов\w*|штрих|qr|"
    r"промо|трек|индекс\w*|номер\w*)"
    r"\s*[,(:–—-]?\s*(?:с|под|имеет|это|её|его)?\s*-?$"
)
_ABOUT_OTHER = compiled(r"\s{0,2}[–—-]?\s{0,2}(?:ошиб|услуг|регион|подразд|\(?http|отделени|"
                        r"орган)")
_ABOUT_SMS = compiled(r"[\s,–—(-]{0,4}(?:\w+\s){0,2}(?:из|в|по|с|от)?\s{0,2}(?:смс|sms|письм|"
                      r"пуш|push|max)")
_FROM_SMS = compiled(r"\s{1,3}из\s(?:смс|sms|сообщ|письм|пуш)")


def _is_code(found: Found) -> bool:
    value, text = found["value"], found.string
    digits = re.sub(r"\D", "", value)
    # 0919 is the official sender; a year is a year; «20-11-2026» is a date, «в 14 30» a time.
    a_year = re.fullmatch(r"(?:19|20)\d\d", digits)
    if digits == "0919" or (a_year and not _FROM_SMS.match(text, found.end("value"))):
        return False
    if re.fullmatch(r"\d\d[ -]\d\d[ -]\d{4}|\d{4}-\d\d-\d\d", value):
        return False
    if is_in_longer_number(text, *found.span("value")):
        return False
    before = text[max(0, found.start("value") - 12) : found.start("value")]
    if re.search(r"\bв\s$", before) and re.fullmatch(r"(?:[01]\d|2[0-3])[ -][0-5]\d", value):
        return False
    if re.search(r"(?:номер\w{0,2}|№|#|на)\s*$", before):
        return False
    if not _FROM_SMS.match(text, found.end("value")) and is_called_otherwise(
        text, found.start("value"), found.end("value")
    ):
        return False
    if _ABOUT_SMS.match(text, found.end("value")):
        return True
    lead = text[max(0, found.start() - 40) : found.start()]
    return not (_CALLED_OTHERWISE.search(lead) or _ABOUT_OTHER.match(text, found.end("value")))


_NUMBERED = compiled(
    r"(?:обращени\w*|заявлени\w*|заявк\w*|запрос\w*|тикет\w*|номер\w*|услуг\w*|ошибк\w*|№|код\w*|"
    r"индекс\w*|дом|кв|год\w*|участ\w*|верси\w*|полис\w*|талон\w*|кабинет\w*|http|esia|"
    r"status)\W{0,4}$"
)


def _is_code_first(found: Found) -> bool:
    lead = found.string[max(0, found.start("value") - 25) : found.start("value")]
    return not _NUMBERED.search(lead) and _is_code(found)


CODES = (
    Secret("code", _CODE, _is_code, needs=("код",)),
    Secret("code", _MIXED, always, needs=("код",)),
    Secret("code", _HYPHENED, _is_code, needs=("код",)),
    Secret("code", _ONE_TIME, _is_code,
           needs=("разов", "временн", "роль", "code", "passw", "otp", "passc")),
    Secret("code", _SO_LONG, _is_code, needs=("значн",)),
    Secret("code", _SMS, _is_code,
           needs=("смс", "sms", "эсэмэс", "otp", "тотп", "пуш", "push")),
    Secret("code", _FIRST, _is_code_first, reach=200,
           needs=("код", "смс", "sms", "сообщ", "письм", "пуш")),
    Secret("code", _SPOKEN, always, needs=("ноль", "нуль", "один", "два", "три", "четыре", "пять",
                                           "шесть", "семь", "восемь", "девять")),
)
