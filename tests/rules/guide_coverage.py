"""Which tests prove which guide requirement: ``python -m tests.rules.guide_coverage --write``."""

import ast
import sys
from collections import defaultdict
from pathlib import Path

from tests.rules.tree import ROOT, TESTS, parsed, sources

TITLES = TESTS / "guide.tsv"
TABLE = TESTS / "guide_coverage.md"


def titles() -> dict[str, str]:
    """Every requirement G-n, in order, and what it is about in a few words."""
    lines = TITLES.read_text(encoding="utf-8").splitlines()
    return {identity: title for identity, _, title in (line.partition("\t") for line in lines)}


def marks(files: list[Path]) -> dict[str, list[str]]:
    """G-n -> the tests whose marker names it, as ``file::test``."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for file in files:
        place = file.relative_to(ROOT).as_posix()
        for owner, identity in _marks_of(parsed(file)):
            found[identity].add(f"{place}::{owner}" if owner else place)
    return {identity: sorted(tests) for identity, tests in found.items()}


def table() -> str:
    """The Markdown table of covered and uncovered requirements."""
    covered, known = marks(sources(TESTS)), titles()
    count = sum(1 for identity in known if identity in covered)
    rows = [f"| {identity} | {title} | {_short(covered.get(identity, []))} |"
            for identity, title in known.items()]
    head = ["# Guide requirements and the tests that prove them", "",
            "Made by `python -m tests.rules.guide_coverage --write`; a stale table fails a test.",
            "", f"Covered: {count} of {len(known)}.", "", "| G | about | tests |", "|---|---|---|"]
    return "\n".join([*head, *rows]) + "\n"


def _short(tests: list[str]) -> str:
    more = f" and {len(tests) - 3} more" if len(tests) > 3 else ""
    return ", ".join(f"`{one.removeprefix('tests/')}`" for one in tests[:3]) + more


def _marks_of(tree: ast.Module) -> list[tuple[str, str]]:
    """(name of the test or class, G-n) of every marker in a file."""
    found: list[tuple[str, str]] = []
    for top in tree.body:
        for owner, node in _owners(top):
            if _is_guide(node):
                found += [(owner or _user(tree, top), identity) for identity in _ids(node)]
    return found


def _user(tree: ast.Module, cases: ast.stmt) -> str:
    """The test that runs over a list of cases of the module, "" when it is no such list."""
    lists = _named(cases, ast.Store)
    for top in tree.body:
        if isinstance(top, ast.Assign) and _named(top, ast.Load) & lists:
            lists |= _named(top, ast.Store)  # a list made of that list
        decorators = top.decorator_list if isinstance(top, ast.FunctionDef) else []
        if any(_named(one, ast.Load) & lists for one in decorators):
            return getattr(top, "name", "")
    return ""


def _named(tree: ast.AST, use: type[ast.expr_context]) -> set[str]:
    return {one.id for one in ast.walk(tree)
            if isinstance(one, ast.Name) and isinstance(one.ctx, use)}


def _owners(top: ast.stmt) -> list[tuple[str, ast.AST]]:
    if isinstance(top, ast.ClassDef):
        inner = [pair for part in top.body for pair in _owners(part)]
        return [(top.name, one) for deco in top.decorator_list for one in ast.walk(deco)] + [
            (f"{top.name}.{name}" if name else top.name, node) for name, node in inner
        ]
    name = top.name if isinstance(top, ast.FunctionDef | ast.AsyncFunctionDef) else ""
    return [(name, node) for node in ast.walk(top)]


def _is_guide(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and ast.unparse(node.func) == "pytest.mark.guide"
    )


def _ids(node: ast.AST) -> list[str]:
    assert isinstance(node, ast.Call)
    words = [one.value if isinstance(one, ast.Constant) else "" for one in node.args]
    if not words or not all(isinstance(word, str) and word for word in words):
        raise AssertionError(f"write the ids out: {ast.unparse(node)}")
    return [str(word) for word in words]


if __name__ == "__main__":
    if "--write" in sys.argv:
        TABLE.write_text(table(), encoding="utf-8")
    sys.stdout.write(table())
