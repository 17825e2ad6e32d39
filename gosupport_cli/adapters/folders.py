"""Where everything of a person lies: one folder, private to them."""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

from gosupport_cli.core.errors import StorageError


def home_folder(option: str, environ: Mapping[str, str]) -> Path:
    """``--home``, ``GOSUPPORT_HOME``, else the system's place for user data. Not created."""
    chosen = option or environ.get("GOSUPPORT_HOME", "")
    if chosen:
        return Path(chosen).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("gosupport", appauthor=False)


def private_folder(folder: Path) -> Path:
    """``folder``, made if need be, closed to others (0700 where the system knows modes)."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def write_private(target: Path, data: bytes | IO[bytes]) -> None:
    """``data``, or what a file gives, in a file for its owner only; one there is replaced whole.

    Raises OSError. The new file takes the place of the old one at once, so that a kill in
    between leaves one of the two and no half.
    """
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        with os.fdopen(_exclusive(part), "wb") as file:
            if isinstance(data, bytes):
                file.write(data)
            else:
                import shutil

                shutil.copyfileobj(data, file)
            sync(file)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def write_output(target: Path, data: bytes) -> None:
    """``data`` in the file that the person named. Raises OSError.

    A device or a pipe (``/dev/stdout``) is written into; put in its place, a file would be the
    end of it. A link is followed to the file that it means.
    """
    place = target.resolve()
    if place.exists() and not place.is_file() and not place.is_dir():
        with place.open("wb") as device:
            device.write(data)
        return
    write_private(place, data)


def keep_private(target: Path, data: bytes) -> None:
    """``write_private`` in a folder that is made for it, closed to others as well."""
    private_folder(target.parent)
    write_private(target, data)


def sync(file: IO[bytes] | IO[str]) -> None:
    """On the disk itself, so that no power cut leaves an empty file under a name that counts."""
    file.flush()
    os.fsync(file.fileno())


@contextmanager
def alone(lock: Path, patience: float = 15.0) -> Iterator[None]:
    """One process at a time. The lock is SQLite's: it works on every system and goes with its
    process, however that ends. Raises StorageError when the others take too long."""
    os.close(os.open(lock, os.O_RDWR | os.O_CREAT, 0o600))
    connection = sqlite3.connect(lock, timeout=patience, isolation_level=None)
    try:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY"):
                raise StorageError("journal-busy", file=str(lock)) from error
            # A full or broken disk: the writing that follows tells it better.
        yield
    finally:
        connection.close()


@contextmanager
def new_private(folder: Path, name: str) -> Iterator[tuple[Path, BinaryIO]]:
    """A new file in ``folder``, ``name`` or, where that is taken, ``name-2`` and so on.

    The name is taken at once, so that two processes never get the same; the content stands
    there only when it is whole. Raises OSError.
    """
    place = _taken(folder, name)
    part = folder / f".{place.name}.part"
    try:
        part.unlink(missing_ok=True)
        with os.fdopen(_exclusive(part), "wb") as file:
            yield place, file
            sync(file)
        part.replace(place)
    except BaseException:
        place.unlink(missing_ok=True)
        raise
    finally:
        part.unlink(missing_ok=True)


def _taken(folder: Path, name: str) -> Path:
    stem, suffix, number = Path(name).stem, Path(name).suffix, 1
    while True:
        place = folder / (name if number == 1 else f"{stem}-{number}{suffix}")
        try:
            os.close(_exclusive(place))
        except FileExistsError:
            number += 1
        else:
            return place


def _exclusive(place: Path) -> int:
    # O_EXCL and 0600 from the first byte: nobody else ever sees the copy.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.open(place, flags, 0o600)
