"""The private folder with the files of each request; the original is never touched."""

import hashlib
import os
import shutil
import unicodedata
from pathlib import Path

from gosupport_cli.adapters.folders import private_folder
from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.model import Attachment

# Type by content, never by name: the first bytes of what the channels may carry.
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"%PDF-", "application/pdf"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
)
_HEAD = 16
_LARGEST = 100 * 1024 * 1024  # bytes; SPEC, Files: a HAR of 100 MB is the largest thing met


class EvidenceFolder:
    """``<home>/evidence/GS-n/``; folders 0700, files 0600."""

    def __init__(self, home: Path) -> None:
        self._root = home / "evidence"

    def check(self, file: Path) -> None:
        """Raises UsageError ``file-…`` that says what is wrong with ``file``."""
        name = file.name
        if any(unicodedata.category(sign) in ("Cc", "Cf") for sign in name):
            raise UsageError("file-bad-name", file=name)
        if file.is_symlink():
            raise UsageError("file-link", file=name)
        if not file.exists():
            raise UsageError("file-missing", file=str(file))
        if not file.is_file():
            raise UsageError("file-not-a-file", file=name)
        size = file.stat().st_size
        if size == 0:
            raise UsageError("file-empty", file=name)
        if size > _LARGEST:
            raise UsageError("file-too-large", file=name, size=_megabytes(size))
        _media_type(file)

    def add(self, request_id: str, file: Path) -> Attachment:
        self.check(file)
        media_type = _media_type(file)
        folder = private_folder(private_folder(self._root) / request_id)
        place = _free_place(folder, file.name)
        # O_EXCL and 0600 from the first byte: nobody else ever sees the copy.
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with file.open("rb") as source, os.fdopen(descriptor, "wb") as target:
            shutil.copyfileobj(source, target)
        size = place.stat().st_size
        return Attachment(
            name=place.name,
            size=size,
            sha256=_sha256(place),
            media_type=media_type,
            original_size=file.stat().st_size,
            path=str(place),
        )

    def remove(self, request_id: str, name: str) -> None:
        (self._root / request_id / Path(name).name).unlink(missing_ok=True)


def _media_type(file: Path) -> str:
    try:
        with file.open("rb") as source:
            head = source.read(_HEAD)
    except OSError:
        raise UsageError("file-unreadable", file=file.name) from None
    for magic, media_type in _MAGIC:
        if head.startswith(magic):
            return media_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if file.suffix.lower() in (".har", ".log", ".txt"):
        raise UsageError("file-needs-cleaning", file=file.name)
    raise UsageError("file-unknown-type", file=file.name)


def _free_place(folder: Path, name: str) -> Path:
    place, stem, suffix = folder / name, Path(name).stem, Path(name).suffix
    number = 2
    while place.exists():
        place = folder / f"{stem}-{number}{suffix}"
        number += 1
    return place


def _sha256(file: Path) -> str:
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}".replace(".", ",")
