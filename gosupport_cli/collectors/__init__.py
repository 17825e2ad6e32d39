"""Facts about this machine, one file each; a failure becomes a fact, not a crash."""

import threading
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

from gosupport_cli.core.machine import Machine
from gosupport_cli.core.model import Fact

Collector = Callable[[Machine], Iterable[Fact]]

# Seconds for everything together: nothing on the default path waits more than 2 s (SPEC).
BOUND = 1.8


def collect_all(
    machine: Machine,
    at: str,
    *,
    wanted: Collection[str] = (),
    table: Mapping[Collector, tuple[str, ...]] | None = None,
    bound: float = BOUND,
) -> tuple[Fact, ...]:
    """Every fact, all collectors side by side; what did not come in time says so.

    ``wanted``: only collectors that give one of these ids are asked; none named means all.
    ``at`` is the time to put on the facts, ISO 8601. ``table``: collector -> ids of the facts
    that it always gives.
    """
    every = _table(wanted) if table is None else table
    asked = {one: ids for one, ids in every.items() if not wanted or set(ids) & set(wanted)}
    results: dict[Collector, tuple[Fact, ...]] = {}
    # Daemons: a hanging network drive must hold up neither the answer nor the exit.
    workers = [
        threading.Thread(target=_work, args=(collector, ids, machine, results), daemon=True)
        for collector, ids in asked.items()
    ]
    end = time.monotonic() + bound
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(max(0.0, end - time.monotonic()))
    finished = dict(results)
    return tuple(
        replace(fact, at=at)
        for collector, ids in asked.items()
        for fact in finished.get(collector, _failed(ids, "не успели узнать"))
    )


def _work(
    collector: Collector,
    ids: tuple[str, ...],
    machine: Machine,
    results: dict[Collector, tuple[Fact, ...]],
) -> None:
    try:
        results[collector] = tuple(collector(machine))
    except Exception as error:  # the world is hostile here; a failure is a fact
        results[collector] = _failed(ids, f"не удалось узнать: {type(error).__name__}")


def _failed(ids: tuple[str, ...], why: str) -> tuple[Fact, ...]:
    return tuple(Fact(one, "", why, "none", "") for one in ids)


def _table(wanted: Collection[str] = ()) -> dict[Collector, tuple[str, ...]]:
    """All collectors; looking for browsers and signatures is not even loaded unless wanted."""
    from gosupport_cli.collectors import network, system

    table: dict[Collector, tuple[str, ...]] = {
        system.device: ("device",), system.operating_system: ("os",),
    }
    if not wanted or not {"browser", "browser_default", "browsers"}.isdisjoint(wanted):
        from gosupport_cli.collectors.browser import browsers

        table[browsers] = ("browser", "browser_default", "browsers")
    table |= {
        network.vpn: ("vpn",),
        network.proxy: ("proxy",),
        network.filters: ("filters",),
        network.network: ("network",),
        system.timezone: ("timezone",),
        system.clock: ("clock",),
    }
    if not wanted or "signature" in wanted:
        from gosupport_cli.collectors.signature import signature

        table[signature] = ("signature",)
    return table
