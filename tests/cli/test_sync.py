"""``sync`` through the program: ticket servers, a mailbox that is silent, part of it failing."""

import json
import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.cli.correspondence import shape
from tests.cli.program import new_request, run_program
from tests.servers import Seen, reply, web

KEYS = ("kind", "id", "ticket", "status", "raw_status", "applied", "why")


class Redmine:
    """Issues by number: (status, notes); what is not here answers 500."""

    def __init__(self) -> None:
        self.issues: dict[str, tuple[str, list[str]]] = {}

    def __call__(self, handler: BaseHTTPRequestHandler, seen: Seen) -> None:
        number = seen.path.split("?")[0].rpartition("/")[2].removesuffix(".json")
        if number not in self.issues:
            reply(handler, 500, b"oops")
            return
        status, notes = self.issues[number]
        issue = {
            "id": int(number), "status": {"name": status}, "updated_on": "2026-11-20T10:00:00Z",
            "journals": [{"id": at, "notes": text, "created_on": "2026-11-20T10:00:00Z",
                          "user": {"name": "Desk"}} for at, text in enumerate(notes, 1)],
        }
        reply(handler, 200, json.dumps({"issue": issue}).encode())


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Redmine]:
    """GS-1 and GS-2 stand in the desk as 17 and 18."""
    made = Redmine()
    monkeypatch.setenv("GOSUPPORT_REDMINE_KEY", "key-1")
    for number in ("17", "18"):
        new_request(channel="redmine")
        ref = f"GS-{int(number) - 16}"
        assert run_program("sent", ref, "--ticket", number, "--at", "18.11.2026 12:00").code == 0
    with web(made) as (address, _seen):
        run_program("config", "set", "redmine.url", address)
        run_program("config", "set", "redmine.project", "support")
        run_program("config", "set", "http.timeout", "5")
        yield made


def synced(*words: str) -> tuple[int, dict[str, object]]:
    ran = run_program("sync", "--json", *words)
    return ran.code, json.loads(ran.out)


def status(ref: str) -> str:
    return str(json.loads(run_program("status", ref, "--json").out)["status"])


def test_statuses_and_answers_come_as_the_contract_says(desk: Redmine) -> None:
    desk.issues = {"17": ("Feedback", ["Назовите браузер"]), "18": ("New", [])}
    code, shape = synced()
    requests = shape.pop("requests")
    assert (code, shape) == (0, {"schema": "gosupport.sync/1", "seen": 2, "new": 1, "applied": 1,
                                 "suspect": 0, "failed": []})
    assert isinstance(requests, list)
    assert [{key: one[key] for key in KEYS} for one in requests] == [{
        "kind": "status", "id": "GS-1", "ticket": "17", "status": "needs_info",
        "raw_status": "Feedback", "applied": True, "why": "Так сказала служба заявок."}]
    history = run_program("status", "GS-1", "--json").out
    assert "Назовите браузер" in history
    assert synced()[1]["requests"] == []


def test_a_trial_shows_and_records_nothing(desk: Redmine) -> None:
    desk.issues = {"17": ("Resolved", []), "18": ("New", [])}
    code, shape = synced("--dry-run")
    assert (code, shape["new"], shape["applied"]) == (0, 1, 0)
    assert isinstance(shape["requests"], list)
    (one,) = shape["requests"]
    assert (one["status"], one["applied"]) == ("resolved", False)
    assert status("GS-1") == "waiting"
    ran = run_program("sync", "--dry-run")
    assert "Решено" in ran.out and "проба" in ran.err


def test_what_was_read_is_recorded_when_a_part_fails(desk: Redmine) -> None:
    desk.issues = {"17": ("Resolved", [])}
    code, shape = synced()
    assert (code, shape["applied"]) == (5, 1)
    assert shape["failed"] == [{"id": "GS-2", "ticket": "18", "code": "server-refused"}]
    assert status("GS-1") == "resolved"
    ran = run_program("sync")
    assert ran.code == 5 and "GS-2" in ran.out and "не ответила" in ran.out
    assert "Новостей об обращениях нет" not in ran.out


def silent_mailbox(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    monkeypatch.setenv("GOSUPPORT_IMAP_PASSWORD", "Слово-77")
    for key, value in {"imap.host": "127.0.0.1", "imap.port": str(port),
                       "imap.security": "none", "imap.user": "me"}.items():
        assert run_program("config", "set", key, value).code == 0


def test_a_mailbox_that_is_silent_keeps_the_servers_not_back(
    desk: Redmine, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent_mailbox(monkeypatch)
    desk.issues = {"17": ("Resolved", []), "18": ("New", [])}
    code, shape = synced()
    assert (code, shape["applied"]) == (5, 1)
    assert shape["failed"] == [{"id": None, "ticket": None, "code": "mailbox-unreachable"}]
    assert status("GS-1") == "resolved"
    ran = run_program("sync")
    assert ran.code == 5 and "Почта не прочитана" in ran.out
    assert "Слово-77" not in ran.out + ran.err


def test_a_mailbox_alone_that_is_silent_is_an_error_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    silent_mailbox(monkeypatch)
    code, error = synced()
    assert (code, error["schema"], error["code"]) == (5, "gosupport.error/1", "mailbox-unreachable")


def test_an_answer_through_a_desk_stands_and_is_no_news_of_the_desk(desk: Redmine) -> None:
    desk.issues = {"17": ("Feedback", ["Назовите браузер"]), "18": ("New", [])}
    synced()
    ran = run_program("reply", "GS-1", "--result", "Яндекс Браузер 25.10", "--yes")
    assert ran.code == 0, ran
    assert status("GS-1") == "in_progress"
    # Redmine leaves its status as it is; the person has answered all the same.
    assert synced()[1]["requests"] == []
    assert status("GS-1") == "in_progress"


def test_sync_with_nothing_set_up_says_how_to_set_it_up(sent: Path) -> None:
    code, error = shape("sync")
    assert (code, error["code"]) == (4, "sync-nothing-set")  # as ``send`` without settings
    assert "gosupport setup" in str(error["hint"])
