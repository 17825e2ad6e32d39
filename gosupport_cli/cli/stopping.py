"""What Ctrl-C stopped: one shape of sentence for every command, and true at every moment.

«Ничего не отправлено» is said only while nothing can have left. How far this run has come is
noted at ``App.point`` by whoever goes on (``flows.submit``, ``sent``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gosupport_cli.cli.language import both
from gosupport_cli.core.errors import GosupportError, Interrupted, OutcomeUnknown
from gosupport_cli.core.frozen import Frozen

if TYPE_CHECKING:
    from gosupport_cli.cli.app import App
    from gosupport_cli.flows.submit import Plan

# Raised where nobody knew what the run was about; the sentence is found here.
_BARE = "interrupted"


class Point(Frozen):
    """How far a delivery has come. ``stage`` is that of ``flows.submit``, or ``asked`` and
    ``recording`` of a delivery by hand; ``record``: the command that records it."""

    stage: str
    ref: str
    by: str = "network"
    record: str = ""


def point_of(plan: Plan, stage: str) -> Point:
    """The point of a plan."""
    ref, number = plan.request.id, both("НОМЕР", "NUMBER")
    record = f"gosupport sent {ref} --ticket {number}"
    if plan.by == "letter":
        record = f"gosupport sent {ref} --no-number"
    if plan.message:
        record = f"gosupport status {ref} --note {both('ТЕКСТ', 'TEXT')}"
    return Point(stage, ref, plan.by, record)


def stopped(app: App, error: GosupportError | None = None, *, again: str = "") -> GosupportError:
    """The error that tells it. ``error``: what was raised, none for a bare Ctrl-C; ``again``:
    the command that begins anew."""
    if error is not None and error.code != _BARE:
        return error
    said = _said(app.point) if app.point else None
    if said is not None:
        return said
    return Interrupted("interrupted-not-sent", again=again) if again else (
        Interrupted("interrupted"))


def _said(point: Point) -> GosupportError | None:
    """None: nothing has left, and nothing was to be recorded."""
    match point.stage:
        case "sent":
            return Interrupted("interrupted-sent", ref=point.ref)
        case "begun" | "unknown":
            return OutcomeUnknown("interrupted-unknown", ref=point.ref)
        case "handed_over":
            code = "interrupted-call" if point.by == "call" else "interrupted-handed-over"
            return Interrupted(code, ref=point.ref, record=point.record)
        case "asked":
            return Interrupted("interrupted-not-recorded", ref=point.ref, record=point.record)
        case "recording":
            return Interrupted("interrupted-recording", ref=point.ref)
    return None


def asks_to_record(app: App, ref: str) -> None:
    """The person is about to say what they delivered themselves."""
    app.point = Point("asked", ref, record=f"gosupport sent {ref} --ticket "
                                           f"{both('НОМЕР', 'NUMBER')}")


def recording(app: App, ref: str) -> None:
    """It is being written down: stopped now, nobody knows whether it stands there."""
    app.point = Point("recording", ref)


def record_by(app: App, command: str) -> None:
    """Another command records what the person delivers."""
    if app.point:
        app.point = replace(app.point, record=command)
