"""The page of the knowledge base is fresh and has every entry."""

from gosupport_cli.content.knowledge import YamlKnowledge
from tests.knowledge_page import _NOWHERE, PAGE, page


def test_the_page_is_what_the_templates_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tests.knowledge_page --write"


def test_every_entry_and_step_is_on_the_page() -> None:
    knowledge, written = YamlKnowledge(_NOWHERE), page()
    assert all(f"### {one.id}. {one.title}" in written for one in knowledge.entries.values())
    assert all(one.text in written for one in knowledge.steps.values())
