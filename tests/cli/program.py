"""The program as a person runs it, inside this process: words in, exit code and words out."""

import contextlib
import io
from dataclasses import dataclass

from gosupport_cli.cli import main


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


def run_program(*words: str, typed: str = "", encoding: str = "utf-8") -> Ran:
    """``gosupport`` with ``words``; stdin is no terminal."""
    import sys

    out, err, before = io.StringIO(), io.StringIO(), sys.stdin
    code = 0
    sys.stdin = io.TextIOWrapper(io.BytesIO(typed.encode(encoding)), encoding=encoding)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                main(list(words))
            except SystemExit as left:
                code = int(left.code or 0)
    finally:
        sys.stdin = before
    return Ran(code, out.getvalue(), err.getvalue())
