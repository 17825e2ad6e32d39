"""How much gosupport takes on the disk, library by library: ``python -m tools.install_size``."""

import sys
from importlib.metadata import distribution
from pathlib import Path

from tools.dependencies import NAME, closure, size

# Megabytes (millions of bytes) that an installation may take; above it a library is too dear.
CEILING = 100
ROOT = Path(__file__).resolve().parent.parent


def sizes() -> dict[str, int]:
    """Bytes by name with version, the largest first; our own code and templates too."""
    found = {f"{one.name} {one.version}": size(one) for one in closure().values() if one}
    own = distribution(NAME)
    found[f"{NAME} {own.version}"] = sum(
        file.stat().st_size for folder in ("gosupport_cli", "templates")
        for file in (ROOT / folder).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    )
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))


def table(found: dict[str, int]) -> str:
    """The sizes as text; the last line is the sum."""
    rows = [f"{name:<36} {octets / 1e6:8.2f} MB" for name, octets in found.items()]
    return "\n".join([*rows, f"{'together':<36} {sum(found.values()) / 1e6:8.2f} MB"])


if __name__ == "__main__":
    measured = sizes()
    print(table(measured))  # noqa: T201
    if sum(measured.values()) > CEILING * 1e6:
        sys.exit(f"More than {CEILING} MB.")
