"""``solve`` as people and programs use it: shapes, topics, pastes, other widths and languages."""

import json
import unicodedata
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gosupport_cli.content.knowledge import YamlKnowledge
from gosupport_cli.core.knowledge import LONGEST, Match
from gosupport_cli.core.knowledge_index import Index
from gosupport_cli.flows.solve import solve
from tests.cli.program import Ran, run_program

KEYS = ["id", "title", "score", "route", "steps", "evidence", "as_of"]
ROUTES = {"self-help", "support", "agency", "mfc", "bank-police", "site-owner", "complaint",
          "urgent"}


def found(ran: Ran) -> list[dict[str, Any]]:
    shape = json.loads(ran.out)
    assert shape["schema"] == "gosupport.solve/1"
    matches: list[dict[str, Any]] = shape["matches"]
    return matches


@pytest.mark.guide("G-128", "G-170")
def test_json_has_the_promised_fields_best_first() -> None:
    matches = found(run_program("solve", "Файл тяжелее 5 МБ", "--json"))
    first = matches[0]
    assert list(first)[: len(KEYS)] == KEYS
    assert first["id"] == "E01"
    scores = [one["score"] for one in matches]
    assert all(isinstance(one, float) and 0 < one <= 1 for one in scores)
    assert scores == sorted(scores, reverse=True)
    assert first["route"] in ROUTES
    assert first["steps"] and all(isinstance(step, str) for step in first["steps"])
    assert (first["evidence"], first["as_of"]) == ("screen", "2020-2023")


def test_nothing_found_is_an_empty_list_and_no_failure() -> None:
    ran = run_program("solve", "рецепт борща", "--json")
    assert (ran.code, found(ran)) == (0, [])
    spoken = run_program("solve", "рецепт борща")
    assert (spoken.code, spoken.out) == (0, "")
    assert "Точного ответа нет" in spoken.err and "gosupport new" in spoken.err


def test_weak_matches_are_shown_on_demand_and_marked() -> None:
    text = "после обеда что-то с квитанцией"
    assert found(run_program("solve", text, "--json")) == []
    weak = found(run_program("solve", text, "--all", "--json"))
    assert weak and all(one["confident"] is False for one in weak)
    assert "Совпадение слабое" in run_program("solve", text, "--all").out


@pytest.mark.guide("G-128")
def test_topics_and_the_entries_of_one_can_be_browsed() -> None:
    topics = run_program("solve", "--topics")
    assert [line[0] for line in topics.out.splitlines()] == list("ABCDEFGHIJ")
    assert run_program("solve").out == topics.out
    files = run_program("solve", "--topic", "e").out
    assert files.startswith("E  Файлы и документы\n")
    assert [f"E0{n}" in files for n in range(1, 10)] == [True] * 9
    shape = json.loads(run_program("solve", "--topics", "--json").out)
    assert sum(one["entries"] for one in shape["topics"]) == 128
    listed = json.loads(run_program("solve", "--topic", "E", "--json").out)
    assert [one["id"] for one in listed["entries"]] == [f"E0{n}" for n in range(1, 10)]


@pytest.mark.guide("G-43")
def test_what_was_tried_is_left_out_and_named() -> None:
    (fresh, *_) = found(run_program("solve", "белая страница", "--json"))
    (after, *_) = found(
        run_program("solve", "белая страница", "--tried", "private_window", "--json")
    )
    gone = "Откройте страницу в приватном окне браузера."
    assert gone in fresh["steps"]
    assert gone not in after["steps"]
    assert after["steps_tried"] == [gone]


@pytest.mark.parametrize("typed", ["Файл тяжелее 5 МБ\n", "меню\r\nФайл тяжелее 5 МБ\r\nпомощь"])
def test_a_page_comes_through_the_pipe(typed: str) -> None:
    assert found(run_program("solve", "-", "--json", typed=typed))[0]["id"] == "E01"


@pytest.mark.parametrize(
    ("words", "typed", "code"),
    [
        (["-"], "", "solve-empty"),
        (["  "], "", "solve-empty"),
        (["--topic", "Z"], "", "solve-unknown-topic"),
        (["белая страница", "--tried", "prayer"], "", "solve-unknown-tried"),
    ],
)
def test_wrong_usage_says_what_and_what_to_do(words: list[str], typed: str, code: str) -> None:
    ran = run_program("solve", *words, "--json", typed=typed)
    error = json.loads(ran.out)
    assert (ran.code, error["schema"], error["code"]) == (2, "gosupport.error/1", code)
    assert error["message"] and error["hint"]
    spoken = run_program("solve", *words, typed=typed)
    assert (spoken.code, spoken.out) == (2, "")
    assert error["message"] in " ".join(spoken.err.split())


def test_in_english_every_word_is_english() -> None:
    said = run_program("--lang", "en", "solve", "не приходит смс с кодом")
    assert said.out.startswith("A21  The SMS with the code does not come\n")
    assert "Stop asking for codes and wait 15 minutes." in said.out
    (match, *_) = found(run_program("--lang", "en", "solve", "ESIA-007015", "--json"))
    assert match["title"] == "Wrong time of the request"
    assert str(match["note"]).startswith("If the clock is right")


@pytest.mark.parametrize("words", [
    ["solve", "взломали"], ["solve", "белая страница"], ["solve", "рецепт борща"],
    ["solve", "--topic", "A"], ["solve", "--topics"],
])
def test_forty_columns_are_enough(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    ran = run_program(*words)
    lines = (ran.out + ran.err).splitlines()
    assert lines and max(map(len, lines)) <= 40


@pytest.mark.guide("G-93")
def test_only_what_the_support_settles_ends_with_writing_to_it() -> None:
    assert "gosupport new" in run_program("solve", "белая страница").err
    assert run_program("solve", "мусор во дворе").err == ""


def test_a_hacked_account_gets_the_urgent_route() -> None:
    first = found(run_program("solve", "взломали", "--json"))[0]
    assert (first["id"], first["route"]) == ("A33", "urgent")
    assert "Действуйте сразу" in run_program("solve", "взломали").out


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=300))
@example("\x1b[2J\x1b]0;title\x07 ошибка 500")
@example("{{ 7*7 }} {N} … \u202e005 акбишо")
@example("=cmd|' /C calc'!A0 ошибка 500")
@example("(((((((((((((((.*)+)+)+$ Файл тяжелее {N} МБ")
@example("\x00\ufeff\ud7ff\U0010ffff")
def test_hostile_text_breaks_nothing_and_reaches_no_terminal(text: str) -> None:
    ran = run_program("solve", "--all", "--", text) if text.strip() not in ("", "-") else None
    if ran is None:
        return
    assert ran.code == 0
    odd = {"Cc", "Cf", "Cs"}
    assert all(sign == "\n" or unicodedata.category(sign) not in odd for sign in ran.out + ran.err)


class Counting(Index):
    """The index, counting how much of a text it looks at."""

    looked: ClassVar[list[int]] = []
    compared: ClassVar[list[str]] = []

    def search(self, text: str) -> list[Match]:
        self.looked.append(len(text))
        return super().search(text)


class Counted(YamlKnowledge):
    @cached_property
    def index(self) -> Index:
        known = super().index

        def counted(word: str) -> str:
            Counting.compared.append(word)
            return known.stem(word)

        return Counting(known.entries, counted, known.synonyms, known.lists)


@pytest.mark.parametrize(
    "page", ["Файл тяжелее 5 МБ. " + "слово дело тело " * 65_000, "jib,rf vjz " * 95_000]
)
def test_of_a_paste_of_a_megabyte_a_bounded_part_is_looked_at(page: str) -> None:
    Counting.looked.clear()
    Counting.compared.clear()
    solve(page, Counted(Path("nowhere")))
    assert Counting.looked and max(Counting.looked) <= LONGEST
    # The base itself has some 7,000 words, written and meant.
    assert len(Counting.compared) < 2 * LONGEST
    assert run_program("solve", "-", "--json", typed=page).code == 0
