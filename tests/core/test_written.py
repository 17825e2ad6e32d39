"""How single values are written in a Russian document."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gosupport_cli.core.written import grouped, initials, moment_text, one_line, phone_text


@pytest.mark.parametrize(("name", "short"), [
    ("Иванова Мария Сергеевна", "Иванова М. С."), ("Ли Ян", "Ли Я."), ("Сухарто", "Сухарто"),
    ("Абрамович-Задунайская Ефросинья", "Абрамович-Задунайская Е."),
    ("Ёлкина ёлка", "Ёлкина Ё."),
])
def test_initials(name: str, short: str) -> None:
    assert initials(name) == short


@pytest.mark.parametrize(("value", "shown"), [
    ("2026-11-20T14:30+03:00", "20.11.2026 в 14:30 (UTC+3, МСК)"),
    ("2026-11-20T14:30:15+02:00", "20.11.2026 в 14:30 (UTC+2, МСК-1)"),
    ("2026-11-20T14:30+05:30", "20.11.2026 в 14:30 (UTC+5:30, МСК+2:30)"),
    ("2026-11-20", "20.11.2026"), ("утром", "утром"),
])
def test_moments(value: str, shown: str) -> None:
    assert moment_text(value) == shown


def test_phones() -> None:
    assert phone_text("+79000000001") == "+7 900 000-00-01"
    assert phone_text("+375290000000") == "+375290000000"


@settings(deadline=None)
@given(st.text(alphabet="0123456789#SCR-", max_size=30))
def test_groups_lose_no_sign_and_leave_no_single_digit(value: str) -> None:
    shown = grouped(value)
    assert shown.replace(" ", "") == value
    assert all(len(part) > 1 for part in shown.split(" ")) or shown == value


def test_one_line() -> None:
    assert one_line("Тема\r\nBcc:  x@example.ru ") == "Тема Bcc: x@example.ru"
