"""A HAR file, sanitised while it is read: one exchange in memory at a time.

The raw file is never copied; the output is written entry by entry and is a valid HAR 1.2.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import ijson

from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.evidence import CleanedLog
from gosupport_cli.core.http_log import Failure, clean_entry, failure_of

_MOST_FAILURES = 20
_DEEPEST = 300  # levels; call stacks of Chromium nest some dozens


def clean_har(
    source: Path, target: TextIO, *, progress: Callable[[int], None] = lambda _read: None
) -> CleanedLog:
    """Write the sanitised ``source`` to ``target``; ``progress`` gets the bytes read so far.

    Raises UsageError ``har-broken`` when it is no HAR; then ``target`` is to be thrown away.
    """
    failures: list[Failure] = []
    count = 0
    target.write('{"log": {"version": "1.2", "creator": {"name": "gosupport", "version": "1"},')
    target.write(' "entries": [')
    try:
        with source.open("rb") as raw:
            for entry in _entries(_Counted(raw, progress)):
                cleaned = clean_entry(entry)
                target.write((",\n" if count else "\n") + json.dumps(cleaned, ensure_ascii=False))
                count += 1
                failure = failure_of(cleaned)
                if failure and len(failures) < _MOST_FAILURES:
                    failures.append(failure)
    except (ijson.JSONError, UnicodeDecodeError, AttributeError, TypeError):
        # AttributeError, TypeError: an entry that is not an object.
        raise UsageError("har-broken", file=source.name) from None
    if not count:
        raise UsageError("har-empty", file=source.name)
    target.write("\n]}}\n")
    return CleanedLog(count, tuple(failures))


def _entries(file: _Counted) -> Iterator[Any]:
    events = _not_too_deep(ijson.basic_parse(file, use_float=True))
    yield from ijson.items(ijson.parse(events), "log.entries.item")


def _not_too_deep(events: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Stops at brackets inside brackets without end, which would fill the memory."""
    depth = 0
    for event, value in events:
        if event in ("start_map", "start_array"):
            depth += 1
            if depth > _DEEPEST:
                raise ijson.JSONError("too deep")
        elif event in ("end_map", "end_array"):
            depth -= 1
        yield event, value


class _Counted:
    """A file that tells how much of it was read."""

    def __init__(self, file: BinaryIO, progress: Callable[[int], None]) -> None:
        self._file, self._progress, self._read = file, progress, 0

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._read += len(data)
        self._progress(self._read)
        return data
