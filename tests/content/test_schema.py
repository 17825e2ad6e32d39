"""``gosupport schema`` accepts what ``new --answers`` accepts, described in two languages."""

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.content.languages import YamlTexts
from gosupport_cli.content.read import parse
from gosupport_cli.content.schema import answers_schema
from gosupport_cli.core.answers import nest
from tests.factories import complete_answers
from tests.rules.tree import TESTS

NOWHERE = Path("/nowhere")
SCHEMA = answers_schema(YamlCatalogue(NOWHERE), YamlTexts("en", NOWHERE))
VALIDATOR = Draft202012Validator(SCHEMA)
FILES = sorted((TESTS / "answers").glob("*.yaml"))


def valid(data: Any) -> bool:
    return bool(VALIDATOR.is_valid(data))


def test_the_schema_itself_keeps_to_draft_2020_12() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_everything_is_described_in_both_languages() -> None:
    def bare(shape: dict[str, Any], path: str) -> list[str]:
        inner = shape.get("properties", {}).items()
        said = " / " in shape.get("description", "") or not path
        return [path] * (not said) + [one for key, value in inner
                                      for one in bare(value, f"{path}.{key}")]

    assert bare(SCHEMA, "") == []


def test_complete_answers_fit() -> None:
    assert [error.message for error in VALIDATOR.iter_errors(nest(complete_answers()))] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_answers_file_of_the_tests_fits(file: Path) -> None:
    data = parse(file.read_text(encoding="utf-8")).data
    assert [error.message for error in VALIDATOR.iter_errors(data)] == []


def test_an_unknown_name_does_not_fit() -> None:
    assert not valid({"subject": "Тема"})
    assert not valid({"problem": {"subjekt": "Тема"}})
    assert not valid({"person": {"login": "maria"}})


def test_words_outside_a_closed_choice_do_not_fit() -> None:
    assert not valid({"category": "pigeon"})
    assert not valid({"environment": {"device": "toaster"}})
    assert valid({"environment": {"device": "phone", "vpn": "unknown", "proxy": True}})
    assert valid({"problem": {"tried": ["clear_cache", "Позвонила внуку"]}})


def test_every_question_is_described_in_russian_and_in_english() -> None:
    questions = YamlCatalogue(NOWHERE).questions
    assert len(questions) > 25
    for key, question in questions.items():
        shape = SCHEMA["properties"]
        *groups, last = key.split(".")
        for group in groups:
            shape = shape[group]["properties"]
        russian, _, english = shape[last]["description"].partition(" / ")
        assert russian == question.ask
        assert english.isascii() or "«" in english or "Госуслуги" in english or "(" in english
        assert english
