"""Sizes that keep files readable: a smell, so the limits are generous (CONTRIBUTING)."""

import ast
import statistics
from collections.abc import Iterable
from pathlib import Path

from tests.rules.tree import ROOT, TESTS, module_name, parsed, sources


def _lengths(paths: Iterable[Path]) -> dict[str, int]:
    return {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
            for path in paths if path.stem != "__init__"}


def test_a_typical_file_fits_two_screens_and_few_are_long() -> None:
    lengths = _lengths(sources())
    long = {name: lines for name, lines in lengths.items() if lines > 250}
    assert statistics.median(lengths.values()) <= 110
    assert len(long) <= len(lengths) * 0.07, long
    assert max(lengths.values()) <= 420, max(lengths, key=lengths.__getitem__)


def test_a_file_of_tests_is_about_one_thing() -> None:
    lengths = _lengths(TESTS.rglob("*.py"))
    long = {name: lines for name, lines in lengths.items() if lines > 250}
    assert statistics.median(lengths.values()) <= 120
    assert len(long) <= len(lengths) * 0.05, long
    assert max(lengths.values()) <= 420, max(lengths, key=lengths.__getitem__)


def test_functions_are_short() -> None:
    sizes = {
        f"{module_name(path)}.{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in sources()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    long = {name: lines for name, lines in sizes.items() if lines > 40}
    assert statistics.median(sizes.values()) <= 12
    assert len(long) <= len(sizes) * 0.02, long
    assert max(sizes.values()) <= 70, max(sizes, key=sizes.__getitem__)
