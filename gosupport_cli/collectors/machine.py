"""This computer as the collectors may see it: files, environment, fixed commands, registry."""

import contextlib
import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gosupport_cli.core.machine import Machine
from gosupport_cli.core.settings import for_children

if TYPE_CHECKING:
    import subprocess

_MOST_OUTPUT = 64 * 1024  # bytes; more than that is no version and no setting


def this_machine() -> Machine:
    """The real computer."""
    if sys.platform == "win32":
        from gosupport_cli.collectors.windows_registry import read_keys, read_value

        return Machine(
            system="windows",
            root=Path(os.environ.get("SYSTEMDRIVE", "C:") + os.sep),
            home=Path.home(),
            environ=os.environ,
            run=run,
            registry_value=read_value,
            registry_keys=read_keys,
            interfaces=interfaces,
            processes=processes,
        )
    return Machine(
        system="darwin" if sys.platform == "darwin" else "linux",
        root=Path("/"),
        home=Path.home(),
        environ=os.environ,
        run=run,
        interfaces=interfaces,
        processes=processes,
    )


def run(words: Sequence[str], seconds: float) -> str:
    """What a program prints within ``seconds``; "" when it fails, hangs or is not there.

    No shell, no input, the program's own children end with it.
    """
    import subprocess

    try:
        program = subprocess.Popen(  # noqa: S603 - callers pass fixed lists
            list(words),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**for_children(os.environ), "LC_ALL": "C", "LANGUAGE": "C"},
            start_new_session=True,
        )
    except OSError:
        return ""
    timer = threading.Timer(seconds, _end, (program,))
    timer.start()
    with program:
        assert program.stdout is not None
        output = program.stdout.read(_MOST_OUTPUT)
        if len(output) == _MOST_OUTPUT:
            _end(program)
        program.wait()
    timer.cancel()
    return output.decode("utf-8", "replace") if program.returncode == 0 else ""


def _end(program: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            program.kill()
        else:
            # The whole group: a child that keeps the pipe open would keep us waiting.
            os.killpg(program.pid, 9)


def interfaces() -> tuple[str, ...]:
    """Names of the network interfaces that are up."""
    import psutil

    return tuple(name for name, state in psutil.net_if_stats().items() if state.isup)


def processes() -> tuple[str, ...]:
    """Names of the running programs, never their arguments (these can hold passwords)."""
    if sys.platform == "linux":  # what the library reads there too, without its 16 modules
        return tuple(sorted({_told(one) for one in Path("/proc").glob("[0-9]*/comm")} - {""}))
    import psutil

    return tuple(sorted({_name(process) for process in psutil.process_iter(["name"])}))


def _told(place: Path) -> str:
    try:
        return place.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:  # it ended, or is not ours to look at
        return ""


def _name(process: object) -> str:
    return str(getattr(process, "info", {}).get("name") or "")
