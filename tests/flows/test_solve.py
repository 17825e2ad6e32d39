"""Advice for a text: codes, words, the wrong layout, steps that were tried."""

from pathlib import Path

import pytest

from gosupport_cli.content.knowledge import YamlKnowledge
from gosupport_cli.core.model import Value
from gosupport_cli.flows.solve import offer, solve


@pytest.fixture(scope="module")
def knowledge() -> YamlKnowledge:
    return YamlKnowledge(Path("no-such-folder"))


def ids(text: str, knowledge: YamlKnowledge) -> list[str]:
    return [one.match.entry.id for one in solve(text, knowledge)]


@pytest.mark.guide("G-170", "G-119", "G-77")
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Файл тяжелее 5 МБ", "E01"),
        ("500 Internal Server Error", "B12"),
        ("нет кнопки «Отправить»", "C14"),
        ("a13", "A13"),
        ("cvcrf c rjljv yt ghb[jlbn", "A21"),
    ],
)
def test_the_entry_for_what_the_screen_says(
    knowledge: YamlKnowledge, text: str, wanted: str
) -> None:
    assert wanted in ids(text, knowledge)


def test_every_code_names_its_entry_and_no_other(knowledge: YamlKnowledge) -> None:
    wrong = {
        code: got
        for entry in knowledge.entries.values()
        for code in entry.codes
        if (got := ids(code.replace("…", "12"), knowledge)) != [entry.id]
    }
    assert not wrong


def test_every_entry_is_found_by_each_of_its_own_phrases(knowledge: YamlKnowledge) -> None:
    lost = [
        (entry.id, phrase)
        for entry in knowledge.entries.values()
        for phrase in (entry.title, *entry.texts, *entry.words)
        if entry.id not in ids(phrase.replace("…", " x ").replace("{N}", "5"), knowledge)
    ]
    assert len(lost) <= 5, lost  # a phrase of one word that many entries have


@pytest.mark.parametrize("text", ["рецепт борща с мясом", "курс доллара", "не работает", "?!"])
def test_unrelated_or_empty_talk_gets_nothing(knowledge: YamlKnowledge, text: str) -> None:
    assert ids(text, knowledge) == []


def test_weak_matches_come_only_when_asked_for(knowledge: YamlKnowledge) -> None:
    sure = ids("после обеда что-то с квитанцией", knowledge)
    every = solve("после обеда что-то с квитанцией", knowledge, weak=True)
    assert sure == []
    assert every and not every[0].match.confident


@pytest.mark.guide("G-43")
def test_a_step_that_was_tried_is_not_proposed_again(knowledge: YamlKnowledge) -> None:
    (fresh, *_) = solve("белая страница", knowledge)
    (again, *_) = solve("белая страница", knowledge, tried=["private_window"])
    assert "2" in [step.id for step in fresh.steps]
    assert "2" not in [step.id for step in again.steps]
    assert [step.id for step in again.done] == ["2"]


def offered(knowledge: YamlKnowledge, **told: Value) -> str | None:
    answers = {f"problem.{key}": value for key, value in told.items()}
    found = offer(answers, knowledge)
    return found.match.entry.id if found else None


@pytest.mark.guide("G-170", "G-41")
def test_an_offer_goes_by_the_code_then_the_screen_then_the_summary(
    knowledge: YamlKnowledge,
) -> None:
    summary, screen = "Белая страница при входе", "Файл тяжелее 5 МБ"
    assert offered(knowledge, summary=summary) == "B18"
    assert offered(knowledge, summary=summary, error_text=screen) == "E01"
    assert offered(
        knowledge, summary=summary, error_text=screen, error_code="ESIA-007015"
    ) == "A13"
    assert offered(knowledge, summary=summary, error_text="none", error_code="unknown") == "B18"


def test_danger_in_any_answer_comes_before_everything(knowledge: YamlKnowledge) -> None:
    assert offered(knowledge, summary="Взломали Госуслуги", error_code="ESIA-007015") == "A33"


def test_no_offer_without_answers_without_a_match_or_when_all_was_tried(
    knowledge: YamlKnowledge,
) -> None:
    assert offered(knowledge) is None
    assert offered(knowledge, summary="Не работает") is None
    base = YamlKnowledge(Path("no-such-folder"))
    whole = tuple(name for step in base.steps.values() for name in step.tried)
    found = offer({"problem.summary": "Белая страница", "problem.tried": whole}, base)
    assert found is None or found.steps
