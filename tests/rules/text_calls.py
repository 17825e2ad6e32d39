"""Which screen texts and error codes the code asks for, read from its syntax trees."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gosupport_cli.core.errors import GosupportError
from tests.rules.tree import PACKAGE, module_name, parsed, sources


def _kinds(kind: type[GosupportError]) -> set[str]:
    return {kind.__name__}.union(*(_kinds(one) for one in kind.__subclasses__()))


ERRORS = _kinds(GosupportError)


@dataclass(frozen=True)
class Call:
    """One place that asks for a text; ``prefix``: the id is only known to begin so."""

    text_id: str
    prefix: bool
    names: frozenset[str] | None  # values given; None: not to be told (``**values``)
    where: str


def calls() -> list[Call]:
    """Every text that the package asks for."""
    return [call for path in sources() for call in _of_file(path)]


def words() -> frozenset[str]:
    """Every string that stands whole in the package's code."""
    return frozenset(
        node.value
        for path in sources()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _of_file(path: Path) -> Iterator[Call]:
    for node in ast.walk(parsed(path)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        where = f"{module_name(path)}:{node.lineno}"
        name = _called(node.func)
        if name in ("texts", "_texts"):
            for text_id, prefix in _ids(node.args[0]):
                yield Call(text_id, prefix, _names(node), where)
        elif name in ERRORS:
            for code, prefix in _ids(node.args[0]):
                names = _names(node)
                if prefix:
                    yield Call(f"error.{code}", True, names, where)
                else:
                    yield Call(f"error.{code}.message", False, names, where)
                    yield Call(f"error.{code}.hint", False, names, where)
        elif name == "wrong" and "content" in path.parts and len(node.args) >= 3:
            yield from _declared(node.args[2], where)
        elif name == "Broken" and path.parent == PACKAGE / "content":
            yield from _declared(node.args[0], where)


def _declared(node: ast.expr, where: str) -> Iterator[Call]:
    names = frozenset(("file", "line", "detail"))
    for what, prefix in _ids(node):
        if not prefix:
            yield Call(f"error.template-{what}.message", False, names, where)
            yield Call(f"error.template-{what}.hint", False, names, where)


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def _names(call: ast.Call) -> frozenset[str] | None:
    words = [keyword.arg for keyword in call.keywords]
    return None if None in words else frozenset(str(word) for word in words)


def _ids(node: ast.expr) -> Iterator[tuple[str, bool]]:
    """The ids an expression may give: written out, or known by their beginning."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value, False
    elif isinstance(node, ast.JoinedStr):
        first = node.values[0] if node.values else None
        if isinstance(first, ast.Constant):
            yield str(first.value), True
    elif isinstance(node, ast.IfExp):
        yield from _ids(node.body)
        yield from _ids(node.orelse)
