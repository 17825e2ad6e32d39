"""One file with everything of a person: journal, settings, evidence, own templates.

A zip, optionally locked with a password by the age format (extra ``crypt``: pyrage). It is written
request by request, so that a journal of any size fits into the memory; only a locked one is held
there as a whole, since age takes a password in one piece.
"""

import io
import json
import os
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from gosupport_cli.core.errors import UsageError

SCHEMA = "gosupport.export/1"
FOLDERS = ("evidence", "templates", "sent")
LARGEST = 8 * 1024**3  # bytes unpacked; evidence of some thousand requests
LARGEST_LOCKED = 512 * 1024**2  # bytes of a locked archive, held in memory twice
_AGE = b"age-encryption.org/"


def pack(
    target: BinaryIO, home: Path, journal: Iterable[str], manifest: Mapping[str, Any]
) -> None:
    """Write the archive; ``journal`` is its JSON in pieces. Passwords are nowhere in ``home``,
    so they are not in it. Raises UsageError ``archive-too-large``."""
    files = _files(home)
    if sum(one.stat().st_size for one in files) > LARGEST:
        raise UsageError("archive-too-large", limit=LARGEST // 1024**3)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", json.dumps({"schema": SCHEMA, **manifest}, indent=1))
        with archive.open("journal.json", "w", force_zip64=True) as out:
            for piece in journal:
                out.write(piece.encode("utf-8"))
        for file in files:
            archive.write(file, file.relative_to(home).as_posix())


def _files(home: Path) -> list[Path]:
    settings = home / "settings.yaml"
    found = [settings] if settings.is_file() else []
    for folder in FOLDERS:
        found += [one for one in sorted((home / folder).rglob("*"))
                  if one.is_file() and not one.is_symlink()]
    return found


def locked(data: bytes, password: str) -> bytes:
    """``data`` under ``password``. Raises UsageError ``archive-no-age`` without pyrage,
    ``archive-too-large-to-lock``."""
    if len(data) > LARGEST_LOCKED:
        raise UsageError("archive-too-large-to-lock", limit=LARGEST_LOCKED // 1024**2)
    return bytes(_age().passphrase.encrypt(data, password))


def check_can_lock() -> None:
    """Raises UsageError ``archive-no-age`` before anybody is asked for a password."""
    _age()


def is_locked(file: BinaryIO) -> bool:
    """Whether a password is needed."""
    file.seek(0)
    return file.read(len(_AGE)) == _AGE


def unlocked(file: BinaryIO, password: str) -> BinaryIO:
    """Raises UsageError ``archive-wrong-password``, ``archive-too-large-to-lock``."""
    age = _age()
    file.seek(0)
    data = file.read(LARGEST_LOCKED + 1024**2)
    if len(data) >= LARGEST_LOCKED + 1024**2:
        raise UsageError("archive-too-large-to-lock", limit=LARGEST_LOCKED // 1024**2)
    try:
        return io.BytesIO(bytes(age.passphrase.decrypt(data, password)))
    except age.DecryptError:
        raise UsageError("archive-wrong-password") from None


@contextmanager
def new_file(target: Path) -> Iterator[BinaryIO]:
    """A private file; one that is there already is not overwritten, and where something goes
    wrong none is left behind. Raises UsageError ``archive-exists``, ``archive-no-folder``."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(target, flags, 0o600)
    except FileExistsError:
        stem, dot, ending = target.name.partition(".")
        other = target.with_name(f"{stem}-2{dot}{ending}")
        raise UsageError("archive-exists", file=str(target), other=str(other)) from None
    except (FileNotFoundError, NotADirectoryError):
        raise UsageError("archive-no-folder", file=str(target)) from None
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
    except BaseException as error:
        target.unlink(missing_ok=True)
        if isinstance(error, OSError) and not error.filename:
            error.filename = str(target)
        raise


def _age() -> Any:
    try:
        import pyrage
    except ImportError:
        # By this very Python: another pip would install it where we never look.
        python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
        raise UsageError("archive-no-age", command=f"{python} -m pip install pyrage") from None
    return pyrage
