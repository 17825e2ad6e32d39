"""What ``solve`` and ``explain`` tell a person has no numbers that only developers know."""

import re

import pytest

from tests.cli.program import run_program
from tests.rules.declared_texts import catalogue
from tests.rules.test_texts import ENGLISH
from tests.rules.tree import TEMPLATES

# Steps, statuses and groups by number, numbers of reports, requirements of the guide.
INNER = re.compile(
    r"(?:шаг\w*|статус\w*|обращени\w*|step|status(?:es)?|reports?|issue)\s[−\d]+|"
    r"см\. (?:также )?[A-J]\d\d|see (?:also )?[A-J]\d\d|(?:групп\w*|group) [A-J]\b|"
    r"\b(?:G|FM|ST|ML|X)-\d+", re.IGNORECASE)
OF_DEVELOPERS = re.compile(r"\b[A-Z]{1,3}-\d+\b(?!-)|DOMAIN|группа J|group J")


def test_no_note_and_no_step_of_the_knowledge_base_has_an_inner_number() -> None:
    from gosupport_cli.content.knowledge import YamlKnowledge

    base = YamlKnowledge(TEMPLATES)
    texts = [one.note for one in base.entries.values()]
    texts += [one.text for one in base.steps.values()]
    texts += [text for key, text in ENGLISH.items() if key.startswith(("knowledge.", "step."))]
    assert [text for text in texts if INNER.search(text)] == []


@pytest.mark.parametrize("language", ["ru", "en"])
def test_no_rule_is_explained_by_an_inner_number(language: str) -> None:
    for rule in catalogue().rules:
        told = run_program("--lang", language, "explain", rule)
        assert told.code == 0 and not OF_DEVELOPERS.search(told.out), told.out
    shown = run_program("--lang", language, "explain", "time-no-hour").out
    assert ("руководство по обращению" if language == "ru" else "the guide to writing") in shown
    assert "G-39" in run_program("explain", "time-no-hour", "--json").out
