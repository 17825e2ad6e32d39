"""What the tests of the journal share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gosupport_cli.adapters.journal import SqliteJournal


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[SqliteJournal]:
    made = SqliteJournal(tmp_path / "data")
    yield made
    made.close()
