"""What a secret pattern is, and how to tell a made-up token from a word of a language."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from gosupport_cli.core.later import later

Found = re.Match[str]


@dataclass(frozen=True)
class Secret:
    """One way to meet a secret; ``runs_on``: a line wrap may have cut the value in two."""

    kind: str
    pattern: re.Pattern[str]
    counts: Callable[[Found], bool]
    runs_on: bool = False


def compiled(pattern: str) -> re.Pattern[str]:
    """Russian and Latin letters in any case."""
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
    r"\d+/\d+|[а-яё]+/[а-яё]+|wi-fi|e-mail|[a-z]-[a-z]+|scr#\d+|\[[а-я ]+-\d+\]|mail\.ru|"
    r"[a-zа-яё-]+\.ru\S*"
)
RUSSIAN_WORD = compiled(r"[а-яё]+(?:-[а-яё]+)*")
INNER_CAPITAL = later(r"[a-zа-яё][A-ZА-ЯЁ]")
_BRANDS = frozenset((
    "icloud", "youtube", "github", "whatsapp", "bitlocker", "onedrive", "paypal", "javascript",
    "jacarta", "esmart", "vipnet", "cryptopro", "криптопро", "вконтакте", "инфотекс", "сберключ",
    "госключ", "iphone", "ipad", "appgallery", "rustore", "yandex", "mailru", "adguard",
    "openvpn",
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
    return (len(plain) >= 6 and bool(INNER_CAPITAL.search(plain))
            and plain.casefold() not in _BRANDS)
