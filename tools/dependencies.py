"""The libraries that come along when gosupport is installed, read from what is installed here."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.markers import default_environment
from packaging.requirements import Requirement

NAME = "gosupport"
SYSTEMS = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "macos": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
}


@cache
def closure(system: str = "", extras: tuple[str, ...] = ()) -> dict[str, Distribution | None]:
    """Every library by its plain name, ours left out; None: wanted there, not installed here."""
    environment = {name: str(value) for name, value in default_environment().items()}
    environment |= SYSTEMS.get(system, {})
    found: dict[str, Distribution | None] = {}
    waiting = [(NAME, frozenset(extras))]
    seen = set()
    while waiting:
        name, wanted = waiting.pop()
        if (name, wanted) in seen:
            continue
        seen.add((name, wanted))
        try:
            one = distribution(name)
        except PackageNotFoundError:
            found.setdefault(name, None)
            continue
        found[name] = one
        waiting += [(plain(need.name), frozenset(need.extras))
                    for need in _needs(one, environment, wanted)]
    del found[NAME]
    return dict(sorted(found.items()))


def _needs(one: Distribution, environment: dict[str, str],
           extras: frozenset[str]) -> Iterator[Requirement]:
    for text in one.requires or ():
        need = Requirement(text)
        if need.marker is None or any(
            need.marker.evaluate({**environment, "extra": extra}) for extra in {"", *extras}
        ):
            yield need


def plain(name: str) -> str:
    """One spelling per library (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def size(one: Distribution) -> int:
    """Bytes of its files on the disk; compiled copies that Python makes are not counted."""
    files = (one.locate_file(file) for file in one.files or () if "__pycache__" not in file.parts)
    return sum(file.stat().st_size for file in files  # type: ignore[attr-defined]
               if file.is_file())  # type: ignore[attr-defined]
