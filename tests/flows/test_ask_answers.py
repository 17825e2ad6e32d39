"""Answers as people type them: times, slips, layouts, codes and numbers."""


import pytest

from gosupport_cli.core.asking_ports import Answered, Help, Typed
from gosupport_cli.core.model import Status
from gosupport_cli.flows.ask_question import visit_question
from gosupport_cli.flows.asking import Asking, Session
from gosupport_cli.flows.compose import Tools
from tests.flows.clerk import TEXTS, Clerk, Notepad, begun, kept


@pytest.mark.guide("G-39", "G-160")
def test_a_time_in_words_is_read_back_and_may_be_refused(tools: Tools) -> None:
    clerk = Clerk(
        problem__occurred_at=[Typed("сегодня утром"), Typed("вчера в 14:30")],
        **{"problem.occurred_at.confirm": [Typed("no"), Typed("yes")]},
    )
    begun(tools, clerk)
    confirm = [one for one in clerk.screens if one.id.endswith("confirm")]
    assert "пятница, 20.11.2026, 09:00 (время московское)" in confirm[0].ask
    assert "примерно" in confirm[0].ask
    assert kept(tools).answers["problem.occurred_at"] == "2026-11-19T14:30+03:00"
    assert not kept(tools).answers.get("problem.unsure")


@pytest.mark.guide("G-160", "G-171")
def test_a_rough_time_is_marked_as_not_sure(tools: Tools) -> None:
    clerk = Clerk(problem__occurred_at=[Typed("сегодня утром")],
                  **{"problem.occurred_at.confirm": [Typed("yes")]})
    begun(tools, clerk)
    assert kept(tools).answers["problem.unsure"] == ("problem.occurred_at",)


def test_a_wrong_answer_is_told_at_its_place_and_stays_for_correction(tools: Tools) -> None:
    clerk = Clerk(person__phone=[Typed("12345")])
    begun(tools, clerk)
    again = [screen for screen in clerk.screens if screen.id == "person.phone"][1]
    assert again.problem and again.prefill == "12345"


def test_the_wrong_layout_is_offered_and_taken_only_with_a_yes(tools: Tools) -> None:
    clerk = Clerk(problem__expected=[Typed("jnrhjtncz cgbcjr")],
                  **{"problem.expected.layout": [Typed("yes")]})
    begun(tools, clerk)
    assert kept(tools).answers["problem.expected"] == "откроется список"


    offer = next(one for one in clerk.screens if one.id == "problem.expected.layout")
    assert offer.prefill == "no"
    assert offer.options[1].label == "Нет, оставить как есть"


@pytest.mark.parametrize("typed", ["не знаю", "yt pyf.", "no idea"])
def test_dont_know_is_no_mistake_of_the_layout(tools: Tools, typed: str) -> None:
    clerk = Clerk(problem__service=[Typed(typed)], problem__summary=[Typed(typed)])
    begun(tools, clerk)
    assert not [one for one in clerk.ids() if one.endswith(".layout")]
    assert kept(tools).answers["problem.service"] == "unknown"
    again = [one for one in clerk.screens if one.id == "problem.summary"][1]
    assert "Ничего страшного" in again.problem and again.prefill == ""


@pytest.mark.parametrize(("key", "typed", "told"), [
    ("problem.error_text", "не знаю", "Сообщения на экране не было — напишите «нет»"),
    ("problem.error_text", "", "Сообщения на экране не было — напишите «нет»"),
    ("person.phone", "", "напишите номер того, кто вам помогает"),
    ("person.email", "нет", "напишите адрес того, кто вам помогает"),
])
def test_who_has_no_answer_is_told_what_to_write_here(
    tools: Tools, key: str, typed: str, told: str
) -> None:
    clerk = Clerk(**{key.replace(".", "__"): [Typed(typed)]})
    begun(tools, clerk)
    again = [one for one in clerk.screens if one.id == key][1]
    assert told in again.problem


def test_who_does_not_remember_the_time_is_told_how_to_say_it_roughly(tools: Tools) -> None:
    clerk = Clerk(problem__occurred_at=[Typed("не помню")])
    begun(tools, clerk)
    again = [one for one in clerk.screens if one.id == "problem.occurred_at"][1]
    assert "вчера утром" in again.problem


@pytest.mark.parametrize("said", [[Typed("no")], [Typed("yes")]])
def test_enter_on_a_wrong_answer_asks_once_what_stays_and_why_and_then_keeps_it(
    tools: Tools, said: list[Answered | BaseException]
) -> None:
    clerk = Clerk(person__email=[Typed("мария@mail.ru")] * 3, **{"person.email.keep": said})
    begun(tools, clerk)
    (asked,) = [one for one in clerk.screens if one.id == "person.email.keep"]
    assert asked.ask == "Оставить «мария@mail.ru» как есть?" and "русские буквы" in asked.intro[0]
    told = [one for one in clerk.screens if one.id == "person.email"]
    assert "русские буквы" in told[1].problem
    assert not any(one.problem for one in told[2:])
    assert kept(tools).answers["person.email"] == "мария@mail.ru"
    assert kept(tools).status is Status.DRAFT


@pytest.mark.guide("G-116")
def test_a_code_in_the_description_goes_to_its_field_with_a_yes(tools: Tools) -> None:
    clerk = Clerk(problem__actual=[Typed("Страница с ошибкой ESIA-007015")],
                  **{"problem.error_code.found": [Typed("yes")]})
    begun(tools, clerk)
    assert kept(tools).answers["problem.error_code"] == "ESIA-007015"
    assert "problem.error_code" not in clerk.ids()


@pytest.mark.guide("G-25")
def test_ten_bare_digits_are_asked_which_number_they_are(tools: Tools) -> None:
    clerk = Clerk(extras=[Typed(("problem.previous_ticket",))],
                  **{"problem.previous_ticket": [Typed("3500308079")],
                     "problem.previous_ticket.which": [Typed("application")]})
    begun(tools, clerk)
    assert kept(tools).answers["problem.application_number"] == "3500308079"
    assert kept(tools).answers["problem.previous_ticket"] == ""


def test_russian_words_where_a_code_is_asked_are_not_turned_into_nonsense(tools: Tools) -> None:
    clerk = Clerk(problem__error_code=[Typed("там написано Ошибка")])
    begun(tools, clerk)
    assert "problem.error_code.layout" not in clerk.ids()
    assert kept(tools).answers["problem.error_code"] == "там написано Ошибка"
    clerk = Clerk(problem__error_code=[Typed("УЫШФ-007015")],
                  **{"problem.error_code.layout": [Typed("yes")]})
    begun(tools, clerk)
    assert tools.journal.get("GS-2").answers["problem.error_code"] == "ESIA-007015"


@pytest.mark.parametrize("typed", ["gosupport explain service-missing", "$ gosupport new"])
def test_a_command_of_our_own_is_no_answer(tools: Tools, typed: str) -> None:
    clerk = Clerk(problem__summary=[Typed(typed), Typed("Нет кнопки «Отправить».")])
    begun(tools, clerk)
    again = [one for one in clerk.screens if one.id == "problem.summary"][1]
    assert "команда" in again.problem and again.prefill == ""
    assert kept(tools).answers["problem.summary"] == "Нет кнопки «Отправить»."


def test_a_command_typed_over_an_old_answer_does_not_take_it_away(tools: Tools) -> None:
    clerk = Clerk(person__full_name=[Typed("Иванова")])
    begun(tools, clerk)
    again = Clerk(check=[Typed("person"), Typed("done")])
    again.first["person.full_name"] = [Typed("gosupport status GS-1"), Typed("Иванова Мария")]
    session = Session(Asking(tools, again, TEXTS, Notepad()), kept(tools))
    visit_question(session, "person.full_name")
    assert [one.prefill for one in again.screens] == ["Иванова", "Иванова"]
    assert "команда программы" in again.screens[1].problem


def test_help_in_a_choice_leaves_standing_what_the_choice_is_about(tools: Tools) -> None:
    clerk = Clerk()
    clerk.first["self-help"] = [Help(), Typed("go-on")]
    begun(tools, clerk)
    first, second = [one for one in clerk.screens if one.id == "self-help"]
    assert second.intro[:-1] == first.intro
    assert "Сначала попробуйте советы" in second.intro[-1]
