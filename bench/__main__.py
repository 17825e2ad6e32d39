"""Every table of the measurements, one by one or all; ``--write`` puts them into README.md."""

import importlib
import re
import sys
from pathlib import Path

import click

from bench.table import Table

README = Path(__file__).parent.parent / "README.md"
TABLES = {
    "start": "start-up of each command against `import click` and against other tools",
    "journal": "status, list, search and due at 10, 1,000 and 100,000 requests",
    "letters": "sync of a mailbox of 20,000 letters, first and second time",
    "logs": "sanitising a HAR of 1, 10 and 100 MB",
    "picture": "a 4K screenshot against one encoding by Pillow",
    "throughput": "solve and check, how many a second",
}
_BETWEEN = re.compile(r"(?<=<!-- bench -->\n).*?(?=<!-- /bench -->)", re.DOTALL)


@click.command(help=__doc__, epilog="\b\nTables:\n" + "\n".join(
    f"  {name:11} {what}" for name, what in TABLES.items()))
@click.argument("names", metavar="[TABLE]…", nargs=-1, type=click.Choice(list(TABLES)))
@click.option("--rounds", default=15, show_default=True, help="Runs of each; the fastest counts.")
@click.option("--write", is_flag=True, help="Put the tables into README.md.")
def main(names: tuple[str, ...], rounds: int, write: bool) -> None:
    """Print each table as soon as it is there."""
    made: list[Table] = []
    for name in names or TABLES:
        click.echo(f"bench {name}: {TABLES[name]}", err=True)
        for table in importlib.import_module(f"bench.{name}").tables(rounds):
            click.echo(table.markdown() + "\n")
            made.append(table)
    if write:
        text = "\n\n".join(one.markdown() for one in made)
        old = README.read_text(encoding="utf-8")
        README.write_text(_BETWEEN.sub(lambda _: f"\n{text}\n\n", old), encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(README.parent))  # invented answers are those of the tests
    main()
