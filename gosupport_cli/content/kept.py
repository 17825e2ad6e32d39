"""What came along, kept ready to use beside its source, as Python keeps its own modules.

Reading and checking YAML took two thirds of the time of ``status``. As with a ``.pyc``, the
source counts as soon as its time or its size is another, and where nothing can be written the
next start reads it again. Files of a person are never kept so.
"""

import dataclasses
import marshal
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from gosupport_cli import __version__
from gosupport_cli.content.locate import packaged_folder

T = TypeVar("T")

_VALUE = "\0value"  # what follows are the name of a dataclass and its fields
_PLAIN = "\0plain"  # what follows has no dataclass in it, and is ready as it is
_FORMAT = 2


def kept(file: Path, module: str, make: Callable[[], T]) -> T:
    """What ``make`` makes of ``file``: plain data and dataclasses of ``module``."""
    folder = packaged_folder()
    if not file.is_relative_to(folder):
        return make()
    name = ".".join((*file.relative_to(folder).with_suffix("").parts, module.rpartition(".")[2]))
    place = folder / "__pycache__" / f"{name}.{sys.implementation.cache_tag}.kept"
    with suppress(OSError, ValueError, EOFError, TypeError, KeyError):
        mark, packed = marshal.loads(place.read_bytes())  # noqa: S302 - trusted like a .pyc
        if mark == _mark(file):
            found: T = _unpacked(packed, vars(sys.modules[module]))
            return found
    made = make()
    draft = place.with_suffix(f".{os.getpid()}")
    with suppress(OSError, ValueError):
        place.parent.mkdir(exist_ok=True)
        draft.write_bytes(marshal.dumps((_mark(file), _packed(made))))
        draft.replace(place)  # whole or not at all, whoever else writes
    return made


def _mark(file: Path) -> tuple[str, int, int, int]:
    seen = file.stat()
    return __version__, _FORMAT, seen.st_mtime_ns, seen.st_size


def _packed(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        fields = {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
        return (_VALUE, type(value).__name__, _packed(fields))
    if not isinstance(value, (dict, list, tuple)):
        return value
    parts = [_packed(one) for one in (value.values() if isinstance(value, dict) else value)]
    if all(_is_plain(one) for one in parts):
        return (_PLAIN, value)
    return dict(zip(value, parts, strict=True)) if isinstance(value, dict) else type(value)(parts)


def _is_plain(packed: Any) -> bool:
    return not isinstance(packed, (dict, list, tuple)) or (
        isinstance(packed, tuple) and packed[0] == _PLAIN)


def _unpacked(value: Any, kinds: dict[str, Any]) -> Any:
    if isinstance(value, tuple):
        if value and value[0] == _PLAIN:
            return value[1]
        if value and value[0] == _VALUE:
            return kinds[value[1]](**_unpacked(value[2], kinds))
        return tuple(_unpacked(one, kinds) for one in value)
    if isinstance(value, dict):
        return {key: _unpacked(one, kinds) for key, one in value.items()}
    if isinstance(value, list):
        return [_unpacked(one, kinds) for one in value]
    return value
