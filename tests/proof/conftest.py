"""How deep the proof goes, and its tables.

The ordinary run tries a slice of each matrix; ``pytest -m proof`` tries every step of every flow
and prints the tables at its end (``tables.py``).
"""

from collections.abc import Callable

import pytest

from tests.proof.matrix import Row
from tests.proof.tables import whole


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is ``beyond`` waits for ``-m proof``: left out, not skipped."""
    if not whole(config):
        later = [one for one in items if one.get_closest_marker("beyond")]
        config.hook.pytest_deselected(items=later)
        items[:] = [one for one in items if one not in later]


@pytest.fixture(scope="session")
def deep(request: pytest.FixtureRequest) -> bool:
    return whole(request.config)


@pytest.fixture
def told(record_property: Callable[[str, object], None]) -> Callable[[str, Row], None]:
    """Put a line into a table, and fail when it does not hold."""

    def tell(title: str, row: Row) -> None:
        record_property("row", [title, vars(row)])
        assert row.holds, row.troubles[:5] or vars(row)

    return tell


@pytest.fixture
def line(record_property: Callable[[str, object], None]) -> Callable[[str, str], None]:
    """A line of another table."""
    return lambda title, text: record_property("line", [title, text])
