"""One file with everything of a person: journal, settings, evidence, own templates.

A zip, optionally locked with a password by the age format (extra ``crypt``: pyrage). What comes
in is not trusted: only known names are unpacked, and not more than fits.
"""

import io
import json
import os
import re
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from gosupport_cli.adapters.folders import private_folder, write_private
from gosupport_cli.core.errors import UsageError

SCHEMA = "gosupport.export/1"
_FOLDERS = ("evidence", "templates", "sent")
_LARGEST = 2 * 1024**3  # bytes unpacked; evidence of some hundred requests
_LARGEST_TEXT = 256 * 1024**2  # bytes of the journal, which is held in memory
_AGE = b"age-encryption.org/"
_NAME = re.compile(r"[^\x00-\x1f\x7f\\:]+")


def pack(home: Path, journal: Mapping[str, Any], manifest: Mapping[str, Any]) -> bytes:
    """The archive. Passwords are nowhere in ``home``, so they are not in it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", _json({"schema": SCHEMA, **manifest}))
        archive.writestr("journal.json", _json(journal))
        settings = home / "settings.yaml"
        if settings.is_file():
            archive.write(settings, "settings.yaml")
        for folder in _FOLDERS:
            for file in sorted((home / folder).rglob("*")):
                if file.is_file() and not file.is_symlink():
                    archive.write(file, file.relative_to(home).as_posix())
    return target.getvalue()


def check_can_lock() -> None:
    """Before a password is asked for. Raises UsageError ``archive-no-age`` without pyrage."""
    _age()


def locked(data: bytes, password: str) -> bytes:
    """``data`` under ``password``. Raises UsageError ``archive-no-age`` without pyrage."""
    return bytes(_age().passphrase.encrypt(data, password))


def is_locked(data: bytes) -> bool:
    """Whether a password is needed."""
    return data.startswith(_AGE)


def unlocked(data: bytes, password: str) -> bytes:
    """Raises UsageError ``archive-wrong-password``."""
    age = _age()
    try:
        return bytes(age.passphrase.decrypt(data, password))
    except age.DecryptError:
        raise UsageError("archive-wrong-password") from None


def write(target: Path, data: bytes) -> None:
    """A private file; one that is there already is not overwritten."""
    try:
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL
                             | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise UsageError("archive-exists", file=str(target)) from None
    except OSError as error:
        why = error.strerror or ""
        raise UsageError("archive-not-written", file=str(target), why=why) from None


class Archive:
    """An archive that was read. Raises UsageError ``archive-…`` for what is none of ours."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._check_sizes()
            if self._zip.testzip():
                raise ValueError("a damaged file")
            self.manifest = self._read_json("manifest.json")
            self.journal = self._read_json("journal.json")
            for part in ("requests", "profiles"):
                if not isinstance(self.journal[part], list):
                    raise ValueError(part)
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, TypeError, ValueError,
                RuntimeError):
            raise UsageError("archive-broken") from None
        if self.manifest.get("schema") != SCHEMA:
            raise UsageError("archive-newer", schema=str(self.manifest.get("schema")))

    def _check_sizes(self) -> None:
        """Before anything is unpacked. A file that is larger than it says is damaged."""
        sizes = {one.filename: one.file_size for one in self._zip.infolist()}
        texts = max(sizes.get("manifest.json", 0), sizes.get("journal.json", 0))
        if sum(sizes.values()) > _LARGEST or texts > _LARGEST_TEXT:
            raise UsageError("archive-too-large")

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

    def _files(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        for one in self._zip.infolist():
            parts = PurePosixPath(one.filename).parts
            safe = all(_NAME.fullmatch(part) and part not in ("..", ".") for part in parts)
            # Settings hold commands that run: a foreign file must not bring any.
            if not one.is_dir() and safe and parts and parts[0] in _FOLDERS:
                yield one.filename, parts

    def _put(self, home: Path, parts: tuple[str, ...], name: str) -> int:
        folder = private_folder(home)
        for part in parts[:-1]:
            folder = private_folder(folder / part)
        target = folder / parts[-1]
        if target.exists():
            return 0
        write_private(target, self._zip.read(name))
        return 1

    def _read_json(self, name: str) -> dict[str, Any]:
        if self._zip.getinfo(name).file_size > _LARGEST // 4:
            raise ValueError(name)
        found = json.loads(self._zip.read(name))
        if not isinstance(found, dict):
            raise ValueError(name)
        return found


def _json(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)


def _age() -> Any:
    try:
        import pyrage
    except ImportError:
        # By this very Python: another pip would install it where we never look.
        python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
        raise UsageError("archive-no-age", command=f"{python} -m pip install pyrage") from None
    return pyrage
