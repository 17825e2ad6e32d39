"""The command line: ``main``, the way in."""

import gc
import os
import sys

from gosupport_cli import __version__


def main(argv: list[str] | None = None) -> None:
    """Run the command line and leave with the promised exit code."""
    if argv is None:  # a process of our own, and mostly a short one: looking for garbage among
        gc.set_threshold(50_000)  # what was just loaded took a tenth of its time
    words = sys.argv[1:] if argv is None else argv
    if sys.stdout is None or sys.stderr is None:  # closed by whoever started us: >&-
        from gosupport_cli.cli.unwritten import open_closed

        open_closed()
    if os.name == "nt":
        from gosupport_cli.cli.consoles import console_page, speak_as_read

        speak_as_read((sys.stdout, sys.stderr), os.environ, console_page())
    code = 1
    try:
        code = _answered(words)
        sys.stdout.flush()
    except OSError as error:
        from gosupport_cli.cli.unwritten import tell

        code = tell(error, code)
    try:
        sys.stderr.flush()
    except OSError:
        from gosupport_cli.cli.unwritten import let_go

        let_go(sys.stderr)
    if argv is None:
        gc.freeze()  # and at the end all of it is garbage: nothing to look through
    sys.exit(code)


def _answered(words: list[str]) -> int:
    if words == ["--version"]:  # the one answer that needs neither click nor a language
        from gosupport_cli.cli.streams import Streams

        Streams().out(f"gosupport {__version__}")
        return 0
    from gosupport_cli.cli.early import glance, likely_home
    from gosupport_cli.cli.language import choose, settle

    home = likely_home(words, os.environ)
    settle(choose(words, os.environ, glance(home, "language")))
    from gosupport_cli.cli.root import root_command
    from gosupport_cli.cli.run import run

    return run(root_command(), words)
