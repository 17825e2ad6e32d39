"""Who is spoken to: every command is traced, and only what templates/network.yaml says connects.

What needs no server of ours runs in a network namespace without any way out (as root), so that
an address that should not be asked is seen, and not reached.
"""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gosupport_cli.adapters.settings import FILE
from gosupport_cli.cli.commands import COMMANDS
from gosupport_cli.content.network import declared_network
from tests.proof.flows import FLOWS, Flow, World, fresh, world

pytestmark = [pytest.mark.proof, pytest.mark.services("strace"), pytest.mark.timeout(900)]
MORE = tuple(Flow(" ".join(words) or "the desk", words) for words in (
    (), ("status",), ("list", "--search", "ошибка"), ("due",), ("show", "GS-1", "--format", "html"),
    ("check", "GS-1", "--channel", "all"), ("explain",), ("privacy", "GS-1"), ("privacy",),
    ("solve", "ошибка 500"), ("contacts",), ("contacts", "--check", "https://gosusIugi.example/"),
    ("facts",), ("env",), ("profile", "list"), ("config", "list"), ("export", "--show"),
    ("schema",), ("completion", "bash"), ("man",), ("send", "GS-1", "--dry-run"),
    ("send", "GS-4", "--dry-run"), ("sync", "--dry-run"), ("doctor",), ("setup",)))
USUAL = ("send by mail", "status", "doctor")
SECRETS = ("word-1", "word-2", "key-1")
TITLE = "Who is spoken to, and what children of the program get to see"
_CONNECT = re.compile(r"connect\(\d+(?:<[^>]*>)?, \{sa_family=AF_INET6?,.*?htons\((\d+)\)")
_ADDRESS = re.compile(r'(?:inet_addr\("|inet_pton\(AF_INET6, ")([^"]+)"')


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with world(tmp_path_factory.mktemp("network")) as ready:
        yield ready


def cases() -> list[object]:
    return [pytest.param(one, id=one.name, marks=[] if one.name in USUAL else [pytest.mark.beyond])
            for one in (*FLOWS, *MORE)]


@pytest.mark.guide("G-48", "G-58", "G-196")
@pytest.mark.services("root", "unshare")
@pytest.mark.parametrize("flow", cases())
def test_only_the_declared_ones_are_spoken_to_and_no_child_learns_a_secret(
    flow: Flow, made: World, line: Callable[[str, str], None]
) -> None:
    fresh(made, flow)
    log = made.work / "net.log"
    tracer = ["strace", "-f", "-q", "--seccomp-bpf", "-v", "-s", "100000", "-o", str(log),
              "-e", "trace=connect,sendto,sendmmsg,execve", "--"]
    command = flow.words[0] if flow.words else ""
    if not flow.delivers and command != "sync":
        tracer = ["unshare", "-n", *tracer]
    made.run(flow, before=tracer)
    seen = log.read_text(encoding="utf-8", errors="replace")
    found = connected(seen, made)
    spoken = declared_network().get(command)
    allowed = set(spoken.kinds) if spoken else set()
    assert found <= allowed, (flow.name, found - allowed, seen[-2000:])
    children = [one for one in seen.splitlines() if "execve(" in one and "= 0" in one][1:]
    for secret in (*SECRETS, "Иванова", "112-233-445", "9000000001"):
        coded = secret.encode().decode("latin-1")
        octal = "".join(f"\\{ord(one):o}" if ord(one) > 127 else one for one in coded)
        assert not any(secret in one or octal in one for one in children), flow.name
    if children:
        assert "program" in allowed, (flow.name, children[0][:200])
    line(TITLE, f"{flow.name:<44} {', '.join(sorted(found)) or 'nobody'}"
                f"{', starts programs' if children else ''}")


def connected(seen: str, made: World) -> set[str]:
    """The kinds that were connected to, or tried; an address of no kind is itself."""
    settings = (made.home / FILE).read_text(encoding="utf-8") if (made.home / FILE).exists() else ""
    smtp = re.search(r'smtp\.port: "(\d+)"', settings)
    desk = re.search(r'redmine\.url: "http://127\.0\.0\.1:(\d+)', settings)
    box = re.search(r'imap\.port: "(\d+)"', settings)
    kinds = set()
    for one in seen.splitlines():
        match = _CONNECT.search(one)
        if not match:
            continue
        port, place = match[1], _ADDRESS.search(one)
        where = place[1] if place else "?"
        if smtp and port == smtp[1]:
            kinds.add("mail-server")
        elif box and port == box[1]:
            kinds.add("mailbox")
        elif desk and port == desk[1]:
            kinds.add("ticket-server")
        elif port in ("53", "443", "80"):
            kinds.add("portal")
        else:
            kinds.add(f"{where}:{port}")
    return kinds


def test_every_command_is_either_declared_or_traced_as_silent() -> None:
    traced = {one.words[0] for one in (*FLOWS, *MORE) if one.words}
    assert traced == set(COMMANDS), traced ^ set(COMMANDS)
    assert set(declared_network()) <= set(COMMANDS)


@pytest.mark.beyond
@pytest.mark.parametrize("flow", [one for one in FLOWS if one.name != "purge --all"],
                         ids=lambda one: one.name)
def test_whatever_is_written_only_the_person_can_read(
    flow: Flow, made: World, line: Callable[[str, str], None]
) -> None:
    """With the most careless umask; folders 0700, files 0600, and nothing left elsewhere."""
    fresh(made, flow)
    shutil.rmtree(made.work / "tmp", ignore_errors=True)
    (made.work / "tmp").mkdir()
    made.run(flow, before=["sh", "-c", 'umask 000; exec "$@"', "sh"],
             TMPDIR=str(made.work / "tmp"))
    loose = [f"{one.relative_to(made.home)} {one.stat().st_mode & 0o777:o}"
             for one in (made.home, *made.home.rglob("*")) if one.stat().st_mode & 0o077]
    assert not loose, (flow.name, loose)
    assert list((made.work / "tmp").iterdir()) == []
    for file in (one for one in made.home.rglob("*") if one.is_file()):
        data = file.read_bytes()
        assert not any(secret.encode() in data for secret in SECRETS), file
    line("Permissions with umask 000", f"{flow.name:<44} folders 0700, files 0600")


@pytest.mark.services("unshare", "root")
def test_a_namespace_without_a_way_out_is_what_it_says() -> None:
    done = subprocess.run(["unshare", "-n", "cat", "/proc/net/dev"], capture_output=True, text=True,
                          check=True)
    assert len(done.stdout.splitlines()) == 3, done.stdout  # two lines of heading, lo


def test_the_table_is_shown_by_privacy(tmp_path: Path) -> None:
    from tests.cli.program import run_program

    ran = run_program("privacy", "--lang", "en")
    assert ran.code == 0
    assert "send: your mail server (smtp.host)" in ran.out
    assert "status: may start a program" in ran.out  # status --open: a browser
    assert "list:" not in ran.out and "check:" not in ran.out
