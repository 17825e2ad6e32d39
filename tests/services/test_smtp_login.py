"""The person's own account at Postfix, with Dovecot's passwords: the program logs in and sends."""

import json
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gosupport_cli.channels.second_reader import read_letter
from tests.cli.program import run_program
from tests.rules.tree import TESTS
from tests.services import dovecot, postfix
from tests.services.dovecot import PASSWORD, USER

pytestmark = [pytest.mark.services("postfix", "dovecot", "root"), pytest.mark.timeout(300)]
EVERY = pytest.mark.parametrize("security", ["starttls", "tls"])  # AUTH PLAIN, AUTH LOGIN


@pytest.fixture(scope="module")
def server() -> Iterator[postfix.Postfix]:
    with dovecot.running() as accounts, postfix.running(accounts.logins) as mta:
        yield mta


def choose(server: postfix.Postfix, security: str, **more: str) -> None:
    """The settings of a person with an account there."""
    port = server.tls if security == "tls" else server.port
    for key, value in {
        "smtp.host": "127.0.0.1", "smtp.port": str(port), "smtp.security": security,
        "smtp.user": USER, "smtp.ca_file": server.ca_file, "mail.to": "help@example.ru",
        "mail.from": "ivanova@example.ru", **{k.replace("__", "."): v for k, v in more.items()},
    }.items():
        assert run_program("config", "set", key, value).code == 0


def made() -> None:
    done = run_program("new", "--no-input", "--channel", "email",
                       "--answers", str(TESTS / "answers" / "booking.yaml"))
    assert done.code == 0, done.err


@EVERY
def test_a_request_leaves_over_the_persons_account(
    security: str, server: postfix.Postfix, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GOSUPPORT_SMTP_PASSWORD", PASSWORD)
    choose(server, security, mail__copy_to_self="yes")
    tried = run_program("setup", "mail", "--test")
    assert (tried.code, "127.0.0.1" in tried.out) == (0, True), tried.err
    made()
    shown = json.loads(run_program("send", "GS-1", "--dry-run", "--json").out)["preview"]
    before, own = len(server.letters("help")), len(server.letters("ivanova"))
    sent = run_program("send", "GS-1", "--yes")
    assert sent.code == 0, sent.err
    archived = next((tmp_path / "gosupport" / "sent").iterdir()).read_bytes()
    for name, count in (("help", before), ("ivanova", own)):  # the copy to oneself
        arrived = server.arrived(name, count + 1)[-1]
        assert arrived.endswith(archived.replace(b"\r\n", b"\n"))
    seen = read_letter(archived)
    lines = {one["label"]: one["text"] for one in shown}
    assert (lines["subject"], lines["body"], lines["to"]) == (seen.subject, seen.body, seen.to)
    assert PASSWORD not in sent.out + sent.err + tried.out + tried.err


@EVERY
def test_a_wrong_password_sends_nothing_and_is_not_echoed(
    security: str, server: postfix.Postfix, tmp_path: Path
) -> None:
    script = tmp_path / "pass.py"
    script.write_text("print('Другое слово')\n", encoding="utf-8")
    choose(server, security,
           smtp__password_command=shlex.join([sys.executable, "-X", "utf8", str(script)]))
    made()
    before = len(server.letters("help"))
    for words in (("setup", "mail", "--test"), ("send", "GS-1", "--yes")):
        done = run_program(*words)
        assert (done.code, done.out) == (5, "")
        assert "не принял имя или пароль" in done.err and "Ничего не отправлено" in done.err
        assert "Другое слово" not in done.err
    assert len(server.letters("help")) == before
    assert json.loads(run_program("status", "GS-1", "--json").out)["status"] == "ready"


def test_without_a_login_postfix_takes_nothing_and_without_a_password_nobody_is_asked(
    server: postfix.Postfix
) -> None:
    choose(server, "starttls")
    made()
    done = run_program("send", "GS-1", "--yes")
    assert (done.code, "GOSUPPORT_SMTP_PASSWORD" in done.err) == (2, True)
    assert run_program("config", "set", "smtp.user", "").code == 0
    refused = run_program("send", "GS-1", "--yes")
    assert refused.code == 5
    assert "Ничего не отправлено" in refused.err
