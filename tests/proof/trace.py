"""What a program did to a folder, system call by system call, and the folder at any moment of it.

One run under strace is recorded; then every moment at which the machine could have stopped is
built anew: ``kill`` keeps all that was written until then (SIGKILL, out of memory), ``power``
loses what was not synced (the worst that a disk may do: names are there, bytes are not), and
``torn`` keeps a part of it (4 KB pages, seeded).
"""

import hashlib
import random
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

CALLS = ("openat,write,writev,pwrite64,fsync,fdatasync,ftruncate,rename,renameat,renameat2,unlink,"
         "unlinkat,mkdir,mkdirat,rmdir,sendto,sendmsg,lseek,sendfile,copy_file_range,linkat,link")
_LINE = re.compile(r"(?P<pid>\d+)\s+(?P<call>\w+)\((?P<args>.*)\)\s+= (?P<value>-?\d+|0x\w+|\?)")
_CUT = re.compile(r"(?P<pid>\d+)\s+(?P<begun>\w+\(.*) <unfinished \.\.\.>$")
_GOES_ON = re.compile(r"(?P<pid>\d+)\s+<\.\.\. \w+ resumed>(?P<rest>.*)$")
_HANDLE = re.compile(r"^(?:-?\d+|AT_FDCWD)<(?P<what>(?:\\x[0-9a-f]{2})*)")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_PAGE = 4096
MEANS = ("kill", "power", "torn")


@dataclass(frozen=True)
class Event:
    """One call that changed the folder, or that somebody outside could see (``tells``)."""

    call: str
    path: str = ""
    other: str = ""
    data: bytes = b""
    at: int = 0
    tells: bool = False


def command(log: Path) -> list[str]:
    """The words before a program's own."""
    return ["strace", "-f", "-q", "--seccomp-bpf", "-yy", "-xx", "-s", "4000000",
            "-o", str(log), "-e", f"trace={CALLS}", "-e", "signal=none", "--"]


def read(log: Path, home: Path) -> list[Event]:
    """The events of a log that concern ``home`` or the world outside."""
    found: list[Event] = []
    places: dict[str, int] = {}
    for line in _whole_lines(log):
        match = _LINE.match(line)
        if match and match["value"] not in ("?",) and not match["value"].startswith("-"):
            event = _event(match["call"], match["args"], int(match["value"], 0), home, places)
            if event:
                found.append(event)
    return found


def _whole_lines(log: Path) -> Iterator[str]:
    begun: dict[str, str] = {}
    for line in log.read_text(encoding="ascii", errors="replace").splitlines():
        cut, goes_on = _CUT.match(line), _GOES_ON.match(line)
        if cut:
            begun[cut["pid"]] = cut["begun"]
        elif goes_on:
            yield f"{goes_on['pid']} {begun.pop(goes_on['pid'], '')}{goes_on['rest']}"
        else:
            yield line


def _event(
    call: str, args: str, value: int, home: Path, places: dict[str, int]
) -> Event | None:
    strings = [_bytes(one) for one in _STRING.findall(args)]
    handle = _HANDLE.match(args)
    path = _bytes(handle["what"]).decode("utf-8", "replace") if handle else ""
    if call in ("sendto", "sendmsg", "write", "writev") and (
        args.startswith(("1<", "2<")) or "TCP" in args[:60] or call.startswith("send")
        or "/dev/pts/" in path or "/dev/tty" in path
    ):
        return Event("tell", data=b"".join(strings), tells=True)
    if call in ("openat", "mkdirat", "unlinkat", "renameat", "renameat2", "linkat") or not handle:
        names = [str(home / one.decode("utf-8", "replace")) for one in strings]
        path = names[0] if names else ""
    if not _inside(path, home):
        return None
    if call == "openat":
        places[path] = 0
        if "O_CREAT" not in args and "O_TRUNC" not in args:
            return None
        return Event("trunc" if "O_TRUNC" in args else "create", path)
    if call == "lseek":
        places[path] = value
        return None
    if call in ("write", "writev"):
        at = places.get(path, 0)
        places[path] = at + value
        return Event("data", path, data=b"".join(strings)[:value], at=at)
    if call == "pwrite64":
        offset = int(args.rpartition(", ")[2])
        return Event("data", path, data=strings[-1][:value], at=offset)
    if call == "ftruncate":
        return Event("size", path, at=int(args.rpartition(", ")[2]))
    if call in ("fsync", "fdatasync"):
        return Event("sync", path)
    if call.startswith("rename"):
        return Event("rename", path, other=names[1])
    if call in ("unlink", "unlinkat", "rmdir"):
        return Event("remove", path)
    if call in ("mkdir", "mkdirat"):
        return Event("folder", path)
    raise AssertionError(f"{call} is not understood here: {args[:200]}")


def _bytes(hexed: str) -> bytes:
    return bytes.fromhex(hexed.replace("\\x", "")) if "\\x" in hexed else hexed.encode()


def _inside(path: str, home: Path) -> bool:
    return path == str(home) or path.startswith(f"{home}/")


@dataclass
class _File:
    now: bytearray
    synced: bytes
    waiting: list[Event] = field(default_factory=list)


class Disk:
    """The folder while the events go by."""

    def __init__(self, before: Mapping[str, bytes], folders: set[str]) -> None:
        self.files = {name: _File(bytearray(data), data) for name, data in before.items()}
        self.folders = set(folders)

    @classmethod
    def of(cls, home: Path) -> "Disk":
        """As it lies on the real disk now."""
        there = list(home.rglob("*")) if home.exists() else []
        return cls({str(one): one.read_bytes() for one in there if one.is_file()},
                   {str(one) for one in there if one.is_dir()}
                   | ({str(home)} if home.exists() else set()))

    def take(self, event: Event) -> None:
        """The next event happens."""
        path, file = event.path, self.files.get(event.path)
        if event.call == "folder":
            self.folders.add(path)
        elif event.call == "remove":
            self.files.pop(path, None)
            self.folders.discard(path)
        elif event.call == "rename":
            if path in self.files:
                self.files[event.other] = self.files.pop(path)
            else:
                self._rename_folder(path, event.other)
        elif event.call in ("create", "trunc") and (file is None or event.call == "trunc"):
            if file is None:
                self.files[path] = _File(bytearray(), b"")
            else:
                file.now, file.waiting = bytearray(), [*file.waiting, event]
        elif file is not None and event.call == "sync":
            file.synced, file.waiting = bytes(file.now), []
        elif file is not None and event.call in ("data", "size"):
            _apply(file.now, event)
            file.waiting.append(event)

    def _rename_folder(self, old: str, new: str) -> None:
        self.folders = {new + one[len(old):] if one == old or one.startswith(old + "/") else one
                        for one in self.folders}
        self.files = {new + name[len(old):] if name.startswith(old + "/") else name: file
                      for name, file in self.files.items()}

    def left(self, means: str, seed: int = 0) -> dict[str, bytes]:
        """The files as a stop at this moment leaves them."""
        chance = random.Random(seed)
        # Shared memory is made anew by whoever opens the journal first.
        return {name: _left(file, means, chance) for name, file in self.files.items()
                if not name.endswith("-shm")}

    def lay(self, home: Path, target: Path, files: Mapping[str, bytes]) -> None:
        """Write ``files`` and the folders of now into ``target``."""
        shutil.rmtree(target, ignore_errors=True)
        for folder in sorted(self.folders):
            (target / Path(folder).relative_to(home)).mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            place = target / Path(name).relative_to(home)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)


def mark(files: Mapping[str, bytes], folders: Iterable[str] = ()) -> str:
    """Equal for equal folders."""
    key = hashlib.sha256("\0".join(sorted(folders)).encode())
    for name in sorted(files):
        key.update(b"\0".join((name.encode(), str(len(files[name])).encode(), files[name])))
    return key.hexdigest()


def _left(file: _File, means: str, chance: random.Random) -> bytes:
    if means == "kill":
        return bytes(file.now)
    data = bytearray(file.synced)
    if means == "torn":
        for event in file.waiting:
            for start in range(0, max(1, len(event.data)), _PAGE):
                if chance.random() < 0.5:
                    part = event.data[start : start + _PAGE]
                    _apply(data, Event(event.call, data=part, at=event.at + start))
    return bytes(data)


def _apply(data: bytearray, event: Event) -> None:
    if event.call == "trunc":
        data.clear()
    elif event.call == "size":
        del data[event.at :]
        data.extend(bytes(event.at - len(data)))
    else:
        data.extend(bytes(max(0, event.at - len(data))))
        data[event.at : event.at + len(event.data)] = event.data
