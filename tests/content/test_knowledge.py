"""The knowledge base as it comes along, and as people extend it."""

from pathlib import Path

import pytest

from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.content.knowledge import YamlKnowledge
from gosupport_cli.content.references import check_knowledge
from gosupport_cli.core.errors import DeclarationError


@pytest.fixture
def knowledge(tmp_path: Path) -> YamlKnowledge:
    return YamlKnowledge(tmp_path / "templates")


@pytest.mark.guide("G-128")
def test_there_are_128_entries_in_ten_groups_and_each_of_them_can_be_browsed(
    knowledge: YamlKnowledge,
) -> None:
    assert len(knowledge.entries) == 128
    assert "".join(knowledge.topics) == "ABCDEFGHIJ"
    assert {one.group for one in knowledge.entries.values()} == set("ABCDEFGHIJ")
    assert knowledge.index.search("ESIA-007015")[0].entry.id == "A13"


def test_what_entries_and_steps_name_exists(knowledge: YamlKnowledge, tmp_path: Path) -> None:
    catalogue = YamlCatalogue(tmp_path / "templates")
    check_knowledge(knowledge, catalogue)
    groups = {group for one in catalogue.categories.values() for group in one.groups}
    assert groups == set(knowledge.topics), "every topic leads to a category of the wizard"


def test_every_synonym_means_one_thing_and_none_is_lost(knowledge: YamlKnowledge) -> None:
    """A root in two classes would take the last one; an ignored word would leave half a phrase."""
    index = knowledge.index
    meanings: dict[tuple[str, ...], str] = {}
    for said, meaning in index.synonyms.items():
        words = said.removeprefix("=").split()
        if said.startswith("="):
            continue
        left = [word for word in words if word not in index.lists.ignored]
        assert len(left) > 1 or len(words) == 1 or len(left[0]) > 4, f"little is left of «{said}»"
        roots = tuple(map(index.stem, left))
        assert meanings.setdefault(roots, meaning) == meaning, f"«{said}» means two things"


@pytest.mark.guide("G-9", "G-11")
def test_routes_that_the_guide_gets_wrong(knowledge: YamlKnowledge) -> None:
    assert knowledge.entries["A02"].route == "self-help"
    assert knowledge.entries["J07"].route == "site-owner"
    steps = " ".join(knowledge.steps[name].text for name in knowledge.entries["J07"].steps)
    assert "sd@sc.digital.gov.ru" in steps


@pytest.mark.guide("G-189")
def test_changing_personal_data_goes_to_documents_and_the_office_first(
    knowledge: YamlKnowledge,
) -> None:
    assert knowledge.entries["A34"].route == "mfc"
    assert knowledge.entries["A34"].steps[0] == "47"


def test_a_persons_own_entry_replaces_one_and_adds_one(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "knowledge"
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text(
        "entries:\n"
        "  - {id: A13, group: A, title: Моё, evidence: general, as_of: '2026', route: support,\n"
        "     deadline_class: login-24h, steps: ['1'], codes: [ESIA-007015]}\n"
        "  - {id: Z99, group: J, title: Новое, evidence: general, as_of: '2026', route: support,\n"
        "     deadline_class: none, steps: ['1'], words: [квантовая запутанность портала]}\n",
        encoding="utf-8",
    )
    knowledge = YamlKnowledge(tmp_path / "templates")
    assert knowledge.entries["A13"].title == "Моё"
    assert len(knowledge.entries) == 129
    assert knowledge.index.search("квантовая запутанность портала")[0].entry.id == "Z99"


@pytest.mark.parametrize(
    ("line", "code", "number"),
    [
        ("  - {id: A13, group: A, title: М, evidence: rumour, as_of: x, route: support,"
         " deadline_class: none, steps: ['1']}", "template-wrong-value", 2),
        ("  - {id: A13, group: A, title: М, evidence: news, as_of: x, route: support,"
         " deadline_class: none, steps: ['999']}", "template-no-such-step", 2),
        ("  - {id: A13, group: Ы, title: М, evidence: news, as_of: x, route: support,"
         " deadline_class: none, steps: ['1']}", "template-no-such-topic", 2),
    ],
)
def test_a_mistake_in_an_own_entry_is_named_with_file_and_line(
    tmp_path: Path, line: str, code: str, number: int
) -> None:
    folder = tmp_path / "templates" / "knowledge"
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text(f"entries:\n{line}\n", encoding="utf-8")
    with pytest.raises(DeclarationError) as caught:
        assert YamlKnowledge(tmp_path / "templates").index
    assert caught.value.code == code
    assert caught.value.values["line"] == number
    assert str(caught.value.values["file"]).endswith("mine.yaml")


@pytest.mark.parametrize(("file", "text", "code"), [
    ("knowledge/mine.yaml",
     "entries:\n  - {id: A13, group: A, title: М, evidence: news, as_of: x, route: support,"
     " deadline_class: never, steps: ['1']}\n", "template-no-such-deadline"),
    ("knowledge_steps.yaml", "steps:\n  - {id: '1', text: Подождите, tried: [dancing]}\n",
     "template-no-such-choice"),
])
def test_the_check_of_the_templates_looks_at_own_entries_and_steps_too(
    tmp_path: Path, file: str, text: str, code: str
) -> None:
    own = tmp_path / "templates" / file
    own.parent.mkdir(parents=True)
    own.write_text(text, encoding="utf-8")
    with pytest.raises(DeclarationError) as caught:
        check_knowledge(YamlKnowledge(tmp_path / "templates"),
                        YamlCatalogue(tmp_path / "templates"))
    assert caught.value.code == code
    assert str(caught.value.values["file"]).endswith(own.name) and caught.value.values["line"] == 2
