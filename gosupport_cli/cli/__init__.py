"""The command line: ``main``, the way in."""

import os
import sys

from gosupport_cli import __version__


def main(argv: list[str] | None = None) -> None:
    """Run the command line and leave with the promised exit code."""
    words = sys.argv[1:] if argv is None else argv
    if words == ["--version"]:  # the one answer that needs neither click nor a language
        sys.stdout.write(f"gosupport {__version__}\n")
        sys.exit(0)
    from gosupport_cli.cli.early import glance, likely_home
    from gosupport_cli.cli.language import choose, settle

    home = likely_home(words, os.environ)
    settle(choose(words, os.environ, glance(home, "language")))
    from gosupport_cli.cli.root import root_command
    from gosupport_cli.cli.run import run

    sys.exit(run(root_command(), words))
