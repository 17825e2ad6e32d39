"""What reading a declared file gives: its data with the line of every key, or where it broke."""

from collections.abc import Mapping
from typing import Any

from gosupport_cli.core.frozen import Frozen

LARGEST = 5 * 1024 * 1024  # bytes of one file; the largest of ours has 100 KB


class Broken(Exception):
    """A file that cannot be read. ``what`` is an id of ``read`` texts; ``line`` from 1."""

    def __init__(self, what: str, line: int, detail: str = "") -> None:
        super().__init__(what, line, detail)
        self.what, self.line, self.detail = what, line, detail


class Parsed(Frozen):
    """The data, and the line of every key: path of keys and list places to line from 1."""

    data: Any
    lines: Mapping[tuple[str | int, ...], int]

    def line(self, *path: str | int) -> int:
        """The line of ``path``, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)
