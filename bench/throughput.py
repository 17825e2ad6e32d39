"""How many queries and requests a second, once the program is running."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from bench.measure import ROOT, peak_of
from bench.table import Table

SECONDS = 3.0


def tables(rounds: int) -> list[Table]:  # noqa: ARG001 - every table is called the same
    """``solve`` over the queries of the tests, ``check`` over all rules of one channel."""
    from gosupport_cli.adapters.identifiers import LibraryIdentifiers
    from gosupport_cli.content.catalogue import YamlCatalogue
    from gosupport_cli.content.knowledge import YamlKnowledge
    from gosupport_cli.flows.review import review
    from gosupport_cli.flows.solve import solve
    from tests.factories import request
    from tests.fakes import FixedClock

    with tempfile.TemporaryDirectory() as folder:
        knowledge, catalogue = YamlKnowledge(Path(folder)), YamlCatalogue(Path(folder))
        queries = _queries()
        complete, clock, identifiers = request(), FixedClock(), LibraryIdentifiers()
        first = _milliseconds(lambda: solve(queries[0], knowledge))
        table = Table("Throughput in one process",
                      ["what", "a second", "first one, ms", "peak, MB"])
        table.rows.append(["`solve`, a query", _rate(lambda n: solve(
            queries[n % len(queries)], knowledge)), f"{first:.0f}", _peak("solve")])

        def check(_: int) -> object:
            return review(complete, "portal", catalogue, identifiers, clock)

        first = _milliseconds(lambda: check(0))
        table.rows.append([f"`check`, {len(catalogue.rules)} rules on a complete request",
                           _rate(check), f"{first:.0f}", _peak("check")])
    return [table]


def run(what: str) -> None:
    """Every query of the tests once, or one request a hundred times: what memory is taken by."""
    from gosupport_cli.adapters.identifiers import LibraryIdentifiers
    from gosupport_cli.content.catalogue import YamlCatalogue
    from gosupport_cli.content.knowledge import YamlKnowledge
    from gosupport_cli.flows.review import review
    from gosupport_cli.flows.solve import solve
    from tests.factories import request
    from tests.fakes import FixedClock

    nowhere = Path("no-such-folder")
    if what == "solve":
        knowledge = YamlKnowledge(nowhere)
        for query in _queries():
            solve(query, knowledge)
        return
    catalogue, identifiers = YamlCatalogue(nowhere), LibraryIdentifiers()
    for _ in range(100):
        review(request(), "portal", catalogue, identifiers, FixedClock())


def _peak(what: str) -> str:
    return f"{peak_of(f'from bench.throughput import run; run({what!r})'):.0f}"


def _queries() -> list[str]:
    file = ROOT / "tests" / "flows" / "solve_queries.yaml"
    return [one["ask"] for one in yaml.safe_load(file.read_text(encoding="utf-8"))["queries"]]


def _milliseconds(action: Callable[[], object]) -> float:
    begin = time.process_time()
    action()
    return (time.process_time() - begin) * 1000


def _rate(action: Callable[[int], object]) -> str:
    begin, count = time.process_time(), 0
    while time.process_time() - begin < SECONDS:
        action(count)
        count += 1
    return f"{count / (time.process_time() - begin):,.0f}"
