"""Where templates lie: the person's own folder first, then the ones that came along."""

from pathlib import Path


def packaged_folder() -> Path:
    """``templates/`` of the installed package, or of the checkout (editable installs)."""
    installed = Path(__file__).parent.parent / "templates"
    return installed if installed.is_dir() else installed.parent.parent / "templates"


def folders(user_folder: Path) -> tuple[Path, ...]:
    """Folders in order of precedence; a folder that is not there is left out."""
    return tuple(one for one in (user_folder, packaged_folder()) if one.is_dir())


def find(user_folder: Path, name: str) -> tuple[Path, ...]:
    """All files of this name, the one that counts first."""
    return tuple(path for folder in folders(user_folder) if (path := folder / name).is_file())


def listed(user_folder: Path, folder: str) -> tuple[Path, ...]:
    """The YAML files of ``folder``; a file of the person's own hides its namesake."""
    found: dict[str, Path] = {}
    for place in reversed(folders(user_folder)):
        found |= {path.name: path for path in sorted((place / folder).glob("*.yaml"))}
    return tuple(found[name] for name in sorted(found))
