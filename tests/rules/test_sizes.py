"""Sizes that keep files readable: a smell, so the limits are generous (CONTRIBUTING)."""

import ast
import statistics

from tests.rules.tree import module_name, parsed, sources


def _lengths() -> dict[str, int]:
    return {module_name(path): len(path.read_text(encoding="utf-8").splitlines())
            for path in sources() if path.stem != "__init__"}


def test_a_typical_file_fits_two_screens_and_few_are_long() -> None:
    lengths = _lengths()
    long = {name: lines for name, lines in lengths.items() if lines > 250}
    assert statistics.median(lengths.values()) <= 110
    assert len(long) <= len(lengths) * 0.08, long
    assert max(lengths.values()) <= 450, max(lengths, key=lengths.__getitem__)


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
