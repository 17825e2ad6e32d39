"""A request lives its whole life at a help desk: Request Tracker itself, read by number."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.cli.program import run_program
from tests.rules.tree import TESTS

HERE = Path(__file__).parent
FOLDER = Path("/tmp/gosupport-rt-life")
PORT = "18287"
pytestmark = [
    pytest.mark.services("/usr/share/request-tracker5/libexec/rt-server"),
    pytest.mark.timeout(600),
]


@pytest.fixture(scope="module")
def desk() -> Iterator[dict[str, str]]:
    """What the starter printed: addresses and tokens."""
    environ = {**os.environ, "LANGUAGE": "", "LC_ALL": "C.UTF-8"}
    log = FOLDER.with_suffix(".log")
    with log.open("w") as out:
        started = subprocess.run([HERE / "start_rt.sh", FOLDER, PORT], stdout=out, stderr=out,
                                 env=environ, cwd="/", stdin=subprocess.DEVNULL, check=False)
    assert started.returncode == 0, log.read_text()[-2000:]
    lines = (FOLDER / "service.env").read_text().splitlines()
    yield dict(line.split("=", 1) for line in lines if "=" in line)
    subprocess.run([HERE / "start_rt.sh", "--stop", FOLDER], stdin=subprocess.DEVNULL, cwd="/",
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def staff(desk: dict[str, str], method: str, path: str, **data: str) -> None:
    """What the people of the desk do."""
    done = requests.request(
        method, desk["RT_API"] + path, json=data, timeout=30,
        headers={"Authorization": f"token {desk['RT_ROOT_TOKEN']}"},
    )
    assert done.status_code in (200, 201), done.text


def done(*words: str) -> None:
    ran = run_program(*words)
    assert ran.code == 0, (words, ran)


def state() -> str:
    return str(json.loads(run_program("status", "GS-1", "--json").out)["status"])


def test_create_answer_reply_resolve_reopen_close(
    desk: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GOSUPPORT_NOW")
    monkeypatch.setenv("GOSUPPORT_RT_TOKEN", desk["RT_TOKEN"])
    done("config", "set", "rt.url", desk["RT_URL"])
    done("config", "set", "rt.queue", "Support")
    done("new", "--no-input", "--answers", str(TESTS / "answers_example.yaml"), "--channel", "rt")
    receipt = json.loads(run_program("send", "GS-1", "--yes", "--json").out)
    number = receipt["ticket"]
    assert receipt["outcome"] == "sent" and number.isdigit()
    assert state() == "waiting"

    staff(desk, "POST", f"/ticket/{number}/correspond", Content="Назовите браузер",
          ContentType="text/plain")
    done("sync")
    told = json.loads(run_program("status", "GS-1", "--json").out)
    assert told["status"] == "in_progress"
    assert "Назовите браузер" in json.dumps(told["history"], ensure_ascii=False)

    done("reply", "GS-1", "--result", "Яндекс Браузер 25.10", "--yes")
    before = len(json.loads(run_program("status", "GS-1", "--json").out)["history"])
    done("sync")
    after = len(json.loads(run_program("status", "GS-1", "--json").out)["history"])
    assert after == before, "our own reply is no answer of the desk"

    staff(desk, "PUT", f"/ticket/{number}", Status="resolved")
    done("sync")
    assert state() == "resolved"
    done("reply", "GS-1", "--not-fixed", "--result", "Ошибка 500 появляется снова", "--yes")
    assert state() == "reopened"
    staff(desk, "PUT", f"/ticket/{number}", Status="resolved")
    done("sync")
    assert state() == "resolved"
    done("reply", "GS-1", "--done", "--yes")
    assert state() == "closed"
