"""What lies on the disk about a person besides the journal, and its removal."""

import shutil
from collections.abc import Iterator
from pathlib import Path

# Folders of files named after a request: «GS-1-portal.html», «GS-1.eml», «GS-1-3.eml».
from gosupport_cli.core.frozen import Frozen

_BY_REQUEST = ("handover", "outbox", "sent", "drafts")
_EVERYTHING = (*_BY_REQUEST, "evidence", "crashes")


class Stored(Frozen):
    """One kind of files: how many, how many bytes together, where."""

    kind: str
    files: int
    size: int
    place: Path


def stored(home: Path) -> tuple[Stored, ...]:
    """Every file of ``home`` by its folder; files of ``home`` itself under «.»."""
    found = []
    for kind in (".", *_EVERYTHING, "templates"):
        place = home if kind == "." else home / kind
        files = [one for one in _files(place, deep=kind != ".") if one.is_file()]
        if files:
            size = sum(one.lstat().st_size for one in files)
            found.append(Stored(kind, len(files), size, place))
    return tuple(found)


def has_journal(home: Path) -> bool:
    """Whether a journal lies there, without opening one."""
    return any(one.name.startswith("journal.") for one in _files(home, deep=False))


def damaged_journals(home: Path) -> tuple[Path, ...]:
    """Journals that were set aside; everything of their time may still be in them."""
    return tuple(one for one in _files(home, deep=False)
                 if one.name.startswith("journal.damaged-") and one.suffix == ".sqlite3")


def unpacked_program(module: Path = Path(__file__)) -> Path | None:
    """Where the single-file program (.pyz) unpacked itself; no personal data are there.

    shiv names the folder after the file and its build; None where the program is installed.
    """
    for folder in module.parents:
        if folder.name == "site-packages" and ".pyz_" in folder.parent.name:
            return folder.parent
    return None


def forget_request(home: Path, request_id: str) -> int:
    """Remove pages, letters and drafts of one request; its evidence too."""
    gone = 0
    for kind in _BY_REQUEST:
        for file in _files(home / kind, deep=False):
            # Never GS-12 for GS-1: the id ends there.
            if file.name.startswith((f"{request_id}-", f"{request_id}.")):
                file.unlink(missing_ok=True)
                gone += 1
    evidence = home / "evidence" / request_id
    if evidence.is_dir():
        gone += sum(1 for _ in _files(evidence, deep=True))
        shutil.rmtree(evidence, ignore_errors=True)
    return gone


def forget_everything(home: Path) -> None:
    """Remove all that the program wrote; what else lies in ``home`` stays."""
    for kind in _EVERYTHING:
        shutil.rmtree(home / kind, ignore_errors=True)
    for file in _files(home, deep=False):
        if file.name.startswith(("journal.", "settings.")):
            file.unlink(missing_ok=True)


def _files(place: Path, *, deep: bool) -> Iterator[Path]:
    if not place.is_dir():
        return
    for one in sorted(place.rglob("*") if deep else place.iterdir()):
        if one.is_file() or one.is_symlink():
            yield one
