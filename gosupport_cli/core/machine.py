"""The computer as collectors see it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from gosupport_cli.core.frozen import Frozen


class Machine(Frozen):
    """All that collectors may look at, so that tests can stand in another computer.

    ``system``: linux, darwin or windows. ``run`` executes a fixed argument list with a
    time-out in seconds and returns its output, "" on any failure. ``registry_value`` reads a
    Windows registry value by (hive, key, name), None when absent; ``registry_keys`` lists
    the sub-keys. ``interfaces`` are names of network interfaces that are up, ``processes`` the
    names of running programs.
    """

    system: str
    root: Path
    home: Path
    environ: Mapping[str, str]
    run: Callable[[Sequence[str], float], str]
    registry_value: Callable[[str, str, str], str | None] = field(default=lambda _h, _k, _n: None)
    registry_keys: Callable[[str, str], tuple[str, ...]] = field(default=lambda _h, _k: ())
    interfaces: Callable[[], tuple[str, ...]] = field(default=tuple)
    processes: Callable[[], tuple[str, ...]] = field(default=tuple)
