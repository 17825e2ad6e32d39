"""Try every server side by side, within a bounded time, and judge what was seen."""

import queue
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import urlsplit

from gosupport_cli.core.catalogue import FactRecord
from gosupport_cli.core.diagnosis import Check, Place, Trace, judge
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.model import NONE, Attachment, Fact, Request, Value
from gosupport_cli.flows.environment import as_answers

Probe = Callable[[Place], Trace]
BOUND = 10.0  # seconds for all servers together


class Diagnosis(Frozen):
    """The checks in the order of the way, and the facts about this computer beside them."""

    checks: tuple[Check, ...]
    facts: tuple[Fact, ...] = ()
    ours: tuple[Check, ...] = ()  # whether gosupport itself is in order


class Taken(Frozen):
    """The request with the report, what could be answered, the report as it was attached."""

    request: Request
    proposals: dict[str, Value]
    attachment: Attachment


def places_of(records: Iterable[FactRecord]) -> tuple[Place, ...]:
    """The servers that the facts name (kind ``page``), and the plain door of the first."""
    hosts = dict.fromkeys(
        host for record in records if record.kind == "page"
        if (host := urlsplit(record.value).hostname or "")
        and record.verified in ("confirmed", "plausible")
    )
    secure = tuple(Place(host) for host in hosts)
    return (*secure, Place(secure[0].host, port=80, tls=False)) if secure else ()


def diagnose(
    places: Sequence[Place],
    probe: Probe,
    facts: Callable[[], Sequence[Fact]],
    *,
    bound: float = BOUND,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Diagnosis:
    """Checks of the way to ``places`` and of this computer's own settings.

    ``facts`` are asked for when the servers were tried: they may be gathered meanwhile.
    """
    traces = _try_all(places, probe, bound, progress)
    browser, known = Check("browser", "unknown", "browser-settings"), tuple(facts())
    return Diagnosis((*judge(traces), *of_facts(known), browser), known)


def proposals(request: Request, facts: Iterable[Fact]) -> dict[str, Value]:
    """What this computer could still answer in ``request``; nothing is stored."""
    if request.answers.get("environment.elsewhere") in ("yes", "unknown"):
        return {}
    found, _ = as_answers(facts)
    return {key: value for key, value in found.items() if not request.answers.get(key)}


def _try_all(
    places: Sequence[Place], probe: Probe, bound: float, progress: Callable[[int, int], None]
) -> list[Trace]:
    """One trace for each place, in their order; whoever is late is called so."""
    finished: queue.SimpleQueue[tuple[int, Trace]] = queue.SimpleQueue()

    def work(number: int, place: Place) -> None:
        try:
            finished.put((number, probe(place)))
        except Exception:  # whatever the network does, the others still count
            finished.put((number, Trace(place, dns="other")))

    for number, place in enumerate(places):
        # Daemons: a name server that hangs must not hold up the exit.
        threading.Thread(target=work, args=(number, place), daemon=True).start()
    seen: dict[int, Trace] = {}
    end = time.monotonic() + bound
    progress(0, len(places))
    while len(seen) < len(places):
        try:
            number, trace = finished.get(timeout=max(0.0, end - time.monotonic()))
        except queue.Empty:
            break
        seen[number] = trace
        progress(len(seen), len(places))
    late = [Trace(place, dns="late") for place in places]
    return [seen.get(number, late[number]) for number in range(len(places))]


def of_facts(facts: Iterable[Fact]) -> tuple[Check, ...]:
    """VPN, proxy and filters: not wrong by themselves, but the first things to switch off."""
    known = {fact.id: fact for fact in facts}
    checks = []
    for name in ("proxy", "vpn", "filters"):
        fact = known.get(name)
        if fact is None or not fact.value:
            checks.append(Check(name, "unknown", f"{name}-unknown"))
        elif fact.value in ("no", NONE):
            checks.append(Check(name, "ok", f"{name}-off", evidence=fact.source))
        else:
            checks.append(
                Check(name, "warning", f"{name}-on", {"detail": fact.value}, fact.source)
            )
    return tuple(checks)
