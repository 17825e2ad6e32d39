"""The program as a person runs it, inside this process: words in, exit code and words out."""

import contextlib
import io
import json
from dataclasses import dataclass

from gosupport_cli.cli import main
from gosupport_cli.core.answers import nest
from gosupport_cli.core.model import Value
from tests.factories import complete_answers


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


def new_request(**changes: Value) -> None:
    """A request with complete answers, but for ``changes``, as a script makes one."""
    answers = json.dumps(nest(complete_answers(**changes)), ensure_ascii=False)
    ran = run_program("new", "--no-input", "--answers", "-", typed=answers)
    assert ran.code in (0, 3), ran.err
