"""Where everything of a person lies: one folder, private to them."""

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
