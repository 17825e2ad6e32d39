"""Check digits of Russian numbers (DOMAIN §7); shape and arithmetic only, no registers."""

import re


def passes_luhn(digits: str) -> bool:
    """The check of card numbers (ISO/IEC 7812-1, annex B); ``digits`` only digits."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (1 + place % 2)
        total += number - 9 if number > 9 else number
    return total % 10 == 0


def is_snils(text: str) -> bool:
    """11 digits with a right check number; numbers up to 001-001-998 have none (ID-1)."""
    digits = re.sub(r"\D", "", text)
    if len(digits) != 11:
        return False
    number, check = digits[:9], int(digits[9:])
    if int(number) <= 1001998:
        return True
    total = sum(int(digit) * (9 - place) for place, digit in enumerate(number))
    return total % 101 % 100 == check


def format_snils(text: str) -> str:
    """``112-233-445 95`` of any spelling of 11 digits."""
    digits = re.sub(r"\D", "", text)
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:9]} {digits[9:]}"


_INN_10 = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_11 = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_12 = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def is_inn(text: str) -> bool:
    """10 or 12 digits with right check digits (ID-2)."""
    digits = re.sub(r"\D", "", text)
    if len(digits) == 10:
        return _check(digits, _INN_10) == int(digits[9])
    if len(digits) == 12:
        return (_check(digits, _INN_11), _check(digits, _INN_12)) == (
            int(digits[10]),
            int(digits[11]),
        )
    return False


def _check(digits: str, weights: tuple[int, ...]) -> int:
    products = (int(digit) * weight for digit, weight in zip(digits, weights, strict=False))
    return sum(products) % 11 % 10
