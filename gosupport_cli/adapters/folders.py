"""Where everything of a person lies: one folder, private to them."""

import os
from collections.abc import Mapping
from pathlib import Path


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


def write_private(target: Path, data: bytes) -> None:
    """``data`` in a file that only its owner may read; one that is there is replaced whole.

    Raises OSError. The new file takes the place of the old one at once, so that a kill in
    between leaves one of the two and no half.
    """
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(part, flags, 0o600), "wb") as file:
            file.write(data)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def keep_private(target: Path, data: bytes) -> None:
    """``write_private`` in a folder that is made for it, closed to others as well."""
    private_folder(target.parent)
    write_private(target, data)
