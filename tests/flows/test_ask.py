"""The wizard, driven by a script: what is asked, in which order, and that nothing is lost."""


import pytest

from gosupport_cli.core.asking_ports import Back, Help, Typed
from gosupport_cli.core.errors import Interrupted
from gosupport_cli.core.model import Status
from gosupport_cli.flows.ask import Asking, ask, start
from gosupport_cli.flows.compose import Tools
from tests.flows.clerk import CATALOGUE, TEXTS, Clerk, Notepad, begun, kept


@pytest.mark.guide("G-36", "G-155", "G-159", "G-179")
@pytest.mark.parametrize("category", list(CATALOGUE.categories))
def test_every_category_is_asked_to_a_ready_request(tools: Tools, category: str) -> None:
    clerk = Clerk()
    done = begun(tools, clerk, category)
    assert done.found is not None
    assert [one for one in done.found.findings if one.level == "error"] == []
    assert kept(tools).status is Status.READY
    assert len(clerk.ids()) == len(set(clerk.ids())), "a question came twice"
    asked = [one for one in clerk.ids() if one not in ("check", "findings", "contacts", "profile")]
    assert len(asked) <= 30


@pytest.mark.guide("G-129", "G-156")
def test_the_category_comes_first_and_then_what_may_help(tools: Tools) -> None:
    clerk = Clerk(category=[Typed("login")])
    asking = Asking(tools, clerk, TEXTS, Notepad())
    made = start(asking, {}, files=(), source="wizard")
    ask(asking, made.request)
    assert clerk.ids()[:3] == ["category", "self-help", "problem.service"]
    assert any("приватном окне" in line for line in clerk.screens[1].intro)


@pytest.mark.guide("G-9", "G-61", "G-97", "G-133", "G-143", "G-156")
@pytest.mark.parametrize(
    ("word", "category"),
    [("Ошибка входа", "login"), ("Сбой при загрузке документов", "files"),
     ("не отображается статус заявки", "status"), ("Регистрация", "account"),
     ("Платёж", "payment"), ("не удаётся войти", "login"),
     ("Не работает сервис", "network"), ("сбои в работе сервисов", "network"),
     ("восстановление паролей", "access"), ("ошибки при заполнении форм", "application"),
     ("Ошибка при загрузке документа", "files")],
)
def test_the_words_of_the_guide_name_a_category(tools: Tools, word: str, category: str) -> None:
    clerk = Clerk(category=[Typed(word)])
    made = start(Asking(tools, clerk, TEXTS, Notepad()), {}, files=(), source="wizard")
    assert made.request.category == category


@pytest.mark.guide("G-133")
def test_a_word_of_several_categories_makes_it_ask_which(tools: Tools) -> None:
    clerk = Clerk(category=[Typed("Личный кабинет"), Typed("status")])
    start(Asking(tools, clerk, TEXTS, Notepad()), {}, files=(), source="wizard")
    left = {option.value for option in clerk.screens[1].options}
    assert {"login", "application", "status"} <= left and "payment" not in left


@pytest.mark.guide("G-170")
def test_advice_that_helped_ends_it_without_a_request(tools: Tools) -> None:
    done = begun(tools, Clerk(**{"self-help": [Typed("helped")]}))
    assert done.found is None and kept(tools).status is Status.CANCELLED


@pytest.mark.guide("G-43")
def test_what_was_tried_is_taken_down_at_once_and_not_asked_again(tools: Tools) -> None:
    clerk = Clerk(**{"self-help": [Typed("tried")]})
    begun(tools, clerk)
    assert clerk.ids()[:2] == ["self-help", "problem.tried"]
    assert clerk.ids().count("problem.tried") == 1


@pytest.mark.guide("G-156")
def test_the_first_question_offers_what_the_guide_calls_the_nature_of_the_fault(
    tools: Tools,
) -> None:
    clerk = Clerk(category=[Typed("login")])
    start(Asking(tools, clerk, TEXTS, Notepad()), {}, files=(), source="wizard")
    offered = {one.value: f"{one.label} {one.help}" for one in clerk.screens[0].options}
    for category, words in (("login", "войти"), ("files", "загру"), ("status", "татус")):
        assert words in offered[category]


@pytest.mark.guide("G-129")
def test_later_questions_depend_on_the_category(tools: Tools) -> None:
    asked: dict[str, set[str]] = {}
    for category in ("booking", "status", "app", "not-technical"):
        clerk = Clerk()
        begun(tools, clerk, category)
        asked[category] = set(clerk.ids())
    assert "problem.application_number" in asked["status"] - asked["booking"]
    assert "environment.app_version" in asked["app"] - asked["booking"]
    assert "problem.error_text" in asked["booking"] - asked["not-technical"]


@pytest.mark.guide("G-9", "G-188")
def test_lost_access_is_shown_the_ways_without_an_operator_first(tools: Tools) -> None:
    clerk = Clerk()
    begun(tools, clerk, "access")
    assert clerk.ids()[0] == "self-help"
    shown = " ".join(clerk.screens[0].intro)
    for way in ("«Восстановить»", "приложении банка", "МФЦ"):
        assert way in shown


@pytest.mark.guide("G-11")
def test_what_is_not_technical_is_shown_where_to_go_before_anything(tools: Tools) -> None:
    clerk = Clerk()
    begun(tools, clerk, "not-technical")
    assert clerk.ids()[0] == "self-help"
    assert any("sd@sc.digital.gov.ru" in line for line in clerk.screens[0].intro)


@pytest.mark.guide("G-155")
def test_each_answer_is_kept_before_the_next_question_and_the_rest_is_asked_later(
    tools: Tools,
) -> None:
    clerk = Clerk(problem__expected=[Interrupted("stopped")])
    with pytest.raises(Interrupted) as stopped:
        begun(tools, clerk)
    assert stopped.value.values["ref"] == "GS-1"
    assert kept(tools).answers["problem.action"] == "Нажала «Выбрать время»"
    again = Clerk()
    ask(Asking(tools, again, TEXTS, Notepad()), kept(tools))
    assert again.ids()[0] == "problem.expected"
    assert "problem.service" not in again.ids()


def test_back_shows_the_question_before_with_its_answer(tools: Tools) -> None:
    clerk = Clerk(problem__summary=[Back()], problem__service=[Typed("Справка"), Typed("Паспорт")])
    begun(tools, clerk)
    assert clerk.ids()[1:5] == [
        "problem.service", "problem.summary", "problem.service", "problem.summary",
    ]
    assert clerk.screens[3].prefill == "Справка"
    assert kept(tools).answers["problem.service"] == "Паспорт"


def test_help_says_the_words_of_the_rule_too(tools: Tools) -> None:
    clerk = Clerk(problem__summary=[Help()])
    begun(tools, clerk)
    shown = next(one for one in clerk.screens if one.id == "problem.summary" and one.intro)
    assert CATALOGUE.questions["problem.summary"].help in shown.intro
    assert CATALOGUE.rules["summary-missing"].why in shown.intro


def test_help_says_nothing_twice(tools: Tools) -> None:
    clerk = Clerk(problem__steps=[Help()], problem__occurred_at=[Help()])
    begun(tools, clerk)
    for key, words in (("problem.steps", "повторит"), ("problem.occurred_at", "По времени")):
        shown = next(one for one in clerk.screens if one.id == key and one.intro)
        assert " ".join(shown.intro).count(words) == 1


def test_questions_are_counted_without_gaps_and_without_a_total(tools: Tools) -> None:
    clerk = Clerk()
    begun(tools, clerk)
    told = [one.progress for one in clerk.screens if one.progress]
    numbers = [int(one.removeprefix("Вопрос ").rstrip(".")) for one in dict.fromkeys(told)]
    assert numbers == list(range(2, 2 + len(numbers))), "the topic, given beforehand, is number 1"


def test_what_may_be_added_is_explained_by_its_question(tools: Tools) -> None:
    clerk = Clerk()
    begun(tools, clerk)
    labels = [one.label for one in next(one for one in clerk.screens if one.id == "extras").options]
    assert "Условия: Всегда ли так бывает?" in labels
