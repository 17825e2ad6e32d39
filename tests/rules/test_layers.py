"""Who may import whom (CONTRIBUTING, Architecture), read from the imports themselves."""

import ast
import sys
from pathlib import Path

import pytest

from gosupport_cli.cli.commands import COMMANDS
from tests.rules.tree import PACKAGE, TESTS, imports, module_name, parsed, sources

OWN = "gosupport_cli"
# layer -> the layers of our own that it may import besides itself
ALLOWED = {
    "core": (),
    "flows": ("core",),
    "content": ("core",),
    "channels": ("core",),
    "collectors": ("core",),
    "adapters": ("core",),
    "cli": ("core", "flows", "content", "channels", "collectors", "adapters"),
}
PURE = ("core", "flows")  # standard library only


def _layer(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""


def broken_rules(path: Path, tree: ast.Module) -> list[str]:
    """What in one file is against the layering."""
    layer, found = _layer(path), []
    for name, line, relative in imports(tree):
        parts = name.split(".")
        where = f"{path.relative_to(PACKAGE)}:{line} imports {name}"
        if relative:
            found.append(f"{where}: imports are absolute")
        elif parts[0] == OWN:
            target = parts[1] if len(parts) > 1 else ""
            known = target in ALLOWED and layer in ALLOWED
            if known and target != layer and target not in ALLOWED[layer]:
                found.append(f"{where}: {layer} may not import {target}")
        elif parts[0] == "click" and layer != "cli":
            found.append(f"{where}: only cli knows click")
        elif layer in PURE and parts[0] not in sys.stdlib_module_names:
            found.append(f"{where}: {layer} needs only the standard library")
    return found


@pytest.mark.parametrize("path", sources(), ids=module_name)
def test_every_module_imports_only_what_its_layer_may(path: Path) -> None:
    assert broken_rules(path, parsed(path)) == []


@pytest.mark.parametrize(("place", "code"), [
    ("core/a.py", "import yaml"),
    ("core/a.py", "from gosupport_cli.flows.compose import compose"),
    ("core/a.py", "def late():\n    from gosupport_cli.content.read import parse"),
    ("flows/a.py", "from gosupport_cli.adapters.journal import SqliteJournal"),
    ("content/a.py", "import click"),
    ("adapters/a.py", "from gosupport_cli.cli.app import App"),
    ("channels/a.py", "from . import email"),
])
def test_a_breach_of_the_layering_is_seen(place: str, code: str) -> None:
    assert broken_rules(PACKAGE / place, ast.parse(code)) != []


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert [path for path in sources() + sources(TESTS) if path.stem in drawers] == []


def _top_level(tree: ast.Module) -> ast.Module:
    """The statements that run at import; those for the type checker do not."""
    kept = [node for node in tree.body
            if not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
            and not isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return ast.Module(body=kept, type_ignores=[])


# What a start or a help loads: everything else of cli is imported when its command runs.
EARLY = {"__init__", "app", "early", "language", "lazy", "commands", "options", "run", "streams",
         "crash"} | {module for module, _, _ in COMMANDS.values()}


@pytest.mark.parametrize("path", sources(PACKAGE / "cli"), ids=module_name)
def test_the_command_line_imports_the_outside_world_only_inside_functions(path: Path) -> None:
    # flows are cheap enough for what is imported late; adapters never are.
    late = path.parent.name == "show" or path.stem not in EARLY
    fine = {"cli", "core"} | ({"flows"} if late else set())
    early = [name for name, _, _ in imports(_top_level(parsed(path)))
             if name.startswith(OWN) and name.split(".")[1] in set(ALLOWED) - fine]
    assert early == []
