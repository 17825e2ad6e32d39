"""Single rules of cutting and masking that a corpus does not show."""

import re
from re import _parser  # type: ignore[attr-defined]

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gosupport_cli.core.private_patterns import PERSONS, PRIVATE
from gosupport_cli.core.redaction import LABELS, MARK, cut_secrets, mask_found
from gosupport_cli.core.secret_patterns import SECRETS


def test_a_cut_value_stands_as_its_kind_and_the_rest_is_kept() -> None:
    cut = cut_secrets("Мой пароль: Qwerty1, код 4821 из смс. Не входит.")
    assert cut.text == "Мой пароль: [удалено: пароль], код [удалено: код] из смс. Не входит."
    assert set(cut.removed) == {"password", "code"}
    assert all(MARK.fullmatch(f"[удалено: {label}]") for label in LABELS.values())


def test_the_second_half_of_a_wrapped_value_goes_too_and_lines_stay_lines() -> None:
    cut = cut_secrets("Пароль: Qwerty\n123abc не подходит\nОшибка 500")
    assert cut.text == "Пароль: [удалено: пароль]\n не подходит\nОшибка 500"


@pytest.mark.parametrize("text", [
    "пароль: Qwerty1\n500 Internal Server Error", "пароль: Qwerty1\n2) Нажала «Войти»",
    "пароль: Qwerty1\nESIA-007015", "пароль: Qwerty1 3 раза вводила",
    "пароль: Qwerty1 20 ноября", "пароль: Qwerty1\nНе входит", "пароль: Qwerty1 500 ошибка",
])
def test_what_stands_behind_a_secret_and_is_none_stays(text: str) -> None:
    rest = text.partition("Qwerty1")[2]
    assert cut_secrets(text).text == f"пароль: [удалено: пароль]{rest}"


@pytest.mark.guide("G-108")
def test_the_official_sender_and_a_year_are_no_codes() -> None:
    for text in ("СМС с номера 0919 не приходит", "код 0919", "код не приходит с 2026 года"):
        assert cut_secrets(text).removed == ()


def test_the_same_value_has_the_same_placeholder_in_any_spelling() -> None:
    masked = mask_found("СНИЛС 112-233-445 95, то есть снилс 11223344595, и СНИЛС 087-654-303 00")
    assert masked.text == "СНИЛС [СНИЛС-1], то есть снилс [СНИЛС-1], и СНИЛС [СНИЛС-2]"
    assert masked.placeholders["[СНИЛС-1]"] == "112-233-445 95"


def test_the_author_is_no_third_person_in_any_case_of_the_declension() -> None:
    own = "Иванова Мария Сергеевна"
    for said in ("Иванова Мария Сергеевна", "Ивановой Марии Сергеевны", "Мария Сергеевна",
                 "Иванова М. С.", "Марией Сергеевной Ивановой"):
        assert mask_found(f"пишет {said}", own_name=own).placeholders == {}, said
    for other in ("Иванов Пётр Сергеевич", "Иванова Анна Петровна", "Мария Ивановна"):
        assert mask_found(f"пишет {other}", own_name=own).placeholders != {}, other


def test_the_husband_of_the_same_surname_is_masked() -> None:
    masked = mask_found("Мой муж Иванов Олег не входит", own_name="Иванова Мария Сергеевна")
    assert masked.text == "Мой муж [лицо-1] не входит"


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_cut_and_masked_once_and_for_all(text: str) -> None:
    once = cut_secrets(text).text
    assert cut_secrets(once).text == once
    masked = mask_found(once).text
    assert mask_found(masked).text == masked


pieces = st.sampled_from([
    "пароль",
    "код", "смс", ":", " ", "\n", "Qwerty1", "4821", "из", "-", "«", "»", "[удалено: код]",
    "токен", "СНИЛС", "112-233-445 95", "карта", "4111", "паспорт", "и", "не",
    "подходит", "cvv",
])


@settings(deadline=None, max_examples=300)
@given(st.lists(pieces, max_size=12).map("".join))
def test_texts_about_secrets_are_cut_once_and_for_all(text: str) -> None:
    once = cut_secrets(text).text
    assert cut_secrets(once).text == once


@pytest.mark.parametrize("piece", [
    "пароль ", "пароль: Qwe1\n", "код ", "код из смс ", "4821 ", "1 ", "паспорт ", "серия ",
    "А. Б. ",
    "eyJaaaaaaaaaaaa\n", " ", "пароль от ", "Ввожу Qwerty1 пароль ", "otp ", "логин пароль ",
    "-----BEGIN PRIVATE KEY-----", "Cookie: a=b ", "8 900 ", "«", "\n", "x",
])
def test_a_quarter_of_a_megabyte_of_anything_comes_to_an_end(piece: str) -> None:
    # No pattern repeats without a bound (the next test): what is read grows as the text does.
    text = piece * (250_000 // len(piece))
    cut = cut_secrets(text).text
    assert cut_secrets(mask_found(cut).text).removed == ()


def test_no_pattern_repeats_without_a_bound_or_reaches_further_than_it_says() -> None:
    # Otherwise a paste of blanks takes the square of its length, or a stretch ends in a value.
    found = [(one.pattern, one.reach) for one in SECRETS]
    found += [(one.pattern, one.reach) for one in (*PRIVATE, *PERSONS)]
    for pattern, reach in found:
        longest = _parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE).getwidth()[1]
        assert longest <= reach, pattern.pattern


def test_in_a_long_text_the_same_is_found_as_in_a_short_one() -> None:
    dirty = "Пароль: Qwerty1, код 4821 из смс, телефон мужа +7 900 000-00-02. İ"
    short = mask_found(cut_secrets(dirty).text).text
    for filling in ("Ждём ответа. ", "x ", "\n", "пар ", "İ"):
        wall = filling * (30_000 // len(filling)) + "\n\n"
        whole = mask_found(cut_secrets(wall + dirty + "\n\n" + wall).text).text
        assert whole == f"{wall}{short}\n\n{wall}", filling


def test_the_own_phone_and_address_are_nobody_elses() -> None:
    text = "мама звонит с телефона мамы +7 900 000-00-01, её почта a@example.ru"
    own = ("+79000000001", "A@example.ru")
    assert mask_found(text, own=own).placeholders == {}
    assert set(mask_found(text).placeholders) == {"[телефон-1]", "[почта-1]"}


def test_a_word_about_a_secret_is_read_in_any_alphabet_and_stays_as_it_was_typed() -> None:
    for word in ("п@роль", "pаsswоrd", "пapoль", "p@rol"):
        assert cut_secrets(f"{word}: Xyz12345").text == f"{word}: [удалено: пароль]", word
    jwt = "eyJhbGciOiJIUzI1NiJ9.kodaPAROL0-token.sig-k0d123"
    assert cut_secrets(f"в консоли {jwt} и всё").text == "в консоли [удалено: токен] и всё"


def test_an_english_sentence_loses_its_password_and_its_code_and_keeps_other_codes() -> None:
    cut = cut_secrets("My password is barsik, the code from the SMS was 482193, PIN 1234, CVV 321. "
                      "Postal code 101000, error code 10060, code ESIA-007015.")
    assert cut.text == (
        "My password is [удалено: пароль], the code from the SMS was [удалено: код], "
        "PIN [удалено: пароль], CVV [удалено: CVV]. "
        "Postal code 101000, error code 10060, code ESIA-007015.")
