"""What it costs to start: each command, and other tools with as much to do."""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.measure import FLOOR, PROGRAM, PYTHON, ROOT, Cost, environment, interleaved, modules
from bench.table import Table, ratio

# Of the click floor; what SPEC's issue of proof promises.
TARGETS = {"--version": 1.10, "--help": 1.25, "status": 1.8, "list": 2.2, "new --no-input": 3.5}
ANSWERS = ROOT / "tests" / "answers" / "booking.yaml"
COMMANDS: dict[str, Sequence[str]] = {
    "--version": ("--version",), "--help": ("--help",), "(the desk)": (),
    "status": ("status",), "status GS-1": ("status", "GS-1"), "list": ("list",), "due": ("due",),
    "new --no-input": ("new", "--no-input", "--answers", str(ANSWERS)),
    "check GS-1": ("check", "GS-1"), "show GS-1": ("show", "GS-1"),
    "send --dry-run": ("send", "GS-1", "--dry-run"), "attach --list": ("attach", "GS-1", "--list"),
    "explain": ("explain",), "solve": ("solve", "ESIA-007015"), "facts": ("facts",),
    "contacts": ("contacts",), "env": ("env",), "profile list": ("profile", "list"),
    "config list": ("config", "list"), "schema": ("schema",),
    "completion bash": ("completion", "bash"), "man": ("man",),
}
RIVALS = {"copier": "copier", "commitizen": "cz", "cookiecutter": "cookiecutter", "httpie": "http"}


def tables(rounds: int) -> list[Table]:
    """Ours, and theirs with the same floor."""
    with tempfile.TemporaryDirectory() as folder:
        env = environment(Path(folder))
        for _ in range(3):
            subprocess.run([*PROGRAM, *COMMANDS["new --no-input"]], env=env, check=False,
                           stdin=subprocess.DEVNULL, capture_output=True)
        theirs, lacking = rivals(Path(folder) / "rivals")
        ours = {name: (*PROGRAM, *words) for name, words in COMMANDS.items()}
        every = {"import click": FLOOR} | ours | theirs
        costs = interleaved({name: (words, env) for name, words in every.items()}, rounds)
        counts = {name: modules(words, env) for name, words in every.items()
                  if name not in theirs}
    floor = costs["import click"]
    return [_ours(costs, counts, floor, rounds), _theirs(costs, list(theirs), lacking, floor)]


def _ours(costs: dict[str, Cost], counts: dict[str, int], floor: Cost, rounds: int) -> Table:
    table = Table("Start-up of each command",
                  ["command", "CPU, ms", "of the click floor", "by the clock", "modules",
                   "peak, MB"])
    for name, count in counts.items():
        cost = costs[name]
        table.rows.append([f"`{name}`", f"{cost.cpu:.0f}",
                           ratio(cost.cpu, floor.cpu, TARGETS.get(name)),
                           ratio(cost.clock, floor.clock), str(count), f"{cost.peak:.0f}"])
    table.notes.append(f"The fastest of {rounds} runs, all commands in turn; three requests.")
    return table


def _theirs(costs: dict[str, Cost], names: list[str], lacking: str, floor: Cost) -> Table:
    table = Table("Start-up of other tools, in the same run",
                  ["command", "CPU, ms", "of the click floor", "peak, MB"])
    for name in ("--version", "--help"):
        cost = costs[name]
        table.rows.append([f"gosupport {name}", f"{cost.cpu:.0f}", ratio(cost.cpu, floor.cpu),
                           f"{cost.peak:.0f}"])
    for name in names:
        cost = costs[name]
        table.rows.append([name, f"{cost.cpu:.0f}", ratio(cost.cpu, floor.cpu),
                           f"{cost.peak:.0f}"])
    if lacking:
        table.notes.append(f"Not to be had here, so not measured: {lacking}.")
    return table


def rivals(folder: Path) -> tuple[dict[str, Sequence[str]], str]:
    """Commands of tools installed into a venv that is thrown away, and those that failed."""
    print("  installing copier, commitizen, cookiecutter, httpie …", file=sys.stderr)
    subprocess.run([PYTHON, "-m", "venv", str(folder)], check=True)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    found: dict[str, Sequence[str]] = {}
    lacking = []
    for package, program in RIVALS.items():
        done = subprocess.run(
            [str(programs / "python"), "-m", "pip", "install", "-q", package], check=False,
            capture_output=True, stdin=subprocess.DEVNULL)
        if done.returncode:
            lacking.append(package)
            continue
        words = {"--version": ("version",) if package == "commitizen" else ("--version",),
                 "--help": ("--help",)}
        for what, options in words.items():
            found[f"{package} {what}"] = (str(programs / program), *options)
    return found, ", ".join(lacking)
