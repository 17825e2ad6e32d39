"""Numbers and addresses as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.ru import inn as stdnum_inn

from gosupport_cli.adapters.identifiers import LibraryIdentifiers

KNOWN = LibraryIdentifiers()


@pytest.mark.guide("G-21", "G-169")
@pytest.mark.parametrize(
    "typed",
    [
        "+79000000001",
        "89000000001",
        "79000000001",
        "9000000001",
        "+7 (900) 000-00-01",
        "8 900 000 00 01",
        "8\u202f900\u00a0000\u201100\u201101",
        "+7\u2011900\u2011000\u201100\u201101",
        "8(900)000.00.01",
        "тел.: 8 900 000-00-01",
        "８９０００００００01",
        "+8 900 000-00-01",
        " 8 900 000-00-01, ",
    ],
)
def test_a_phone_in_any_spelling_becomes_one(typed: str) -> None:
    assert KNOWN.phone(typed) == "+79000000001"


@pytest.mark.parametrize(
    "typed",
    [
        "+7 000 000-00-01",
        "8 000 000-00-00",
        "0000000000",
        "+7 100 000-00-01",
        "115",
        "0919",
        "102",
        "112",
        "8 900 000-00-0",
        "7 900 000-00-0",
        "8 900 000-00-011",
        "8 900 000-00-01, 8 900 000-00-02",
        "восемь девятьсот",
        "8-800-FLOWERS",
        "нет",
        "",
        "+",
        "+1 000 000 0000",
        "2-12-85",
    ],
)
def test_what_cannot_be_a_persons_phone_is_refused(typed: str) -> None:
    assert KNOWN.phone(typed) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("+7 701 000-00-01", "+77010000001"),
        ("8 701 000 00 01", "+77010000001"),
        ("+375 29 123-45-67", "+375291234567"),
        ("8 10 375 29 123-45-67", "+375291234567"),
        ("375291234567", "+375291234567"),
        ("+49 30 901820", "+4930901820"),
        ("8 (800) 100-70-10", "+78001007010"),
        ("+7 495 000-00-01 доб. 123", "+74950000001 доб. 123"),
        ("8 (495) 000-00-01 (доб. 123)", "+74950000001 доб. 123"),
        ("84950000001 ext 7", "+74950000001 доб. 7"),
    ],
)
def test_phones_abroad_and_extensions_are_kept(typed: str, kept: str) -> None:
    assert KNOWN.phone(typed) == kept
    assert KNOWN.phone(kept) == kept


@pytest.mark.guide("G-22")
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ivanova@example.ru", "ivanova@example.ru"),
        (" Ivanova@EXAMPLE.ru, ", "Ivanova@example.ru"),
        ("<ivanova@example.ru>", "ivanova@example.ru"),
        ("mailto:ivanova@example.ru", "ivanova@example.ru"),
        ("ivanova @ example.ru", "ivanova@example.ru"),
        ("ivanova@пример.рф", "ivanova@пример.рф"),
        ("ivanova+gos@mail.example.ru", "ivanova+gos@mail.example.ru"),
        ("ivanova@пример.ru", "ivanova@пример.ru"),
    ],
)
def test_an_address_is_kept_in_its_plain_spelling(typed: str, kept: str) -> None:
    assert KNOWN.email(typed) == kept


@pytest.mark.guide("G-22")
@pytest.mark.parametrize(
    "typed",
    [
        "ivanova",
        "ivanova@",
        "@example.ru",
        "ivanova@example",
        "ivanova@@example.ru",
        "иван@mаil.ru",  # a Russian «а» in a Latin name
        "мария@mail.ru",  # no ordinary server takes Russian letters before the «@»
        "иванова@пример.рф",
        "a b@example.ru",
        "ivanova@example.ru\nBcc: other@example.ru",
        "ivanova@.ru",
        "",
        "one@example.ru, two@example.ru",
    ],
)
def test_what_can_be_no_address_is_refused(typed: str) -> None:
    assert KNOWN.email(typed) is None


@pytest.mark.guide("G-20", "G-169")
@pytest.mark.parametrize(
    "typed",
    ["7707083893", "7710474375", "1234567894", "500100732259", "366220664163", "123456789047",
     "410199999936"],
)
def test_a_right_inn_is_kept(typed: str) -> None:
    assert KNOWN.inn(typed) == typed
    assert KNOWN.inn(f" {typed[:4]} {typed[4:8]}\u2011{typed[8:]}\u202f") == typed


@pytest.mark.guide("G-20")
@pytest.mark.parametrize(
    "typed", ["1234567895", "123456789037", "1111111111", "0000000000", "000000000000", "",
              "ИНН нет", "77070838933", "007710474376"]
)
def test_a_wrong_inn_is_refused(typed: str) -> None:
    assert KNOWN.inn(typed) is None


def test_an_organisations_inn_padded_by_a_certificate_is_read() -> None:
    assert KNOWN.inn("007710474375") == "7710474375"


@given(st.from_regex(r"[1-9][0-9]{9}([0-9]{2})?", fullmatch=True))
def test_inn_agrees_with_another_library(digits: str) -> None:
    assert (KNOWN.inn(digits) is not None) == stdnum_inn.is_valid(digits)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("112-233-445 95", "112-233-445 95"),
        ("11223344595", "112-233-445 95"),
        ("112 233 445 95", "112-233-445 95"),
        ("112\u2011233\u2011445\u202f95", "112-233-445 95"),
        ("08765430300", "087-654-303 00"),
        ("100-356-355 00", "100-356-355 00"),
        ("100-079-190 00", "100-079-190 00"),
        ("666-666-666 68", "666-666-666 68"),
        ("001-001-998 00", "001-001-998 00"),
        ("000-000-600 04", "000-000-600 04"),
    ],
)
def test_a_right_snils_gets_its_dashes(typed: str, kept: str) -> None:
    assert KNOWN.snils(typed) == kept


@pytest.mark.parametrize(
    "typed", ["112-233-445 96", "001-001-999 35", "1122334459", "нет", "", "000-000-000 00"]
)
def test_a_wrong_snils_is_refused(typed: str) -> None:
    assert KNOWN.snils(typed) is None


@given(st.text())
def test_nothing_typed_is_a_crash(text: str) -> None:
    for read in (KNOWN.phone, KNOWN.email, KNOWN.inn, KNOWN.snils):
        once = read(text)
        assert once is None or read(once) == once


_LABEL = st.text("abXY019.-_@", min_size=1, max_size=12)


@given(_LABEL, st.lists(_LABEL, max_size=3), st.sampled_from(["ru", "com", "test", "RU", "org"]))
def test_a_plain_address_is_what_the_library_says(name: str, labels: list[str], top: str) -> None:
    from email_validator import EmailNotValidError, validate_email

    from gosupport_cli.adapters.identifiers import _PLAIN_EMAIL

    word = f"{name}@{'.'.join([*labels, 'mail', top])}"
    try:
        wanted = validate_email(word, check_deliverability=False, allow_smtputf8=False).normalized
    except EmailNotValidError:
        wanted = None
    if _PLAIN_EMAIL.fullmatch(word):
        assert wanted is not None
        assert KNOWN.email(word) == wanted
