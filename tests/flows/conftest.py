"""What the tests of the wizard share."""

from pathlib import Path

import pytest

from gosupport_cli.flows.compose import Tools
from tests.flows.clerk import asking_tools


@pytest.fixture
def tools(tmp_path: Path) -> Tools:
    """A fresh journal and the templates that came along; tests of other flows have their own."""
    return asking_tools(tmp_path)
