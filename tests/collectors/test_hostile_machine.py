"""A computer that lies, hangs and explodes gives facts all the same, and in time."""

import os
import sys
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from gosupport_cli.collectors import collect_all
from gosupport_cli.collectors.machine import interfaces, processes, run, this_machine
from gosupport_cli.collectors.reading import read_bytes, read_plist
from gosupport_cli.core.machine import Machine
from gosupport_cli.core.model import Fact
from tests.collectors.machines import by_id, machine

AT = "2026-11-20T18:00:00+03:00"
BOMB = """<?xml version="1.0"?>
<!DOCTYPE plist [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
<plist version="1.0"><dict><key>ProductVersion</key><string>&c;&c;&c;</string></dict></plist>"""


def test_what_a_terminal_would_obey_never_comes_out(tmp_path: Path) -> None:
    fake = machine("linux", tmp_path, files={
        "etc/os-release": 'PRETTY_NAME="Linux \x1b[31mred\x1b[0m \u202egnp"\n',
        "usr/bin/firefox": "",
        "home/maria/.config/mimeapps.list":
            "[Default Applications]\nx-scheme-handler/https=\x1b]0;owned\x07firefox.desktop;\n",
        "etc/timezone": "Europe/Moscow\x1b[2J\n",
    }, programs={"firefox --version": "Mozilla Firefox 131.0\x1b[2J\n"},
        interfaces=["tun0\x1b[2J"], processes=["nfqws\x1b[2J"])
    for fact in collect_all(fake, AT, bound=60):
        assert fact.value + fact.source == (fact.value + fact.source).replace("\x1b", "")
        assert "\u202e" not in fact.value
        assert fact.value.isprintable()


def test_a_desktop_file_names_a_browser_and_is_never_run(tmp_path: Path) -> None:
    ran: list[Sequence[str]] = []

    def spy(words: Sequence[str], _seconds: float) -> str:
        ran.append(words)
        return ""

    fake = machine("linux", tmp_path, files={
        "home/maria/.local/share/applications/firefox.desktop":
            "[Desktop Entry]\nExec=/tmp/evil --steal\n",
        "home/maria/.config/mimeapps.list":
            "[Default Applications]\nx-scheme-handler/https=firefox.desktop\n",
        "usr/bin/firefox": "",
    })
    facts = by_id(collect_all(_with_run(fake, spy), AT, bound=60))
    assert facts["browser_default"].value == "Firefox"
    assert not [words for words in ran if "evil" in " ".join(words)]


@pytest.mark.parametrize(
    "content",
    [BOMB, "x" * 3_000_000, "<plist><dict>", "", "bplist00" + "\0" * 40,
     "<plist>" + "<array>" * 50_000],
)
def test_a_hostile_plist_is_no_plist(content: str, tmp_path: Path) -> None:
    place = tmp_path / "System/Library/CoreServices/SystemVersion.plist"
    fake = machine("darwin", tmp_path, files={
        "System/Library/CoreServices/SystemVersion.plist": content})
    assert read_plist(place) == {}
    assert by_id(collect_all(fake, AT, bound=60))["os"].value == "macOS"


def test_loops_folders_and_pipes_in_place_of_files_are_nothing(tmp_path: Path) -> None:
    loop = tmp_path / "etc/os-release"
    loop.parent.mkdir(parents=True)
    loop.symlink_to(loop)
    (tmp_path / "usr/lib/os-release").mkdir(parents=True)
    (tmp_path / "usr/bin").mkdir()
    (tmp_path / "usr/bin/firefox").symlink_to("firefox")
    if hasattr(os, "mkfifo"):
        (tmp_path / "proc/net").mkdir(parents=True)
        os.mkfifo(tmp_path / "proc/net/route")
        assert read_bytes(tmp_path / "proc/net/route") == b""
    facts = by_id(collect_all(machine("linux", tmp_path), AT, bound=60))
    assert facts["os"].value == "Linux"
    assert facts["browsers"].value == "none"


def test_a_crash_of_one_collector_is_a_fact_and_the_others_work() -> None:
    def broken(_machine: Machine) -> Iterable[Fact]:
        raise RuntimeError("secret detail")

    def works(_machine: Machine) -> Iterable[Fact]:
        return [Fact("two", "2", "счёт", "high", "")]

    facts = collect_all(this_machine(), AT, table={broken: ("one",), works: ("two",)})
    assert facts[0] == Fact("one", "", "не удалось узнать: RuntimeError", "none", AT)
    assert facts[1].value == "2"


def test_a_hanging_collector_costs_the_bound_and_no_more() -> None:
    free = threading.Event()

    def hangs(_machine: Machine) -> Iterable[Fact]:
        free.wait(600)  # who waits for it runs into the time-out of the suite
        return []

    facts = collect_all(this_machine(), AT, table={hangs: ("slow", "late")}, bound=0.2)
    free.set()
    assert [(fact.id, fact.value, fact.source) for fact in facts] == [
        ("slow", "", "не успели узнать"), ("late", "", "не успели узнать")]


def test_the_real_machine_answers() -> None:
    facts = by_id(collect_all(this_machine(), AT))
    assert facts["os"].value
    assert facts["device"].value in ("computer", "tablet", "phone")


def test_a_hanging_program_and_its_child_end_in_time() -> None:
    child = f"import subprocess,sys; subprocess.run([{sys.executable!r}, '-c', {SLEEP!r}])"
    assert run([sys.executable, "-c", child], 0.3) == ""


SLEEP = "import time; time.sleep(600)"


def test_a_program_that_prints_without_end_is_cut_off() -> None:
    endless = "import sys\nwhile True: sys.stdout.write('x' * 65536)"
    assert run([sys.executable, "-c", endless], 5) == ""


def test_a_failing_or_missing_program_says_nothing() -> None:
    assert run([sys.executable, "-c", "print(1); raise SystemExit(3)"], 5) == ""
    assert run(["no-such-program-at-all"], 5) == ""
    assert run([sys.executable, "-c", "print('да')"], 5).strip() == "да"


def test_this_machine_knows_its_interfaces_and_programs() -> None:
    assert interfaces()
    assert any("py" in name.lower() for name in processes())


def _with_run(fake: Machine, spy: "object") -> Machine:
    from dataclasses import replace

    return replace(fake, run=spy)  # type: ignore[arg-type]


def test_only_collectors_that_tell_something_wanted_are_asked() -> None:
    def never(_machine: Machine) -> Iterable[Fact]:
        raise AssertionError

    def works(_machine: Machine) -> Iterable[Fact]:
        return [Fact("two", "2", "test", "high", "")]

    facts = collect_all(this_machine(), AT, wanted=["two"],
                        table={never: ("one",), works: ("two", "three")})
    assert [one.id for one in facts] == ["two"]
