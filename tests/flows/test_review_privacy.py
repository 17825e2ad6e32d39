"""Secrets, contacts and identity numbers in a request: what is an error, and never repeated."""

import json
from dataclasses import replace

import pytest

from gosupport_cli.core.model import Value
from gosupport_cli.flows.review import review
from tests.factories import request
from tests.fakes import FixedClock
from tests.flows.reviewing import CATALOGUE, IDENTIFIERS, findings, fired

SECRET = "secret-in-text"
NO_SECRET = ("пароль не подходит", "забыл пароль", "СМС с номера 0919 не приходит",
             "код ошибки 12345678", "код услуги 60010153", "ESIA-007015",
             "Не приходит код подтверждения", "Ошибка 500", "код региона 77")


@pytest.mark.guide("G-24", "G-108")
@pytest.mark.parametrize("text", NO_SECRET)
@pytest.mark.parametrize("key", ["problem__actual", "problem__error_text", "problem__summary"])
def test_words_about_passwords_and_codes_are_no_secrets(text: str, key: str) -> None:
    assert not {SECRET, "secret-removed"} & fired(**{key: text})


SECRETS = {"пароль: Qwerty1": "Qwerty1", "код 4821 из смс": "4821", "смс 482193": "482193",
           "password=Hunter22": "Hunter22", "CVV 123": "123"}


@pytest.mark.guide("G-23", "G-24", "G-108", "G-30", "G-158")
@pytest.mark.parametrize("channel", list(CATALOGUE.channels))
@pytest.mark.parametrize("text", SECRETS)
def test_a_secret_is_an_error_everywhere_and_its_value_nowhere(text: str, channel: str) -> None:
    for key in ("problem__actual", "person__full_name", "problem__service", "problem__error_text"):
        found = findings(channel, **{key: f"Иванова Мария {text}"})
        assert SECRET in {one.rule for one in found if one.level == "error"}, key
        told = json.dumps([(f.message, f.fix, dict(f.values)) for f in found], ensure_ascii=False)
        assert SECRETS[text] not in told


@pytest.mark.guide("G-24")
def test_a_secret_cannot_be_waived() -> None:
    one = replace(request(problem__actual="пароль: Qwerty1"), waivers={SECRET: "так надо"})
    found = review(one, "portal", CATALOGUE, IDENTIFIERS, FixedClock())
    assert not found.ok
    assert [f.waived for f in found.findings if f.rule == SECRET] == [""]


@pytest.mark.guide("G-4", "G-8", "G-10")
@pytest.mark.parametrize("number", [
    "8-800-555-66-66", "8‑800‑555‑66‑66", "8 800 555 66 66", "+7 (800) 555-66-66",
    "8-800-777-22-22", "8 (800) 777‑22‑22", "8-800-100-70-70", "+7 800 100 70 70",
])
def test_false_numbers_are_met_in_any_spelling(number: str) -> None:
    [one] = findings(problem__actual=f"Звонила на {number}, ответил робот")
    assert one.rule in ("phone-fake", "phone-lookalike")
    assert "не принадлежит Госуслугам" in one.message
    assert "8 (800) 100-70-10 и 115" in one.fix
    alike = one.rule == "phone-lookalike"
    assert alike == ("100" in number) == ("отличается одной парой цифр" in one.message)


@pytest.mark.guide("G-57", "G-117")
@pytest.mark.parametrize("page", [
    "https://gosuslugi.ru.evil.com/login", "https://gosusIugi.ru/", "https://gos-uslugi.ru/",
    "https://xn--gosuslug-p4i.ru/", "http://www.gosuslugi.ru/10700", "https://example.ru/form",
])
def test_a_page_that_is_not_the_portal_warns(page: str) -> None:
    assert {"link-fake", "link-http", "link-foreign"} & fired(problem__pages=(page,))


@pytest.mark.guide("G-117")
def test_the_tail_of_a_link_is_reported_and_not_repeated() -> None:
    found = findings(problem__pages=("https://www.gosuslugi.ru/600101/1/form?token=abc#x",))
    assert [one.rule for one in found] == ["link-query"]
    assert "abc" not in found[0].message + found[0].fix


@pytest.mark.guide("G-20", "G-21", "G-22", "G-95", "G-137", "G-171", "G-173", "G-174", "G-63")
@pytest.mark.parametrize(("key", "good", "bad"), [
    ("person__phone", "8 (900) 000‑00‑01", "+7 000 000-00-00"),
    ("person__email", "ivanova@example.ru", "ivanova@"),
    ("person__email", "ivanova@example.ru", "ivanova@mаil.ru"),
    ("person__inn", "500100732259", "500100732258"),
    ("person__inn", "7707083893", "1111111111"),
    ("person__snils", "087-654-303 00", "112-233-445 96"),
    ("person__snils", "000-000-600 04", "1122334459"),
])
def test_numbers_and_addresses_are_validated(key: str, good: str, bad: str) -> None:
    assert not [one for one in findings(**{key: good}) if one.level == "error"]
    [error] = [one for one in findings(**{key: bad}) if one.level == "error"]
    assert error.field == key.replace("__", ".")


@pytest.mark.guide("G-20", "G-112", "G-173", "G-174")
def test_identity_numbers_get_advice_by_the_channels_policy() -> None:
    changes: dict[str, Value] = {"person__inn": "500100732259"}
    assert fired("portal", **changes) == {"identity-not-asked"}
    assert fired("app", **changes) == {"identity-not-asked"}
    assert fired("chat", **changes) == fired("email", **changes) == {"identity-masked"}


@pytest.mark.guide("G-112")
@pytest.mark.parametrize("text", [
    "Форма не принимает паспорт 4500 000000", "Дата рождения 01.02.1950 не подходит",
    "Мой муж Петров Пётр Сергеевич не видит услугу",
])
def test_private_data_in_a_text_warns_and_is_not_repeated(text: str) -> None:
    [one] = [f for f in findings(problem__actual=text) if f.rule == "private-in-text"]
    assert not set(text.split()) & {"4500", "01.02.1950", "Петров"} & set(one.message.split())


@pytest.mark.guide("G-102", "G-103")
def test_the_portal_wants_both_contacts_and_other_contacts_are_only_a_hint() -> None:
    assert {"phone-missing", "email-missing"} <= fired("portal", person__phone="", person__email="")
    assert fired(person__same_contacts="no") == {"contacts-differ"}
    assert fired(person__same_contacts="yes") == set()


@pytest.mark.guide("G-172")
def test_one_word_is_no_full_name() -> None:
    assert fired(person__full_name="Иванова") == {"name-short"}
    assert fired(person__full_name="Иванова Мария") == set()
