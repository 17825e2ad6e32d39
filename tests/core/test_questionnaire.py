"""Which stops the wizard makes, in which order, and what is still missing."""

from typing import Any

import pytest

from gosupport_cli.core.catalogue import Question, Rule
from gosupport_cli.core.category import Category
from gosupport_cli.core.finding import Level
from gosupport_cli.core.model import Answers
from gosupport_cli.core.questionnaire import (
    missing,
    offered,
    relevant,
    required,
    stops,
    with_derived,
)


def question(key: str, **parts: Any) -> Question:
    return Question(key, key.partition(".")[0], "text", "", "", "", **parts)


QUESTIONS = {one.id: one for one in (
    question("problem.service"), question("problem.summary"),
    question("problem.payment_id", when={"problem.service": "Оплата"}),
    question("problem.error_text"), question("problem.error_code"), question("problem.note"),
    question("environment.elsewhere"), question("environment.os"),
    question("person.full_name"), question("person.phone"), question("person.inn"),
    question("problem.far", when={"category.technical": "no"}),
)}
ORDER = ("problem.service", "problem.payment_id", "problem.summary", "problem.error_text",
         "problem.error_code", "problem.note", "environment.elsewhere", "environment.os",
         "person.full_name", "person.phone", "person.inn", "problem.far")


def category(*questions: str, extras: tuple[str, ...] = (), technical: bool = True) -> Category:
    return Category("payment", "", "", (), "", technical, (), questions or ORDER, extras=extras)


def test_without_a_category_only_the_category_is_asked() -> None:
    assert stops(QUESTIONS, None, {}) == ("category",)
    assert relevant(QUESTIONS, None, {}) == ()


def test_each_special_stop_has_its_place_among_the_questions() -> None:
    assert stops(QUESTIONS, category(), {}) == (
        "category", "self-help", "problem.service", "problem.summary", "known-danger",
        "problem.error_text", "problem.error_code", "known", "problem.note", "machine",
        "environment.os", "attachments", "person", "person.full_name", "person.phone",
        "person.inn", "extras", "channel")


@pytest.mark.parametrize(("asked", "order"), [
    (("problem.error_code", "problem.error_text"),
     ("problem.error_code", "problem.error_text", "known")),
    (("problem.error_text", "problem.note"), ("problem.error_text", "known", "problem.note")),
    (("problem.error_code", "problem.summary"),
     ("problem.error_code", "known", "problem.summary", "known-danger")),
    (("problem.note",), ("problem.note",)),
    (("person.phone", "problem.note"), ("attachments", "person", "person.phone", "problem.note")),
])
def test_the_knowledge_base_speaks_after_the_last_word_on_the_error(
    asked: tuple[str, ...], order: tuple[str, ...]
) -> None:
    made = stops(QUESTIONS, category(*asked), {})
    assert made == ("category", "self-help", *order, "extras", "channel")


def test_a_question_is_asked_while_its_condition_holds() -> None:
    assert "problem.payment_id" not in stops(QUESTIONS, category(), {})
    assert "problem.payment_id" in stops(QUESTIONS, category(), {"problem.service": "Оплата"})
    assert "problem.far" in stops(QUESTIONS, category(technical=False), {})
    assert [one.id for one in relevant(QUESTIONS, category("problem.note", "problem.service"), {})
            ] == ["problem.note", "problem.service"]


def test_extras_are_offered_once_and_asked_when_wanted_or_answered() -> None:
    some = category(extras=("problem.note", "person.inn", "problem.payment_id"))

    def after(answers: Answers, *wanted: str) -> tuple[str, ...]:
        made = stops(QUESTIONS, some, answers, wanted=wanted)
        return made[made.index("extras") + 1 :]

    assert after({}) == ("channel",)
    assert "problem.note" not in stops(QUESTIONS, some, {})
    assert after({}, "person.inn") == ("person.inn", "channel")
    assert after({"problem.note": "x"}, "person.inn") == ("problem.note", "person.inn", "channel")
    assert after({"problem.note": " "}) == ("channel",)
    names = [one.id for one in offered(QUESTIONS, some, {})]
    assert names == ["problem.note", "person.inn"]
    assert [one.id for one in offered(QUESTIONS, some, {"problem.note": "x", "person.inn": " "})
            ] == ["person.inn"]


def test_conditions_may_look_at_whether_the_support_is_the_right_addressee() -> None:
    for one, technical in ((None, "yes"), (category(), "yes"), (category(technical=False), "no")):
        assert with_derived({"a": "1"}, one) == {"a": "1", "category.technical": technical}


def rule(level: Level = "error", test: str = "required", *fields: str, **parts: Any) -> Rule:
    return Rule("r", level, fields or ("problem.note",), test, "", "", "", "", (), {}, {}, **parts)


@pytest.mark.parametrize(("wants", "keys"), [
    (rule(), {"problem.note"}), (rule("warning"), set()), (rule("error", "given"), set()),
    (rule("error", "required", "a", "b"), {"a", "b"}),
    (rule("error", "required_any", "a", "b"), {"a"}),
    (rule(channels=("portal",)), {"problem.note"}), (rule(channels=("chat",)), set()),
    (rule(when={"problem.service": "x"}), {"problem.note"}),
    (rule(when={"problem.service": "y"}), set()),
    (rule(when={"category.technical": "yes"}), {"problem.note"}),
])
def test_a_key_is_required_when_an_error_rule_that_holds_here_wants_it(
    wants: Rule, keys: set[str]
) -> None:
    answers = {"channel": "portal", "problem.service": "x"}
    assert required([rule("hint"), wants], answers, category()) == keys
    never = rule("error", "required", "c", when={"problem.service": "y"})
    assert required([never, wants], answers, category()) == keys


def test_what_is_required_depends_on_whether_the_support_is_the_right_addressee() -> None:
    wants = [rule(when={"category.technical": "yes"})]
    other = category(technical=False)
    assert required(wants, {}, other) == frozenset()
    assert missing(QUESTIONS, wants, other, {}) == ()
    assert missing(QUESTIONS, wants, category(), {}) == ("problem.note",)


def test_a_rule_of_one_channel_requires_nothing_before_a_channel_is_chosen() -> None:
    assert required([rule(channels=("portal",))], {}, category()) == frozenset()


def test_what_is_missing_is_named_in_the_order_of_asking() -> None:
    rules = [rule("error", "required", "problem.summary", "problem.service", "person.phone")]
    assert missing(QUESTIONS, rules, category(), {"person.phone": " "}) == (
        "problem.service", "problem.summary", "person.phone")
    assert missing(QUESTIONS, rules, category(), {"problem.service": "x"}) == (
        "problem.summary", "person.phone")
    short = category("problem.summary")
    assert missing(QUESTIONS, rules, short, {}) == ("problem.summary",)


def test_before_a_category_is_chosen_only_what_every_category_needs_is_missing() -> None:
    rules = [rule("error", "required", "category", params={"always": True}),
             rule("error", "required", "problem.summary", params={"always": True}),
             rule("error", "required", "problem.service")]
    assert missing(QUESTIONS, rules, None, {}) == ("category", "problem.summary")
    assert missing(QUESTIONS, rules, None, {"problem.summary": "x"}) == ("category",)
