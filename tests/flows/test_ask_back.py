"""Back, erasing and slips: what is said when a question comes again, and what is not."""

from pathlib import Path

import pytest

from gosupport_cli.content.knowledge import YamlKnowledge
from gosupport_cli.core.asking_ports import Answered, Back, Erase, Help, Screen, Typed, UseEditor
from gosupport_cli.core.errors import Interrupted
from gosupport_cli.flows.ask import Asking, ask, start
from gosupport_cli.flows.compose import Tools
from tests.flows.clerk import TEXTS, Clerk, Notepad, begun, kept


def screens(clerk: Clerk, key: str) -> list[Screen]:
    return [one for one in clerk.screens if one.id == key]


@pytest.mark.parametrize(("key", "typed"), [
    ("problem.expected", Typed("jnrhjtncz cgbcjr")),
    ("person.email", Typed("ьфкшф@ьфшдюкг")),
    ("problem.steps", Typed(("Jnrhskf eckeue", "Yf;fkf ryjgre"))),
])
def test_back_at_the_offer_of_a_layout_asks_the_question_itself(
    tools: Tools, key: str, typed: Typed
) -> None:
    clerk = Clerk()
    clerk.first |= {key: [typed], f"{key}.layout": [Back()]}
    begun(tools, clerk)
    place = clerk.ids().index(f"{key}.layout")
    assert clerk.ids()[place - 1 : place + 2] == [key, f"{key}.layout", key]
    again = clerk.screens[place + 1]
    assert (again.prefill, again.slip, again.answered, again.problem) == (
        typed.value, True, False, "")
    assert kept(tools).answers[key] != typed.value


@pytest.mark.parametrize(("key", "typed", "offer"), [
    ("problem.occurred_at", "вчера в 14:30", "problem.occurred_at.confirm"),
    ("problem.actual", "Ошибка ESIA-007015", "problem.error_code.found"),
    ("problem.actual", "Ввожу пароль: Qwerty1 и ошибка", "problem.actual.mark"),
])
def test_back_at_any_offer_about_an_answer_asks_its_question(
    tools: Tools, key: str, typed: str, offer: str
) -> None:
    clerk = Clerk()
    clerk.first |= {key: [Typed(typed), Typed(typed)], offer: [Back(), Typed("yes")]}
    begun(tools, clerk)
    place = clerk.ids().index(offer)
    assert clerk.ids()[place - 1 : place + 3] == [key, offer, key, offer]
    assert not clerk.screens[place + 1].problem
    assert "Qwerty1" not in str(clerk.screens[place + 1].prefill)


def test_a_slip_is_offered_again_as_begun_and_its_error_is_not_said_twice(tools: Tools) -> None:
    clerk = Clerk(problem__occurred_at=[Typed("31.02.2026"), Back()])
    begun(tools, clerk)
    first, told, again = screens(clerk, "problem.occurred_at")
    assert "Такого дня в календаре нет" in told.problem and not first.problem
    assert (again.problem, again.prefill, again.slip) == ("", "31.02.2026", True)
    assert not again.answered


def test_a_slip_outlives_an_interruption_and_is_no_answer(tools: Tools) -> None:
    clerk = Clerk(person__phone=[Typed("12345"), Interrupted("stopped")])
    with pytest.raises(Interrupted):
        begun(tools, clerk)
    assert "person.phone" not in kept(tools).answers
    again = Clerk()
    ask(Asking(tools, again, TEXTS, Notepad()), kept(tools))
    assert (again.screens[0].prefill, again.screens[0].slip) == ("12345", True)


def test_words_that_are_no_choice_are_not_said_again_when_the_question_comes_back(
    tools: Tools,
) -> None:
    clerk = Clerk(person__same_contacts=[Typed("anna@example.org"), Back(), Typed("yes")])
    begun(tools, clerk)
    _, told, again = screens(clerk, "person.same_contacts")
    assert told.problem and not again.problem and not again.prefill


def test_what_is_typed_where_it_asks_whether_it_stays_is_a_correction(tools: Tools) -> None:
    clerk = Clerk(problem__occurred_at=[Typed("31.02.2026")] * 2,
                  **{"problem.occurred_at.keep": [Typed("19.11.2026 14:30")]})
    begun(tools, clerk)
    assert kept(tools).answers["problem.occurred_at"] == "2026-11-19T14:30+03:00"


def test_enter_goes_round_in_no_circle_where_the_hour_is_missing(tools: Tools) -> None:
    clerk = Clerk(problem__occurred_at=[Typed("20 ноября")] * 3,
                  **{"problem.occurred_at.keep": [Typed("no")]})
    begun(tools, clerk)
    (doubt,) = screens(clerk, "problem.occurred_at.keep")
    assert "20 ноября" in doubt.ask and "час" in doubt.intro[0]
    assert len(screens(clerk, "problem.occurred_at")) == 3


def test_from_where_one_went_back_the_questions_come_again_in_order_with_their_numbers(
    tools: Tools,
) -> None:
    clerk = Clerk(problem__action=[Back()], problem__steps=[Typed(("Открыла",)), Back()],
                  problem__occurred_at=[Typed("20.11.2026 14:30"), Typed("19.11.2026 14:30")])
    begun(tools, clerk)
    way = [(one.id, one.progress) for one in clerk.screens[3:11]]
    assert way == [
        ("problem.occurred_at", "Вопрос 5."), ("problem.steps", "Вопрос 6."),
        ("problem.action", "Вопрос 7."), ("problem.steps", "Вопрос 6."),
        ("problem.occurred_at", "Вопрос 5."), ("problem.steps", "Вопрос 6."),
        ("problem.action", "Вопрос 7."), ("problem.expected", "Вопрос 8."),
    ]
    steps = screens(clerk, "problem.steps")
    assert steps[-1].prefill == ("Открыла",) and steps[-1].answered


def test_back_never_leads_to_what_was_not_asked(tools: Tools) -> None:
    clerk = Clerk(problem__occurred_at=[Typed("сегодня утром")], channel=[Back()] * 2,
                  attachments=[Typed(""), Back()],
                  **{"problem.occurred_at.confirm": [Typed("yes")]})
    clerk.first["extras"] = [Typed(()), Back(), Typed(())]
    begun(tools, clerk)
    asked = set(clerk.ids())
    assert not asked & {"problem.unsure", "environment.vpn", "environment.os"}
    by_number: dict[str, set[str]] = {}
    for one in clerk.screens:
        if one.progress:
            by_number.setdefault(one.progress, set()).add(one.id)
    assert all(len(ids) == 1 for ids in by_number.values()), by_number


def test_advice_that_was_read_stands_there_again_for_who_comes_back(tools: Tools) -> None:
    clerk = Clerk(known=[Typed("go-on")] * 2, problem__tried=[Back()])
    asking = Asking(tools, clerk, TEXTS, Notepad(), YamlKnowledge(Path("nowhere")))
    ask(asking, start(asking, {"category": "booking"}, files=(), source="test").request)
    first, again = screens(clerk, "known")
    assert first.intro == again.intro and first.progress == again.progress


def test_what_was_tried_is_no_question_with_the_number_of_the_advice(tools: Tools) -> None:
    clerk = Clerk(problem__service=[Back()])
    clerk.first["self-help"] = [Typed("tried"), Typed("go-on")]
    begun(tools, clerk)
    assert clerk.ids()[:4] == ["self-help", "problem.tried", "problem.service", "self-help"]
    assert screens(clerk, "problem.tried")[0].progress == ""
    assert screens(clerk, "self-help")[1].progress == "Вопрос 2."


def test_the_first_question_has_its_number_and_back_says_that_it_is_the_first(
    tools: Tools,
) -> None:
    clerk = Clerk(category=[Back(), Typed("login")])
    start(Asking(tools, clerk, TEXTS, Notepad()), {}, files=(), source="wizard")
    first, again = clerk.screens
    assert first.progress == again.progress == "Вопрос 1."
    assert "первый вопрос" in again.problem


def test_help_at_the_topics_says_what_belongs_to_each(tools: Tools) -> None:
    clerk = Clerk(category=[Help(), Typed("login")])
    start(Asking(tools, clerk, TEXTS, Notepad()), {}, files=(), source="wizard")
    told = clerk.screens[1].intro
    assert "Оплата: Штрафы, пошлины, начисления и квитанции." in told
    assert len(told) == 1 + len(clerk.screens[0].options)


@pytest.mark.parametrize(("screen", "first"), [
    ("problem.occurred_at.confirm", {"problem.occurred_at": [Typed("вчера в 14:30")]}),
    ("problem.expected.layout", {"problem.expected": [Typed("jnrhjtncz cgbcjr")]}),
    ("person.email.keep", {"person.email": [Typed("мария@mail.ru")] * 2}),
    ("problem.error_code.found", {"problem.actual": [Typed("Ошибка ESIA-007015")]}),
    ("problem.actual.mark", {"problem.actual": [Typed("Ввожу пароль: Qwerty1 и ошибка")]}),
    ("findings", {"person.email": [Typed("мария@mail.ru")] * 3}),
    ("contacts", {}), ("profile", {}),
    ("check.person", {"check": [Typed("person")]}),
])
def test_help_at_a_choice_says_what_the_choices_mean(
    tools: Tools, screen: str, first: dict[str, list[Answered | BaseException]]
) -> None:
    last = {"contacts": "yes", "findings": "keep", "check.person": "back", "profile": "no"}
    clerk = Clerk()
    clerk.first |= {"person.email.keep": [Typed("no")], **first}
    clerk.first[screen] = [Help(), Typed(last.get(screen, "yes"))]
    begun(tools, clerk)
    before, after = screens(clerk, screen)[:2]
    (told,) = after.intro[len(before.intro):]
    assert len(told) > 40 and "Выберите одну строку" not in told


def test_erasing_asks_the_same_question_again(tools: Tools) -> None:
    clerk = Clerk(problem__service=[Typed("Справка"), Erase(), Typed("Паспорт")],
                  problem__summary=[Back()], problem__action=[Erase()])
    begun(tools, clerk)
    _, filled, empty = screens(clerk, "problem.service")
    assert filled.prefill == "Справка" and not empty.prefill and empty.intro == ("Стёрто.",)
    assert filled.answered and not empty.answered
    assert kept(tools).answers["problem.service"] == "Паспорт"
    proposed, bare = screens(clerk, "problem.action")
    assert proposed.prefill and not bare.prefill


def test_erasing_what_was_begun_offers_the_answer_that_stands(tools: Tools) -> None:
    clerk = Clerk(person__phone=[Typed("+7 900 000-00-01"), Typed("12345"), Erase(), Back()],
                  person__email=[Back()])
    begun(tools, clerk)
    offered = [one.prefill for one in screens(clerk, "person.phone")]
    assert offered[:4] == ["", "+79000000001", "12345", "+79000000001"]


def test_a_proposal_says_where_it_comes_from(tools: Tools) -> None:
    clerk = Clerk(problem__expected=[Back()])
    begun(tools, clerk)
    proposed, answered = screens(clerk, "problem.action")
    assert proposed.source == "Взято из ваших шагов" and answered.source == ""
    assert screens(clerk, "problem.subject")[0].source == "Составлено из ваших ответов"


def test_where_no_editor_starts_the_answer_is_typed_right_here(tools: Tools) -> None:
    clerk = Clerk(problem__actual=[UseEditor()])
    begun(tools, clerk, editor=Notepad())
    told = screens(clerk, "problem.actual")[1]
    assert "прямо здесь" in told.problem
    assert told.editor


def test_who_comes_back_to_the_facts_of_this_computer_finds_the_answer(tools: Tools) -> None:
    clerk = Clerk(attachments=[Back()])
    begun(tools, clerk)
    first, again = screens(clerk, "machine")
    assert (first.prefill, first.answered) == ("", False)
    assert (again.prefill, again.answered) == ("yes", True)


def test_files_that_are_attached_are_named_when_the_question_comes_again(
    tools: Tools, tmp_path: Path
) -> None:
    log = tmp_path / "чек.pdf"
    log.write_bytes(b"%PDF-1.4\n%%EOF\n")
    clerk = Clerk(attachments=[Typed(str(log)), Typed(""), Typed("")], person__full_name=[Back()])
    begun(tools, clerk)
    again = screens(clerk, "attachments")[-1]
    assert again.intro[0] == "Файлы: чек.pdf" and "Ещё файл" in again.ask
