"""Work that goes on beside other work, and is waited for where its result is needed."""

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

K = TypeVar("K")
T = TypeVar("T")


def beside(work: Callable[[], T]) -> Callable[[], T]:
    """Begins ``work`` at once; the function that is returned waits for its result or error."""
    done: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:  # told where the result is asked for
            failed.append(error)

    # A daemon: a name server that hangs must not hold up the exit.
    thread = threading.Thread(target=run, daemon=True)
    thread.start()

    def result() -> T:
        thread.join()
        if failed:
            raise failed[0]
        return done[0]

    return result


def side_by_side(keys: Iterable[K], work: Callable[[K], T], bound: float) -> Mapping[K, T]:
    """What ``work`` gives for each key within ``bound`` seconds; the late are left out."""
    found: dict[K, T] = {}

    def run(key: K) -> None:
        try:
            found[key] = work(key)
        except Exception:  # the others still count
            return

    threads = [threading.Thread(target=run, args=(key,), daemon=True) for key in set(keys)]
    end = time.monotonic() + bound
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
    return dict(found)
