"""Documents out of templates/documents; what people typed is only ever a value."""

import os
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, select_autoescape
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from gosupport_cli import __version__
from gosupport_cli.content.locate import folders, packaged_folder
from gosupport_cli.core.splitting import first_sentence
from gosupport_cli.core.written import grouped, one_line


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


class _Kept(BytecodeCache):
    """Compiled documents that came along, kept as ``content.kept`` keeps what is declared."""

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError), self._place(bucket).open("rb") as file:
            bucket.load_bytecode(file)

    def dump_bytecode(self, bucket: Bucket) -> None:
        source = Path(bucket.code.co_filename if bucket.code else "")
        if not source.is_relative_to(packaged_folder()):
            return
        place = self._place(bucket)
        draft = place.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            place.parent.mkdir(exist_ok=True)
            draft.write_bytes(bucket.bytecode_to_string())
            draft.replace(place)

    @staticmethod
    def _place(bucket: Bucket) -> Path:
        return packaged_folder() / "__pycache__" / f"{bucket.key}.{__version__}.document"


@lru_cache(maxsize=4)
def environment(user_folder: Path) -> ImmutableSandboxedEnvironment:
    """The environment of documents: nothing global, nothing undefined, HTML escaped.

    Kept, because compiling the templates costs more than all the rest of rendering; a template
    that changes is read again.
    """
    made = _Environment(
        loader=FileSystemLoader([place / "documents" for place in folders(user_folder)]),
        bytecode_cache=_Kept(),
        undefined=StrictUndefined,
        autoescape=select_autoescape(enabled_extensions=("html", "html.j2"), default=False),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.clear()
    made.filters.update(FILTERS)
    return made
