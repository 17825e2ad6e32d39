"""The private folder with the files of each request; the original is never touched."""

import io
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, TextIO

from gosupport_cli.adapters.folders import new_private, private_folder
from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.evidence import Added, Box, CleanedLog, Picture
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.http_log import Failure
from gosupport_cli.core.model import Attachment, FileCondition
from gosupport_cli.core.redaction import cut_secrets

Progress = Callable[[int], None]


class CleanPicture(Protocol):
    def __call__(
        self, source: Path, *, limit: int, hide: Sequence[Box] = (), mark: Sequence[Box] = ()
    ) -> Picture: ...


class CleanLog(Protocol):
    def __call__(
        self, source: Path, target: TextIO, *, progress: Progress = ...
    ) -> CleanedLog: ...


class Cleaners(Frozen):
    """What makes each kind of file safe; given by the composition root."""

    picture: CleanPicture
    har: CleanLog
    log: CleanLog


# Type by content, never by name: the first bytes of what people attach.
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"%PDF-", "pdf"),
)
_NEVER = (".key", ".pfx", ".p12", ".pem", ".jks", ".kdbx")  # DOMAIN §3, class 1
_PICTURE_NAMES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff", ".heic")
_EXTENSION = {"image/png": ".png", "image/jpeg": ".jpg"}
_LARGEST = 200 * 1024 * 1024  # bytes; a HAR of 100 MB must still go through (SPEC)


class EvidenceFolder:
    """``<home>/evidence/GS-n/``; folders 0700, files 0600."""

    def __init__(self, home: Path, cleaners: Callable[[], Cleaners]) -> None:
        self._root, self._cleaners = home / "evidence", cleaners

    def check(self, file: Path) -> None:
        """Raises UsageError ``file-…`` that says what is wrong with ``file``."""
        name = file.name or str(file)  # the root of a disk has no name
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
        _kind(file)

    def add(
        self,
        request_id: str,
        file: Path,
        *,
        limit: int,
        hide: Sequence[Box] = (),
        mark: Sequence[Box] = (),
        progress: Progress = lambda _read: None,
    ) -> Added:
        self.check(file)
        kind = _kind(file)
        folder = private_folder(private_folder(self._root) / request_id)
        if kind == "picture":
            picture = self._cleaners().picture(file, limit=limit, hide=hide, mark=mark)
            with new_private(folder, _stem(file) + _EXTENSION[picture.media_type]) as (place, new):
                new.write(picture.data)
            return Added(_attachment(place, file, picture.media_type), picture.notes)
        if kind == "pdf":
            with new_private(folder, _stem(file) + ".pdf") as (place, new), \
                    file.open("rb") as source:
                import shutil

                shutil.copyfileobj(source, new)
            return Added(_attachment(place, file, "application/pdf"), ("pdf-as-it-is",))
        return self._add_log(kind, file, folder, progress)

    def _add_log(self, kind: str, file: Path, folder: Path, progress: Progress) -> Added:
        cleaners = self._cleaners()
        clean = cleaners.har if kind == "har" else cleaners.log
        with new_private(folder, _stem(file) + file.suffix.lower()) as (place, new):
            target = io.TextIOWrapper(new, encoding="utf-8", newline="\n")
            cleaned = clean(file, target, progress=progress)
            target.flush()
            target.detach()  # the file itself is closed by who opened it
        media_type = "application/json" if kind == "har" else "text/plain"
        failures: tuple[Failure, ...] = cleaned.failures
        return Added(_attachment(place, file, media_type), (f"{kind}-cleaned",), failures)

    def foresee(self, file: Path) -> Attachment:
        """``file`` as it is now, for a check that stores nothing. Raises like ``check``."""
        self.check(file)
        kind = _kind(file)
        with file.open("rb") as source:
            png = source.read(8) == _MAGIC[0][0]
        picture = "image/png" if png else "image/jpeg"
        types = {"picture": picture, "pdf": "application/pdf", "har": "application/json"}
        return _attachment(file, file, types.get(kind, "text/plain"))

    def condition(self, one: Attachment) -> FileCondition:
        try:
            return "" if _digest(Path(one.path)) == one.sha256 else "changed"
        except OSError:
            return "gone"

    def remove(self, request_id: str, name: str) -> None:
        (self._root / request_id / Path(name).name).unlink(missing_ok=True)


def _kind(file: Path) -> str:
    """picture, pdf, har or log. Raises UsageError for anything else."""
    suffix = file.suffix.lower()
    if suffix in _NEVER:
        raise UsageError("file-secret", file=file.name)
    try:
        with file.open("rb") as source:
            head = source.read(512)
    except OSError:
        raise UsageError("file-unreadable", file=file.name) from None
    if b"-----BEGIN" in head and b"PRIVATE KEY" in head:
        raise UsageError("file-secret", file=file.name)
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or head[4:8] == b"ftyp":
        return "picture"
    if suffix == ".har":
        return "har"
    if suffix in (".log", ".txt") and b"\0" not in head:
        return "log"
    if suffix in _PICTURE_NAMES:
        raise UsageError("picture-broken", file=file.name)
    raise UsageError("file-unknown-type", file=file.name)


def _digest(place: Path) -> str:
    import hashlib

    with place.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _attachment(place: Path, original: Path, media_type: str) -> Attachment:
    return Attachment(
        name=place.name,
        size=place.stat().st_size,
        sha256=_digest(place),
        media_type=media_type,
        original_size=original.stat().st_size,
        path=str(place),
    )


def _stem(file: Path) -> str:
    """The name that everybody will see: without a secret that somebody put into it."""
    return "file" if cut_secrets(file.stem).removed else file.stem


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}".replace(".", ",")
