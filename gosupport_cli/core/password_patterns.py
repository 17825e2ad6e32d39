"""How passwords, PINs and answers to security questions look in what people write."""

import re

from gosupport_cli.core.made_up import (
    EXEMPT,
    INNER_CAPITAL,
    MESSAGES,
    RUSSIAN_WORD,
    Found,
    Secret,
    always,
    compiled,
    core_of,
    counts_things,
    looks_made_up,
)

_NAME = (r"(?:(?<![\w-])|(?<=логин-)|(?<=логина-))(?:п[ао]рол+[ьяюеи]?\w{0,2}|парл[ья]|"
         r"пассворд\w?|пасворд\w?|пасс|password|"
         r"passwd|passphrase|passcode|pass|pwd|psw|пин(?:[ -]?код\w{0,2})?|"
         r"pin(?:[ -]?code)?)(?!\w)")
# After these the sentence is about trouble, and what follows a colon is a message.
_TROUBLE = (r"(?!(?:не|нет|ни|ошиб\w*|неверн\w*|забы\w*|сброс\w*|восстан\w*|пишет|выда\w*|"
            r"появ\w*|"
            r"требу\w*|слишком|долж\w*|просит|истек\w*|истёк)\b)")
_WORDS = rf"(?:,?\s+{_TROUBLE}[а-яё]{{1,20}}){{0,6}}"
_SIGN = r"[\"'”»)]?\s*(?:[:=]+|\s[-–—]+\s|[-–—](?=\S)|\bis\b|\()\s*(?:это\s+)?"
_OPEN = r"[«\"'“„(`]{0,2}"
_PASSWORD = compiled(_NAME + _WORDS + _SIGN + _OPEN + r"(?P<value>[^\s«»\"“”„]{3,400})")
_QUOTED = compiled(
    _NAME + _WORDS + r"\s*[-–—:=]?\s*[«\"“„](?P<value>[^«»\"“”„\n]{3,64})[»\"”“]"
)
_LINKING = (r"(?:\s+(?:от|для|к|на|в|из|с|моего|мой|моей|моих|свой|личного|личный|кабинета|"
            r"кабинет|"
            r"госуслуг\w*|портал\w*|вход\w*|аккаунт\w*|почт\w*|уч[её]тн\w*|запис\w*|есиа|сайт\w*|"
            r"такой|вот|это|у|меня|неё|нее|него|был|была|стоял|стоит|сейчас|теперь|ввожу|ввожу:|"
            r"вв[её]л|ввела|вводила?|ввести|набираю|набирала?|пишу|указала?|поставила?|"
            r"придумала?|"
            r"сменила?|новый|старый|прежний|его|её|ее|сын\w?|муж\w?|жен\w|доч\w{1,3}|мам\w|"
            r"пап\w|бабушк\w|тот|же|точно|правильный|верный|"
            r"карты|токена|рутокен\w*|смартфона|телефона)){0,5}")
_BARE = compiled(_NAME + _LINKING + r"\s+" + _OPEN + r"(?P<value>[^\s«»\"“”„,;()]{4,200})")
_BEFORE = compiled(
    r"(?<!\S)(?P<value>[^\s«»\"]{5,64})[»\"]?\s{0,2}(?:[-–—(]\s{0,2}(?:это\s+)?|это\s+)"
    r"(?:мой\s+|наш\s+|е[ёе]\s+|его\s+)?п[ао]роль(?=\s*(?:[).,;!\n]|$|от\b|для\b|к\b|на\b))"
)
_LOGIN_TOO = compiled(
    r"(?<!\w)(?:логин\w{0,2}|login|учётка|учетка|доступ\w?|вход)\s*(?:/|\\|и|,|\+|&|-)?\s*"
    r"(?:п[ао]рол[ьяюеи]\w{0,2}|password|pass|госуслуги)\s*(?:[:=]|\s[-–—]\s)\s*"
    r"(?P<value>[^\s,;:/|]{3,64}(?:\s{0,2}[/|,;:]\s{0,2}|\s)(?P<second>[^\s]{3,64}))"
)
_PIN = compiled(
    r"(?<![\w-])(?:пин|pin)(?:[ -]?(?:код\w{0,2}|code))?(?:\s(?:от|к|карты|токена|рутокен\w*|"
    r"такой|был|"
    r"телефона|ключа|подписи|моей|моего|вот|ввожу)){0,4}\s{0,2}[:=–—-]?\s{0,2}[«\"(]?"
    r"(?P<value>\d(?:[ -]?\d){3,11})(?![\w-]|[.,]\d)"
)
_ANSWER = compiled(
    r"(?:кодовое слово|секретное слово|контрольное слово|кодовая фраза|"
    r"девичья фамилия(?:\s+матери)?|"
    r"ответ на (?:контрольный|секретный|проверочный) вопрос|(?:контрольный|"
    r"секретный) вопрос и ответ)"
    r"\s*(?:[:=]|\s[-–—]\s)\s*" + _OPEN + r"(?P<value>[^\n.,;»\"]{2,60})"
)
def _after_sign(found: Found) -> bool:
    value = core_of(found["value"]).strip("'`(")
    plain = value.rstrip("!?")
    if len(plain) < 3 or EXEMPT.fullmatch(plain):
        return False
    if "," in found.group()[: found.start("value") - found.start()]:
        return looks_made_up(value)  # another clause: only what cannot be a word
    if RUSSIAN_WORD.fullmatch(plain):
        return bool(INNER_CAPITAL.search(plain))
    if plain.isdecimal():
        return len(plain) >= 4 and not counts_things(found.string, found.end("value"))
    return plain.casefold() not in MESSAGES and bool(re.search(r"\w", plain))


def _quoted_counts(found: Found) -> bool:
    words = found["value"].split()
    if found["value"].startswith("[") or all(word.casefold() in MESSAGES for word in words):
        return False
    return any(looks_made_up(word) for word in words) or (
        # «пароль: "correct horse"»: foreign words in quotes, not a message of the site
        not re.search(r"[а-яё]", found["value"], re.IGNORECASE)
        and not any(word.casefold() in MESSAGES for word in words)
        and not EXEMPT.fullmatch(found["value"])
        and re.search(r"[:=]\s*[«\"“„]", found.group()) is not None
    )


def _bare_counts(found: Found) -> bool:
    value, text, end = found["value"], found.string, found.end("value")
    if value.endswith("-"):
        # A program wrapped the line at a dash of the value: look at the whole of it.
        rest = re.compile(r"\s{1,9}(\S{1,200})").match(text, end)
        value += rest[1] if rest else ""
    return looks_made_up(value) and not (value.isdecimal() and counts_things(text, end))


def _pin_counts(found: Found) -> bool:
    return not counts_things(found.string, found.end("value"))


def _login_too(found: Found) -> bool:
    second, first = core_of(found["second"]), found["value"].split()[0]
    if RUSSIAN_WORD.fullmatch(first) or second.casefold() in MESSAGES:
        return False
    return not RUSSIAN_WORD.fullmatch(second) and not EXEMPT.fullmatch(second)


FIRST_PASSWORDS = (
    Secret("password", _PIN, _pin_counts),
)

PASSWORDS = (
    Secret("password", _ANSWER, always),
    Secret("password", _LOGIN_TOO, _login_too, runs_on=True),
    Secret("password", _QUOTED, _quoted_counts),
    Secret("password", _PASSWORD, _after_sign, runs_on=True),
    Secret("password", _BARE, _bare_counts, runs_on=True),
    Secret("password", _BEFORE, lambda found: looks_made_up(found["value"])),
)
