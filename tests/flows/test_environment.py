"""Facts of the machine, and pasted User-Agent lines, as answers."""

import pytest

from gosupport_cli.adapters.identifiers import LibraryIdentifiers
from gosupport_cli.core.catalogue import Question
from gosupport_cli.core.model import Fact
from gosupport_cli.flows.accept import accept
from gosupport_cli.flows.environment import as_answers
from tests.fakes import FixedClock

AT = "2026-11-20T18:00:00+03:00"
FIREFOX = "Mozilla/5.0 (Windows NT 6.1; rv:115.0) Gecko/20100101 Firefox/115.0"


@pytest.mark.guide("G-31", "G-32", "G-34", "G-35")
def test_facts_become_answers_with_their_source() -> None:
    facts = (
        Fact("os", "Windows 11 23H2", "реестр Windows", "high", AT),
        Fact("browser", "Firefox 131", "реестр Windows", "medium", AT),
        Fact("vpn", "yes", "сетевой адаптер tun0", "high", AT),
        Fact("proxy", "no", "в настройках прокси нет", "medium", AT),
        Fact("timezone", "Europe/Moscow", "настройка системы", "high", AT),
    )
    answers, sources = as_answers(facts)
    assert answers == {
        "environment.os": "Windows 11 23H2",
        "environment.browser": "Firefox 131",
        "environment.vpn": "yes",
        "environment.proxy": "no",
    }
    assert sources["environment.vpn"] == "сетевой адаптер tun0"
    assert set(sources) == set(answers)


def test_a_failure_and_a_weak_guess_answer_nothing() -> None:
    facts = (
        Fact("browser", "", "не успели узнать", "none", AT),
        Fact("device", "tablet", "тип корпуса", "low", AT),
        Fact("filters", "none", "фильтров не видно", "low", AT),
    )
    assert as_answers(facts) == ({}, {})


@pytest.mark.guide("G-32", "G-161", "G-162")
@pytest.mark.parametrize(
    ("collector", "kept"), [("browser", "Firefox 115"), ("os", "Windows 7"), ("", FIREFOX)]
)
def test_a_pasted_user_agent_becomes_the_answer_that_was_asked_for(
    collector: str, kept: str
) -> None:
    question = Question("environment.x", "environment", "text", "", "", "", collector=collector)
    one = accept(question, FIREFOX, clock=FixedClock(), identifiers=LibraryIdentifiers())
    assert one.value == kept
