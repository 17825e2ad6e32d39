"""One-time codes in what the support, or somebody in its name, sends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gosupport_cli.core.letter_codes import CUT, cut_codes


@pytest.mark.parametrize("text", [
    "Госуслуги: код 482913. Обращение SCR#1234567 в работе",
    "Код 4829 13 для входа", "Ваш код: 482-913", "Пароль для подтверждения 4829. Запрос закрыт",
    "4829 — код для смены пароля", "482913 is your code", "Никому не говорите код 482913",
    "Для подтверждения операции введите 482913.", "Verification code: 482913",
    "Kod 482913", "482913 - ваш код", "КОД ПОДТВЕРЖДЕНИЯ: 482913",
])
def test_a_code_is_cut_whatever_the_words_around_it(text: str) -> None:
    cut = cut_codes(text)
    assert CUT in cut
    assert "4829" not in cut
    assert ("SCR#1234567" in cut) == ("SCR#1234567" in text)


@pytest.mark.parametrize("text", [
    "Обращение SCR#1234567 закрыто", "Код ошибки 500123", "код услуги: 60010153",
    "Подтвердите решение по обращению 12345678", "Код обращения № 12345678",
    "Подтвердите до 23.11.2026 15:00", "Введите номер 12345678", "Работы завершены 20.11.2026",
])
def test_numbers_that_are_no_codes_stay(text: str) -> None:
    assert cut_codes(text) == text


@given(st.text(alphabet="код 0123456789-.№#обращение\n", max_size=300))
def test_cutting_ends_and_cutting_again_changes_nothing(text: str) -> None:
    assert cut_codes(cut_codes(text)) == cut_codes(text)
