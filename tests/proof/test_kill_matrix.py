"""Stopped at every step of every flow that writes: nothing lost, nothing twice, nothing untrue."""

from collections.abc import Callable, Iterator

import pytest

from tests.proof.flows import FLOWS, Flow, World, world
from tests.proof.matrix import Row, blows, replayed, struck

pytestmark = [pytest.mark.services("strace"), pytest.mark.timeout(1800)]
Told = Callable[[str, Row], None]
# What the ordinary run tries; one flow of each way of writing.
USUAL = ("new, the first", "attach, a picture", "send by mail", "config set",
         "import, elsewhere")


def flows(usual: tuple[str, ...] = USUAL) -> list[object]:
    """All; those beyond the usual ones only with ``-m proof``."""
    return [pytest.param(one, id=one.name, marks=[pytest.mark.proof] + (
        [] if one.name in usual else [pytest.mark.beyond])) for one in FLOWS]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with world(tmp_path_factory.mktemp("world")) as ready:
        yield ready


@pytest.mark.parametrize("flow", flows())
def test_a_machine_that_stops_at_any_step_has_lost_nothing_that_it_told(
    flow: Flow, made: World, told: Told, deep: bool
) -> None:
    row = replayed(made, flow, stride=1 if deep else 12,
                   means=("kill", "power", "torn") if deep else ("power", "torn"))
    assert row.steps > 3
    told("Kill matrix, built from a recorded run: SIGKILL, power cut and torn pages", row)


@pytest.mark.parametrize("flow", flows(("send by mail",)))
def test_a_program_that_is_struck_goes_on_where_it_was(
    flow: Flow, made: World, told: Told, deep: bool
) -> None:
    found = blows(made, flow)
    row = struck(made, flow, found if deep else found[:: max(1, len(found) // 4)])
    assert row.stops > row.steps // 2
    told("Kill matrix, struck for real: SIGKILL, SIGINT, SIGHUP, EIO, ENOSPC, EROFS", row)
