"""What is filled, what is missing, and whether the support could repeat the error (G-36, G-183)."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Literal

from gosupport_cli.core.case import Case
from gosupport_cli.core.catalogue import Rule
from gosupport_cli.core.conditions import holds
from gosupport_cli.core.detect_answers import answered, moment_of
from gosupport_cli.core.finding import Finding
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.model import UNKNOWN

Mark = Literal["ok", "warning", "error"]
Need = Literal["present", "needed", "not_needed"]

# What a message may need (G-169); the account's number is never missed (G-113).
REQUISITES = (
    "person.full_name", "person.phone", "person.email", "problem.application_number",
    "problem.previous_ticket", "person.inn", "person.snils",
)
_REQUIRED = ("required", "required_any")


class Completeness(Frozen):
    """``marks`` by dotted key, for every field that is filled or has a finding (G-109).

    ``missing`` are keys without an answer that the checklist wants. ``not_repeatable`` names
    what is lacking to reproduce the error: steps, place, device, time; empty when nothing is.
    """

    marks: Mapping[str, Mark] = field(default_factory=dict)
    filled: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    not_repeatable: tuple[str, ...] = ()
    requisites: Mapping[str, Need] = field(default_factory=dict)

    @property
    def reproducible(self) -> bool:
        """Whether steps, place, device and time are all known."""
        return not self.not_repeatable


def completeness(case: Case, rules: Iterable[Rule], findings: Iterable[Finding]) -> Completeness:
    """The state of every field of ``case``, given the findings about it."""
    known = list(rules)
    filled = tuple(key for key in case.questions if answered(case, key))
    marks: dict[str, Mark] = dict.fromkeys(filled, "ok")
    missing: list[str] = []
    tests = {rule.id: rule.test for rule in known}
    for one in findings:
        key = one.field.partition("[")[0]
        if one.level == "error":
            marks[key] = "error"
        elif one.level == "warning" and not one.waived and marks.get(key) != "error":
            marks[key] = "warning"
        if tests.get(one.rule) in _REQUIRED and key not in missing:
            missing.append(key)
    return Completeness(
        marks=marks,
        filled=filled,
        missing=tuple(missing),
        not_repeatable=tuple(_lacking(case)),
        requisites={key: _need(case, key, known) for key in REQUISITES},
    )


def _lacking(case: Case) -> Iterable[str]:
    if not answered(case, "problem.steps"):
        yield "steps"
    places = ("problem.service", "problem.pages")
    if not any(answered(case, key) and UNKNOWN not in _plain(case, key) for key in places):
        yield "place"
    if not answered(case, "environment.device"):
        yield "device"
    if moment_of(case, "problem.occurred_at") is None:
        yield "time"


def _plain(case: Case, key: str) -> tuple[str, ...]:
    value = case.value(key)
    return value if isinstance(value, tuple) else (value,)


def _need(case: Case, key: str, rules: Iterable[Rule]) -> Need:
    if answered(case, key):
        return "present"
    wanted = any(
        key in rule.fields and rule.test in _REQUIRED and rule.level != "hint"
        and (not rule.channels or case.channel.id in rule.channels)
        and holds(rule.when, case.answers)
        for rule in rules
    )
    return "needed" if wanted else "not_needed"
