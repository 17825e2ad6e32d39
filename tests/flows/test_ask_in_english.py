"""The wizard before who reads no Russian: what goes into the document says what it means."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gosupport_cli.content.languages import YamlTexts
from gosupport_cli.core.asking_ports import Help, Screen, Typed
from gosupport_cli.core.model import Fact
from gosupport_cli.flows.ask import Asking, ask, start
from gosupport_cli.flows.compose import Tools
from tests.flows.clerk import ANSWERS, CATALOGUE, FACTS, Clerk, Notepad, kept

ENGLISH = YamlTexts("en", Path("nowhere"))


def begun_in_english(tools: Tools, clerk: Clerk, category: str) -> None:
    asking = Asking(tools, clerk, ENGLISH, Notepad())
    ask(asking, start(asking, {"category": category}, files=(), source="test").request)


def screen(clerk: Clerk, wanted: str) -> Screen:
    return next(one for one in clerk.screens if one.id == wanted)


def test_an_example_keeps_its_russian_and_says_what_it_means(tools: Tools) -> None:
    clerk = Clerk()
    begun_in_english(tools, clerk, "booking")
    assert screen(clerk, "problem.service").example == (
        "«Запись на приём к врачу» (a doctor's appointment)")
    assert screen(clerk, "problem.action").example == (
        "«Нажала кнопку „Выбрать время“» (I pressed the button “Choose a time”)")


def test_a_demand_that_is_offered_says_what_it_means_and_is_recorded_in_russian(
    tools: Tools
) -> None:
    clerk = Clerk()
    begun_in_english(tools, clerk, "booking")
    offered = {one.value: one.label for one in screen(clerk, "problem.demand").options}
    booked = "Прошу восстановить работу выбора времени приёма."
    assert offered[booked] == (
        f"«{booked}» (Please make choosing the time of a visit work again.)")
    error = "Прошу устранить ошибку «500 Internal Server Error» при записи на приём."
    assert "(Please remove the error “500 Internal Server Error” when" in offered[error]
    service = "Прошу восстановить работу услуги «Запись на приём к врачу» в личном кабинете."
    assert "(Please make the service “Запись на приём к врачу” work again" in offered[service]
    assert kept(tools).answers["problem.demand"] == booked


@pytest.mark.parametrize(("error", "code", "meaning"), [
    ("500 Internal Server Error", "ab12cd34ef56",
     "Error “500 Internal Server Error”, code ab12cd34ef56: Запись на приём к врачу"),
    ("нет", "нет", "Booking a visit: Запись на приём к врачу"),
])
def test_a_subject_that_is_proposed_says_what_it_means(
    tools: Tools, error: str, code: str, meaning: str
) -> None:
    clerk = Clerk(**{"problem.error_text": [Typed(error)], "problem.error_code": [Typed(code)]})
    begun_in_english(tools, clerk, "booking")
    assert f"In English it says: {meaning}" in screen(clerk, "problem.subject").intro


def test_the_sources_of_what_the_program_found_are_in_english(tools: Tools) -> None:
    found = Fact("os", "Debian 12", "файл системы (/etc/os-release)", "high", "2026-11-20")
    clerk = Clerk(machine=[Help(), Typed("yes")])
    begun_in_english(replace(tools, collect=lambda _wanted: (found,)), clerk, "booking")
    told = next(one for one in clerk.screens if one.id == "machine" and one.intro)
    assert "System: a system file (/etc/os-release)" in told.intro[-1]


def told(one: Screen) -> Iterator[str]:
    """Everything on a screen but the answer that stands there to be corrected."""
    yield from (one.ask, one.label, one.progress, *one.intro, one.problem, one.example, one.source)
    for option in one.options:
        yield from (option.label, option.help)


@pytest.mark.parametrize("category", sorted(CATALOGUE.categories))
def test_every_question_and_its_help_can_be_read(tools: Tools, category: str) -> None:
    clerk = Clerk(**{key: [Help(), answer] for key, answer in ANSWERS.items()})
    begun_in_english(tools, clerk, category)
    own = [str(part) for answer in ANSWERS.values() if isinstance(answer, Typed)
           for part in (answer.value if isinstance(answer.value, tuple) else (answer.value,))]
    own += [word for fact in FACTS for word in (fact.value, fact.source)]
    found = []
    for text in (text for one in clerk.screens for text in told(one)):
        left = re.sub(r"«[^»]*»|“[^”]*”|\([^()]*\)", "", text)
        for one in sorted(own, key=len, reverse=True):
            left = left.replace(one, "") if one else left
        found += [text] if re.search("[А-Яа-яё]", left) else []
    assert found == []
