"""Request Tracker and Redmine themselves: a ticket with a file, its number, status, a reply."""

import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gosupport_cli.channels.redmine import Redmine
from gosupport_cli.channels.request_tracker import RequestTracker
from gosupport_cli.core.delivery import Parcel
from gosupport_cli.core.errors import NoSuchRequest, NotDelivered
from gosupport_cli.core.model import Status
from tests.channels.conftest import Words, parcel, picture  # noqa: F401 - fixtures
from tests.cli.program import run_program

HERE = Path(__file__).parent
STARTERS = {"rt": ("start_rt.sh", "18281"), "redmine": ("start_redmine.sh", "18291")}
pytestmark = [
    pytest.mark.services("/usr/share/request-tracker5/libexec/rt-server", "/usr/share/redmine"),
    pytest.mark.timeout(600),
]


class Fixed:
    """One key."""

    def __init__(self, key: str) -> None:
        self.key = key

    def get(self, name: str) -> str:
        return self.key


@pytest.fixture(scope="module", params=list(STARTERS))
def running(request: pytest.FixtureRequest) -> Iterator[tuple[str, dict[str, str]]]:
    """The name of a desk that runs, and what its starter printed; stopped afterwards."""
    script, port = STARTERS[request.param]
    folder = Path("/tmp") / f"gosupport-{request.param}"
    log = folder.with_suffix(".log")
    # A test before this one may have settled on Russian; RT 5 dies of its own Russian answers.
    environ = {**os.environ, "LANGUAGE": "", "LC_ALL": "C.UTF-8"}
    with log.open("w") as out:
        done = subprocess.run([HERE / script, folder, port], stdout=out, stderr=out, env=environ,
                              cwd="/", stdin=subprocess.DEVNULL, timeout=580, check=False)
    assert done.returncode == 0, log.read_text()[-2000:]
    lines = (folder / "service.env").read_text().splitlines()
    yield request.param, dict(one.split("=", 1) for one in lines if "=" in one)
    subprocess.run([HERE / script, "--stop", folder], stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, cwd="/", check=False)


def desk(name: str, told: dict[str, str], home: Path, key: str = "") -> Any:
    words = Words(rt__url=told.get("RT_URL", ""), rt__queue="Support", redmine__project="support",
                  redmine__url=told.get("REDMINE_URL", ""), http__timeout="30")
    kind: Any = {"rt": RequestTracker, "redmine": Redmine}[name]
    return kind(words, Fixed(key or told.get("RT_TOKEN") or told["REDMINE_KEY"]), home)


def test_a_ticket_its_status_and_a_reply(
    running: tuple[str, dict[str, str]], parcel: Callable[..., Parcel], tmp_path: Path  # noqa: F811
) -> None:
    name, told = running
    one = desk(name, told, tmp_path)
    assert one.test()
    done = one.deliver(one.prepare(parcel(name)))
    assert done.ticket.isdigit()
    found = one.read(done.ticket)
    assert (found.status, found.answers) == (Status.WAITING, ())
    answer = replace(parcel(name, ticket=done.ticket, text="Выполнено, спасибо."))
    assert one.deliver(one.prepare(answer)).ticket == done.ticket
    assert "Выполнено, спасибо." in [said.text for said in one.read(done.ticket).answers]


def test_setup_tries_the_connection(
    running: tuple[str, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    name, told = running
    key, variable = {"rt": ("rt.queue", "GOSUPPORT_RT_TOKEN"),
                     "redmine": ("redmine.project", "GOSUPPORT_REDMINE_KEY")}[name]
    place = {"rt.queue": "Support", "redmine.project": "support"}[key]
    for setting, value in ((f"{name}.url", told[f"{name.upper()}_URL"]), (key, place)):
        assert run_program("config", "set", setting, value).code == 0
    monkeypatch.setenv(variable, told.get("RT_TOKEN") or told["REDMINE_KEY"])
    tried = run_program("setup", name, "--test")
    assert (tried.code, "Связь есть" in tried.out) == (0, True), tried.err
    run_program("config", "set", key, "нет/такой?")
    absent = run_program("setup", name, "--test")
    assert (absent.code, "Ничего не отправлено" in absent.err) == (5, True), absent
    monkeypatch.setenv(variable, "wrong-key")
    refused = run_program("setup", name, "--test")
    assert (refused.code, "не приняла ключ" in refused.err) == (5, True), refused
    assert "wrong-key" not in refused.err


def test_a_number_that_is_not_there_and_a_wrong_key(
    running: tuple[str, dict[str, str]], parcel: Callable[..., Parcel], tmp_path: Path  # noqa: F811
) -> None:
    name, told = running
    with pytest.raises(NoSuchRequest):
        desk(name, told, tmp_path).read("999999")
    stranger = desk(name, told, tmp_path, key="wrong-key")
    with pytest.raises(NotDelivered) as error:
        stranger.deliver(stranger.prepare(parcel(name, files=False)))
    assert error.value.code == "server-key-refused"
