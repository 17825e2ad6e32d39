"""The wrong layout is offered for correction, and never where English or a code was meant."""

import pytest

from gosupport_cli.core.keyboard import as_russian, is_russian, latin_offer, russian_offer

MISTYPED = {
    "Jib,rf": "Ошибка",
    "d[jl": "вход",
    "gjhnfk": "портал",
    "yt jnrhsdftncz": "не открывается",
    "Bdfyjdf Vfhbz Cthuttdyf": "Иванова Мария Сергеевна",
    "Yt ghb[jlbn rjl gjlndth;ltybz": "Не приходит код подтверждения",
    "Cnhfybwf yt jnrhsdftncz/": "Страница не открывается.",
}
MEANT = (
    "500 Internal Server Error", "Bad Gateway", "ESIA-007015", "SCR#1234567", "f3c9a1b7d20",
    "https://www.gosuslugi.ru/10700", "www.gosuslugi.ru", "ivanova@example.ru", "Chrome 120",
    "Windows 11 23H2", "AdGuard", "zapret", "GoodbyeDPI", "net::ERR_CERT_AUTHORITY_INVALID",
    "Your connection is not private", "Uncaught TypeError: Cannot read properties of undefined",
    "Zhang Wei", "Nguyen Thuy Linh", "Schmidt", "uBlock", "Tor Browser", "Rutoken", "4.52.1",
    "screen.png", "unknown", "none", "no", "yes", "VPN", "Ошибка", "Ошибка Jib,rf", "", "xyz",
)


@pytest.mark.parametrize(("typed", "meant"), MISTYPED.items())
def test_russian_typed_in_the_latin_layout_is_offered(typed: str, meant: str) -> None:
    assert russian_offer(typed) == meant


@pytest.mark.parametrize("typed", MEANT)
def test_what_was_meant_stays_without_an_offer(typed: str) -> None:
    assert russian_offer(typed) is None


def test_a_code_typed_in_the_russian_layout_can_be_moved() -> None:
    assert latin_offer("УЫШФ-007015") == "ESIA-007015"
    assert latin_offer("ESIA-007015") is None


@pytest.mark.parametrize(
    ("typed", "russian"),
    [("там написано Ошибка", True), ("окно", True), ("код не виден", True),
     ("УЫШФ-007015", False), ("5а3с9ф1и", False), ("фи12св34уа56", False), ("УКК_АФШДУВ", False),
     ("реезыЖ..цццюпщыгыдгпшюкг", False), ("шмфтщмф@узефьзду", False), ("ab12", False)],
)
def test_russian_words_are_told_from_a_code_in_the_wrong_layout(typed: str, russian: bool) -> None:
    assert is_russian(typed) is russian


def test_a_sign_between_digits_is_what_was_typed() -> None:
    assert russian_offer("dxthf d 14:30") == "вчера в 14:30"
    assert as_russian("20.11") == "20.11"
