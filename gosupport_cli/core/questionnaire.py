"""Which stops the wizard makes for a request: pure, computed anew after every answer.

A stop is a question's key or one of the special ones below. A stop is *open* until it was
answered, skipped (an empty answer is kept) or, for a special one, marked as done.
"""

from collections.abc import Collection, Iterable, Mapping

from gosupport_cli.core.answers import is_answered
from gosupport_cli.core.catalogue import Question, Rule
from gosupport_cli.core.category import Category
from gosupport_cli.core.conditions import holds
from gosupport_cli.core.model import Answers

CATEGORY = "category"
SELF_HELP = "self-help"  # what to try and where else to go, before anything is asked
DANGER = "known-danger"  # right after the summary: what cannot wait, or goes elsewhere
KNOWN = "known"  # after the error: what is known of it and what to try
MACHINE = "machine"  # what this computer tells, on one screen
FILES = "attachments"
PERSON = "person"  # saved persons, where there are some
EXTRAS = "extras"  # what may be added, offered once
CHANNEL = "channel"
_ELSEWHERE = "environment.elsewhere"


def with_derived(answers: Answers, category: Category | None) -> Answers:
    """``answers`` with the keys that conditions may look at."""
    technical = "yes" if category is None or category.technical else "no"
    return {**answers, "category.technical": technical}


def relevant(
    questions: Mapping[str, Question], category: Category | None, answers: Answers
) -> tuple[Question, ...]:
    """The questions that this category asks under these answers, in its order."""
    if category is None:
        return ()
    seen = with_derived(answers, category)
    return tuple(
        questions[key] for key in category.questions if holds(questions[key].when, seen)
    )


def stops(
    questions: Mapping[str, Question],
    category: Category | None,
    answers: Answers,
    *,
    wanted: Collection[str] = (),
) -> tuple[str, ...]:
    """All stops in order. ``wanted`` are the extras that the person asked to add."""
    if category is None:
        return (CATEGORY,)
    extras = set(category.extras)
    ordinary: list[str] = []
    added: list[str] = []
    for question in relevant(questions, category, answers):
        if question.id in extras:
            if question.id in wanted or is_answered(answers.get(question.id)):
                added.append(question.id)
        elif question.id == _ELSEWHERE:
            ordinary.append(MACHINE)
        else:
            ordinary.append(question.id)
    return (CATEGORY, SELF_HELP, *_with_places(_with_known(ordinary)), EXTRAS, *added, CHANNEL)


def _with_known(ordinary: list[str]) -> list[str]:
    """The knowledge base speaks after the summary and after the last word on the error."""
    order = list(ordinary)
    errors = [key for key in ("problem.error_text", "problem.error_code") if key in order]
    if errors:
        order.insert(max(order.index(key) for key in errors) + 1, KNOWN)
    if "problem.summary" in order:
        order.insert(order.index("problem.summary") + 1, DANGER)
    return order


def _with_places(ordinary: list[str]) -> Iterable[str]:
    """Files come before the person, and saved persons before the person's first question."""
    first = next((key for key in ordinary if key.startswith("person.")), None)
    for key in ordinary:
        if key == first:
            yield FILES
            yield PERSON
        yield key


def offered(
    questions: Mapping[str, Question], category: Category, answers: Answers
) -> tuple[Question, ...]:
    """The extras that could still be added."""
    return tuple(
        question
        for question in relevant(questions, category, answers)
        if question.id in category.extras and not is_answered(answers.get(question.id))
    )


def required(rules: Iterable[Rule], answers: Answers, category: Category | None) -> frozenset[str]:
    """Keys without which the checklist has an error; of «at least one of», the first."""
    seen = with_derived(answers, category)
    channel = str(answers.get(CHANNEL, ""))
    keys: set[str] = set()
    for rule in rules:
        if rule.level != "error" or rule.test not in ("required", "required_any"):
            continue
        if (rule.channels and channel not in rule.channels) or not holds(rule.when, seen):
            continue
        keys.update(rule.fields[:1] if rule.test == "required_any" else rule.fields)
    return frozenset(keys)


def missing(
    questions: Mapping[str, Question],
    rules: Collection[Rule],
    category: Category | None,
    answers: Answers,
) -> tuple[str, ...]:
    """Required keys without an answer, in the order of asking."""
    wanted = required(rules, answers, category)
    if category is None:
        keys: Iterable[str] = (CATEGORY, *questions)
        # Before a category is chosen only what every category needs is known to be missing.
        always = {rule.fields for rule in rules if rule.params.get("always")}
        wanted = frozenset(key for fields in always for key in fields)
    else:
        keys = [question.id for question in relevant(questions, category, answers)]
    return tuple(key for key in keys if key in wanted and not is_answered(answers.get(key)))
