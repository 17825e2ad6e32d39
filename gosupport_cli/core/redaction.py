"""Secrets are cut out, private numbers are masked (SPEC, Secrets and Data policy; DOMAIN §3).

``cut_secrets`` runs before anything is stored: its kinds are never needed by any support.
``mask_found`` runs when a document is rendered: its kinds may be needed, but not in free text.
Both look at values, never at words alone: «пароль не подходит» is a symptom, not a secret.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from gosupport_cli.core.identifiers import is_inn, is_snils, passes_luhn


@dataclass(frozen=True)
class Cut:
    """``removed`` names the kinds, in order, once each: password, code, cvv, token …"""

    text: str
    removed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Masked:
    """``placeholders``: placeholder to value; only for the person's own eyes, never stored."""

    text: str
    placeholders: Mapping[str, str]


LABELS = {
    "password": "пароль",
    "code": "код",
    "cvv": "CVV",
    "token": "токен",
    "cookie": "cookie",
    "key": "ключ",
}
MARK = re.compile(r"\[удалено: (?:" + "|".join(LABELS.values()) + r")\]")

# A word and its sign: «пароль:», «пароль -», «пароль от госуслуг:», «password=».
_SIGN = r"\s*(?:[:=]|\s[-–—]\s|\bis\b)\s*[\"'«]?"
_BETWEEN = r"(?:\s+(?:от|для|к|на|в|из|моего|мой|личного|кабинета|госуслуг\w*|портал\w*|вход\w*)){0,4}"
_NAMES = (
    r"(?<![\w-])(?:парол[ьяюе]м?|пассворд|пасворд|password|passwd|passphrase|pass|pwd|psw|"
    r"пин(?:-?код)?|pin(?:-?code)?|кодовое слово|секретное слово|контрольн\w+ (?:слово|вопрос\w*))"
)
# A value: no blank inside and not one of the words that people use to describe the trouble.
_VALUE = r"(?P<value>[^\s\"'»,;\[\]]{3,})"
_PASSWORD = re.compile(_NAMES + _BETWEEN + _SIGN + _VALUE, re.IGNORECASE)
# Without a sign only what cannot be a plain word: a digit or a symbol inside, or mixed case.
_BARE_PASSWORD = re.compile(
    r"(?<![\w-])(?:парол[ьяюе]м?|password|pwd)" + _BETWEEN + r"\s+[\"'«]?"
    r"(?P<value>(?=[^\s]*[\d!@#$%^&*_+=])(?=[^\s]*[A-Za-zА-Яа-яЁё])[^\s\"'»,;\[\]]{5,})",
    re.IGNORECASE,
)
_ABOUT_CODE = (
    r"(?:смс|sms|одноразов\w*|подтвержд\w*|парол\w*|totp|max|макс|двухфактор\w*|входа?|push|пуш)"
)
_CODE_WORD = r"(?<![\w-])код\w*(?!\s+(?:ошибк|услуг|регион|подраздел|страны|оператор|товар|ответ|статус|ОК))"
_DIGITS = r"(?P<value>(?<![\w-])\d(?:[ -]?\d){3,7}(?![\w-]|[.,:]\d))"
_CODES = (
    # «код 4821 из смс», «код 4821», «код подтверждения: 4821», «код пришёл 482 193»
    re.compile(_CODE_WORD + r"(?:\s+[а-яё]+){0,3}" + r"\s*[:=–—-]?\s*[\"'«]?" + _DIGITS, re.IGNORECASE),
    # «смс 4821», «в смс было 4821», «одноразовый пароль 4821»
    re.compile(
        r"(?<![\w-])(?:смс|sms|otp|totp)\w*(?!\s+с\s+номер)(?:[\s:=–—-]+(?:с|кодом|код|было|пришло|пришёл|пришел|вот))"
        r"{0,3}\s*[:=–—-]?\s*[\"'«]?" + _DIGITS,
        re.IGNORECASE,
    ),
    re.compile(r"одноразов\w+\s+(?:парол\w+|код\w*)\s*[:=–—-]?\s*" + _DIGITS, re.IGNORECASE),
    # «4821 — код из смс», «4821 пришёл код подтверждения»
    re.compile(
        _DIGITS + r"\s*(?:[-–—:]\s*)?(?:(?:это|пришёл|пришел|мой|твой)\s+)?код\w*\s+(?:из\s+)?" + _ABOUT_CODE,
        re.IGNORECASE,
    ),
)
_CVV = re.compile(
    r"(?<![\w-])(?:cvv2?|cvc2?|цвв|код с обратной стороны(?: карты)?)\s*(?:код)?\s*[:=–—-]?\s*"
    r"(?P<value>\d{3,4})(?!\d)",
    re.IGNORECASE,
)
_JWT = re.compile(r"(?P<value>eyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?)")
_BEARER = re.compile(
    r"(?:(?:proxy-)?authorization\s*[:=]\s*(?:(?:bearer|basic|token|digest)\s+)?|\bbearer\s+)"
    r"(?P<value>[^\s\"',;\[\]]{6,})",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r"(?<![\w-])(?:access_?token|refresh_?token|id_?token|auth_?token|client_secret|api[_-]?key|"
    r"x-api-key|assertion|samlresponse|session_?id|jsessionid|phpsessid|acc_t|_idp_authn_id|token|"
    r"токен)[\"']?\s*[:=]\s*[\"']?(?P<value>[^\s\"',;&\[\]]{6,})",
    re.IGNORECASE,
)
_COOKIE = re.compile(
    r"(?<![\w-])(?:set-)?(?:cookie|куки)s?\s*[:=]\s*(?P<value>[^\n\[\]]{3,})", re.IGNORECASE
)
_KEY = re.compile(
    r"(?P<value>-----BEGIN [A-Z ]*PRIVATE KEY-----(?:.*?-----END [A-Z ]*PRIVATE KEY-----|.*))",
    re.DOTALL,
)

# What may stand after «пароль:» and is no password: the trouble in words.
_PLAIN_WORD = re.compile(r"[а-яё]+[.!?]*|[a-z]+[.!?]*", re.IGNORECASE)


def _is_password(value: str) -> bool:
    """A token with a digit, a symbol or mixed case inside (DOMAIN §3); else a plain word."""
    if not _PLAIN_WORD.fullmatch(value):
        return bool(re.search(r"\w", value))
    inner = value.rstrip(".!?")
    return inner[1:] != inner[1:].lower() and inner != inner.upper()


def _always(_value: str) -> bool:
    return True


def _is_code(value: str) -> bool:
    digits = re.sub(r"\D", "", value)
    # 0919 is the official sender; a year is a year.
    return digits != "0919" and not re.fullmatch(r"(?:19|20)\d\d", digits)


_SECRETS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("key", _KEY, _always),
    ("cookie", _COOKIE, _always),
    ("token", _BEARER, _always),
    ("token", _JWT, _always),
    ("token", _TOKEN, _always),
    ("cvv", _CVV, _always),
    *(("code", pattern, _is_code) for pattern in _CODES),
    ("password", _PASSWORD, _is_password),
    ("password", _BARE_PASSWORD, _always),
)


def cut_secrets(text: str) -> Cut:
    """``text`` with every secret value replaced by ``[удалено: …]``; idempotent."""
    removed: list[str] = []
    for kind, pattern, counts in _SECRETS:
        text = _replaced(text, kind, pattern, counts, removed)
    return Cut(text, tuple(dict.fromkeys(removed)))


def _replaced(
    text: str,
    kind: str,
    pattern: re.Pattern[str],
    counts: Callable[[str], bool],
    removed: list[str],
) -> str:
    def put(found: re.Match[str]) -> str:
        if not counts(found["value"]):
            return found.group()
        removed.append(kind)
        start, end = (found.start("value") - found.start(), found.end("value") - found.start())
        return found.group()[:start] + f"[удалено: {LABELS[kind]}]" + found.group()[end:]

    return pattern.sub(put, text)


_PASSPORT = re.compile(
    r"(?:паспорт\w*|серия)[^\d\n]{0,25}(?P<value>\d{2}\s?\d{2}(?:\s*(?:№|N|номер)?\s*)\d{6})(?!\d)",
    re.IGNORECASE,
)
_BIRTH = re.compile(
    r"(?:дата рождения|родил(?:ся|ась)|рожд\w*|д\.\s?р\.)[^\d\n]{0,15}"
    r"(?P<value>\d{1,2}[.\s/]\d{1,2}[.\s/]\d{4}|\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)
_CARD = re.compile(r"(?<![\w-])(?P<value>\d(?:[ -]?\d){12,18})(?![\w-])")
_SNILS = re.compile(r"(?<![\w-])(?P<value>\d{3}[- ]?\d{3}[- ]?\d{3}[- ]?\d{2})(?![\w-])")
_INN = re.compile(r"(?<![\w-])(?P<value>\d{12})(?![\w-])")
_NAMED_INN = re.compile(r"инн\W{0,5}(?P<value>\d{10}|\d{12})(?!\d)", re.IGNORECASE)
_UIN = re.compile(r"(?:уин|начислени\w*|квитанци\w*)\W{0,12}$", re.IGNORECASE)
# «мой муж Иванов Пётр Сергеевич»: somebody else, named in full with a patronymic.
_PERSON = re.compile(
    r"(?<![\w-])(?P<value>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ][а-яё]+\s+"
    r"[А-ЯЁ][а-яё]+(?:ович|евич|ич|овна|евна|ична|инична)(?:а|у|ем|ом|е|ы|ой)?)(?!\w)"
)


def mask_found(text: str, *, own_name: str = "") -> Masked:
    """Passport, card, birth date, СНИЛС, ИНН and third persons become ``[СНИЛС-1]`` and so on.

    The same value always gets the same placeholder. ``own_name`` is the author: not masked.
    """
    names: dict[str, str] = {}
    for label, pattern, counts in _PRIVATE:
        text = _masked(text, label, pattern, counts, names)
    own = own_name.casefold().split()[:1]

    def person(found: re.Match[str]) -> str:
        if own and found["value"].casefold().startswith(own[0]):
            return found.group()
        return _placeholder("лицо", found["value"], names)

    text = _PERSON.sub(person, text)
    return Masked(text, {placeholder: value for value, placeholder in names.items()})


def _masked(
    text: str,
    label: str,
    pattern: re.Pattern[str],
    counts: Callable[[str], bool],
    names: dict[str, str],
) -> str:
    def put(found: re.Match[str]) -> str:
        value = found["value"]
        if not counts(value) or _UIN.search(found.string[: found.start("value")]):
            return found.group()
        start = found.start("value") - found.start()
        return found.group()[:start] + _placeholder(label, value, names)

    return pattern.sub(put, text)


def _placeholder(label: str, value: str, names: dict[str, str]) -> str:
    same = value if label == "лицо" else re.sub(r"\D", "", value)
    if same not in names:
        number = sum(1 for known in names.values() if known.startswith(f"[{label}-")) + 1
        names[same] = f"[{label}-{number}]"
    return names[same]


def _is_card(value: str) -> bool:
    digits = re.sub(r"\D", "", value)
    # A card number begins with its payment system: 2 (Мир), 3, 4, 5, 6; УИН begins with 1 or 0.
    return digits[0] in "23456" and len(set(digits)) > 1 and passes_luhn(digits)


_PRIVATE: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("паспорт", _PASSPORT, _always),
    ("дата рождения", _BIRTH, _always),
    ("карта", _CARD, _is_card),
    ("СНИЛС", _SNILS, is_snils),
    ("ИНН", _NAMED_INN, is_inn),
    ("ИНН", _INN, is_inn),
)


def found_kinds(text: str) -> Iterator[str]:
    """Labels of what ``mask_found`` would mask, in order, for the checklist."""
    for placeholder in mask_found(text).placeholders:
        yield placeholder.strip("[]").rpartition("-")[0]
