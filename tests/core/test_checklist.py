"""What holds for every rule: conditions, channels, waivers, order; how complete a request is."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gosupport_cli.adapters.identifiers import LibraryIdentifiers
from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.core.case import Case
from gosupport_cli.core.catalogue import Rule
from gosupport_cli.core.checklist import can_waive, fill, findings_of
from gosupport_cli.core.completeness import REQUISITES, completeness
from gosupport_cli.core.conditions import holds, keys_of
from gosupport_cli.core.detectors import DETECTORS
from gosupport_cli.core.finding import Finding, Level
from gosupport_cli.core.model import Answers, Value
from tests.factories import request
from tests.fakes import FixedClock

CATALOGUE = YamlCatalogue(Path("/nonexistent"))
NOW = FixedClock().now()


def case_of(channel: str = "portal", /, **changes: Value) -> Case:
    one = request(**changes)
    answers = {key: value for key, value in one.answers.items() if value}
    return Case(one, answers, CATALOGUE.channels[channel], CATALOGUE.categories["booking"],
                CATALOGUE.questions, CATALOGUE.lists, CATALOGUE.facts, LibraryIdentifiers(), NOW)


def rule(name: str = "r", level: Level = "warning", *, test: str = "condition",
         fields: tuple[str, ...] = ("problem.actual",), **parts: Any) -> Rule:
    texts = {"title": "", "say": f"{name}: сказано", "fix": f"{name}: исправить", "why": "",
             "source": ("G-1", "ФЗ"), "good": {}, "bad": {}}
    return Rule(name, level, fields, test, **{**texts, **parts})


def found(case: Case, *rules: Rule) -> tuple[Finding, ...]:
    return findings_of(case, rules, DETECTORS)


def test_a_finding_tells_rule_place_and_source_with_the_values_filled_in() -> None:
    long = rule(test="length", say="Здесь {size}, {чужое}", fix="Не больше {most}",
                params={"most": 3})
    assert found(case_of(problem__actual="Пять букв"), long) == (Finding(
        rule="r", level="warning", field="problem.actual", message="Здесь 9, {чужое}",
        fix="Не больше 3", source="G-1, ФЗ", values={"size": "9", "least": "0", "most": "3"}),)


def test_errors_come_first_and_each_level_keeps_the_order_of_the_checklist() -> None:
    rules = [rule("a", "hint"), rule("b"), rule("c", "error"), rule("d", "hint"), rule("e"),
             rule("f", "error")]
    assert [one.rule for one in found(case_of(), *rules)] == ["c", "f", "b", "e", "a", "d"]


def test_a_rule_speaks_only_where_its_condition_and_its_channels_hold() -> None:
    only = rule(channels=("chat", "email"))
    assert [bool(found(case_of(one), only)) for one in ("portal", "chat", "email")] == [
        False, True, True]
    when = rule(when={"category": "booking"})
    assert found(case_of(), when)
    assert not found(case_of(), rule(when={"category": "login"}))


def test_wording_can_be_waived_with_a_reason_and_an_error_never() -> None:
    case = case_of()
    case = replace(case, request=replace(
        case.request, waivers={"a": "так надо", "b": "так надо", "c": "так надо"}))
    one, two, three, four = found(case, rule("a", "error"), rule("b"), rule("c", "hint"),
                                  rule("d", "hint"))
    assert (one.waived, two.waived, three.waived, four.waived) == ("", "так надо", "так надо", "")
    assert [can_waive(rule("x", level)) for level in ("error", "warning", "hint")] == [
        False, True, True]


def test_only_names_in_braces_are_filled_and_values_are_data() -> None:
    assert fill("{a} и {b} и {a}", {"a": "{b}", "b": "1"}) == "{b} и 1 и {b}"
    assert fill("{} {c}", {"a": "1"}) == "{} {c}"


# --- How complete -----------------------------------------------------------------------------


def finding(rule_id: str, level: Level, field: str, waived: str = "") -> Finding:
    return Finding(rule_id, level, field, "", "", "", waived)


def test_every_field_is_marked_by_the_worst_that_is_said_of_it() -> None:
    said = [finding("w", "warning", "problem.demand"), finding("h", "hint", "problem.summary"),
            finding("e", "error", "problem.steps[1]"), finding("w", "warning", "problem.steps[0]"),
            finding("w", "warning", "problem.actual", "так надо"),
            finding("w", "warning", "attachments[0]")]
    marks = completeness(case_of(), (), said).marks
    assert {key: marks[key] for key in ("problem.demand", "problem.summary", "problem.steps",
                                        "problem.actual", "attachments")} == {
        "problem.demand": "warning", "problem.summary": "ok", "problem.steps": "error",
        "problem.actual": "ok", "attachments": "warning"}
    assert marks["person.phone"] == "ok"
    assert "person.inn" not in marks


def test_what_the_rules_miss_is_missing_once_and_other_findings_are_not() -> None:
    rules = [rule("a", "error", test="required"), rule("b", test="required_any"), rule("c")]
    said = [finding("a", "error", "person.inn"), finding("b", "warning", "problem.tried[0]"),
            finding("a", "error", "person.inn"), finding("c", "error", "problem.actual"),
            finding("of another program", "error", "problem.demand")]
    whole = completeness(case_of(), rules, said)
    assert whole.missing == ("person.inn", "problem.tried")
    assert "problem.actual" in whole.filled and "person.inn" not in whole.filled
    assert list(whole.filled) == [key for key in CATALOGUE.questions if key in whole.filled]


@pytest.mark.parametrize(("changes", "lacks"), [
    ({}, ()), ({"problem__steps": ()}, ("steps",)), ({"environment__device": ""}, ("device",)),
    ({"problem__service": "", "problem__pages": ()}, ("place",)),
    ({"problem__service": "unknown", "problem__pages": ()}, ("place",)),
    ({"problem__service": "", "problem__pages": ("unknown",)}, ("place",)),
    ({"problem__service": "Вход", "problem__pages": ("unknown",)}, ()),
    ({"problem__service": "unknown", "problem__pages": ("https://a.ru/",)}, ()),
    ({"problem__occurred_at": "unknown"}, ("time",)),
    ({"problem__occurred_at": "когда-то"}, ("time",)),
    ({"problem__occurred_at": "2026-11-20"}, ()),
    ({"problem__steps": (), "problem__service": "", "problem__pages": (),
      "environment__device": "", "problem__occurred_at": ""},
     ("steps", "place", "device", "time")),
])
def test_what_is_lacking_to_repeat_the_error_is_named(
    changes: dict[str, Value], lacks: tuple[str, ...]
) -> None:
    whole = completeness(case_of(**changes), (), ())
    assert whole.not_repeatable == lacks
    assert whole.reproducible is (not lacks)


@pytest.mark.parametrize(("wants", "needed"), [
    (rule(level="error", test="required", fields=("person.inn",)), True),
    (rule(level="warning", test="required_any", fields=("x", "person.inn")), True),
    (rule(level="hint", test="required", fields=("person.inn",)), False),
    (rule(level="error", test="inn", fields=("person.inn",)), False),
    (rule(level="error", test="required", fields=("person.snils",)), False),
    (rule(level="error", test="required", fields=("person.inn",), channels=("chat",)), False),
    (rule(level="error", test="required", fields=("person.inn",), channels=("chat", "portal")),
     True),
    (rule(level="error", test="required", fields=("person.inn",), when={"category": "login"}),
     False),
])
def test_a_requisite_is_needed_when_a_rule_that_holds_here_wants_it(
    wants: Rule, needed: bool
) -> None:
    requisites = completeness(case_of(), [wants], ()).requisites
    assert requisites["person.inn"] == ("needed" if needed else "not_needed")
    assert requisites["person.phone"] == "present"
    assert tuple(requisites) == REQUISITES


# --- Conditions -------------------------------------------------------------------------------

ANSWERS: Answers = {"a": "1", "list": ("x", "y"), "empty": "", "none": ()}


@pytest.mark.parametrize(("condition", "true"), [
    ({}, True), ({"a": "1"}, True), ({"a": 1}, True), ({"a": "2"}, False),
    ({"a": ["2", "1"]}, True), ({"a": ("2", "3")}, False), ({"list": "x"}, True),
    ({"list": ["z", "y"]}, True), ({"list": "z"}, False), ({"no": ""}, True),
    ({"no": ["", "1"]}, True), ({"a": {"filled": True}}, True), ({"a": {"filled": "True"}}, True),
    ({"a": {"filled": False}}, False), ({"empty": {"filled": False}}, True),
    ({"none": {"filled": "false"}}, True), ({"no": {"filled": True}}, False),
    ({"a": "1", "list": "z"}, False), ({"a": "1", "list": "x"}, True),
    ({"any": [{"a": "2"}, {"list": "x"}]}, True), ({"any": [{"a": "2"}, {"a": "3"}]}, False),
    ({"all": [{"a": "1"}, {"list": "x"}]}, True), ({"all": [{"a": "1"}, {"a": "2"}]}, False),
    ({"not": {"a": "1"}}, False), ({"not": {"a": "2"}}, True),
    ({"not": {"a": "1", "list": "z"}}, True), ({"any": []}, False), ({"all": []}, True),
])
def test_a_condition_holds_as_it_reads(condition: Mapping[str, Any], true: bool) -> None:
    assert holds(condition, ANSWERS) is true


def test_the_keys_of_a_condition_are_found_at_any_depth() -> None:
    deep = {"a": "1", "any": [{"b": "2"}, {"not": {"c": {"filled": True}}}],
            "all": [{"d": "1", "e": "2"}], "not": {"f": "1"}}
    assert keys_of(deep) == set("abcdef")
