"""Values about the files that go along: cleaned pictures and logs, and what they tell."""

from collections.abc import Iterable

from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.http_log import Failure
from gosupport_cli.core.model import Attachment, Value

Box = tuple[int, int, int, int]  # x, y, width, height in pixels of the upright picture


class Picture(Frozen):
    """A cleaned picture. ``notes`` are text ids of ``attach`` that the person should read."""

    data: bytes
    media_type: str
    width: int
    height: int
    notes: tuple[str, ...] = ()


class CleanedLog(Frozen):
    """What was kept of a log: entries or lines, and the failures found, in order."""

    entries: int
    failures: tuple[Failure, ...]


class Added(Frozen):
    """A file that was taken along, what to tell about it, what it proposes to answer."""

    attachment: Attachment
    notes: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()


def proposals(failures: Iterable[Failure]) -> dict[str, Value]:
    """Answers that a log suggests; the last failure is the one the person saw (FM-3)."""
    known = list(failures)
    if not known:
        return {}
    last = known[-1]
    traced = next((one for one in reversed(known) if one.trace_id), last)
    # Browsers do not keep every body, so the words may be those of an earlier try.
    told = next((one.message for one in reversed(known) if one.message), "")
    coded = next((one for one in reversed(known) if one.esia), None)
    found: dict[str, Value] = {
        "problem.error_code": coded.esia if coded else traced.trace_id,
        "problem.error_text": told or (f"HTTP {last.status}" if last.status else ""),
        "problem.pages": tuple(dict.fromkeys(one.url for one in known if one.url))[-3:],
        "problem.occurred_at": last.at,
    }
    return {key: value for key, value in found.items() if value}
