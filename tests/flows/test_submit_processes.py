"""The ledger with the real program in a child process, against a real socket."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from tests.factories import complete_answers
from tests.fakes import FixedClock
from tests.servers import Smtp, listening

PACKAGE = Path(__file__).parent.parent.parent


def environ(tmp_path: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k != "GOSUPPORT_NOW"}
    return kept | {"GOSUPPORT_HOME": str(tmp_path / "child"), "GOSUPPORT_LANG": "ru"}


def program(tmp_path: Path, *words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "gosupport_cli", *words], cwd=PACKAGE, env=environ(tmp_path),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )


def result(tmp_path: Path, *words: str) -> tuple[int, str]:
    child = program(tmp_path, *words)
    out, err = child.communicate(timeout=120)
    return child.returncode, out + err


def ready(tmp_path: Path, port: int) -> None:
    journal = SqliteJournal(tmp_path / "child")
    answers = complete_answers(channel="email")
    journal.create(answers, at=FixedClock().now(), source="test")
    settings = {"smtp.host": "127.0.0.1", "smtp.port": str(port), "smtp.security": "none",
                "mail.to": "help@example.ru"}
    text = "".join(f"{key}: {json.dumps(value)}\n" for key, value in settings.items())
    (tmp_path / "child" / "settings.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("stage", "letters"), [("ehlo", 0), ("rcpt", 0), ("dot", 1)])
def test_a_killed_sender_leaves_unknown_and_never_a_second_letter(
    stage: str, letters: int, tmp_path: Path
) -> None:
    server = Smtp(stage, "hang")
    with listening(server.serve) as port:
        ready(tmp_path, port)
        child = program(tmp_path, "send", "GS-1", "--yes")
        word = {"ehlo": "EHLO", "rcpt": "RCPT", "dot": "DATA"}[stage]
        end = time.monotonic() + 60
        while not any(one.upper().startswith(word) for one in server.commands):
            assert time.monotonic() < end
            time.sleep(0.05)
        time.sleep(0.3)
        child.kill()
        child.communicate()
        server.at = ""
        code, said = result(tmp_path, "send", "GS-1", "--yes")
        assert (code, "не известно" in said) == (6, True)
        assert len(server.letters) == letters
        code, said = result(tmp_path, "send", "GS-1", "--yes", "--resend")
        assert code == 0, said
        assert len(server.letters) == letters + 1


def test_a_rehearsal_opens_no_socket_and_leaves_no_trace(tmp_path: Path) -> None:
    connections: list[object] = []
    with listening(connections.append) as port:
        ready(tmp_path, port)
        code, said = result(tmp_path, "send", "GS-1", "--dry-run")
    assert (code, connections) == (0, [])
    assert "Ничего не отправлено" in said
    assert SqliteJournal(tmp_path / "child").attempts("GS-1") == ()


@pytest.mark.guide("G-140")
def test_without_a_yes_nothing_leaves_and_contacts_are_shown(tmp_path: Path) -> None:
    server = Smtp()
    with listening(server.serve) as port:
        ready(tmp_path, port)
        code, said = result(tmp_path, "send", "GS-1")
        shown = result(tmp_path, "send", "GS-1", "--dry-run")[1]
    assert (code, server.letters) == (2, [])
    assert "Ничего не отправлено" in said
    assert "+7 900 000-00-01" in shown
    assert "ivanova@example.ru" in shown


def test_the_previewed_letter_is_the_letter_that_arrives(tmp_path: Path) -> None:
    server = Smtp()
    with listening(server.serve) as port:
        ready(tmp_path, port)
        preview = json.loads(result(tmp_path, "send", "GS-1", "--dry-run", "--json")[1])
        assert result(tmp_path, "send", "GS-1", "--yes")[0] == 0
    from gosupport_cli.channels.second_reader import read_letter

    seen = read_letter(server.letters[0])
    lines = {one["label"]: one["text"] for one in preview["preview"]}
    assert (lines["subject"], lines["body"]) == (seen.subject, seen.body)
    archived = next((tmp_path / "child" / "sent").glob("*.eml"))
    assert archived.read_bytes() == server.letters[0]
    assert archived.stat().st_mode & 0o077 == 0
