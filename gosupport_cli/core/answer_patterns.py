"""How answers to security questions, spare codes and keys of authenticator apps look."""

import re

from gosupport_cli.core.made_up import Found, Secret, always, compiled, counts_things, looks_made_up

_WORD_OF = (r"(?:(?:кодов|секретн|контрольн|проверочн)(?:ое|ым|ого)\s(?:слов(?:о|ом|а)|фраз\w)|"
            r"кодовая фраза)")
_ANSWER = compiled(
    rf"(?:{_WORD_OF}(?:\s(?:для|от|на|к|моё|мое|у|меня|входа|госуслуг|банка|карты|такое|было))"
    r"{0,4}|девичья фамилия(?:\s+(?:матери|мамы|моей|бабушки)){0,2}|"
    r"ответ\s(?:на|для|к)\s(?:контрольн|секретн|проверочн)\w{2,3}\sвопрос\w?|"
    r"(?:контрольный|секретный) вопрос и ответ)"
    r"\s*(?:[:=]|\s[-–—]\s)\s*[«\"'“„(`]{0,2}(?!(?:не|нет|неверн\w*|не\w+|ошиб\w*|забы\w*)\b)"
    r"(?P<value>[^\n.,;»\"]{2,60})"
)
_BARE_ANSWER = compiled(
    rf"{_WORD_OF}(?:\s(?:такое|было|у меня|это|моё|мое|в банке|для банка|для входа)){{0,2}}"
    r"\s+(?P<quote>[«\"]?)(?P<value>[^\s«»\",;.!?]{4,64})"
)
# «Секретный вопрос: кличка собаки. Ответ: Тузик», «на контрольный вопрос отвечаю «Барсик»»
_TO_A_QUESTION = compiled(
    r"(?:(?:секретн|контрольн|проверочн)\w{2,3}\s+вопрос\w{0,3}|вопрос\w{0,2}\s+безопасности)"
    r"[^\n]{0,80}?(?<![а-яё])(?:ответ\w{0,2}|отвеча\w{1,3}|отвечала?|пишу|ввожу|ввела|вв[её]л)"
    r"(?:\s(?:так|на него|всегда|правильно|правильный|был|мой|такой|там|у меня)){0,3}"
    r"(?P<sign>\s*[:=]\s*|\s[-–—]\s|\s+)(?P<quote>[«\"„“]?)"
    r"(?P<value>[^\s«»\",;.!?]{3,64})"
)
# «Секретный вопрос: кличка — Тузик»
_ANSWER_NAME = compiled(
    r"(?<![а-яё])(?:секретн|контрольн|проверочн)\w{2,3}\s+вопрос\w{0,3}[^\n]{0,80}?"
    r"(?<![а-яё])(?:девичья\s)?(?:фамилия|кличка|имя)(?:\s[а-яё]{3,12}){0,2}\s*[:=–—-]\s*"
    r"(?P<value>[^\s«»\",;.!?]{3,64})"
)
# «ответ Петухова на секретный вопрос»
_ANSWER_FIRST = compiled(
    r"(?<![а-яё])ответ\w{0,2}\s(?P<quote>[«\"„“]?)(?P<value>[^\s«»\",;.!?]{3,64})[»\"”“]?"
    r"(?P<sign>\s)(?:на|для|к)\s(?:(?:мой|свой|этот)\s)?"
    r"(?:(?:секретн|контрольн|проверочн)\w{2,3}\s+вопрос|вопрос\w{0,2}\s+безопасности)"
)
_RECOVERY = compiled(
    r"(?:(?:резервн\w{2,3}|аварийн\w{2,3}|запасн\w{2,3})\sкод\w{0,2}|код\w{0,2}\sвосстановления|"
    r"recovery codes?|backup codes?)"
    r"(?:\s(?:такой|такие|от|для|входа|госуслуг|аккаунта|доступа|это|вот|мне|дали)){0,4}"
    r"\s*[:=–—-]?\s*(?P<value>[a-z\d]{2,12}(?:-[a-z\d]{2,12}){0,7}"
    r"(?:(?:,?\s|\s-\s)(?=[a-z-]{0,12}\d)[a-z\d]{2,12}(?:-[a-z\d]{2,12}){0,7}){0,15})(?![\w-]|\.\w)"
)
_MAILED = compiled(
    r"(?:код\w{0,2}\s(?:подтверждения|входа|для входа|из письма|с почты|из смс|доступа|проверки|"
    r"активации)|(?:почт|письм|смс|sms)[^.!?\n]{0,40}(?<![а-яё])код\w{0,2})"
    r"(?:\s(?:такой|вот|пришёл|пришел|из письма|из смс|с почты|по почте)){0,2}\s*[:=–—-]?\s*[«\"]?"
    r"(?P<value>(?=[a-z-]{0,8}\d)(?=[\d-]{0,8}[a-z])[a-z\d]{2,8}(?:-[a-z\d]{2,8}){0,3})(?![\w-]|\.\w)"
)
_SEED = compiled(
    r"(?:(?<!\w)(?:t?otp|2fa|hotp|authenticator|аутентификатор\w?)[\s-]*"
    r"(?:секрет\w{0,2}|secret|seed|ключ\w?|key)|"
    r"(?:секретн\w{2}\s)?ключ\w?\s(?:для\s|от\s|из\s)?(?:приложения[\s-]{1,3})?аутентификатор\w|"
    r"ключ\w?\s(?:для\s|от\s|из\s)?(?:t?otp|2fa|hotp|двухфакторн\w{2,3}(?:\s[а-яё]{4,20})?)|"
    r"ключ настройки|setup key)(?:\s(?:такой|вот|входа)){0,2}\s*[:=–—-]?\s*"
    r"(?P<value>(?:[a-z2-7]{4}[\s-]?){3,16})(?!\w)"
)
_NOBODY = frozenset((
    "банк", "сбербанк", "госуслуги", "портал", "сайт", "система", "оператор", "поддержка", "втб",
    "никто", "мфц", "поддержки", "портала", "сайта", "робот", "макс",
))


def _is_word(found: Found) -> bool:
    """«кодовое слово Ласточка»: a name, or what is no word; «банк не спрашивал» is a sentence."""
    value = found["value"]
    if value.casefold() in _NOBODY or (value.isupper() and value.isalpha()):
        return False
    return looks_made_up(value) or bool(found["quote"]) or value[0].isupper()


_TROUBLE = compiled(r"(?:не|нет|неверн\w*|ошиб\w*|правильн\w*|забы\w*|на|в|пуст\w*|верн\w*)")


def _is_answer(found: Found) -> bool:
    value = found["value"]
    if _TROUBLE.fullmatch(value) or value.casefold() in _NOBODY or value.startswith("["):
        return False
    if found["quote"] or found["sign"].strip() in (":", "=") or looks_made_up(value):
        return not counts_things(found.string, found.end("value"))
    return value[0].isupper() and not value.isupper()


def _is_recovery(found: Found) -> bool:
    # «код восстановления не пришёл» has no digit, «код восстановления 3 раза» counts.
    value = found["value"]
    return (len(re.sub(r"\W", "", value)) >= 6 and bool(re.search(r"\d", value))
            and not re.match(r"esia|\d\d:|https?", value, re.IGNORECASE)
            and not counts_things(found.string, found.end("value")))


def _is_mailed(found: Found) -> bool:
    value = found["value"]
    if "ошиб" in found.group().lower() or re.match(r"esia|0x", value, re.IGNORECASE):
        return False
    return 5 <= len(value) <= 20 and value == value.upper()


_SAFE = ("слов", "фраз", "вопрос", "девич")
ANSWERS = (
    Secret("password", _ANSWER, always, needs=_SAFE),
    Secret("password", _TO_A_QUESTION, _is_answer, needs=("вопрос",)),
    Secret("password", _ANSWER_NAME, lambda found: not _TROUBLE.fullmatch(found["value"]),
           needs=("вопрос",)),
    Secret("password", _ANSWER_FIRST, _is_answer, needs=("вопрос",)),
    Secret("password", _BARE_ANSWER, _is_word, needs=_SAFE),
    Secret("code", _RECOVERY, _is_recovery,
           needs=("резерв", "аварийн", "запасн", "восстановл", "recovery", "backup")),
    Secret("code", _MAILED, _is_mailed, needs=("код",)),
    Secret("key", _SEED, lambda found: len(re.sub(r"[^A-Z2-7]", "", found["value"])) >= 12,
           needs=("otp", "2fa", "authentic", "аутентиф", "двухфактор", "ключ настр", "setup key")),
)
