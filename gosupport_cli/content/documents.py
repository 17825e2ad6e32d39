"""Documents out of templates/documents; what people typed is only ever a value."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, select_autoescape
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from gosupport_cli.content.locate import folders
from gosupport_cli.core.splitting import first_sentence
from gosupport_cli.core.wording import grouped, one_line


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox guards attributes; these operators could still fill the memory."""

    intercepted_binops = frozenset(["*", "**", "%"])

    def call_binop(self, _context: Any, operator: str, _left: Any, _right: Any) -> Any:
        raise SecurityError(f"operator {operator} is not for documents")


def numbered(lines: object) -> str:
    """«1. …» on a line each."""
    parts = lines if isinstance(lines, (list, tuple)) else [lines]
    return "\n".join(f"{place}. {line}" for place, line in enumerate(parts, 1))


def sentence(text: str) -> str:
    """The first sentence only."""
    return first_sentence(text)[0]


def size(count: int) -> str:
    """«2 МБ» of a number of bytes."""
    return f"{count / 1024 / 1024:.1f} МБ".replace(".0 ", " ").replace(".", ",")


FILTERS: dict[str, Callable[..., Any]] = {
    "numbered": numbered,
    "sentence": sentence,
    "one_line": one_line,
    "grouped": grouped,
    "size": size,
}


@lru_cache(maxsize=4)
def environment(user_folder: Path) -> ImmutableSandboxedEnvironment:
    """The environment of documents: nothing global, nothing undefined, HTML escaped.

    Kept, because compiling the templates costs more than all the rest of rendering; a template
    that changes is read again.
    """
    made = _Environment(
        loader=FileSystemLoader([place / "documents" for place in folders(user_folder)]),
        undefined=StrictUndefined,
        autoescape=select_autoescape(enabled_extensions=("html", "html.j2"), default=False),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.clear()
    made.filters.update(FILTERS)
    return made
