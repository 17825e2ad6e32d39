"""How passwords and PINs look in what people write."""

import re

from gosupport_cli.core.made_up import (
    EXEMPT,
    INNER_CAPITAL,
    MESSAGES,
    RUSSIAN_WORD,
    THING,
    Found,
    Secret,
    compiled,
    core_of,
    counts_things,
    looks_made_up,
)

# Written with Latin letters that look alike, an accent, blanks between, or on the wrong layout.
_NAME = (r"(?:(?<![\w-])|(?<=логин-)|(?<=логина-))(?:п[аоao]\u0301?[рp]{1,2}[оo]\u0301?л{1,3}"
         r"[ьяюеиb]?\w{0,2}|п[\s.-]а[\s.-]р[\s.-]о[\s.-]л[\s.-]ь|парл[ья]|gfhjk[mz]|"
         r"пассворд\w?|пасворд\w?|пасс|parol[a-z']{0,2}|p[a@]ssw[o0]rd|"
         r"passwd|passphrase|passcode|pass|pwd|psw|pw|пин(?:[ -]?код\w{0,2})?|"
         r"pin(?:[ -]?code)?)(?!\w)")
# After these the sentence is about trouble, and what follows a colon is a message.
_TROUBLE = (r"(?!(?:не|нет|ни|ошиб\w*|неверн\w*|забы\w*|сброс\w*|восстан\w*|пишет|выда\w*|"
            r"появ\w*|"
            r"требу\w*|слишком|долж\w*|просит|истек\w*|истёк)\b)")
_WORDS = rf"(?:,?\s+{_TROUBLE}[а-яё]{{1,20}}(?![а-яё])){{0,6}}"
_SIGN = (r"[\"'”»)]?\s*(?:[:=]{1,3}>?|%3A|[-–—]?[>→⇒➜]|\s[-–—]{1,3}\s|[-–—](?=\S)|"
         r"\()\s*(?:это\s+)?")
_OPEN = r"[«\"'“„(`]{0,2}"
_PASSWORD = compiled(_NAME + _WORDS + _SIGN + _OPEN + r"(?P<value>[^\s«»\"“”„]{3,400})")
_QUOTED = compiled(
    _NAME + _WORDS + r"\s*[-–—:=]?\s*[«\"“„](?P<value>[^«»\"“”„\n]{3,64})[»\"”“]"
)
_LINKING = (r"(?:\s+(?:от|для|к|на|в|из|с|моего|мой|моей|моих|свой|личного|личный|кабинета|"
            r"кабинет|"
            r"госуслуг\w*|портал\w*|вход\w*|аккаунт\w*|почт\w*|уч[её]тн\w*|запис\w*|есиа|сайт\w*|"
            r"такой|тоже|также|вот|это|у|меня|неё|нее|него|был|была|стоял|стоит|сейчас|теперь|ввожу|ввожу:|"
            r"вв[её]л|ввела|вводила?|ввести|набираю|набирала?|пишу|указала?|поставила?|"
            r"придумала?|"
            r"сменила?|новый|старый|прежний|его|её|ее|сын\w?|муж\w?|жен\w|доч\w{1,3}|мам\w|"
            r"пап\w|бабушк\w|тот|же|точно|правильный|верный|"
            r"карты|контейнера|токена|рутокен\w*|смартфона|телефона|ключ\w{0,2}|эцп|подписи|"
            r"ot|dlya|na|moy|gosuslug\w{0,2}|vhoda|vvozhu|takoy)(?!\w)){0,5}")
_BARE = compiled(_NAME + _LINKING + r"\s+" + _OPEN
                + r"(?P<value>(?:[^\s«»\"“”„,;()]|,(?=[a-z\d])){4,200})")
_BEFORE = compiled(
    r"(?<!\S)(?P<value>[^\s«»\"]{5,64})[»\"]?\s{0,2}(?:[-–—(]\s{0,2}(?:это\s+)?|"
    r"это\s+(?:и\s+есть\s+)?|как\s+|в\s+качестве\s+)"
    r"(?:мой\s+|наш\s+|е[ёе]\s+|его\s+)?п[ао]рол[ья](?=\s*(?:[).,;!\n]|$|от\b|для\b|к\b|на\b))"
)
_LOGIN_TOO = compiled(
    r"(?<!\w)(?:логин\w{0,2}|login|учётка|учетка|доступ\w?|вход)\s*(?:/|\\|и|and|,|\+|&|-)?\s*"
    r"(?:п[ао]рол[ьяюеи]\w{0,2}|password|pass|госуслуги)\s*(?:[:=]|\s[-–—]\s)\s*"
    r"(?P<value>[^\s,;:/|]{3,64}(?:\s{0,2}[/|,;:]\s{0,2}|\s)(?P<second>[^\s]{3,64}))"
)
_GLUED = compiled(r"(?<![\w-])парол[ья]_?(?P<value>[a-z\d][^\sа-яё«»\"]{5,64})")
_PIN = compiled(
    r"(?<![\w-])(?:пин|pin|пук|puk)(?:[ -]?(?:код\w{0,2}|code))?(?:\s(?:от|к|для|на|с|у|из|карт\w|"
    r"карточк\w|токен\w{0,2}|рутокен\w*|такой|был|флешк\w|носител\w|электронн\w{2}|эцп|эп|симк\w|сим|"
    r"sim|телефон\w|ключ\w|подпис\w{1,2}|мой|моей|моего|вот|ввожу|ввела|вв[её]л|мам\w|муж\w|"
    r"стандартн\w{2}|обычн\w{2}|заводск\w{2})){0,6}"
    r"\s{0,2}[:=–—-]?\s{0,2}[«\"(]?"
    r"(?P<value>\d(?:[ -]?\d){3,11})(?![\w-]|[.,]\d)"
)
# «пароль: два слова тут99»: a phrase that ends in what is no word
_PHRASE = compiled(
    _NAME + _LINKING + r"\s*(?:[:=]|\s[-–—]\s)\s*" + _OPEN +
    r"(?P<value>(?:[а-яёa-z]{2,20}\s){1,3}[^\s«»\"“”„,;()]{4,64})"
)
# «мой пароль: солнышко»: a plain word, where the sentence can mean nothing else
_WORD_ENDS = (r"(?=[»\"”“']?\s{0,3}(?:[.,;!)\n]|$|"
              r"(?:не\s+(?:подходит|подош[её]л|принимает|работает|пускает))))")
_PLAIN = compiled(
    r"(?<![\w-])(?:(?:мой|мою|моим|наш|её|ее|его|мамин)\s+п[ао]р{1,2}ол[ья]|"
    r"п[ао]р{1,2}ол[ья]\s+(?:у\s+(?:меня|нас|неё|него|мамы|мужа|жены)|такой|вот|простой|был|это))"
    r"(?:\s(?:такой|простой|всегда|был|от госуслуг|на госуслугах|для входа|вот|это)){0,3}"
    r"\s*(?:[:=]|\s[-–—]\s)\s*(?:слово\s)?[«\"“„]?(?P<value>[а-яё]{4,24})" + _WORD_ENDS
)
# «пароль: Солнышко», «пароль «Солнышко» не подходит»: directly behind a sign or in quotes
_PLAIN_AT_ONCE = compiled(
    r"(?<![\w-])п[ао]р{1,2}ол[ья](?:\s*[:=]\s*[«\"“„']?|\s{1,2}(?:[-–—]\s)?[«\"“„'])"
    r"(?P<value>[а-яё]{4,24})" + _WORD_ENDS
)
# «захожу: ivanova@example.ru:Tramvay6!», «вхожу как ivanov/Kotenok2020»
_PAIR = compiled(
    r"(?:(?<![\w.+/:-])[\w.+-]{1,64}@[\w-]{1,40}\.[a-zа-я]{2,6}|"
    r"(?:вхожу|захожу|вош[её]л|вошла|заш[её]л|зашла|логинюсь|логин|login)\s(?:как\s|под\s|так:?\s)?"
    r"[\w.+-]{3,64})\s?[:/|]\s?(?P<value>[^\s«»\"“”,;/@]{5,64})(?![/@])"
)


def _pair_counts(found: Found) -> bool:
    value = core_of(found["value"])
    return looks_made_up(value) and not value.isdecimal() and not THING.fullmatch(value)


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
    if re.search("[>→⇒➜]", found.group()[: found.start("value") - found.start()]):
        # «Вход → пароль → Captcha2» is a way through menus.
        return looks_made_up(value) and not THING.fullmatch(plain)
    return plain.casefold() not in MESSAGES and bool(re.search(r"\w", plain))


# What follows «мой пароль:» and is said about it: verbs, adjectives, participles, and some nouns.
_SAID_OF_IT = compiled(
    r"\w*(?:ый|ий|ой|ая|ое|ые|ен|ён|ан|ат|ят|ет|ёт|ит|ют|ут|ть|ся|сь|ла?|ло|ли|но|но|во|ше|же|"
    r"ую|ого|ему|ом|ек|ёк)|верн\w*|ошибк\w*|пол[еяю]|пуст\w*|текст\w*|кнопк\w*|экран\w*|код\w*|"
    r"логин\w*|почт\w*|телефон\w*|символ\w*|букв\w*|цифр\w*|длин\w*|минимум|максимум|"
    r"зв[её]зд\w*|точк\w*|доступ\w*|вход\w*|проверк\w*|смен\w*|сброс\w*|тот|прежн\w*|стар\w*|"
    r"капч\w*|окн\w*|письм\w*|ссылк\w*|сообщени\w*|срок\w*|снилс|госуслуг\w*|тайн\w*|секрет\w*|"
    r"личн\w*|слож\w*|дата|фамили\w*|имя|слов\w*|фраз\w*|комбинаци\w*|восемь|шесть|всё|все|там|"
    r"здесь|тоже|нигде|везде|никому|никак|отказ\w*|блокировк\w*|проблем\w*|нету?|есть"
)


# What else may follow a bare «пароль:», where no «мой» says that the word itself is meant.
_SAID_AT_ONCE = compiled(
    r"\w*(?:ние|ния|ции|ция|ена|ана|ю|жу|шу|чу|ите|гда|жды|ыт|ими|ыми|ами)|"
    r"(?:введ|ввод|восстанов|загруз|глаз|недоступ|отключ|включ|автозап|браузер|галоч|подсказ|тишин|"
    r"кавыч|пробел|латин|кирилл|регистр|расклад|русск|английск|хорош|плох|скрыт|повтор|просроч|"
    r"лишн|крест|знач[ео]к|икон|меню|дал|забы|обнов|отправ|настро|вкладк|страниц|раздел|пункт|"
    r"строк|надпис|рамк|полос|колёсик|колесик|сегодн|вчера|завтра|утр|вечер|ночь|минут|секунд|час|"
    r"сайт|портал|прилож|компьютер|планшет|ноутбук|клавиат|мыш|камер|отпечат|биометр|лиц|сбой|"
    r"сбо[яюе]|дважд|кажд|посто|снова|опять|google|яндекс|сбер|токен|ключ|подпис|сертификат|одн|"
    r"дв[ае]|три|четыр|пять|семь|девят|десят|мног|мало|больш|меньш|так|как|кто|что|где|когда|"
    r"почем|зачем|если|либо|или|для|при|после|перед|через|вместо|кроме|только|даже|ещ[её]|уже|"
    r"далее|дальше|потом|затем|наконец|пожалуйст|спасибо|помогит|прош|нельзя|можно|надо|нужн|"
    r"необходим|обязат|желат|возмож|разн|равн|фото|фамил|отчеств|номер|адрес|паспорт|справк|"
    r"заявлен|услуг|оператор|поддержк|служб|мошен|взлом|угад|подобр|придум|пришл|приш[её]л)"
    r"[а-яё]{0,12}"
)


def _plain_counts(found: Found) -> bool:
    return not _SAID_OF_IT.fullmatch(found["value"])


def _plain_at_once(found: Found) -> bool:
    return _plain_counts(found) and not _SAID_AT_ONCE.fullmatch(found["value"])


_IN_A_SENTENCE = compiled(
    r"(?:не|на|в|из|с|и|а|но|по|от|для|что|как|это|если|при|после|ввожу|вв[её]л|ввела|пишу|пишет|"
    r"набираю|сайт\w*|портал\w*|ошибк\w*|код\w*|мой|ваш|уже|так|вот|такой|слишком|должен|минимум|"
    r"the|is|not|must|be|has|at|least|too|your|wrong|invalid|for|from|to|поле|логин|user|login|"
    r"смс|приш\w*|символ\w*|верн\w*|правильн\w*|обязательн\w*|восстанов\w*|\w+[аея]ть|\w+[аеи]т|"
    r"\w+ся)"
)


def _phrase_counts(found: Found) -> bool:
    *words, last = found["value"].split()
    return (looks_made_up(last) and not last.isdecimal() and not THING.fullmatch(core_of(last))
            and not any(_IN_A_SENTENCE.fullmatch(word) for word in words))


_QUOTE_AT_ONCE = compiled(r"(?:парол|passw|pass|пороль|pwd)\w{0,2}[\s:=–—-]{0,4}[«\"“„]")
_MESSAGE_WORDS = compiled(r"симв|знак|цифр|букв|раз\b|мин|час|дн[яе]|ошиб|\bне\b")


def _quoted_counts(found: Found) -> bool:
    words = found["value"].split()
    if found["value"].startswith("[") or all(word.casefold() in MESSAGES for word in words):
        return False
    numbered = len(words) <= 4 and any(word.isdecimal() for word in words)
    if numbered and _QUOTE_AT_ONCE.search(found.group()):
        # «пароль «Кот Мурзик 5»», but «пароль «не менее 8 символов»»
        return not _MESSAGE_WORDS.search(found["value"])
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


# Every spelling of the beginning of _NAME.
_NAMES = (
    "пар", "пор", "пap", "пaр", "паp", "пoр", "пop", "поp", "па\u0301", "по\u0301", "пa\u0301",
    "пo\u0301", "п а", "п.а", "п-а", "п\nа", "gfhjk", "пас", "pass", "p@ss", "pwd", "psw", "pw",
    "пин", "pin", "parol",
)
FIRST_PASSWORDS = (
    Secret("password", _PIN, _pin_counts, needs=("пин", "pin", "пук", "puk"), reach=500),
)

PASSWORDS = (
    Secret("password", _LOGIN_TOO, _login_too, runs_on=True,
           needs=("логин", "login", "учётка", "учетка", "доступ", "вход")),
    Secret("password", _QUOTED, _quoted_counts, needs=_NAMES),
    Secret("password", _PHRASE, _phrase_counts, needs=_NAMES),
    Secret("password", _PLAIN, _plain_counts, needs=("пар", "пор")),
    Secret("password", _PLAIN_AT_ONCE, _plain_at_once, needs=("пар", "пор")),
    Secret("password", _PASSWORD, _after_sign, runs_on=True, needs=_NAMES),
    Secret("password", _BARE, _bare_counts, runs_on=True, needs=_NAMES),
    Secret("password", _GLUED, lambda found: looks_made_up(found["value"]), needs=("парол",)),
    Secret("password", _BEFORE, lambda found: looks_made_up(found["value"]), needs=("пар", "пор")),
    Secret("password", _PAIR, _pair_counts, needs=("@", "/", ":", "|"), reach=400),
)
