"""Following at any size: commands as a person runs them, the journal alone, and query plans."""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from bench.measure import PROGRAM, best, environment, interleaved
from bench.table import Table, ratio
from gosupport_cli.adapters import journal_rows as rows
from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.adapters.journal_core import find_query, load, write_words
from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.core.journal_ports import Selection
from gosupport_cli.flows import track
from tests.factories import complete_answers
from tests.fakes import FixedClock

SIZES = (10, 1_000, 100_000)
OPEN = 8  # requests that are not finished, at every size: as much to show
SHOWN = 10  # lines of a list, at every size
CLOCK = FixedClock()
TARGETS = {"status": 1.2, "status GS-1": 1.2, "status TICKET": 1.2, "list": 1.5,
           "list --search": 3.0}


def tables(rounds: int) -> list[Table]:
    """The commands, the journal without its command, and how SQLite goes about it."""
    with tempfile.TemporaryDirectory() as folder:
        homes = {size: Path(folder) / str(size) for size in SIZES}
        for size, home in homes.items():
            filled(home / "gosupport", size).close()
        return [_commands(homes, rounds), _alone(homes, rounds), _plans(homes[SIZES[0]])]


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


def _commands(homes: dict[int, Path], rounds: int) -> Table:
    words = {"status": ("status",), "status GS-1": ("status", "GS-1"),
             "list": ("list", "--limit", str(SHOWN)),
             "list --search": ("list", "--search", "редкостные слова"), "due": ("due",)}
    runs = {f"{name} {size}": ((*PROGRAM, *said), environment(home) | _NOW)
            for name, said in words.items() for size, home in homes.items()}
    costs = interleaved(runs, rounds)
    table = Table(f"Commands at {', '.join(f'{size:,}' for size in SIZES)} requests",
                  ["CPU, ms", *(f"{size:,}" for size in SIZES), "last of first", "peak, MB"])
    for name in words:
        found = [costs[f"{name} {size}"] for size in SIZES]
        table.rows.append([f"`{name}`", *(f"{one.cpu:.0f}" for one in found),
                           ratio(found[-1].cpu, found[0].cpu, TARGETS.get(name)),
                           f"{found[-1].peak:.0f}"])
    return table


_NOW = {"GOSUPPORT_NOW": CLOCK.now().isoformat()}


def _alone(homes: dict[int, Path], rounds: int) -> Table:
    table = Table("The same without start-up and screen",
                  ["CPU, ms", *(f"{size:,}" for size in SIZES), "last of first"])
    found = [_work(homes[size] / "gosupport", size, max(rounds, 20)) for size in SIZES]
    for name in found[0]:
        times = [one[name] for one in found]
        table.rows.append([f"`{name}`", *(f"{one:.2f}" for one in times),
                           ratio(times[-1], times[0], TARGETS.get(name))])
    table.notes.append(f"As many requests to show at every size: {OPEN} open, {SHOWN} in a list.")
    return table


def _work(home: Path, size: int, rounds: int) -> dict[str, float]:
    journal = SqliteJournal(home)
    tools = track.Tools(journal, YamlCatalogue(home / "none"), CLOCK)

    def by_like() -> None:
        with journal.database.reading() as connection:
            sql = "SELECT count(*) FROM words WHERE text LIKE '%редкостн%'"
            connection.execute(sql).fetchall()

    words = Selection(search="редкостные слова")
    actions: dict[str, Callable[[], object]] = {
        "status": lambda: track.still_open(tools),
        "status GS-1": lambda: track.look(tools, "GS-1"),
        "status TICKET": lambda: track.look(tools, f"T{size}"),
        "list": lambda: track.listed(tools, Selection(limit=SHOWN)),
        "list --search": lambda: track.listed(tools, words),
        "due": lambda: track.due(tools),
        "search by LIKE (for comparison)": by_like,
    }
    for action in actions.values():
        action()  # templates and pages are read before the clock runs
    times = {name: best(action, rounds) for name, action in actions.items()}
    journal.close()
    return times


def _plans(home: Path) -> Table:
    journal = SqliteJournal(home / "gosupport")
    table = Table("Query plans", ["selection", "SQLite"])
    with journal.database.reading() as connection:
        for name, selection in {
            "open": Selection(statuses=("waiting", "in_progress")),
            "since a day": Selection(since=CLOCK.now()), "the newest": Selection(limit=SHOWN),
            "words": Selection(search="ошибка"),
        }.items():
            sql, values = find_query(selection)
            steps = connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)
            table.rows.append([name, ", ".join(row[3] for row in steps)])
    journal.close()
    return table
