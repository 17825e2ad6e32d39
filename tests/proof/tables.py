"""The tables that ``pytest -m proof`` prints at its end.

``tests/conftest.py`` asks for them: with several workers nobody but them loads the conftest of
this folder, and it is not they who print.
"""

import pytest

from tests.proof.matrix import Row, table


def whole(config: pytest.Config) -> bool:
    """Whether every step is tried."""
    return bool(config.option.markexpr == "proof")


def print_tables(reporter: pytest.TerminalReporter) -> None:
    rows: dict[str, list[Row]] = {}
    lines: dict[str, list[str]] = {}
    reports = (*reporter.stats.get("passed", ()), *reporter.stats.get("failed", ()))
    for report in reports:
        for kind, (title, value) in getattr(report, "user_properties", ()):
            if kind == "row":
                rows.setdefault(title, []).append(Row(**value))
            else:
                lines.setdefault(title, []).append(value)
    for title, found in rows.items():
        reporter.write_line(table(title, sorted(found, key=lambda one: one.flow)))
    for title, texts in lines.items():
        reporter.write_line("\n".join([f"\n{title}", *sorted(texts)]))
