"""Requests that were sent, some time later."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.core.model import Status, Value
from tests.cli.program import Ran
from tests.factories import complete_answers
from tests.fakes import FixedClock

AT = FixedClock().now()
GUIDE = "по данным руководства, официально не подтверждено"
KEYS = {"id", "ticket", "channel", "status", "status_label", "raw_status", "sent_at", "deadline",
        "overdue", "silent_hours", "next_action"}


def draft(home: Path, *, ready: bool = True, **changes: Value) -> str:
    journal = SqliteJournal(home)
    made = journal.create(complete_answers(**changes), at=AT, source="person")
    if ready:
        journal.set_status(made.id, Status.READY, at=AT, source="check")
    journal.close()
    return made.id


def at(monkeypatch: pytest.MonkeyPatch, **later: float) -> None:
    monkeypatch.setenv("GOSUPPORT_NOW", (AT + timedelta(**later)).isoformat())


def data(ran: Ran) -> dict[str, Any]:
    loaded = json.loads(ran.out)
    assert isinstance(loaded, dict)
    return loaded
