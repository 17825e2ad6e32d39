"""What the tests of the commands share."""

from pathlib import Path

import pytest

from tests.cli.correspondence import EXAMPLE
from tests.cli.program import run_program


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "gosupport"


@pytest.fixture
def sent(private_world: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """GS-1, number SCR#1234567, sent on 18 November."""
    monkeypatch.chdir(private_world)
    run_program("new", "--no-input", "--answers", EXAMPLE)
    ran = run_program("sent", "GS-1", "--ticket", "SCR#1234567", "--at", "18.11.2026 12:00")
    assert ran.code == 0, ran
    return private_world / "gosupport"
