"""The data policy of SPEC, row by row, in every channel."""

from dataclasses import replace

import pytest

from gosupport_cli.core.masking import wish
from gosupport_cli.core.model import UNKNOWN
from tests.factories import request
from tests.rendering import CHANNELS, SERVERS, document, everything, picture, text, with_files

NAME = "Иванова Мария Сергеевна"
PHONE, PHONE_SHOWN, EMAIL = "+79000000001", "+7 900 000-00-01", "ivanova@example.ru"
INN, SNILS, ACCOUNT = "500100732259", "112-233-445 95", "LK-0077"
OWN = {"person.inn": INN, "person.snils": SNILS, "person.account": ACCOUNT}


def own(**changes: str) -> dict[str, str]:
    return {**{key.replace(".", "__"): value for key, value in OWN.items()}, **changes}


@pytest.mark.guide("G-19")
@pytest.mark.parametrize("channel", CHANNELS)
def test_the_full_name_goes_everywhere_but_as_initials_into_the_chat(channel: str) -> None:
    shown = everything(request(problem__actual=f"Пишет {NAME}, ошибка"), channel)
    if channel == "chat":
        assert "Иванова М. С." in shown
        assert "Мария" not in shown and "Сергеевна" not in shown
    else:
        assert NAME in shown


@pytest.mark.guide("G-63")
@pytest.mark.parametrize("channel", CHANNELS)
def test_phone_and_mail_go_everywhere_but_not_into_the_chat(channel: str) -> None:
    told = f"Звонила с {PHONE_SHOWN}, писала с {EMAIL}"
    shown = everything(request(problem__conditions=told), channel)
    if channel == "chat":
        assert "900" not in shown and EMAIL not in shown
    else:
        assert PHONE_SHOWN in shown and EMAIL in shown


@pytest.mark.guide("G-20", "G-112", "G-173", "G-174")
@pytest.mark.parametrize("channel", CHANNELS)
def test_identity_numbers_stand_in_full_in_portal_and_app_only(channel: str) -> None:
    told = f"Ввела {SNILS}, потом 11223344595, потом {INN}"
    shown = everything(request(**own(problem__actual=told)), channel)
    for value in OWN.values():
        # What is typed in free text is masked in every channel, the own fields are not.
        assert (value in shown) == (channel in ("portal", "app"))
    assert "11223344595" not in shown
    assert "[СНИЛС-1]" in shown


@pytest.mark.parametrize("channel", ["email", "chat", *SERVERS])
def test_one_value_has_one_placeholder_wherever_it_stands(channel: str) -> None:
    about = with_files(
        picture(caption=f"здесь виден {SNILS}"),
        **own(problem__actual="Ввела 112 233 445 95", problem__conditions=f"СНИЛС {SNILS}"),
    )
    shown = everything(about, channel)
    assert "СНИЛС: [СНИЛС-1]" in shown and "ИНН: [ИНН-1]" in shown
    assert "Ввела [СНИЛС-1]" in shown
    assert channel == "open311" or "здесь виден [СНИЛС-1]" in shown  # it takes no files
    assert "[СНИЛС-2]" not in shown
    assert "112" not in shown.replace("SCR", "")


@pytest.mark.guide("G-42", "G-67")
@pytest.mark.parametrize("channel", CHANNELS)
def test_what_support_needs_stands_in_full(channel: str) -> None:
    about = replace(request(
        problem__application_number="3500308079", problem__error_code="4510123456",
        problem__error_text="Ошибка 1042", problem__previous_ticket="SCR#7654321",
    ), ticket="SCR#1234567")
    shown = everything(about, channel)
    for value in ("SCR#1234567", "3500308079", "4510123456", "Ошибка 1042", "20.11.2026 в 14:30",
                  "https://www.gosuslugi.ru/10700", "Выбрала поликлинику", "Windows 11 23H2"):
        assert value in shown
    assert "SCR#7654321" in shown or channel == "phone"  # one number is enough to say aloud


@pytest.mark.guide("G-42")
@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("code", ["112-233-445-95", "500100732259", "4000000000000002"])
def test_a_code_of_an_error_that_looks_like_a_private_number_stands_in_full(
    code: str, channel: str
) -> None:
    assert f"Код ошибки: {code}" in text(request(problem__error_code=code), channel)


PRIVATE = {
    "паспорт 45 10 123456": "45 10 123456",
    "карта 4000 0000 0000 0002": "4000 0000 0000 0002",
    "родилась 01.02.1953": "01.02.1953",
    "СНИЛС 112-233-445 95": "112-233-445 95",
    "за мужа, Петрова Ивана Ильича": "Петрова Ивана Ильича",
}


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("told", PRIVATE)
def test_private_data_found_in_free_text_is_masked_everywhere(told: str, channel: str) -> None:
    shown = everything(request(problem__actual=f"Вижу ошибку, {told}, и всё"), channel)
    assert PRIVATE[told] not in shown
    assert "Вижу ошибку" in shown and "-1]" in shown


SECRETS = {
    "пароль: Qwerty1": "Qwerty1",
    "код 4821 из смс": "4821",
    "CVV 123 на обороте": "123",
    "Cookie: acc_t=SEEDED": "SEEDED",
    "Authorization: Bearer SEEDEDTOKEN12345": "SEEDEDTOKEN12345",
}


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("told", SECRETS)
def test_a_secret_that_reached_the_journal_is_still_not_shown(told: str, channel: str) -> None:
    about = with_files(picture(caption=told), problem__actual=f"Ввожу, {told}")
    about = replace(about, reveals={channel: ("[пароль-1]", "[удалено: пароль]")})
    shown = everything(about, channel)
    assert SECRETS[told] not in shown
    assert "[удалено: " in shown


@pytest.mark.parametrize("channel", CHANNELS)
def test_what_the_person_left_out_appears_nowhere(channel: str) -> None:
    shown = everything(request(
        person__phone="", person__email="", problem__tried=(), problem__demand="",
        problem__conditions="", environment__vpn="", environment__app_version="",
    ), channel)
    for label in ("Телефон:", "Электронная почта:", "Уже пробовали:", "Прошу восстановить",
                  "При каких условиях", "VPN:", "ИНН", "СНИЛС", "Номер личного кабинета",
                  "Версия приложения"):
        assert label not in shown


@pytest.mark.parametrize("channel", CHANNELS)
def test_not_known_is_said_in_words(channel: str) -> None:
    shown = everything(request(environment__vpn=UNKNOWN, problem__error_code="none"), channel)
    assert "не знаю" in shown and "unknown" not in shown
    assert "кода нет" in shown and "none" not in shown


@pytest.mark.parametrize("channel", ["email", "chat"])
def test_a_person_may_open_what_is_masked_for_one_channel(channel: str) -> None:
    about = replace(request(**own()), reveals={channel: (wish("[СНИЛС-1]", SNILS),)})
    shown = everything(about, channel)
    assert f"СНИЛС: {SNILS}" in shown
    assert INN not in shown and "[ИНН-1]" in shown
    assert SNILS not in everything(about, "rt")


@pytest.mark.parametrize("wished", ["[СНИЛС-1]", wish("[СНИЛС-1]", "087-654-303 00")])
def test_what_was_opened_once_opens_no_other_value_of_the_same_place(wished: str) -> None:
    about = replace(request(**own()), reveals={"email": (wished,)})
    assert SNILS not in everything(about, "email")


@pytest.mark.guide("G-174")
def test_nobody_reads_out_a_snils_on_the_phone_even_when_it_is_opened() -> None:
    about = replace(request(**own(problem__actual=f"Ввела {SNILS}")),
                    reveals={"phone": (wish("[СНИЛС-1]", SNILS), wish("[ИНН-1]", INN))})
    shown = everything(about, "phone")
    assert SNILS not in shown and "112" not in shown
    assert INN in shown


def test_each_masked_value_is_in_the_loss_report() -> None:
    lost = document(request(**own()), "email").loss
    assert {one.field for one in lost} == set(OWN)
    assert all(one.why and "порта" in one.instead for one in lost)
    assert document(request(**own()), "portal").loss == ()
