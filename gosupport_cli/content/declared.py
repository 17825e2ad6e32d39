"""Declared files into frozen values; every mistake becomes an error with file and line."""

import dataclasses
import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

from gosupport_cli.content.kept import kept
from gosupport_cli.content.parsed import LARGEST, Broken, Parsed
from gosupport_cli.core.errors import DeclarationError

T = TypeVar("T")
Entries = dict[str, tuple[T, int]]  # by id: the value and its line


def load(file: Path) -> Parsed:
    """The file's data, a mapping. Raises DeclarationError."""
    return kept(file, Parsed.__module__, partial(_load, file))


def _load(file: Path) -> Parsed:
    from gosupport_cli.content.read import parse

    data = b""
    try:
        if file.stat().st_size > LARGEST:
            raise Broken("too-large", 1)
        data = file.read_bytes()
        parsed = parse(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise wrong(file, data[: error.start].count(b"\n") + 1, "not-utf8") from None
    except OSError:
        raise wrong(file, 1, "unreadable") from None
    except Broken as broken:
        raise wrong(file, broken.line, broken.what, broken.detail) from None
    if not isinstance(parsed.data, dict):
        raise wrong(file, 1, "no-mapping")
    return parsed


def wrong(file: Path, line: int, what: str, detail: object = "") -> DeclarationError:
    """The error of one place in a declared file."""
    values = {"broken": detail} if what == "syntax" else {}
    return DeclarationError(
        f"template-{what}", file=str(file), line=line, detail=detail, **values
    )


def build(kind: type[T], data: Any, file: Path, parsed: Parsed, path: tuple[str | int, ...]) -> T:
    """``data`` as a ``kind``; unknown and missing keys and wrong types are errors."""
    import msgspec

    if not isinstance(data, dict):
        raise wrong(file, parsed.line(*path), "no-mapping")
    known = {field.name for field in dataclasses.fields(cast("Any", kind))}
    for key in data:
        if key not in known:
            raise wrong(file, parsed.line(*path, key), "unknown-key", key)
    plain = {key: value for key, value in data.items() if value is not None}
    try:
        return msgspec.convert(plain, kind, strict=False)
    except msgspec.ValidationError as error:
        what, detail = _told(kind, str(error))
        raise wrong(file, _line(parsed, path, str(error)), what, detail) from None


def _told(kind: type, message: str) -> tuple[str, str]:
    """What msgspec says, without its English: which value, or which name is missing."""
    if missing := re.search(r"required field `([^`]+)`", message):
        return "missing-key", missing[1]
    place = message.rpartition("`$")[2].strip("`.")
    value = re.search(r"enum value '?([^']*?)'? - at", message)
    hint = get_type_hints(kind).get(place)
    choices = " | ".join(map(str, get_args(hint))) if get_origin(hint) is Literal else ""
    told = f"{place}: {value[1]}" if value else place
    return "wrong-value", f"{told} ({choices})" if choices else told


def entries(
    kind: type[T], files: Iterable[Path], top: str, *, key: str = "id"
) -> dict[str, tuple[T, Path, int]]:
    """The list under ``top`` of all files by id; files come in order of precedence.

    An id may stand once in a file; the person's own entry replaces the one that came along.
    """
    merged: dict[str, tuple[T, Path, int]] = {}
    for file in reversed(list(files)):
        own = kept(file, kind.__module__, partial(_entries, kind, file, top, key))
        merged |= {identity: (value, file, line) for identity, (value, line) in own.items()}
    return merged


def _entries(kind: type[T], file: Path, top: str, key: str) -> Entries[T]:
    parsed = _load(file)
    for name in parsed.data:
        if name != top:
            raise wrong(file, parsed.line(name), "unknown-key", name)
    listed = parsed.data.get(top)
    if not isinstance(listed, list):
        raise wrong(file, parsed.line(top), "no-list", top)
    own: Entries[T] = {}
    for place, data in enumerate(listed):
        value = build(kind, data, file, parsed, (top, place))
        identity, line = str(getattr(value, key)), parsed.line(top, place)
        if identity in own:
            raise wrong(file, line, "repeated-id", identity)
        own[identity] = value, line
    return own


def named(kind: type[T], file: Path) -> T:
    """The one thing that ``file`` declares; its id is the file's name."""
    return kept(file, kind.__module__, partial(_named, kind, file))


def _named(kind: type[T], file: Path) -> T:
    parsed = _load(file)
    if "id" in parsed.data:
        raise wrong(file, parsed.line("id"), "id-is-file-name", file.stem)
    return build(kind, {"id": file.stem, **parsed.data}, file, parsed, ())


def _line(parsed: Parsed, path: tuple[str | int, ...], message: str) -> int:
    """msgspec names the place as ``$.fields[0].limit``; follow it as far as lines are known."""
    _, _, place = message.rpartition("`$")
    steps: list[str | int] = []
    for part in place.strip("`").replace("[", ".").replace("]", "").split("."):
        if part and part != "...":
            steps.append(int(part) if part.isdigit() else part)
    return parsed.line(*path, *steps)
