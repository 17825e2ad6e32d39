"""The whole table of rules: every example executed, every required field, every channel."""

import re
from functools import cache
from pathlib import Path

import pytest

from gosupport_cli.adapters.identifiers import LibraryIdentifiers
from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.content.languages import YamlTexts
from gosupport_cli.core.detectors import DETECTORS
from gosupport_cli.core.model import Request
from gosupport_cli.flows.review import Review, review
from tests.factories import complete_answers, request
from tests.fakes import FixedClock
from tests.flows.reviewing import condition, example_of

NOWHERE = Path("/nonexistent")
CATALOGUE = YamlCatalogue(NOWHERE)
RULES = list(CATALOGUE.rules)


@cache
def identifiers() -> LibraryIdentifiers:
    return LibraryIdentifiers()


def reviewed(one: Request, channel: str = "") -> Review:
    return review(one, channel or one.channel, CATALOGUE, identifiers(), FixedClock(),
                  condition)


def rules_of(found: Review) -> set[str]:
    return {one.rule for one in found.findings}


@pytest.mark.guide("G-95")
@pytest.mark.parametrize("rule_id", RULES)
def test_the_bad_example_fires_its_rule_and_no_other(rule_id: str) -> None:
    bad = example_of(request(), CATALOGUE.rules[rule_id].bad, FixedClock().now())
    assert rules_of(reviewed(bad)) == {rule_id}


@pytest.mark.guide("G-95")
@pytest.mark.parametrize("rule_id", RULES)
def test_the_good_example_fires_no_rule(rule_id: str) -> None:
    good = example_of(request(), CATALOGUE.rules[rule_id].good, FixedClock().now())
    assert rules_of(reviewed(good)) == set()


@pytest.mark.parametrize("channel", list(CATALOGUE.channels))
def test_a_complete_request_has_no_finding_in_any_channel(channel: str) -> None:
    assert reviewed(request(), channel).findings == ()


REQUIRED = {
    "category": "portal", "problem.service": "portal", "problem.summary": "portal",
    "problem.occurred_at": "portal", "problem.steps": "portal", "problem.actual": "portal",
    "problem.subject": "portal", "problem.demand": "portal", "environment.device": "portal",
    "environment.os": "portal", "environment.browser": "portal", "person.phone": "portal",
    "person.email": "portal", "environment.app_version": "app",
}


@pytest.mark.guide("G-36", "G-92", "G-114", "G-118", "G-134", "G-144", "G-145", "G-161", "G-162",
                   "G-163", "G-102", "G-26", "G-180")
@pytest.mark.parametrize("key", REQUIRED)
def test_without_a_required_field_the_request_is_not_ready(key: str) -> None:
    answers = {k: v for k, v in complete_answers().items() if k != key}
    before = request()
    without = Request(before.id, before.status, 1, before.created_at, before.updated_at, answers)
    found = reviewed(without, REQUIRED[key])
    assert not found.ok
    assert key in {one.field for one in found.findings if one.level == "error"}
    assert key in found.complete.missing
    assert found.complete.marks[key] == "error"
    assert reviewed(before, REQUIRED[key]).ok


REPORTED = {
    "problem.expected": "expected-missing", "problem.action": "action-missing",
    "problem.tried": "tried-missing", "problem.conditions": "conditions-missing",
    "problem.error_code": "error-code-missing", "person.full_name": "name-missing",
}


@pytest.mark.guide("G-27", "G-40", "G-42", "G-100", "G-151", "G-181")
@pytest.mark.parametrize("key", REPORTED)
def test_a_field_that_helps_is_reported_when_empty(key: str) -> None:
    found = reviewed(request(**{key.replace(".", "__"): ""}))
    assert REPORTED[key] in rules_of(found)
    assert found.ok


@pytest.mark.guide("G-100")
def test_having_tried_nothing_is_an_answer() -> None:
    assert reviewed(request(problem__tried=("nothing",))).findings == ()


@pytest.mark.guide("G-113")
def test_the_number_of_the_account_is_never_missed() -> None:
    found = reviewed(request())
    assert "person.account" not in found.complete.requisites
    assert not any("person.account" in rule.fields and "required" in rule.test
                   for rule in CATALOGUE.rules.values())


@pytest.mark.guide("G-145")
def test_an_unknown_version_of_the_app_is_an_answer() -> None:
    assert reviewed(request(environment__app_version="unknown"), "app").ok


@pytest.mark.guide("G-179")
@pytest.mark.parametrize("changes", [
    {"problem.error_text": "none", "problem.error_code": ""},
    {"problem.error_text": "", "problem.error_code": "none"},
    {"problem.error_text": "", "problem.error_code": "",
     "attachments": ("screen.png 1000 image/png Окно",)},
])
def test_one_of_text_code_picture_or_none_is_enough(changes: dict[str, str]) -> None:
    one = example_of(request(), changes, FixedClock().now())
    assert "evidence-missing" not in rules_of(reviewed(one))


def test_every_rule_explains_itself_in_both_languages() -> None:
    english = YamlTexts("en", NOWHERE)
    for rule in CATALOGUE.rules.values():
        assert rule.source and rule.test in DETECTORS
        for part in ("title", "say", "fix", "why"):
            russian = str(getattr(rule, part))
            told = english.of(f"rule.{rule.id}.{part}", "")
            assert russian and told, (rule.id, part)
            filled = [set(re.findall(r"\{\w+\}", text)) for text in (told, russian)]
            assert filled[0] == filled[1], rule.id


def test_every_placeholder_of_a_sentence_is_filled() -> None:
    for rule in CATALOGUE.rules.values():
        bad = example_of(request(), rule.bad, FixedClock().now())
        for one in reviewed(bad).findings:
            assert "{" not in one.message + one.fix, one


def test_errors_come_first() -> None:
    found = reviewed(request(person__phone="1", problem__conditions="", problem__tried=()))
    assert [one.level for one in found.findings] == ["error", "warning", "hint"]
