"""How deep the proof goes, and its tables.

The ordinary run tries a slice of each matrix; ``pytest -m proof`` tries every step of every flow
and prints the tables at its end.
"""

from collections.abc import Callable

import pytest

from tests.proof.matrix import Row


def whole(config: pytest.Config) -> bool:
    """Whether every step is tried."""
    return bool(config.option.markexpr == "proof")


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


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    from tests.proof.matrix import table

    if not whole(config):
        return
    rows: dict[str, list[Row]] = {}
    lines: dict[str, list[str]] = {}
    for report in (*terminalreporter.stats.get("passed", ()),
                   *terminalreporter.stats.get("failed", ())):
        for kind, (title, value) in getattr(report, "user_properties", ()):
            if kind == "row":
                rows.setdefault(title, []).append(Row(**value))
            else:
                lines.setdefault(title, []).append(value)
    for title, found in rows.items():
        terminalreporter.write_line(table(title, sorted(found, key=lambda one: one.flow)))
    for title, texts in lines.items():
        terminalreporter.write_line("\n".join([f"\n{title}", *sorted(texts)]))
