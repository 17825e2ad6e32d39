"""stdout that takes nothing: one plain sentence instead of a traceback, at the exit too.

What the command did before it is done and written down, so that the sentence says nothing of
sending: the journal knows. A reader that has gone (``| head``) is no error.
"""

import errno
import os
import sys
from contextlib import suppress
from typing import TextIO

from gosupport_cli.cli.language import both
from gosupport_cli.cli.streams import Streams, Unwritten, unwritable

_GONE = (errno.EPIPE, errno.ESHUTDOWN)


def reader_left(error: OSError) -> bool:
    """``| head`` has seen enough; Windows says EINVAL of such a pipe."""
    return error.errno in _GONE or (os.name == "nt" and error.errno == errno.EINVAL)


def tell(error: OSError, code: int) -> int:
    """The exit code. Raises ``error`` when it is not about stdout."""
    if not (isinstance(error, Unwritten) or unwritable(sys.stdout, error)):
        raise error
    let_go(sys.stdout)
    if reader_left(error):
        return code if code != 1 else 0
    why = {
        errno.ENOSPC: both("нет свободного места", "no space is left"),
        errno.EDQUOT: both("нет свободного места", "no space is left"),
        errno.EBADF: both("вывод закрыт", "the output is closed"),
    }.get(error.errno or 0, os.strerror(error.errno or 0))
    Streams().err(both(
        f"Результат не выведен: {why}. Что уже сделано, записано в журнал: gosupport list",
        f"The result was not written: {why}. What was done is in the journal: gosupport list"))
    return 1


def let_go(stream: TextIO) -> None:
    """What is still waiting goes nowhere, else Python tries again at its end and complains."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
        stream.flush()


def open_closed() -> None:
    """Whoever started us closed stdout or stderr. Their numbers are taken before a file of ours
    gets one of them and a child program writes into it; a closed stdout then refuses, as it
    should, and words for a closed stderr are lost."""
    while (taken := os.open(os.devnull, os.O_RDONLY)) < 2:
        pass
    if taken > 2:
        os.close(taken)
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
