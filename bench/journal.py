"""Ratios of status, list, list --search and due at 10, 1,000 and 100,000 requests.

python bench/journal.py [sizes…]   prints plans, times of one run and ratios; asserts nothing.
"""
# ruff: noqa: T201 - a table on the screen is what this is for

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from gosupport_cli.adapters import journal_rows as rows  # noqa: E402
from gosupport_cli.adapters.journal import SqliteJournal  # noqa: E402
from gosupport_cli.adapters.journal_core import find_query, load, write_words  # noqa: E402
from gosupport_cli.content.catalogue import YamlCatalogue  # noqa: E402
from gosupport_cli.core.journal_ports import Selection  # noqa: E402
from gosupport_cli.flows import track  # noqa: E402
from tests.factories import complete_answers  # noqa: E402
from tests.fakes import FixedClock  # noqa: E402

CLOCK = FixedClock()
OPEN = 20  # requests that are not finished, at every size


def filled(home: Path, size: int) -> SqliteJournal:
    """A journal of ``size``: all closed but for the last ``OPEN``; one has a rare word."""
    journal, at = SqliteJournal(home), CLOCK.now()
    journal.create(complete_answers(problem__actual="редкостное слово"), at=at, source="bench")
    with journal.database.writing() as connection:
        for number in range(2, size + 1):
            sent = at - timedelta(minutes=size - number)
            connection.execute(
                "INSERT INTO requests (status, category, channel, filed, ticket, ticket_key,"
                " created_at, updated_at, sent_at, answers) VALUES (?,?,?,?,?,?,?,?,?,?)",
                ("waiting" if number > size - OPEN else "closed", "booking", "portal",
                 rows.microseconds(sent), f"T{number}", f"t{number}", rows.iso(sent),
                 rows.iso(sent), rows.iso(sent), rows.packed(complete_answers())))
            write_words(connection, load(connection, rows.local_id(number)))
    return journal


def best(action: Callable[[], object]) -> float:
    """Milliseconds of the fastest of five."""
    found = []
    for _ in range(5):
        start = time.perf_counter()
        action()
        found.append((time.perf_counter() - start) * 1000)
    return min(found)


def measured(size: int) -> dict[str, float]:
    """Milliseconds of each command's work at ``size``."""
    with tempfile.TemporaryDirectory() as folder:
        journal = filled(Path(folder), size)
        tools = track.Tools(journal, YamlCatalogue(Path(folder) / "none"), CLOCK)
        track.look(tools, "GS-1")  # templates are read before the clock runs

        def by_like() -> None:
            with journal.database.reading() as connection:
                sql = "SELECT count(*) FROM words WHERE text LIKE '%редкостн%'"
                connection.execute(sql).fetchall()

        words = Selection(search="редкостные слова")
        times = {
            "status GS-1": best(lambda: track.look(tools, "GS-1")),
            "status TICKET": best(lambda: track.look(tools, f"T{size}")),
            "status (open)": best(lambda: track.still_open(tools)),
            "list --limit 50": best(lambda: track.listed(tools, Selection(limit=50))),
            "list --search": best(lambda: track.listed(tools, words)),
            "  same by LIKE": best(by_like),
            "due": best(lambda: track.due(tools)),
        }
        journal.close()
    return times


def main(sizes: list[int]) -> None:
    """The table."""
    columns = [measured(size) for size in sizes]
    print(f"{'ms':18}" + "".join(f"{size:>10}" for size in sizes) + "   last/first")
    for name in columns[0]:
        times = [one[name] for one in columns]
        cells = "".join(f"{one:>10.2f}" for one in times)
        print(f"{name:18}{cells}   {times[-1] / times[0]:>10.1f}")
    plans()


def plans() -> None:
    """How SQLite goes about each selection."""
    with tempfile.TemporaryDirectory() as folder:
        journal = SqliteJournal(Path(folder))
        with journal.database.reading() as connection:
            for name, selection in {
                "open": Selection(statuses=("waiting", "in_progress")),
                "day": Selection(since=CLOCK.now()), "limit": Selection(limit=50),
                "search": Selection(search="ошибка"),
            }.items():
                sql, values = find_query(selection)
                steps = connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)
                print(f"{name}: " + " / ".join(row[3] for row in steps))
        journal.close()


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or [10, 1_000, 100_000])
