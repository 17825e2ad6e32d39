"""What of the answers a channel gets, value by value: the rules behind the data policy."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gosupport_cli.core.catalogue import Treatment
from gosupport_cli.core.masking import Shown, placeholder_of, shown, treatment, wish
from gosupport_cli.core.model import UNKNOWN, Value

NAME = "Иванова Мария Сергеевна"
PHONE, EMAIL = "+79000000001", "ivanova@example.ru"
INN, SNILS, ACCOUNT = "500100732259", "112-233-445 95", "LK-0077"
PERSON = {"person.full_name": NAME, "person.phone": PHONE, "person.email": EMAIL,
          "person.inn": INN, "person.snils": SNILS, "person.account": ACCOUNT}
Policy = Mapping[str, Treatment]
CHAT: Policy = {"full_name": "initials", "contacts": "omitted", "identity": "masked",
                "found": "masked"}
EMAIL_POLICY: Policy = {"full_name": "needed", "contacts": "needed", "identity": "masked",
                        "found": "masked"}
PORTAL: Policy = {"full_name": "needed", "contacts": "needed", "identity": "needed",
                  "found": "masked"}
PHONE_POLICY: Policy = {**EMAIL_POLICY, "snils": "never"}


def told(text: Value, policy: Policy = CHAT, reveal: tuple[str, ...] = (), **person: str) -> Shown:
    own = {**PERSON, **{f"person.{key}": value for key, value in person.items()}}
    return shown({**own, "problem.actual": text}, policy, reveal=reveal)


def text_of(one: Shown) -> Value:
    return one.answers["problem.actual"]


@pytest.mark.parametrize(("typed", "left"), [
    # The own phone in every spelling; a longer number that only contains it is another one.
    ("тел +79000000001.", "тел [телефон]."), ("тел 8 (900) 000-00-01.", "тел [телефон]."),
    ("тел 7 900 000 00 01.", "тел [телефон]."), ("тел 9000000001.", "тел [телефон]."),
    ("тел (900)000–00–01.", "тел [телефон]."), ("тел 8\u00a0900\u00a00000001.", "тел [телефон]."),
    ("заказ 90000000012.", "заказ 90000000012."), ("заказ 129000000001.", "заказ 129000000001."),
    ("от IVANOVA@EXAMPLE.RU!", "от [почта]!"), ("-ivanova@example.ru", "-[почта]"),
    ("от maria.ivanova@example.ru", "от maria.ivanova@example.ru"),
    # Kinds of own contacts that no answer names.
    ("мой второй телефон +7 900 000-00-05, мой третий телефон +7 900 000-00-06",
     "мой второй телефон [телефон], мой третий телефон [телефон]"),
    ("моя почта ivanova2@example.ru", "моя почта [почта]"),
    # The own name in any order and case of the declension, and only as a whole.
    ("Пишет Иванова Мария Сергеевна.", "Пишет Иванова М. С.."),
    ("Пишет Мария  Сергеевна Иванова, прошу", "Пишет Иванова М. С., прошу"),
    ("иванова мария\nсергеевна", "Иванова М. С."),
    ("Ошибка Ивановой Марии", "Ошибка Иванова М. С."),
    ("Ошибка Ивановой Марии Сергеевны Входа", "Ошибка Иванова М. С. Входа"),
    ("Ивановой Марии Портал", "Иванова М. С. Портал"),
    ("Мария", "Мария"), ("Красная Площадь Большая", "Красная Площадь Большая"),
    ("Иванова-Мария", "Иванова-Мария"),
    # The own numbers.
    ("ИНН 500100732259", "ИНН [ИНН-1]"), ("счёт lk-0077, да", "счёт [ЛК-1], да"),
    ("счёт LK-00771", "счёт LK-00771"), ("СНИЛС 11223344595", "СНИЛС [СНИЛС-1]"),
    ("ввела 112 233 445 95!", "ввела [СНИЛС-1]!"),
])
def test_of_the_own_data_in_a_free_text_the_chat_gets_only_what_it_may(
    typed: str, left: str
) -> None:
    assert text_of(told(typed)) == left


@pytest.mark.parametrize(("policy", "phone", "name", "snils"), [
    (CHAT, None, "Иванова М. С.", "[СНИЛС-1]"),
    (EMAIL_POLICY, PHONE, NAME, "[СНИЛС-1]"),
    (PHONE_POLICY, PHONE, NAME, None),
    (PORTAL, PHONE, NAME, SNILS),
])
def test_each_own_field_is_given_shortened_replaced_or_left_out(
    policy: Policy, phone: str | None, name: str, snils: str | None
) -> None:
    one = told("Ошибка", policy)
    assert one.answers.get("person.phone") == phone
    assert one.answers.get("person.email") == (phone and EMAIL)
    assert one.answers["person.full_name"] == name
    assert one.answers.get("person.snils") == snils
    gone = {key for key in PERSON if key not in one.answers}
    assert set(one.left_out) == gone
    assert len(one.left_out) == len(gone)


def test_what_the_chat_does_not_get_is_named_once_in_the_order_of_the_fields() -> None:
    assert told(f"{PHONE} мой телефон +7 900 000-00-05").left_out == (
        "person.phone", "person.email")
    bare = shown({"problem.actual": "мой телефон +7 900 000-00-05, моя почта a@example.ru"}, CHAT)
    assert bare.left_out == ("person.phone", "person.email")


def test_one_value_has_one_placeholder_and_the_next_value_the_next_number() -> None:
    one = told("СНИЛС 11223344595 и СНИЛС 087-654-303 00", EMAIL_POLICY)
    assert text_of(one) == "СНИЛС [СНИЛС-1] и СНИЛС [СНИЛС-2]"
    assert one.answers["person.snils"] == "[СНИЛС-1]"
    other = told("СНИЛС 087-654-303 00", EMAIL_POLICY)
    assert (text_of(other), other.answers["person.snils"]) == ("СНИЛС [СНИЛС-1]", "[СНИЛС-2]")
    assert other.hidden == ("[СНИЛС-1]", "[ИНН-1]", "[СНИЛС-2]", "[ЛК-1]")


def test_each_text_of_a_list_and_each_caption_is_masked_and_keeps_its_place() -> None:
    one = shown({**PERSON, "problem.steps": ("Вошла", f"Ввела {SNILS}", "Вышла"),
                 "problem.actual": f"Снова {SNILS}"}, EMAIL_POLICY,
                captions=("до", f"виден {INN}", "пароль: Qwerty1"))
    assert one.answers["problem.steps"] == ("Вошла", "Ввела [СНИЛС-1]", "Вышла")
    assert text_of(one) == "Снова [СНИЛС-1]"
    assert one.captions == ("до", "виден [ИНН-1]", "пароль: [удалено: пароль]")
    assert [key for key in one.answers if not key.startswith(("person.", "problem."))] == []
    assert shown({}, CHAT) == Shown({}, ())


@pytest.mark.parametrize("key", [
    "category", "channel", "deadline_class", "problem.error_code", "problem.occurred_at",
    "problem.application_number", "problem.previous_ticket", "problem.unsure",
])
def test_what_support_needs_is_never_taken_for_a_private_number(key: str) -> None:
    value = f"паспорт 4510 808182, {SNILS}"
    assert shown({**PERSON, key: value}, CHAT).answers[key] == value
    assert shown({key: "пароль: Qwerty1"}, CHAT).answers[key] == "пароль: [удалено: пароль]"


@pytest.mark.parametrize(("account", "typed", "left"), [
    # Six digits and more are met in any spelling, but only as a whole number.
    ("100200", "ЛК 100 200, 10-02-00", "ЛК [ЛК-1], [ЛК-1]"), ("10020", "ЛК 100 20", "ЛК 100 20"),
    ("10020", "ЛК 10020, 100201", "ЛК [ЛК-1], 100201"),
    ("100200", "заказы 1002001 и 9100200", "заказы 1002001 и 9100200"),
    ("70000000012", "ЛК 7 000 000 00 12, заказ 0000000012", "ЛК [ЛК-1], заказ 0000000012"),
    ("A-7", "вариант A-7 и B.A-7", "вариант [ЛК-1] и B.[ЛК-1]"),
])
def test_the_number_of_the_account_is_met_in_any_spelling_and_only_whole(
    account: str, typed: str, left: str
) -> None:
    assert text_of(told(typed, EMAIL_POLICY, account=account)) == left


def test_an_address_with_many_digits_is_an_address_and_not_a_number() -> None:
    one = told("с i123456@example.ru, заказ 123456", email="i123456@example.ru")
    assert text_of(one) == "с [почта], заказ 123456"


def test_the_own_phone_is_not_taken_for_the_mothers_where_contacts_are_needed() -> None:
    text = f"звонила с телефона мамы {PHONE}"
    assert text_of(told(text, EMAIL_POLICY)) == text
    assert text_of(told(text, EMAIL_POLICY, phone="")) == "звонила с телефона мамы [телефон-1]"


@pytest.mark.parametrize("value", ["", "  ", UNKNOWN, "none"])
def test_an_own_number_that_was_not_given_hides_nothing(value: str) -> None:
    one = told("Не знаю unknown none", snils=value, phone=value, inn=value, account=value)
    assert text_of(one) == "Не знаю unknown none"
    assert one.hidden == ()
    assert one.left_out == ("person.email",)
    rest = told(f"Ввела {SNILS}", inn=value, email=value)
    assert (rest.answers["person.snils"], rest.left_out) == ("[СНИЛС-1]", ("person.phone",))


def test_a_name_that_was_not_given_shortens_nothing() -> None:
    for name in ("", "  "):
        one = told("Пишет Иванова Мария", full_name=name)
        assert one.answers["person.full_name"] == name


def test_a_channel_without_a_policy_of_found_values_gets_the_text_as_it_is() -> None:
    one = shown({**PERSON, "problem.actual": f"паспорт 4510 808182, {SNILS}, {PHONE}"}, {})
    assert text_of(one) == f"паспорт 4510 808182, {SNILS}, {PHONE}"
    assert (one.hidden, one.left_out) == ((), ())
    assert {key: one.answers[key] for key in PERSON} == PERSON


def test_only_the_value_that_was_wished_for_is_opened_everywhere() -> None:
    one = told(f"Ввела {SNILS} и {INN}", CHAT, (wish("[СНИЛС-1]", SNILS),))
    assert text_of(one) == f"Ввела {SNILS} и [ИНН-1]"
    assert (one.answers["person.snils"], one.answers["person.inn"]) == (SNILS, "[ИНН-1]")
    assert (one.revealed, one.hidden) == (("[СНИЛС-1]",), ("[ИНН-1]", "[ЛК-1]"))
    assert one.wishes["[ИНН-1]"] == wish("[ИНН-1]", INN)
    steps = told(("Вошла", f"Ввела {SNILS}"), CHAT, (wish("[СНИЛС-1]", SNILS),))
    assert text_of(steps) == ("Вошла", f"Ввела {SNILS}")


def test_a_value_that_moved_to_another_number_is_still_the_one_that_was_opened() -> None:
    opened = wish("[СНИЛС-1]", SNILS)
    one = told("СНИЛС 087-654-303 00", EMAIL_POLICY, (opened,))
    assert one.revealed == ("[СНИЛС-2]",)
    assert (text_of(one), one.answers["person.snils"]) == ("СНИЛС [СНИЛС-1]", SNILS)


@pytest.mark.parametrize("treated", ["never", "omitted"])
def test_no_number_that_a_channel_never_gets_is_opened_in_the_text(treated: Treatment) -> None:
    one = told(f"Ввела {SNILS} и {INN}", {"found": "masked", "identity": treated},
               (wish("[СНИЛС-1]", SNILS), wish("[ИНН-1]", INN)))
    assert (text_of(one), one.revealed) == ("Ввела [СНИЛС-1] и [ИНН-1]", ())
    assert one.left_out == ("person.inn", "person.snils", "person.account")


@pytest.mark.parametrize("treated", ["never", "omitted"])
def test_a_snils_that_a_channel_never_gets_stays_hidden_even_when_opened(
    treated: Treatment
) -> None:
    other = "087-654-303 00"
    wishes = (wish("[СНИЛС-1]", SNILS), wish("[СНИЛС-2]", other), wish("[ИНН-1]", INN))
    one = told(f"СНИЛС {SNILS}, СНИЛС {other}", {**EMAIL_POLICY, "snils": treated}, wishes)
    assert text_of(one) == "СНИЛС [СНИЛС-1], СНИЛС [СНИЛС-2]"
    assert (one.revealed, one.left_out) == (("[ИНН-1]",), ("person.snils",))


def test_a_wish_knows_the_value_in_any_spelling_and_no_other_value_or_kind() -> None:
    kept = wish("[СНИЛС-1]", SNILS).partition("·")[2]
    assert wish("[СНИЛС-7]", "11223344595").partition("·")[2] == kept
    assert len(kept) == 16
    for placeholder, value in (("[СНИЛС-1]", "087-654-303 00"), ("[ИНН-1]", SNILS)):
        assert wish(placeholder, value).partition("·")[2] != kept
    assert wish("[почта-1]", "A1@example.ru")[9:] == wish("[почта-2]", "a1@EXAMPLE.ru")[9:]
    assert wish("[почта-1]", "a1@example.ru")[9:] != wish("[почта-1]", "b1@example.ru")[9:]
    assert wish("[лицо-1]", "Петров Иван")[8:] == wish("[лицо-2]", "ПЕТРОВ ИВАН")[8:]
    assert wish("[лицо-1]", "Петров Иван")[8:] != wish("[лицо-1]", "Петров Олег")[8:]
    assert placeholder_of(wish("[СНИЛС-1]", SNILS)) == "[СНИЛС-1]"


def test_the_first_name_that_a_policy_speaks_of_decides_and_silence_means_needed() -> None:
    assert treatment(PHONE_POLICY, "snils", "identity") == "never"
    assert treatment(CHAT, "snils", "identity") == "masked"
    assert treatment({}, "snils", "identity") == "needed"


def test_a_text_cannot_forge_the_wall_between_two_texts() -> None:
    one = shown({"problem.actual": "раз\n\0\nдва", "problem.demand": "\0три"}, CHAT)
    assert one.answers == {"problem.actual": "раз\n\nдва", "problem.demand": "три"}


@given(st.lists(st.sampled_from([NAME, PHONE, EMAIL, INN, SNILS, ACCOUNT, "и", "\n", ","]),
                max_size=8))
def test_whatever_is_hidden_stands_for_a_value_and_comes_back_when_opened(
    pieces: list[str]
) -> None:
    text = " ".join(pieces)
    masked = told(text, EMAIL_POLICY)
    opened = told(text, EMAIL_POLICY, tuple(masked.wishes.values()))
    assert text_of(opened) == text
    assert opened.revealed == masked.hidden
    assert all(value not in str(text_of(masked)) for value in (INN, SNILS, ACCOUNT))
