"""The wizard and the knowledge base: what is offered, when, and what becomes of the answer."""

from pathlib import Path

import pytest

from gosupport_cli.content.knowledge import YamlKnowledge
from gosupport_cli.core.asking_ports import Answered, Back, Help, Typed
from gosupport_cli.core.model import Status, Value
from gosupport_cli.flows.ask import Asked, Asking, ask, start
from gosupport_cli.flows.compose import Tools
from tests.flows.clerk import TEXTS, Clerk, Notepad

KNOWLEDGE = YamlKnowledge(Path("nowhere"))


def begun(tools: Tools, clerk: Clerk, category: str = "booking", **given: Value) -> Asked:
    asking = Asking(tools, clerk, TEXTS, Notepad(), KNOWLEDGE)
    raw: dict[str, Value] = {"category": category}
    raw |= {key.replace("__", "."): value for key, value in given.items()}
    return ask(asking, start(asking, raw, files=(), source="test").request)


def saying(**said: Answered | list[Answered]) -> Clerk:
    listed = {key: one if isinstance(one, list) else [one] for key, one in said.items()}
    go_on: dict[str, list[Answered]] = {
        "known": [Typed("go-on")] * 2, "known-danger": [Typed("go-on")] * 2
    }
    return Clerk(**{**go_on, **listed})


@pytest.mark.guide("G-170", "G-41")
def test_after_the_error_comes_what_is_known_of_it_with_steps_evidence_and_date(
    tools: Tools,
) -> None:
    clerk = saying()
    begun(tools, clerk)
    order = clerk.ids()
    assert order.index("known") == order.index("problem.error_code") + 1
    intro = " ".join(next(one.intro for one in clerk.screens if one.id == "known"))
    assert "500 Internal Server Error" in intro
    assert "- Подождите 10–15 минут" in intro
    assert "Откуда известно: обычный совет для таких случаев, не официальный, 2026-11" in intro


def test_advice_that_helped_ends_happily_and_the_note_names_it(tools: Tools) -> None:
    clerk = saying(known=Typed("helped"))
    asked = begun(tools, clerk)
    assert asked.found is None and not asked.elsewhere
    assert asked.request.status is Status.CANCELLED
    assert "person.full_name" not in clerk.ids()
    last = tools.journal.events(asked.request.id)[-1]
    assert "B12" in last.text and "обращение не понадобилось" in last.text


@pytest.mark.guide("G-43")
def test_steps_that_were_tried_go_into_the_request_beside_those_named_before(
    tools: Tools,
) -> None:
    clerk = saying(known=Typed("tried"), **{"known.tried": Typed(("1",))})
    asked = begun(tools, clerk, problem__tried=("clear_cache",))
    tried = asked.request.answers["problem.tried"]
    assert tried == ("clear_cache", "other_time")
    offered = next(one.options for one in clerk.screens if one.id == "known.tried")
    assert [one.value for one in offered] == ["1"], "to write to the support is no try"


@pytest.mark.guide("G-43")
def test_where_nothing_can_be_tried_nobody_is_asked_what_was(tools: Tools) -> None:
    clerk = saying()
    begun(tools, clerk, problem__tried=("other_time",))
    known = next(one for one in clerk.screens if one.id == "known")
    assert "tried" not in [one.value for one in known.options]


@pytest.mark.guide("G-43")
def test_a_step_that_was_tried_is_not_on_the_screen(tools: Tools) -> None:
    clerk = saying()
    begun(tools, clerk, problem__tried=("other_time",))
    intro = " ".join(next(one.intro for one in clerk.screens if one.id == "known"))
    assert "Подождите 10–15 минут" not in intro
    assert "Сохраните черновик" in intro


@pytest.mark.parametrize(
    ("summary", "says"),
    [
        ("Взломали мои Госуслуги, подали чужие заявления", "Действуйте сразу"),
        ("Мошенники украли деньги с карты", "Сначала банк и полиция"),
    ],
)
@pytest.mark.guide("G-93")
def test_danger_is_spoken_of_right_after_the_summary(
    tools: Tools, summary: str, says: str
) -> None:
    clerk = saying(**{"problem.summary": Typed(summary)})
    begun(tools, clerk)
    order = clerk.ids()
    assert order[order.index("problem.summary") + 1] == "known-danger"
    assert says in " ".join(next(one.intro for one in clerk.screens if one.id == "known-danger"))


@pytest.mark.guide("G-93")
def test_a_question_for_somebody_else_is_routed_before_it_is_written(tools: Tools) -> None:
    clerk = saying(**{
        "problem.summary": Typed("Мусор не вывозят со двора"), "known-danger": Typed("helped")
    })
    asked = begun(tools, clerk, "other")
    assert asked.request.status is Status.CANCELLED
    assert clerk.ids()[-1] == "known-danger"
    assert asked.elsewhere, "nothing has helped yet: it must not be said"
    last = tools.journal.events(asked.request.id)[-1]
    assert "обратиться в другое место" in last.text and "J03" in last.text
    labels = [one.label for one in clerk.screens[-1].options]
    assert labels == ["Обращусь туда, писать не нужно", "Перейти к вопросам"]


def test_the_same_advice_is_not_given_twice(tools: Tools) -> None:
    clerk = saying(**{"problem.summary": Typed("Мошенники украли деньги с карты")})
    begun(tools, clerk, problem__error_text="none", problem__error_code="none")
    assert clerk.ids().count("known-danger") == 1
    assert "known" not in clerk.ids()


def test_nothing_known_shows_nothing(tools: Tools) -> None:
    clerk = saying(**{"problem.summary": Typed("В списке школ нет нашего посёлка, выбрать нечего")})
    begun(tools, clerk, problem__error_text="none", problem__error_code="none")
    assert not {"known", "known-danger"} & set(clerk.ids())


def test_help_and_back_at_the_offer(tools: Tools) -> None:
    first: list[Answered] = [Help(), Back()]
    then: list[Answered] = [Typed("tried"), Back(), Typed("go-on")]
    clerk = saying(known=then, **{"known.tried": first})
    begun(tools, clerk)
    order = clerk.ids()
    assert order.count("known.tried") == 2
    assert "problem.error_code" in order[order.index("known"):]
