"""Coverage-guided fuzzing of the parsers: ``python -m tests.proof.fuzz [TARGET…] --seconds 60``.

Needs atheris (the extra ``fuzz``). Each target runs in a process of its own and goes on after a
finding; findings that differ in their place are kept in ``--findings`` and the table says them.
What was mended moves, as a file, to ``tests/proof/corpus/TARGET/`` and is tested from then on.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parent / "corpus"
SLOW = 2.0  # seconds of one input that is at most 20,000 bytes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--findings", type=Path, default=Path(tempfile.gettempdir()) / "findings")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        fuzz_one(chosen.targets[0], chosen.seconds, chosen.findings)
        return
    from tests.proof.entrances import TARGETS

    print(f"{'target':<14}{'inputs':>9}{'branches':>10}{'findings':>10}")
    found = 0
    for name in chosen.targets or TARGETS:
        told = run_one(name, chosen.seconds, chosen.findings)
        found += len(told["findings"])
        print(f"{name:<14}{told['inputs']:>9}{told['branches']:>10}{len(told['findings']):>10}")
        for one in told["findings"]:
            print(f"    {one}")
    sys.exit(1 if found else 0)


def run_one(name: str, seconds: int, findings: Path) -> dict[str, Any]:
    """One target in a process of its own: libFuzzer ends its process itself."""
    report = findings / name / "report.json"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "tests.proof.fuzz", name, "--one", "--seconds", str(seconds),
         "--findings", str(findings)], check=False, capture_output=True, text=True)
    told: dict[str, Any] = {"inputs": 0, "findings": [done.stderr[-2000:]]}
    if report.exists():
        told = json.loads(report.read_text(encoding="utf-8"))
    words = [line.split() for line in done.stderr.splitlines() if " cov: " in line]
    told["branches"] = words[-1][words[-1].index("cov:") + 1] if words else "?"
    return told


def fuzz_one(name: str, seconds: int, findings: Path) -> None:
    import atheris

    with atheris.instrument_imports(include=["gosupport_cli"]):
        from tests.proof.entrances import TARGETS
    from tests.proof.seeds import SEEDS

    target, kept = TARGETS[name], findings / name
    seen: dict[str, str] = {}
    count = 0
    written = time.monotonic()

    def once(data: bytes) -> None:
        nonlocal count, written
        count += 1
        began, place = time.process_time(), ""
        try:
            target(data)
        except Exception as error:
            place = _place(error)
        if time.process_time() - began > SLOW:
            place = place or f"slow: {len(data)} bytes"
        if place and place not in seen:
            seen[place] = hashlib.sha256(data).hexdigest()[:16]
            (kept / seen[place]).write_bytes(data)
        if time.monotonic() - written > 1 or place:
            written = time.monotonic()
            told = {"inputs": count, "findings": [f"{file}  {at}" for at, file in seen.items()]}
            (kept / "report.json").write_text(json.dumps(told), encoding="utf-8")

    grown = kept / "grown"
    grown.mkdir(exist_ok=True)
    seeds = [str(CORPUS / name)] if (CORPUS / name).is_dir() else []
    for number, seed in enumerate(SEEDS.get(name, ())):
        (grown / f"seed-{number}").write_bytes(seed)
    atheris.Setup([sys.argv[0], str(grown), *seeds, f"-max_total_time={seconds}", "-timeout=60",
                   "-rss_limit_mb=2000", "-max_len=4096"], once)
    atheris.Fuzz()


def _place(error: Exception) -> str:
    """Type and the last lines of ours: two findings of one place are one."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f"{Path(one.filename).name}:{one.lineno}" for one in frames
            if Path(one.filename).parent.parent.name in ("gosupport_cli", "tests")]
    return f"{type(error).__name__} {' > '.join(ours[-2:])}"


if __name__ == "__main__":
    main()
