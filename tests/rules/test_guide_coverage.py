"""The table of guide requirements is true, whole and fresh."""

import ast
from pathlib import Path

import pytest

from tests.rules import guide_coverage
from tests.rules.tree import TESTS, sources


def test_the_guide_has_211_requirements_in_order() -> None:
    assert list(guide_coverage.titles()) == [f"G-{n}" for n in range(1, 212)]


def test_every_requirement_has_a_title_of_its_own() -> None:
    titles = list(guide_coverage.titles().values())
    assert all(title == title.strip() and len(title) > 8 for title in titles)
    assert len(set(titles)) == len(titles)


def test_markers_name_only_requirements_that_exist() -> None:
    assert set(guide_coverage.marks(sources(TESTS))) <= set(guide_coverage.titles())


def test_the_table_in_the_repository_is_fresh() -> None:
    stale = "run: python -m tests.rules.guide_coverage --write"
    assert guide_coverage.TABLE.read_text(encoding="utf-8") == guide_coverage.table(), stale


def test_markers_are_found_on_tests_on_cases_and_on_classes() -> None:
    tree = ast.parse(
        "@pytest.mark.guide('G-1', 'G-2')\ndef test_a(): ...\n"
        "CASES = [pytest.param(1, marks=pytest.mark.guide('G-3'))]\n"
        "@pytest.mark.guide('G-4')\nclass TestB:\n    @pytest.mark.guide('G-5')\n"
        "    def test_c(self): ...\n"
    )
    assert guide_coverage._marks_of(tree) == [
        ("test_a", "G-1"), ("test_a", "G-2"), ("", "G-3"),
        ("TestB", "G-4"), ("TestB.test_c", "G-5"),
    ]


def test_a_marker_that_hides_its_ids_is_refused(tmp_path: Path) -> None:
    tree = ast.parse("@pytest.mark.guide(*IDS)\ndef test_a(): ...\n")
    with pytest.raises(AssertionError, match="write the ids out"):
        guide_coverage._marks_of(tree)
