"""The checklist over one request: all findings at once, errors first.

A rule of templates/checklist.yaml names its detector; here is what holds for every rule:
conditions, channels, waivers, the order. Only warnings and hints can be waived; an error
stays an error until it is corrected.
"""

from collections.abc import Iterable, Iterator, Mapping

from gosupport_cli.core.case import Case, Detector
from gosupport_cli.core.catalogue import Rule
from gosupport_cli.core.conditions import holds
from gosupport_cli.core.finding import Finding
from gosupport_cli.core.later import later

_ORDER = {"error": 0, "warning": 1, "hint": 2}
_PLACE = later(r"\{(\w+)\}")


def findings_of(
    case: Case, rules: Iterable[Rule], detectors: Mapping[str, Detector]
) -> tuple[Finding, ...]:
    """What the rules say about ``case``; errors first, then the order of the checklist."""
    found = [one for rule in rules for one in _apply(case, rule, detectors)]
    return tuple(sorted(found, key=lambda one: _ORDER[one.level]))


def _apply(case: Case, rule: Rule, detectors: Mapping[str, Detector]) -> Iterator[Finding]:
    if rule.channels and case.channel.id not in rule.channels:
        return
    if not holds(rule.when, case.answers):
        return
    for hit in detectors[rule.test](case, rule):
        yield Finding(
            rule=rule.id,
            level=rule.level,
            field=hit.field,
            message=fill(rule.say, hit.values),
            fix=fill(rule.fix, hit.values),
            source=", ".join(rule.source),
            waived=case.request.waivers.get(rule.id, "") if can_waive(rule) else "",
            values=hit.values,
        )


def can_waive(rule: Rule) -> bool:
    """Wording is the person's own business; what is required, wrong or secret is not."""
    return rule.level != "error"


def fill(sentence: str, values: Mapping[str, str]) -> str:
    """``sentence`` with its ``{names}`` replaced; values are data and stay as they are."""
    return _PLACE.sub(lambda found: values.get(found[1], found[0]), sentence)
