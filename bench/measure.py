"""Processes measured side by side: all of them in turn, round after round, the fastest counts."""

import ast
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PYTHON = sys.executable
_INSTALLED = Path(PYTHON).parent / "gosupport"  # what people start; ``-m`` costs runpy as well
PROGRAM = (PYTHON, *((str(_INSTALLED),) if _INSTALLED.is_file() else ("-m", "gosupport_cli")))
FLOOR = (PYTHON, "-c", "import click")


@dataclass
class Cost:
    """The least of all runs: milliseconds of CPU and of the clock; the peak in megabytes."""

    cpu: float = float("inf")
    clock: float = float("inf")
    peak: float = 0.0
    code: int = 0


def environment(home: Path) -> dict[str, str]:
    """A private home; compiled modules are kept, as on any person's computer."""
    kept = {key: value for key, value in os.environ.items()
            if key in ("PATH", "SYSTEMROOT", "TMPDIR")}
    return kept | {"HOME": str(home), "GOSUPPORT_HOME": str(home / "gosupport"),
                   "LANG": "C.UTF-8", "GOSUPPORT_LANG": "ru", "PYTHONPATH": str(ROOT)}


# A new process counts what the one that started it takes as its own peak (Linux: exec), and
# this one may hold pictures. So each command is started by a small Python, which reports.
_STARTER = """
import os, sys, time
begin = time.perf_counter()
child = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
_, status, used = os.wait4(child, 0)
clock = time.perf_counter() - begin
told = os.waitstatus_to_exitcode(status), clock, used.ru_utime + used.ru_stime, used.ru_maxrss
os.write(int(sys.argv[1]), repr(told).encode())
"""


def once(command: Sequence[str], env: Mapping[str, str], cost: Cost) -> None:
    """Run ``command`` with nothing to read and nobody to look; keep the least."""
    there, here = os.pipe()
    with tempfile.TemporaryFile() as heard, os.fdopen(there, "rb") as report:
        try:
            subprocess.run([PYTHON, "-I", "-S", "-c", _STARTER, str(here), *command],
                           env=dict(env), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                           stderr=heard, pass_fds=(here,), check=True)
        finally:
            os.close(here)
        cost.code, clock, cpu, peak = ast.literal_eval(report.read().decode())
        if cost.code not in (0, 3):
            heard.seek(0)
            raise SystemExit(f"{' '.join(command)}: {heard.read().decode(errors='replace')}")
    cost.clock, cost.cpu = min(cost.clock, clock * 1000), min(cost.cpu, cpu * 1000)
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024  # ru_maxrss: bytes or kilobytes
    cost.peak = max(cost.peak, peak / unit)


def interleaved(
    commands: Mapping[str, tuple[Sequence[str], Mapping[str, str]]], rounds: int
) -> dict[str, Cost]:
    """Costs by name; a first round warms the disk and does not count."""
    costs = {name: Cost() for name in commands}
    for turn in range(rounds + 1):
        print(f"\r  round {turn} of {rounds}", end="", file=sys.stderr, flush=True)
        for name, (command, env) in commands.items():
            once(command, env, costs[name] if turn else Cost())
    print("\r" + " " * 30 + "\r", end="", file=sys.stderr, flush=True)
    return costs


def best(action: Callable[[], object], rounds: int) -> float:
    """Milliseconds of CPU of the fastest run of ``action`` in this process."""
    found = []
    for _ in range(rounds):
        begin = time.process_time()
        action()
        found.append((time.process_time() - begin) * 1000)
    return min(found)


def modules(command: Sequence[str], env: Mapping[str, str]) -> int:
    """How many modules a Python command imports."""
    heard = subprocess.run([command[0], "-X", "importtime", *command[1:]], env=dict(env),
                           stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return heard.stderr.count(b"import time:") - 1


def peak_of(code: str) -> float:
    """Peak memory in megabytes of a fresh Python that runs ``code`` with the checkout to import
    from, so that what was measured before does not count."""
    with tempfile.TemporaryDirectory() as folder:
        cost = Cost()
        once([PYTHON, "-c", code], environment(Path(folder)), cost)
    return cost.peak
