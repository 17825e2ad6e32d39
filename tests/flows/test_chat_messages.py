"""The chat: one sentence with the symptom first, details in short messages after it."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gosupport_cli.core.splitting import first_sentence
from tests.factories import request
from tests.rendering import document, text

LIMIT = 1000


def messages(**changes: str) -> tuple[str, ...]:
    return document(request(**changes), "chat").messages


@pytest.mark.guide("G-76", "G-51")
def test_the_first_message_is_one_sentence_and_details_follow() -> None:
    first, *others = messages(problem__summary="Кнопки нет. Страница пустая, г. Москва.")
    assert first == "Запись на приём к врачу: Кнопки нет."
    assert others[0].startswith("Страница пустая, г. Москва.\n\nТип обращения:")
    details = "\n".join(others)
    for part in ("Когда: 20.11.2026 в 14:30", "Код ошибки: ab12cd34ef56"):
        assert part in details


@pytest.mark.guide("G-73")
def test_it_starts_with_the_ticket_or_the_application_or_the_service() -> None:
    about = request(problem__application_number="3500308079")
    assert document(replace(about, ticket="SCR#1234567"), "chat").messages[0].startswith(
        "Обращение SCR#1234567: При выборе")
    assert document(about, "chat").messages[0].startswith("Заявление 3500308079: При выборе")
    assert messages()[0].startswith("Запись на приём к врачу: При выборе")
    assert messages(problem__service="unknown")[0].startswith("При выборе")


def test_a_summary_of_two_lines_gives_one_line_first() -> None:
    first = messages(problem__summary="Нет кнопки\nСтраница пустая")[0]
    assert "\n" not in first and first.endswith("Нет кнопки Страница пустая")


def test_without_a_summary_something_still_comes_first() -> None:
    assert messages(problem__summary="")[0].endswith("Ошибка 500 при выборе времени приёма")
    bare = replace(request(), answers={"category": "login", "channel": "chat"})
    assert document(bare, "chat").messages[0] == "Вход и коды"


def test_messages_are_printed_with_a_line_of_dashes_between() -> None:
    shown = text(request(problem__actual="Слово за словом. " * 150), "chat")
    parts = document(request(problem__actual="Слово за словом. " * 150), "chat").messages
    assert len(parts) > 3
    assert shown == "\n---\n".join(parts) + "\n"


WORDS = st.lists(
    st.sampled_from([
        "слово", "ошибка.", "Ёж", "https://www.gosuslugi.ru/600104/1/form?",
        "звонок с +7 900 000-00-05,",
        "«текст»", "ab12cd34ef56", "\n", "\n\n", "SCR#1234567", "очень-длинное-слово" * 8, "г.",
        "строка 3 500 308 079 и", "Конец!", "😢"]),
    min_size=1, max_size=200,
)


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_no_message_is_too_long_and_nothing_is_cut_or_lost(words: list[str]) -> None:
    told = " ".join(words)
    made = document(request(problem__actual=f"А {told} Я"), "chat").messages
    assert all(0 < len(one) <= LIMIT for one in made)
    together = " ".join("\n".join(made).split())
    assert " ".join(f"Произошло: А {told} Я".split()) in together
    for number in ("+7 900 000-00-05", "3 500 308 079"):
        for one, after in pairwise(made):
            for cut in range(1, len(number)):
                if number[cut - 1] == " " or number[cut] == " ":
                    assert not (one.endswith(number[:cut].strip())
                                and after.startswith(number[cut:].strip()))


@settings(deadline=None)
@given(st.text(max_size=300))
def test_the_first_sentence_and_the_rest_are_the_whole(told: str) -> None:
    head, rest = first_sentence(told)
    assert "".join((head + rest).split()) == "".join(told.split())
    assert "\n" not in head
