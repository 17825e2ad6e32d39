"""Phones, addresses and numbers as people type them, to the one spelling that is kept.

A library knows the numbering plans, yet has the last word only abroad: it calls the test
numbers of our documents (+7 900 000-00-0X) impossible and short codes like 115 phones
(DOMAIN ID-4). Nothing here asks the network.
"""

import re
import unicodedata

from gosupport_cli.core.identifiers import format_snils, is_inn, is_snils
from gosupport_cli.core.later import later

_DASHES = dict.fromkeys(map(ord, "\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060\ufeff"))
_LABEL = later(
    r"^(?:мой\s+)?(?:тел(?:ефон)?|моб(?:ильный)?|phone|tel|mobile)\s*[.:№]*\s*", re.I
)
_EXTENSION = later(
    r"[\s,;(]*(?:доб(?:авочный)?|вн(?:утренний)?|ext(?:ension)?|доп)\s*[.:№]*\s*(\d{1,7})\)?$", re.I
)
_PHONE = later(r"\+?[\d\s().,/-]+")
# +7: what the plan of Russia hands out, and the 7 of Kazakhstan; never 0 (SPEC: «+7 000…»).
# 79… and 89… are mobile numbers with a digit lost: no such area exists.
_PLAN_OF_7 = later(r"(?:[349]\d|[78][0-8])\d{8}")
# What nearly everybody has; the library agrees (a test asks it), and takes as long to load as half
# of a start. It judges all the rest.
_PLAIN_EMAIL = later(
    r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+){0,8}@"
    r"(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+){0,4}\.){1,3}(?:ru|su|com|net|org)"
)
_EMAIL_EDGES = later(r"^(?:mailto:|e-?mail:|почта:)\s*", re.I)


class LibraryIdentifiers:
    """Implements ``core.ports.Identifiers``."""

    def phone(self, text: str) -> str | None:
        """``+79000000001``, with « доб. 123» after it where one was given; else None."""
        body, extension = _split_extension(_plain(text))
        if not _PHONE.fullmatch(body) or body.count("+") > 1:
            return None
        number = _international(re.sub(r"\D", "", body), plus=body.startswith("+"))
        if number is None:
            return None
        return f"{number} доб. {extension}" if extension else number

    def email(self, text: str) -> str | None:
        """The address with its domain in small letters; None for what can be no address."""
        word = _EMAIL_EDGES.sub("", _plain(text)).strip("<>()[]\"'«» ,;").rstrip(".")
        word = re.sub(r"\s*@\s*", "@", word)
        if len(word) <= 64 and _PLAIN_EMAIL.fullmatch(word):  # no part can be too long then
            name, _, domain = word.partition("@")
            return f"{name}@{domain.lower()}"
        from email_validator import EmailNotValidError, validate_email

        try:
            # Letters other than Latin before the «@»: no ordinary server takes them.
            address = validate_email(word, check_deliverability=False, allow_smtputf8=False)
        except (EmailNotValidError, UnicodeError):
            return None
        # No registry hands out a name in two scripts: «mаil.ru» has a Russian «а» in it.
        if any(_mixes_scripts(label) for label in address.domain.split(".")):
            return None
        return address.normalized

    def inn(self, text: str) -> str | None:
        """10 or 12 digits; certificates pad an organisation's number to 12 (DOMAIN ID-2)."""
        digits = _digits(text)
        if len(digits) == 12 and digits.startswith("00"):
            digits = digits[2:]
        # No tax office has the code 00, though ten zeros pass the arithmetic.
        return digits if is_inn(digits) and not digits.startswith("00") else None

    def snils(self, text: str) -> str | None:
        """``112-233-445 95``; None when the check number is wrong."""
        digits = _digits(text)
        return format_snils(digits) if is_snils(digits) and int(digits[:9]) else None


def _plain(text: str) -> str:
    unified = unicodedata.normalize("NFKC", text.translate(_DASHES).translate(_INVISIBLE))
    return re.sub(r"\s+", " ", unified.translate(_DASHES)).strip()


def _digits(text: str) -> str:
    """The digits of a number that may be cut up by blanks and dashes; else nothing."""
    plain = _plain(text)
    return re.sub(r"[\s-]", "", plain) if re.fullmatch(r"[0-9\s-]+", plain) else ""


def _split_extension(text: str) -> tuple[str, str]:
    body = _LABEL.sub("", text).rstrip(".,; ")
    found = _EXTENSION.search(body)
    return (body[: found.start()], found.group(1)) if found else (body, "")


def _international(digits: str, *, plus: bool) -> str | None:
    national = _of_russia(digits, plus=plus)
    if national:
        return f"+7{national}" if _PLAN_OF_7.fullmatch(national) else None
    if not plus and digits.startswith("810"):  # dialled abroad from Russia
        digits, plus = digits[3:], True
    if not plus and len(digits) < 11:  # 115, 0919, 102 and local numbers without a code
        return None
    return _abroad(digits)


def _of_russia(digits: str, *, plus: bool) -> str:
    """The ten digits after +7, "" for a number of another country."""
    if len(digits) == 10 and not plus:
        return digits
    # «+8 900 …» is a slip for «8 900 …»: no country has the code 89.
    if len(digits) == 11 and (
        digits[0] == "7" or digits.startswith("89") or (digits[0] == "8" and not plus)
    ):
        return digits[1:]
    return ""


def _abroad(digits: str) -> str | None:
    from phonenumbers import (
        NumberParseException,
        PhoneNumberFormat,
        format_number,
        is_valid_number,
        parse,
    )

    try:
        number = parse(f"+{digits}")
    except NumberParseException:
        return None
    if number.country_code == 7 or not is_valid_number(number):
        return None
    return format_number(number, PhoneNumberFormat.E164)


def _mixes_scripts(label: str) -> bool:
    scripts = {unicodedata.name(sign, "").split()[0] for sign in label if sign.isalpha()}
    return len(scripts & {"LATIN", "CYRILLIC", "GREEK"}) > 1
