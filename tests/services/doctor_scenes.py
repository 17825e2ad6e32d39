"""The faults that ``doctor`` is shown, one world each; see ``doctor_world``."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from gosupport_cli.adapters.database import JOURNAL
from tests.collectors.faulty_servers import (
    Authority,
    answers,
    cuts_short,
    greets,
    hangs,
    says,
    slowly,
)
from tests.services.doctor_world import PORTAL, Talk, World, command
from tests.services.raw_cut import cut_at_once


def portal(world: World) -> None:
    """All is well: the portal with a certificate of a Russian authority that is trusted."""
    russian = Authority("Russian Trusted Root CA")
    world.trust(russian)
    for number, host in enumerate(PORTAL, 1):
        world.name(host, f"127.0.2.{number}", ask=False)
        world.serve(f"127.0.2.{number}", answers(), host=host, authority=russian)
    world.serve("127.0.2.1", answers("301 Moved", Location="https://www.gosuslugi.ru/"), port=80)
    world.serve("127.0.0.1", greets, port=2525)
    world.settings |= {"mail.from": "ivanova@example.ru", "smtp.host": "127.0.0.1",
                       "smtp.port": "2525", "redmine.url": "http://127.0.0.1:2525",
                       "redmine.project": "p"}
    world.prepared_home()
    world.run("new", "login", "--linear", "--answers", "tests/answers_example.yaml", "--no-input")


def faults(world: World) -> None:
    """Every fault of a server or of the way to it, side by side."""
    world.trust(world.ours)
    world.name_server()
    world.hosts += ["--host", "nobody.example.ru", "--host", "refused.example.ru"]
    world.name("dead.example.ru", "127.0.3.99")
    command("ip", "route", "add", "unreachable", "10.66.0.0/16")
    world.name("away.example.ru", "10.66.0.2")
    world.cable("hole")
    command("ip", "addr", "add", "10.67.0.1/24", "dev", "hole")
    command("ip", "neigh", "add", "10.67.0.2", "lladdr", "02:00:00:00:00:02", "dev", "hole")
    world.name("silent.example.ru", "10.67.0.2")
    cut_at_once("cut", "10.68.0.1", "10.68.0.2", world.program)
    world.name("cut.example.ru", "10.68.0.2")
    # Certificates
    world.host(1, answers("403 Forbidden"))
    world.host(2, answers(), Authority("AO Kaspersky Lab"))
    world.host(3, answers(), Authority("Russian Trusted Root CA"))
    world.host(4, answers(), Authority("Some Office Firewall"))
    world.host(5, answers(), called="hotel.example.ru")
    world.host(6, answers(), since=-60, until=-3)
    world.host(7, answers(), since=3, until=60)
    for number, talk in ((8, cuts_short), (9, hangs), (10, greets)):
        world.name(f"h{number}.example.ru", f"127.0.3.{number}")
        world.serve(f"127.0.3.{number}", talk)
    # Answers
    world.host(11, answers("429 Too Many Requests"))
    world.host(12, answers("503 Service Unavailable"))
    world.host(13, answers("302 Found", Location="https://wifi.example.ru/login"))
    world.host(14, hangs)
    world.host(15, says(b""))
    world.host(16, says(b"no HTTP at all\r\n\r\n"))
    world.host(17, slowly)
    world.prepared_home()


def two_protocols(world: World, v4: bool, v6: bool, talk: Talk) -> None:
    world.trust(world.ours)
    world.name("both.example.ru", "127.0.4.1", "::1")
    for address, there in (("127.0.4.1", v4), ("::1", v6)):
        if there:
            world.serve(address, talk, host="both.example.ru")
    world.prepared_home()


def no_ipv6(world: World) -> None:
    two_protocols(world, True, False, answers(ahead=timedelta(minutes=-7)))
    world.settings |= {"mail.transport": "sendmail", "sendmail.command": "/no/such/sendmail"}
    world.prepared_home()


def no_ipv4(world: World) -> None:
    two_protocols(world, False, True, answers(ahead=timedelta(minutes=7)))
    world.settings |= {"mail.transport": "smtp"}
    world.prepared_home()


def both_protocols(world: World) -> None:
    two_protocols(world, True, True, answers(Date="nonsense"))
    world.settings["smtp.host"] = "127.0.0.1"
    world.settings["http.ca_file"] = str(world.folder / "root.pem")
    world.prepared_home()


def offline(world: World) -> None:
    """No name server, no route; a home on a disk that takes nothing."""
    world.home.mkdir(mode=0o700)
    world.settings |= {"mail.transport": "sendmail", "sendmail.command": "/bin/true"}
    world.prepared_home()
    command("mount", "--bind", str(world.home), str(world.home))
    command("mount", "-o", "remount,bind,ro", str(world.home))


def login_proxy(world: World) -> None:
    world.serve("127.0.0.1", answers("407 Proxy Authentication Required"), port=3128)
    world.environment["HTTPS_PROXY"] = "http://127.0.0.1:3128"
    world.settings |= {"smtp.host": "127.0.0.1", "smtp.port": "9", "mail.from": "a@example.ru",
                       "rt.url": "http://127.0.0.1:9", "rt.queue": "q"}
    world.prepared_home()
    world.home.chmod(0o755)
    (world.home / JOURNAL).write_bytes(b"no journal at all" * 99)


def closed_proxy(world: World) -> None:
    world.serve("127.0.0.1", answers("502 Bad Gateway"), port=3128)
    world.environment["HTTPS_PROXY"] = "http://127.0.0.1:3128"
    world.settings["redmine.url"] = "http://127.0.0.1:9"
    world.prepared_home()
    world.cable("wg0")  # a tunnel by its name
    world.run("new", "login", "--no-input", "--set", "problem.subject=x")
    with sqlite3.connect(world.home / JOURNAL) as journal:
        journal.execute("PRAGMA user_version = 999")
    journal.close()


def silent_proxy(world: World) -> None:
    world.environment["HTTPS_PROXY"] = "http://127.0.0.1:3128"
    world.settings["no.such.key"] = "1"
    world.prepared_home()
    broken = world.home / "templates" / "categories"
    broken.mkdir(parents=True)
    (broken / "mine.yaml").write_text("id: [\n")
    disguised = world.folder / "nfqws"  # the process name of a filter
    shutil.copy("/bin/sleep", disguised)
    subprocess.Popen([str(disguised), "30"])


def captive(world: World) -> None:
    """A hotel answers for everybody; the disk is nearly full."""
    for host in PORTAL:
        world.name(host, "127.0.5.1", ask=False)
    world.serve("127.0.5.1", answers(), host="login.hotel.example.ru",
                authority=Authority("Hotel"))
    world.home.mkdir()
    command("mount", "-t", "tmpfs", "-o", "size=40m,mode=700", "tmpfs", str(world.home))
    world.settings["http.ca_file"] = "/no/such.pem"
    world.prepared_home()


def blind(world: World) -> None:
    """A computer that tells nothing of itself, and whose settings never answer."""
    world.name("dead.example.ru", "127.0.3.99")
    endless = world.folder / "bin" / "gsettings"
    endless.parent.mkdir()
    endless.write_text("#!/bin/sh\nsetsid sleep 5\n")
    endless.chmod(0o755)
    world.environment["PATH"] = f"{endless.parent}:{os.environ['PATH']}"


SCENES: dict[str, Callable[[World], None]] = {
    scene.__name__: scene
    for scene in (portal, faults, no_ipv6, no_ipv4, both_protocols, offline, login_proxy,
                  closed_proxy, silent_proxy, captive, blind)
}

if __name__ == "__main__":
    world = World(Path(sys.argv[2]))
    SCENES[sys.argv[1]](world)
    if sys.argv[1] == "blind":
        command("mount", "-t", "tmpfs", "tmpfs", "/proc")
    print(json.dumps(world.look()))
    sys.stdout.flush()
    os._exit(0)  # the servers' threads wait for nobody
