"""The whole program in one file: ``python -m tools.pyz [FILE]``, by default dist/gosupport.pyz.

shiv puts the program and its libraries into a zip that Python runs. Some libraries are compiled,
so the file works where it was built: the same system, processor and Python (3.11, 3.12 …).
Elsewhere it says so in one sentence. At its first start it unpacks itself below
``~/.cache/gosupport-pyz`` (another place: the variable ``SHIV_ROOT``).
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tools import pyz_preamble

ROOT = Path(__file__).resolve().parent.parent
PREAMBLE = Path(pyz_preamble.__file__)


def build(target: Path) -> Path:
    """Build ``target`` from the checkout; pip fetches the libraries."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        preamble = Path(scratch) / PREAMBLE.name
        preamble.write_text(preamble_text(), encoding="utf-8")
        done = subprocess.run(  # noqa: S603 - our own words
            [sys.executable, "-m", "shiv", "--console-script", "gosupport", "--reproducible",
             "--root", "~/.cache/gosupport-pyz", "--preamble", str(preamble),
             "--output-file", str(target), "--quiet", "--no-build-isolation", f"{ROOT}[crypt]"],
            check=False, capture_output=True, text=True,
        )
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return target


def preamble_text() -> str:
    """The preamble that knows where it was built."""
    text = PREAMBLE.read_text(encoding="utf-8")
    return text.replace('BUILT = ""', f"BUILT = {pyz_preamble.here()!r}", 1)


if __name__ == "__main__":
    made = build(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "dist" / "gosupport.pyz"))
    print(f"{made}: {made.stat().st_size / 1e6:.0f} MB, {pyz_preamble.here()}")  # noqa: T201
