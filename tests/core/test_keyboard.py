"""The wrong layout is offered for correction, and never where English or a code was meant."""

import pytest

from gosupport_cli.core.keyboard import latin_offer, russian_offer

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
