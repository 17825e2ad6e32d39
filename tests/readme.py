"""What the README promises, as data: its command blocks; ``python -m tests.readme NAME``."""

import re
import sys
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"


def block(name: str) -> str:
    """The command behind ``<!-- name -->``: the fenced block that follows this comment."""
    text = README.read_text(encoding="utf-8")
    found = re.search(rf"^<!-- {re.escape(name)} -->\n```\w*\n(.*?)^```$", text, re.M | re.S)
    if found is None:
        raise LookupError(f"README.md has no block {name}")
    return found[1].strip()


if __name__ == "__main__":
    sys.stdout.write(block(sys.argv[1]) + "\n")
