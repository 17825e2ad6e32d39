"""Answers files and ``--set``: nested to flat, unknown and wrong things with the line."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gosupport_cli.content.answers_file import AnswersFile, parse_set, read_answers
from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.core.answers import nest
from gosupport_cli.core.errors import UsageError
from tests.factories import complete_answers

CATALOGUE = YamlCatalogue(Path("/nowhere"))


def read(text: str) -> AnswersFile:
    return read_answers(
        "my.yaml", text, CATALOGUE.questions, categories=CATALOGUE.categories,
        channels=CATALOGUE.channels, deadlines=CATALOGUE.deadlines,
    )


def refused(text: str) -> UsageError:
    with pytest.raises(UsageError) as error:
        read(text)
    assert error.value.values["file"] == "my.yaml"
    assert error.value.exit_code == 2
    return error.value


def test_a_complete_file_becomes_flat_answers_in_yaml_and_json_alike() -> None:
    nested: dict[str, Any] = nest(complete_answers())
    for text in (yaml.safe_dump(nested, allow_unicode=True), json.dumps(nested)):
        assert read(text).answers == complete_answers()


@pytest.mark.parametrize(("text", "key", "line", "close"), [
    ("category: login\nproblem:\n  servise: МФЦ\n", "problem.servise", 3, "problem.service? "),
    ("servise: МФЦ\n", "servise", 1, "problem.service? "),
    ("category: login\n\nsubject: Тема\n", "subject", 3, "problem.subject? "),
    ("problem: {}\nxyzzy: 1\n", "xyzzy", 2, ""),
    ("person:\n  login: maria\n", "person.login", 2, ""),
    ("person: {full_name: {first: Мария}}\n", None, 1, ""),
])
def test_an_unknown_key_is_refused_with_its_line_and_the_nearest_name(
    text: str, key: str | None, line: int, close: str
) -> None:
    error = refused(text)
    if key is None:
        assert (error.code, error.values["line"]) == ("answers-wrong-type", line)
        return
    assert error.code == "answers-unknown-key"
    assert (error.values["key"], error.values["line"]) == (key, line)
    if close:
        assert error.values["close"] == close


@pytest.mark.parametrize("text", [
    "category: login\nproblem:\n  - a\n",
    "category: [login]\n",
    "problem:\n  steps: {one: a}\n",
    "problem:\n  subject: [a, b]\n",
    "attachments: {a: b}\n",
    "problem:\n  steps: [[a]]\n",
])
def test_a_value_of_another_shape_is_refused(text: str) -> None:
    assert refused(text).code in ("answers-wrong-type", "answers-unknown-key")


@pytest.mark.parametrize(("key", "line"), [("category", 1), ("channel", 2), ("deadline_class", 3)])
def test_a_word_that_names_nothing_declared_is_refused(key: str, line: int) -> None:
    lines = ["category: login", "channel: portal", "deadline_class: login-24h"]
    lines[line - 1] = f"{key}: pigeon"
    error = refused("\n".join(lines))
    assert (error.code, error.values["key"], error.values["line"]) == (
        "answers-bad-value", key, line)
    assert "login" in str(error.values["known"]) or "portal" in str(error.values["known"])


@pytest.mark.parametrize(("text", "line"), [
    ("a: [b\n", 2), ("category: login\ncategory: app\n", 2), ("- a\n", 1), ("just words", 1),
    ("category: &x login\nchannel: *x\n", 2),
])
def test_broken_yaml_is_refused_with_its_line(text: str, line: int) -> None:
    error = refused(text)
    assert (error.code, error.values["line"]) == ("answers-broken", line)


def test_an_empty_file_is_no_answers_at_all() -> None:
    assert read("") == AnswersFile({})
    assert read("# только замечание\n") == AnswersFile({})


def test_a_key_with_nothing_behind_it_was_left_out() -> None:
    assert read("problem:\n  service:\nperson:\n").answers == {}


def test_yes_and_no_may_be_written_as_true_and_false() -> None:
    answers = read("environment: {vpn: true, proxy: false, elsewhere: no}").answers
    assert answers == {"environment.vpn": "yes", "environment.proxy": "no",
                       "environment.elsewhere": "no"}


def test_numbers_and_times_stay_as_written() -> None:
    answers = read("person: {phone: +79000000001, inn: 0500100732259}\n"
                   "problem: {occurred_at: 2026-11-20 14:30, application_number: 0123456789}\n")
    assert answers.answers == {
        "person.phone": "+79000000001", "person.inn": "0500100732259",
        "problem.occurred_at": "2026-11-20 14:30", "problem.application_number": "0123456789"}


def test_one_word_is_a_list_of_one_and_files_are_kept_apart() -> None:
    found = read("problem: {steps: Открыла услугу}\nattachments: screen.png\n")
    assert found.answers == {"problem.steps": ("Открыла услугу",)}
    assert found.attachments == ("screen.png",)


def test_set_takes_texts_lists_and_the_top_words() -> None:
    assert parse_set(
        ["problem.subject=Ошибка = 500", "problem.steps=раз", "problem.steps=два\nтри",
         "category=login", "person.inn="],
        CATALOGUE.questions,
    ) == {"problem.subject": "Ошибка = 500", "problem.steps": ("раз", "два", "три"),
          "category": "login", "person.inn": ""}


@pytest.mark.parametrize(("pair", "code"), [
    ("problem.subject", "set-malformed"), ("=x", "set-malformed"),
    ("problem.subjekt=x", "set-unknown-key"), ("attachments=a.png", "set-unknown-key"),
])
def test_set_says_what_is_wrong_with_a_word(pair: str, code: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_set([pair], CATALOGUE.questions)
    assert error.value.code == code


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=120))
def test_any_text_is_read_or_refused_never_a_crash(text: str) -> None:
    try:
        read(text)
    except UsageError as error:
        assert error.code.startswith("answers-")


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(
    st.sampled_from([key for key, one in CATALOGUE.questions.items() if one.kind == "text"]),
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), max_size=40),
    max_size=8,
))
def test_whatever_was_answered_survives_the_way_through_json(answers: dict[str, str]) -> None:
    assert read(json.dumps(nest(answers))).answers == answers
