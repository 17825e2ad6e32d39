"""A console log of a browser, or any text log: line by line, secrets cut out."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.evidence import CleanedLog
from gosupport_cli.core.http_log import Failure, bare_url, safe_path, without_contacts
from gosupport_cli.core.normalise import clean_line
from gosupport_cli.core.redaction import cut_secrets, mask_found

_LONGEST_LINE = 2000  # characters; a longer one is data that somebody printed, not a message
_LONGEST_PATH = 300
_MOST_FAILURES = 20
_LINK = re.compile(r"(?:https?|wss?)://[^\s<>\"'«»()]+", re.IGNORECASE)
_STATUS = re.compile(r"\b(?:status(?: of)?|HTTP/\d(?:\.\d)?|код)\D{0,3}([45]\d\d)\b", re.IGNORECASE)
_ESIA = re.compile(r"ESIA-\d{6}")
_TRACE = re.compile(r"(?:x-trace-id|traceId|trace[ _]id)\W{1,4}([0-9A-Za-z-]{8,64})", re.IGNORECASE)


def clean_console_log(
    source: Path, target: TextIO, *, progress: Callable[[int], None] = lambda _read: None
) -> CleanedLog:
    """Write the sanitised ``source`` to ``target``. Raises UsageError ``log-not-text``."""
    failures: list[Failure] = []
    count = read = 0
    with source.open("rb") as raw:
        for line in iter(lambda: raw.readline(8 * _LONGEST_LINE), b""):
            if b"\0" in line:
                raise UsageError("log-not-text", file=source.name)
            read += len(line)
            progress(read)
            cleaned = clean_log_line(_decoded(line))
            target.write(cleaned + "\n")
            count += 1
            failure = _failure_in(cleaned)
            if failure and len(failures) < _MOST_FAILURES:
                failures.append(failure)
    return CleanedLog(count, tuple(failures))


def clean_log_line(line: str) -> str:
    """One line without secrets, link queries, private numbers, phones and addresses."""
    plain = clean_line(line[:_LONGEST_LINE])
    # The path of a link is cleaned with the whole line.
    linked = _LINK.sub(lambda found: bare_url(found.group(), _short), plain)
    return without_contacts(mask_found(cut_secrets(linked).text).text)


def _short(path: str) -> str:
    return safe_path(path)[:_LONGEST_PATH]


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return line.decode("cp1251", "replace")


def _failure_in(line: str) -> Failure | None:
    status, esia, trace = _STATUS.search(line), _ESIA.search(line), _TRACE.search(line)
    if not (status or esia or trace):
        return None
    link = _LINK.search(line)
    return Failure(
        at="",
        method="",
        url=link.group() if link else "",
        status=int(status.group(1)) if status else 0,
        trace_id=trace.group(1) if trace else "",
        esia=esia.group() if esia else "",
        message=line[:200],
    )
