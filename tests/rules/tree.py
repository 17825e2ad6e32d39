"""The files of the project, for tests that read them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "gosupport_cli"
TEMPLATES = ROOT / "templates"
TESTS = ROOT / "tests"


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of one Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def sources(folder: Path = PACKAGE) -> list[Path]:
    """Every Python file below ``folder``."""
    return sorted(folder.rglob("*.py"))


def module_name(path: Path) -> str:
    """``gosupport_cli.core.model`` of its file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(tree: ast.AST) -> Iterator[tuple[str, int, bool]]:
    """Every import: full name, line, whether it is a relative one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno, False
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield f"{node.module or ''}.{alias.name}", node.lineno, node.level > 0


def tracked() -> list[Path]:
    """The files that belong to the project: of git where there is one, else all that is there."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, capture_output=True, check=True,
        ).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        return [one for one in ROOT.rglob("*") if one.is_file() and not _made(one)]
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def _made(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return any((part.startswith(".") and part != ".ci") or part in ("build", "dist", "__pycache__")
               or part.endswith(".egg-info") for part in parts)
