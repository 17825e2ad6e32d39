"""In which letters Windows reads what we write into a file or a pipe.

Python writes there in the old code page of windows (cp1251). Nobody reads that: PowerShell, "more"
and "findstr" read a pipe in the code page of the console (cp866, or what "chcp" says), and editors
of today read a file as UTF-8.
"""

import codecs
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from typing import TextIO


def speak_as_read(
    streams: tuple[TextIO | None, ...], environ: Mapping[str, str], page: str | None
) -> None:
    """``page`` is the console's; None: there is none, and who started us expects Python's."""
    if environ.get("PYTHONIOENCODING") or environ.get("PYTHONUTF8"):
        return
    for one in streams:
        with suppress(AttributeError, OSError, ValueError, LookupError):
            mode = os.fstat(one.fileno()).st_mode  # type: ignore[union-attr]
            wanted = "utf-8" if stat.S_ISREG(mode) else page if stat.S_ISFIFO(mode) else None
            if wanted:
                one.reconfigure(encoding=codecs.lookup(wanted).name)  # type: ignore[union-attr]


def console_page() -> str | None:
    """The code page of the console behind any of the three streams."""
    with suppress(OSError, AttributeError):
        return next(filter(None, map(os.device_encoding, (1, 2, 0))), None)
    return None
