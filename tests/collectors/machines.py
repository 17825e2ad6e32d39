"""Fake computers: a tree of files, scripted programs, a registry in a dictionary."""

import plistlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from gosupport_cli.core.machine import Machine
from gosupport_cli.core.model import Fact


class FakeRegistry:
    """``HKLM\\key`` -> {name: value}; keys above a given one exist too."""

    def __init__(self, keys: Mapping[str, Mapping[str, str]]) -> None:
        self.keys = {key.lower(): dict(values) for key, values in keys.items()}

    def value(self, hive: str, key: str, name: str) -> str | None:
        return self.keys.get(f"{hive}\\{key}".lower(), {}).get(name)

    def names(self, hive: str, key: str) -> tuple[str, ...]:
        start = f"{hive}\\{key}\\".lower()
        return tuple(dict.fromkeys(
            one.removeprefix(start).split("\\")[0] for one in self.keys if one.startswith(start)
        ))


def machine(
    system: str,
    root: Path,
    *,
    files: Mapping[str, str | bytes | dict[str, Any]] | None = None,
    environ: Mapping[str, str] | None = None,
    programs: Mapping[str, str] | None = None,
    registry_values: Mapping[str, Mapping[str, str]] | None = None,
    interfaces: Sequence[str] = (),
    processes: Sequence[str] = (),
) -> Machine:
    """``programs``: how a command line ends -> what it prints; others are not there."""
    home = root / "home/maria"
    home.mkdir(parents=True, exist_ok=True)
    for name, content in (files or {}).items():
        write(root / name, content)
    said = programs or {}
    known = FakeRegistry(registry_values or {})

    def run(words: Sequence[str], seconds: float) -> str:
        assert seconds <= 2, "nothing may wait longer"
        line = " ".join(words)
        return next((told for end, told in said.items() if line.endswith(end)), "")

    return Machine(
        system=system,
        root=root,
        home=home,
        environ=environ or {},
        run=run,
        registry_value=known.value,
        registry_keys=known.names,
        interfaces=lambda: tuple(interfaces),
        processes=lambda: tuple(processes),
    )


def write(place: Path, content: str | bytes | dict[str, Any]) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, dict):
        place.write_bytes(plistlib.dumps(content))
    elif isinstance(content, bytes):
        place.write_bytes(content)
    else:
        place.write_text(content, encoding="utf-8")


def by_id(facts: Sequence[Fact]) -> dict[str, Fact]:
    return {fact.id: fact for fact in facts}
