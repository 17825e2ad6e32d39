"""The table «Data policy» of SPEC, cell by cell: each value in each free text of each channel."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import yaml

from gosupport_cli.cli.show.document import as_json, as_markdown, as_text, as_yaml
from gosupport_cli.core.model import Message, Request
from gosupport_cli.flows.render import render_message
from tests.factories import request
from tests.rendering import CATALOGUE, CHANNELS, document

NAME, PHONE, EMAIL = "Иванова Мария Сергеевна", "+7 900 000-00-01", "ivanova@example.ru"
INN, SNILS, ACCOUNT = "500100732259", "112-233-445 95", "LK-0077"
PERSON = {"person__full_name": NAME, "person__phone": "+79000000001", "person__email": EMAIL,
          "person__inn": INN, "person__snils": SNILS, "person__account": ACCOUNT}
# What is typed -> what must not be left of it, by the channels in which it must not.
EVERYWHERE, CHAT = CHANNELS, ("chat",)
WITHOUT_IDENTITY = tuple(one for one in CHANNELS if one not in ("portal", "app"))
CELLS = {
    f"Пишет {NAME}": (("Мария", "Сергеевна"), CHAT),
    "Пишет Мария Сергеевна Иванова": (("Мария", "Сергеевна"), CHAT),
    "от Ивановой Марии Сергеевны": (("Марии", "Сергеевны"), CHAT),
    "ИВАНОВА МАРИЯ СЕРГЕЕВНА": (("МАРИЯ", "СЕРГЕЕВНА"), CHAT),
    f"звоните {PHONE}": (("000-00-01",), CHAT),
    "звоните 8 (900) 000–00–01": (("000–00–01",), CHAT),
    f"пишите на {EMAIL.upper()}": ((EMAIL.upper(),), CHAT),
    "мой второй телефон +7 900 000-00-05": (("000-00-05",), CHAT),
    "моя почта ivanova2@example.ru": (("ivanova2@example.ru",), CHAT),
    f"счёт кабинета {ACCOUNT}": ((ACCOUNT,), WITHOUT_IDENTITY),
    f"мой ИНН {INN}": ((INN,), WITHOUT_IDENTITY),
    f"мой СНИЛС {SNILS}": ((SNILS,), WITHOUT_IDENTITY),
    "ввела 11223344595": (("11223344595",), WITHOUT_IDENTITY),
    "паспорт 45 10 808182": (("808182",), EVERYWHERE),
    "карта 4000 0000 0000 0002": (("4000 0000",), EVERYWHERE),
    "дата рождения 01.02.1953": (("01.02.1953",), EVERYWHERE),
    "муж Петров Иван Ильич": (("Петров", "Ильич"), EVERYWHERE),
    "телефон мужа +7 900 000-00-02": (("000-00-02",), EVERYWHERE),
    "пароль: Qwerty12": (("Qwerty12",), EVERYWHERE),
    "код 4821 из смс": (("4821",), EVERYWHERE),
    "CVV 902": (("902",), EVERYWHERE),
}
FIELDS = {"problem__subject": "{}", "problem__summary": "{}", "problem__steps": ("{}",),
          "problem__actual": "{}", "problem__conditions": "{}", "problem__demand": "{}"}


def texts_of(about: Request, channel: str) -> str:
    """What leaves, in every format that is made of the document."""
    made, chosen = document(about, channel), CATALOGUE.channels[channel]
    packed = yaml.safe_load(as_yaml(about, made))["document"]
    assert packed["fields"] == yaml.safe_load(as_json(about, made))["document"]["fields"]
    return "\n".join((
        made.subject, as_text(chosen, made), as_markdown(chosen, made).replace("\\", ""),
        *(one["text"] for one in packed["fields"]), *packed["messages"],
    ))


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("told", CELLS)
def test_each_cell_of_the_data_policy_holds_in_every_free_text(told: str, channel: str) -> None:
    gone, where = CELLS[told]
    if channel not in where:
        return
    for field, shape in FIELDS.items():
        typed = shape.format(told) if isinstance(shape, str) else (shape[0].format(told),)
        shown = texts_of(request(**{**PERSON, field: typed}), channel)
        for value in gone:
            assert value not in shown, (field, value)
    message = Message(id=1, kind="reply", text=f"Ответ: {told}.",
                      created_at=datetime(2026, 11, 21, tzinfo=UTC))
    about = replace(request(**PERSON), ticket="SCR#1234567")
    made = render_message(about, message, CATALOGUE.channels[channel], CATALOGUE)
    for value in gone:
        assert value not in "\n".join((*(one.text for one in made.fields), *made.messages))


@pytest.mark.parametrize("told", ["мне звонили с +7 900 000-00-09", "звоните на 8 800 100-70-10"])
def test_who_called_and_the_free_lines_stay_in_the_chat(told: str) -> None:
    shown = texts_of(request(**PERSON, problem__actual=told), "chat")
    assert told in shown


def test_the_loss_report_names_a_contact_that_only_the_text_gave() -> None:
    about = request(person__phone="", problem__actual="мой телефон +7 900 000-00-05")
    assert "person.phone" in {one.field for one in document(about, "chat").loss}


@pytest.mark.parametrize("channel", ["portal", "email", "rt"])
def test_where_the_own_name_and_contacts_are_needed_they_stay(channel: str) -> None:
    told = f"Пишет Мария Сергеевна Иванова, {PHONE}, {EMAIL}"
    assert told in texts_of(request(**PERSON, problem__actual=told), channel)
