"""An archive that comes in, and is not trusted: bounded in memory, on the disk and in time.

Only known names are unpacked, and not more than fits; the journal is read request by request.
"""

import io
import json
import re
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any, BinaryIO

from gosupport_cli.adapters.archive import FOLDERS, LARGEST, SCHEMA
from gosupport_cli.adapters.folders import private_folder, write_private
from gosupport_cli.adapters.journal_archive import FORMAT
from gosupport_cli.core.errors import UsageError

_LARGEST_DIRECTORY = 64 * 1024**2  # bytes of the list of names, which zipfile holds in memory
_LARGEST_REQUEST = 32 * 1024**2  # bytes of one request with its history
_MOST_PARTS = 1_000_000  # lists and groups in one request, each of which costs memory
_DEEPEST = 12  # a request has three levels; the reader's time grows with the square of it
_LARGEST_MANIFEST = 64 * 1024
# What unpacks to so many times its size is made to fill a disk; logs and texts reach 30.
_RATIO, _RATIO_FROM = 200, 256 * 1024**2
_NAME = re.compile(r"[^\x00-\x1f\x7f\\:]+")
_END = b"PK\x05\x06"


class Archive:
    """An archive that was read. Raises UsageError ``archive-…`` for what is none of ours."""

    def __init__(self, file: BinaryIO) -> None:
        try:
            size = _checked_directory(file)
            self._zip = zipfile.ZipFile(file)
            self._check_sizes(size)
            self._check_manifest()
            if self._zip.testzip():
                raise ValueError("a damaged file")
            self.count = self._checked_journal()
            self.profiles = tuple(self._parts("profiles"))
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, TypeError, ValueError,
                RuntimeError, NotImplementedError):
            raise UsageError("archive-broken") from None

    def requests(self) -> Iterator[dict[str, Any]]:
        """One after the other, each as ``journal_archive`` wrote it."""
        return self._parts("requests")

    @property
    def unpacked_size(self) -> int:
        """Bytes that it needs on the disk."""
        return sum(one.file_size for one in self._zip.infolist())

    def unpack(self, home: Path, place: Callable[[str], str | None]) -> int:
        """Write files that are not there yet; ``place`` gives the id here for one in the
        archive, None to leave its files alone. Returns how many were written."""
        written = 0
        for name, parts in self._files():
            if parts[0] == "evidence":
                ref = place(parts[1]) if len(parts) == 3 else None
                if ref is None:
                    continue
                parts = ("evidence", ref, parts[2])
            written += self._put(home, parts, name)
        return written

    def settings(self) -> str:
        """The text of the settings; empty where there are none, or nobody can read them."""
        name = "settings.yaml"
        there = name in self._zip.namelist()
        if not there or self._zip.getinfo(name).file_size > _LARGEST_MANIFEST:
            return ""
        return self._zip.read(name).decode("utf-8", "replace")

    def _check_sizes(self, size: int) -> None:
        """Before anything is unpacked. A file that is larger than it says is damaged."""
        total = self.unpacked_size
        if total > LARGEST or (total > _RATIO_FROM and total > _RATIO * size):
            raise UsageError("archive-too-large", limit=LARGEST // 1024**3)

    def _check_manifest(self) -> None:
        if self._zip.getinfo("manifest.json").file_size > _LARGEST_MANIFEST:
            raise ValueError("manifest.json")
        schema = json.loads(self._zip.read("manifest.json"))["schema"]
        if schema != SCHEMA:
            raise UsageError("archive-newer", schema=str(schema)[:40])

    def _parts(self, name: str) -> Iterator[dict[str, Any]]:
        """The items of a list of the journal, which was looked through before."""
        import ijson

        with self._zip.open("journal.json") as file:
            yield from ijson.items(file, f"{name}.item", use_float=True)

    def _checked_journal(self) -> int:
        """How many requests; each was measured before any is taken into the memory."""
        import ijson

        with self._zip.open("journal.json") as file:
            reader = _Bounded(file)
            try:
                return _count_requests(ijson.basic_parse(reader, use_float=True), reader)
            except ijson.JSONError as error:
                raise ValueError("journal.json") from error

    def _files(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        for one in self._zip.infolist():
            parts = PurePosixPath(one.filename).parts
            safe = all(_NAME.fullmatch(part) and part not in ("..", ".") for part in parts)
            # Settings hold commands that run: a foreign file must not bring any.
            if not one.is_dir() and safe and parts and parts[0] in FOLDERS:
                yield one.filename, parts

    def _put(self, home: Path, parts: tuple[str, ...], name: str) -> int:
        folder = private_folder(home)
        for part in parts[:-1]:
            folder = private_folder(folder / part)
        target = folder / parts[-1]
        if target.exists():
            return 0
        with self._zip.open(name) as source:
            write_private(target, source)
        return 1


def check_room(needed: int, home: Path) -> None:
    """Raises UsageError ``archive-no-room`` before anything is written."""
    place = next(one for one in (home, *home.parents) if one.exists())
    free = shutil.disk_usage(place).free
    # The journal stands there twice while it is written.
    if needed * 2 > free:
        raise UsageError("archive-no-room", needed=_megabytes(needed * 2), free=_megabytes(free),
                         place=str(place))


class _Bounded:
    """Bytes for the reader of JSON, never too many of one request."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._bytes = self._groups = 0

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._bytes += len(data)
        self._groups += data.count(b"[") + data.count(b"{")
        if self._bytes > _LARGEST_REQUEST or self._groups > _MOST_PARTS:
            raise UsageError("archive-request-too-large", limit=_LARGEST_REQUEST // 1024**2)
        return data

    def start_again(self) -> None:
        """One request ended."""
        self._bytes = self._groups = 0


def _count_requests(events: Iterable[tuple[str, Any]], reader: _Bounded) -> int:
    """Raises ValueError for what is no journal, or nests deeper than one does."""
    depth, key, count, lists = 0, "", 0, set[str]()
    for event, value in events:
        if event.startswith("end"):
            depth -= 1
            if depth == 2 and key in lists:
                count += key == "requests"
                reader.start_again()
            continue
        if event == "map_key":
            key = value if depth == 1 else key
            continue
        if depth == 1 and key == "format" and event == "number" and value > FORMAT:
            raise UsageError("archive-newer", schema=f"journal {value}"[:40])
        if depth == 2 and key in lists and event != "start_map":
            raise ValueError(key)
        if event.startswith("start"):
            depth += 1
            if depth == 2 and event == "start_array" and key in ("requests", "profiles"):
                lists.add(key)
        if depth > _DEEPEST:
            raise ValueError("deep")
    if len(lists) < 2:
        raise ValueError("journal.json")
    return count


def _checked_directory(file: BinaryIO) -> int:
    """The size of the file, whose list of names is not made to fill the memory."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - 65_557))  # the end of a zip with the longest comment
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise zipfile.BadZipFile
    if int.from_bytes(tail[at + 12 : at + 16], "little") > _LARGEST_DIRECTORY:
        raise UsageError("archive-too-large", limit=LARGEST // 1024**3)
    file.seek(0)
    return size


def _megabytes(size: int) -> int:
    return -(-size // 1024**2)
