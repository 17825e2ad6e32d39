"""What a secret pattern is, and how to tell a made-up token from a word of a language."""

import re
from collections.abc import Callable

from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.later import later

Found = re.Match[str]


class Secret(Frozen):
    """One way to meet a secret; ``runs_on``: a line wrap may have cut the value in two.

    ``needs``: lower-case pieces of which one stands in every match (``core/searching.py``);
    ``reach``: no match is longer, in characters.
    """

    kind: str
    pattern: re.Pattern[str]
    counts: Callable[[Found], bool]
    runs_on: bool = False
    needs: tuple[str, ...] = ()
    reach: int = 2000


_BOUNDS = {
    r"\s*": r"\s{0,9}", r"\s+": r"\s{1,9}",
    r"[\s-]*": r"[\s-]{0,9}", r"\w*": r"\w{0,40}", r"\w+": r"\w{1,40}",
}


def compiled(pattern: str) -> re.Pattern[str]:
    """Russian and Latin letters in any case; no repetition without a bound.

    Two of them side by side would take the square of the length of a paste of blanks.
    """
    for endless, bounded in _BOUNDS.items():
        pattern = pattern.replace(endless, bounded)
    return later(pattern, re.IGNORECASE)


def always(_found: Found) -> bool:
    """The pattern alone decides."""
    return True


# What may follow «пароль:» and is a message, not a password.
MESSAGES = frozenset((
    "invalid", "incorrect", "wrong", "required", "expired", "error", "failed", "failure", "must",
    "field", "not", "null", "none", "undefined", "true", "false", "please", "forgot", "reset",
    "change", "changed", "too", "does", "cannot", "should", "may", "minimum", "min", "max",
    "length", "new", "old", "current", "confirm", "repeat", "weak", "strong", "mismatch", "empty",
    "missing", "blank", "hidden", "unknown", "input", "text", "string", "type", "name", "value",
    "password", "login", "user", "username", "email", "please", "enter", "the", "your", "this",
    "that", "was", "has", "have", "isn't", "doesn't", "only", "and", "for", "with", "from",
    "saved", "show", "hide", "autocomplete", "off", "code", "код",
))
EXEMPT = compiled(
    r"esia-\d{6}|err_\w+|https?://\S+|ssl_\w+|net::\S+|http[/-]?\d*\S*|[\w.+-]+@[\w-]+\.[\w.-]+|"
    r"\d{1,2}[.:/]\d{1,2}(?:[.:/]\d{2,4})?|\d{4}-\d\d-\d\d\S*|v?\d+(?:\.\d+)+|[*•·xх.…_-]+|"
    r"0x[0-9a-f]+|"
    r"(?:i?phone|ipad|windows|win|android|ios|macos|chrome|firefox|edge|opera|ie|usb|mp|sha|md|"
    r"oauth|"
    r"galaxy|xiaomi|redmi|covid|wi-?fi)[-_]?\d+\w{0,6}|\dfa|\d+-?[а-яё]+|[а-яё]+-\d+|№\d+|\d+\+|"
    r"\d+/\d+|[а-яё]+/[а-яё]+|wi-fi|e-mail|[a-z]-[a-z]+|scr#\d+|3d-?secure|\[[а-я ]+-\d+\]|"
    r"mail\.ru|[a-zа-яё-]+\.ru\S*"
)
# What has letters and digits and is no password: things, programs, files, places, identifiers.
THING = compiled(
    r"(?:win|redmi|note|galaxy|samsung|sm-|honor|huawei|realme|poco|tecno|infinix|xiaomi|nokia|"
    r"i?phone|ipad|айфон|mac|chrom|хром|firefox|yandex|яндекс|opera|edge|safari|csp|криптопро|"
    r"crypto|ifcp|плагин|plugin|рутокен|rutoken|токен|token|jacarta|java|office|word|excel|linux|"
    r"ubuntu|debian|astra|astro|android|андроид|ios|tele|теле|мтс|сбер|sber|втб|госуслуг|gosuslug|"
    r"captcha|капч|recaptcha|esia|есиа|err|error|ошиб|http|ipv|wi-?fi|usb|lte|utf|sha|md5|tls|"
    r"ssl|гост|gost|3d-?sec|cookie|screen|скрин|снимок|img|photo|фото|scan|скан|file|файл|page|"
    r"step|шаг|test\d|vpn|rtx|gtx|core|intel|amd|hp|asus|acer|lenovo|thinkpad|ideapad|archer|bitwarden|keepass|smtp|imap|dell|msi|x\d|covid|версия|"
    r"sim|esim|oauth|totp|desktop|laptop|router|роутер|1[cс]|снилс|инн|пункт|форм|поле|field|"
    r"password|пароль|login|логин|user|pin|пин|f\d|ctrl|alt|shift)[\w.-]{0,40}|"
    r"[0-9a-f-]{12,}|[\w.-]{1,64}\.[a-zа-я]{1,5}\d?"
)
RUSSIAN_WORD = compiled(r"[а-яё]+(?:-[а-яё]+)*")
INNER_CAPITAL = later(r"[a-zа-яё][A-ZА-ЯЁ]")
_BRANDS = frozenset((
    "icloud", "youtube", "github", "whatsapp", "bitlocker", "onedrive", "paypal", "javascript",
    "jacarta", "esmart", "vipnet", "cryptopro", "криптопро", "вконтакте", "инфотекс", "сберключ",
    "госключ", "iphone", "ipad", "appgallery", "rustore", "yandex", "mailru", "adguard",
    "openvpn",
))
# Rows of keys and other passwords of the lists that are tried first: words of no language.
_WELL_KNOWN = frozenset((
    "qwerty", "qwertyu", "qwertyui", "qwertyuiop", "qweasd", "qweasdzxc", "qazwsx", "qazwsxedc",
    "asdfgh", "asdfghjkl", "zxcvbn", "zxcvbnm", "йцукен", "йцукенг", "йцукенгшщз", "фывапр",
    "ячсмить", "letmein", "iloveyou", "йфяцыч",
))
_UNITS = compiled(r"\s*(?:раз|дн|ден|час|мин|сек|симв|знак|цифр|букв|г\b|год|руб|попыт|месяц|"
                  r"недел|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|%|руб)")


def counts_things(text: str, at: int) -> bool:
    """Whether a number that ends at ``at`` counts something: «3 раза», «20 ноября»."""
    return bool(_UNITS.match(text, at))


def core_of(value: str) -> str:
    """A value without the punctuation of the sentence behind it."""
    return value.rstrip(".,;:)»”'`…")


def looks_made_up(value: str) -> bool:
    """A token that is no word of a language: letters with digits or signs, or inner capitals."""
    plain = core_of(value).strip("'`(").rstrip("!?")
    if len(plain) < 4 or EXEMPT.fullmatch(plain):
        return False
    letters = bool(re.search(r"[A-Za-zА-Яа-яЁё]", plain))
    if plain.isdecimal():
        return len(plain) >= 5
    if letters and re.search(r"\d|[!@#$%^&*_+=]", plain):
        return True
    if plain.casefold() in _WELL_KNOWN:
        return True
    return (len(plain) >= 6 and bool(INNER_CAPITAL.search(plain))
            and plain.casefold() not in _BRANDS)
