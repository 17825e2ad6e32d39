"""A disk that is full or takes no writing, at every size: told in words, nothing lost.

As root the home lies on a small tmpfs (so CI does it); for everybody ``prlimit --fsize`` refuses
every file that grows beyond a size, which is the same to a program.
"""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.proof.flows import FLOWS, Flow, World, fresh, world
from tests.proof.judge import look
from tests.proof.matrix import Row, _judge_end, _judge_held

pytestmark = [pytest.mark.proof, pytest.mark.timeout(900)]
Told = Callable[[str, Row], None]
TITLE = "Full disk: every flow, with ever more room"
USUAL = ("new", "config set")
WRITING = [pytest.param(one, id=one.name, marks=[] if one.name in USUAL else [pytest.mark.beyond])
           for one in FLOWS]
# Written elsewhere, begun without a journal, or with nothing to add: no writing to refuse.
NOT_HERE = ("export", "import", "import, elsewhere", "new, the first")
READING = (("status",), ("status", "GS-2"), ("list",), ("list", "--search", "ошибка"), ("due",),
           ("show", "GS-1", "--channel", "email"), ("check", "GS-1"), ("config", "list"),
           ("profile", "list"), ("attach", "GS-1", "--list"), ("privacy", "GS-1"),
           ("export", "--show"), (), ("send", "GS-1", "--dry-run"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with world(tmp_path_factory.mktemp("disk")) as ready:
        yield ready


@contextmanager
def small_disk(made: World) -> Iterator[Path]:
    """A tmpfs of 4 MB where the home lies."""
    disk, before = made.work / "small", made.home
    disk.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m,mode=700", "tmpfs", disk], check=True)
    made.home = disk / "home"
    try:
        yield disk
    finally:
        made.home = before
        subprocess.run(["umount", "-l", disk], check=True)


def fill(disk: Path, room: int) -> Path:
    """Leave ``room`` bytes."""
    ballast = disk / "ballast"
    free = shutil.disk_usage(disk).free
    ballast.write_bytes(bytes(max(0, free - room)))
    return ballast


@pytest.mark.services("root", "mount")
@pytest.mark.parametrize("flow", WRITING)
def test_a_full_disk_is_told_and_what_was_there_stays(
    flow: Flow, made: World, told: Told, deep: bool
) -> None:
    row = Row(flow.name)
    for room in (0, 4096, 16384, 32768, 65536, 131072, 262144) if deep else (0, 65536):
        row.stops += 1
        with small_disk(made) as disk:
            fresh(made, flow)
            before, arrived = look(made.home), made.taken(flow.delivers) if flow.delivers else 0
            ballast = fill(disk, room)
            where = f"{flow.name}, {room // 1024} KB left"
            done = made.run(flow)
            _judge_end(row, flow, where, done.returncode, done.stdout + done.stderr, made.home)
            if done.returncode == 1 and "мест" not in done.stderr:
                row.troubles.append(f"{where}: {done.stderr[:200]!r}")
            ballast.unlink()
            _judge_held(row, flow, where, made, before, arrived)
            if done.returncode == flow.code and flow.words[0] in ("reply", "remind", "followup"):
                continue  # it was sent: the same words again are another message
            again = made.run(flow)
            codes = {flow.code, *((flow.again,) if isinstance(flow.again, int) else flow.again)}
            if again.returncode not in codes:
                row.troubles.append(f"{where}: with room again: exit {again.returncode}"
                                    f" {again.stderr[-200:]!r}")
            _judge_held(row, flow, f"{where}, again", made, before, arrived)
    told(TITLE, row)


@pytest.mark.services("prlimit")
@pytest.mark.parametrize("flow", [one for one in WRITING if one.id in USUAL])
def test_a_file_that_may_not_grow_is_told_the_same_way(
    flow: Flow, made: World, told: Told, deep: bool
) -> None:
    row = Row(flow.name)
    for most in (0, 200, 8192, 60_000, 150_000) if deep else (200, 60_000):
        row.stops += 1
        fresh(made, flow)
        before, arrived = look(made.home), made.taken(flow.delivers) if flow.delivers else 0
        where = f"{flow.name}, files of at most {most} bytes"
        done = made.run(flow, before=["prlimit", f"--fsize={most}"])
        _judge_end(row, flow, where, done.returncode, done.stdout + done.stderr, made.home)
        _judge_held(row, flow, where, made, before, arrived)
    told("Full disk without root: no file may grow beyond a size", row)


@pytest.mark.services("root", "mount")
def test_on_a_disk_that_takes_no_writing_all_can_be_read_and_the_rest_is_told(
    made: World, line: Callable[[str, str], None]
) -> None:
    with small_disk(made) as disk:
        fresh(made, FLOWS[0])
        before = look(made.home).state
        arrived = made.taken("smtp"), made.taken("redmine")
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        for words in READING:
            done = made.run(FLOWS[0], words=words or ("--lang", "ru"))
            assert done.returncode in (0, 3), (words, done.stderr)
            assert "Traceback" not in done.stderr
        line("Read-only home", f"{len(READING)} reading commands read")
        for flow in FLOWS:
            if flow.name in NOT_HERE:
                continue
            done = made.run(flow)
            assert done.returncode in (1, 2, 4, 5), (flow.name, done.returncode, done.stderr)
            assert "Ошибка в самой программе" not in done.stderr, (flow.name, done.stderr)
            assert "Traceback" not in done.stderr
        line("Read-only home", f"{len(FLOWS) - len(NOT_HERE)} writing commands refused in words")
        assert (made.taken("smtp"), made.taken("redmine")) == arrived
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
        assert look(made.home).state == before
