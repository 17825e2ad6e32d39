"""A pytest plugin: every test once, then for each mutant the tests that reach it, in a fork.

mutmut itself starts pytest and collects anew for each mutant, three seconds each; a fork of one
session that has collected everything takes a few hundredths. Used by ``tools.mutants`` only.
Linux and macOS: Windows has no fork.
"""

import gc
import json
import os
import signal
import sys
import time
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state
from mutmut.utils.format_utils import mangled_name_from_mutant_name as function_of

Tests = list[tuple[float, pytest.Item]]  # seconds of the processor, and the test


def passes(item: pytest.Item) -> bool:
    """Without fixtures a test is only called: pytest's own preparations take longer than it."""
    given = item.callspec.params if hasattr(item, "callspec") else {}
    if isinstance(item, pytest.Function) and set(item._fixtureinfo.argnames) <= set(given):
        try:
            item.obj(**given)
        except BaseException:
            return False
        return True
    return not any(one.failed for one in runtestprotocol(item, log=False, nextitem=None))


def pytest_sessionstart() -> None:
    set_mutant_under_test("stats")  # collecting imports the modules: what runs then is noted


def pytest_runtestloop(session: pytest.Session) -> bool:
    """Instead of pytest's own loop."""
    at_import = set(state()._stats)
    reach = reached(session.items)
    names: list[str] = json.loads(Path("mutants.json").read_text(encoding="utf-8"))
    forget()
    gc.collect()
    gc.freeze()
    with Path("verdicts.jsonl").open("w", encoding="utf-8") as out:
        for name in names:
            function = function_of(name)
            tests = reach.get(function, [])
            verdict, killer = "at import" if function in at_import else "untried", None
            if tests:
                verdict, killer = tried(name, tests)
            if killer:  # what kills one mutant of a function often kills the next
                reach[function] = [killer, *(one for one in tests if one is not killer)]
            out.write(f"{json.dumps([name, verdict])}\n")
            out.flush()
    return True


def forget() -> None:
    """What the unchanged code has remembered would stand in for what a mutant computes."""
    for name, module in list(sys.modules.items()):
        if name.startswith("gosupport_cli.core"):
            for one in vars(module).values():
                if callable(getattr(one, "cache_clear", None)):
                    one.cache_clear()


def reached(items: list[pytest.Item]) -> dict[str, Tests]:
    """The tests of each function, the quickest first."""
    reach: dict[str, Tests] = {}
    for item in items:
        state()._stats.clear()
        begun = time.process_time()
        if not passes(item):
            raise SystemExit(f"fails without any mutant: {item.nodeid}")
        took = time.process_time() - begun
        for function in state()._stats:
            reach.setdefault(function, []).append((took, item))
    return {function: sorted(tests, key=lambda one: one[0]) for function, tests in reach.items()}


def tried(name: str, tests: Tests) -> tuple[str, tuple[float, pytest.Item] | None]:
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        set_mutant_under_test(name)
        for number, (took, item) in enumerate(tests):
            os.write(writer, number.to_bytes(4, "big"))
            # An endless loop ends the process, and that is a kill.
            signal.setitimer(signal.ITIMER_VIRTUAL, 20 * took + 0.5)
            if not passes(item):
                os._exit(1)
        os._exit(0)
    os.close(writer)
    told = b""
    while piece := os.read(reader, 65536):
        told = (told + piece)[-4:]
    os.close(reader)
    _, status = os.waitpid(child, 0)
    return ("killed", tests[int.from_bytes(told, "big")]) if status else ("survived", None)
