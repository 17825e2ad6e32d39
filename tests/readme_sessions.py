"""The real sessions in README.md and README.ru.md: ``python -m tests.readme_sessions --write``.

A block ``<!-- session NAME -->`` holds ``$ gosupport …`` lines and what they printed. It is made by
running the commands, with a fixed clock, in an empty home.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from gosupport_cli.cli.commands import COMMANDS
from gosupport_cli.content.catalogue import YamlCatalogue

ROOT = Path(__file__).resolve().parent.parent
FILES = (ROOT / "README.md", ROOT / "README.ru.md")
_BLOCK = re.compile(r"(<!-- session (\w+) -->\n```console\n)(.*?)(^```$)", re.M | re.S)


def fresh(text: str, language: str) -> str:
    """``text`` with every session block run anew; all blocks of a file share one home."""
    with tempfile.TemporaryDirectory() as home:
        return _BLOCK.sub(lambda found: found[1] + _run(found[3], Path(home), language) + found[4],
                          text)


def with_lists(text: str) -> str:
    """``text`` with the generated lists of commands and rules between their comments."""
    for name, lines in (("commands", _commands()), ("rules", _rules())):
        start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->\n"
        if start in text:
            before, _, rest = text.partition(start)
            text = before + start + lines + "\n" + end + rest.partition(end)[2]
    return text


def _commands() -> str:
    rows = [f"- `gosupport {name}` — {russian}" for name, (_, russian, _) in COMMANDS.items()]
    return "\n".join(rows)


def _rules() -> str:
    levels = {"error": "ошибка", "warning": "предупреждение", "hint": "совет"}
    rows = [f"- `{rule.id}` ({levels[rule.level]}): {rule.title}. {rule.why}"
            for rule in YamlCatalogue(Path("/nowhere")).rules.values()]
    return "\n".join(rows)


def language_of(path: Path) -> str:
    return "ru" if path.name.endswith(".ru.md") else "en"


def _run(block: str, home: Path, language: str) -> str:
    made = []
    for line in block.splitlines():
        if line.startswith("$ gosupport"):
            made.append(line + "\n" + _said(line[2:], home, language))
    return "\n".join(made)


def _said(command: str, home: Path, language: str) -> str:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("LC_")},
        "GOSUPPORT_HOME": str(home / "gosupport"), "HOME": str(home), "GOSUPPORT_LANG": language,
        "GOSUPPORT_NOW": "2026-11-20T18:00:00+03:00", "COLUMNS": "80", "PYTHONUTF8": "1",
    }
    words = command.replace("gosupport", f"{sys.executable} -m gosupport_cli", 1)
    done = subprocess.run(
        words, shell=True, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, text=True,
        encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )
    return done.stdout.replace(str(home), "~").rstrip() + "\n"


if __name__ == "__main__" and "--write" in sys.argv:
    for file in FILES:
        before = file.read_text(encoding="utf-8")
        after = with_lists(fresh(before, language_of(file)))
        file.write_text(after, encoding="utf-8")
