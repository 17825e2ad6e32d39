"""A request lives its whole life: answers, letter out by a real MTA, letters in by real IMAP."""

import base64
import json
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.cli.program import run_program
from tests.rules.tree import TESTS
from tests.services import dovecot as imap
from tests.services import postfix as smtp

pytestmark = [pytest.mark.services("postfix", "dovecot", "root"), pytest.mark.timeout(300)]
PASSED = "Authentication-Results: mx.me; dkim=pass header.d=sc.digital.gov.ru"
FORGED = "Authentication-Results: mx.me; dkim=fail header.d=sc.digital.gov.ru"


@pytest.fixture(scope="module")
def servers() -> Iterator[tuple[smtp.Postfix, imap.Dovecot]]:
    with smtp.running() as out, imap.running() as inbox:
        yield out, inbox


def letter(number: int, subject: str, *headers: str, body: str = "Текст") -> bytes:
    encoded = base64.b64encode(subject.encode()).decode()
    head = ("From: noreply@sc.digital.gov.ru", "Reply-To: support@example.ru",
            "To: ivanova@example.ru", f"Subject: =?utf-8?B?{encoded}?=",
            f"Message-ID: <{number}@sc.digital.gov.ru>",
            f"Date: Fri, 20 Nov 2026 1{number}:00:00 +0300", *headers,
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit")
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body.encode()


def done(*words: str) -> None:
    ran = run_program(*words)
    assert ran.code == 0, (words, ran)


def state() -> tuple[str, str]:
    shape = json.loads(run_program("status", "GS-1", "--json").out)
    return shape["status"], shape["next_action"]["code"]


def set_up(
    mta: smtp.Postfix, inbox: imap.Dovecot, monkeypatch: pytest.MonkeyPatch, to: str
) -> None:
    monkeypatch.setenv("GOSUPPORT_IMAP_PASSWORD", imap.PASSWORD)
    for key, value in {
        "mail.to": to, "mail.transport": "sendmail",
        "sendmail.command": mta.sendmail, "imap.host": "localhost",
        "imap.port": str(inbox.tls), "imap.security": "tls", "imap.user": imap.USER,
        "imap.ca_file": inbox.ca_file, "imap.trusted_authserv": "mx.me",
    }.items():
        done("config", "set", key, value)


def test_from_the_first_answer_to_the_end(
    servers: tuple[smtp.Postfix, imap.Dovecot], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mta, inbox = servers
    set_up(mta, inbox, monkeypatch, "support@example.ru")
    monkeypatch.setenv("GOSUPPORT_NOW", "2026-11-20T10:00:00+03:00")
    done("new", "--no-input", "--answers", str(TESTS / "answers_example.yaml"),
         "--channel", "email", "--set", "problem.occurred_at=2026-11-19T14:30+03:00")
    done("send", "GS-1", "--yes")
    assert state() == ("waiting", "record_ticket")
    first = message_from_bytes(mta.arrived("support", 1)[0], policy=policy.default)

    # The desk answers our letter: the number is learned from the thread.
    monkeypatch.setenv("GOSUPPORT_NOW", "2026-11-20T20:00:00+03:00")
    inbox.put(letter(1, "Зарегистрирован запрос SCR#1234567. Тема запроса: В", PASSED,
                     f"In-Reply-To: {first['Message-ID']}"), "1")
    done("sync")
    assert json.loads(run_program("status", "SCR#1234567", "--json").out)["id"] == "GS-1"

    inbox.put(letter(2, "По запросу SCR#1234567 требуется дополнительная информация. Тема : В",
                     PASSED, body="Назовите версию браузера."), "2")
    done("sync")
    assert state() == ("needs_info", "answer")
    done("reply", "GS-1", "--result", "Яндекс Браузер 25.10", "--yes")
    assert state()[0] == "in_progress"
    answer: EmailMessage = message_from_bytes(
        mta.arrived("support", 2)[1], policy=policy.default
    )
    assert answer["In-Reply-To"] == "<2@sc.digital.gov.ru>"
    assert answer["Subject"].startswith("По запросу SCR#1234567 требуется")

    # A forged letter changes nothing, and it is named.
    inbox.put(letter(3, "Запрос SCR#1234567 закрыт. Тема : В", FORGED), "3")
    ran = run_program("sync", "--json")
    assert json.loads(ran.out)["suspect"] == 1
    assert state()[0] == "in_progress"

    inbox.put(letter(4, "Запрос SCR#1234567 выполнен. Тема: В", PASSED), "4")
    done("sync")
    assert state() == ("resolved", "confirm")
    done("reply", "GS-1", "--not-fixed", "--result", "Ошибка 500 появляется снова", "--yes")
    assert state()[0] == "reopened"
    inbox.put(letter(5, "Запрос SCR#1234567 выполнен. Тема: В", PASSED), "5")
    done("sync")
    done("reply", "GS-1", "--done", "--yes")
    assert state() == ("closed", "none")
    assert len(mta.arrived("support", 4)) == 4
    history = [one["status"] for one in
               json.loads(run_program("status", "GS-1", "--json").out)["history"]]
    for status in ("waiting", "needs_info", "in_progress", "resolved", "reopened", "closed"):
        assert status in history


def test_a_letter_that_the_mail_server_gives_back_is_noticed(
    servers: tuple[smtp.Postfix, imap.Dovecot], monkeypatch: pytest.MonkeyPatch
) -> None:
    mta, inbox = servers
    set_up(mta, inbox, monkeypatch, "support@elsewhere.example")
    monkeypatch.setenv("GOSUPPORT_NOW", "2026-11-20T10:00:00+03:00")
    done("new", "--no-input", "--answers", str(TESTS / "answers_example.yaml"),
         "--channel", "email", "--set", "problem.occurred_at=2026-11-19T14:30+03:00")
    done("send", "GS-1", "--yes")
    inbox.put(mta.arrived("ivanova", 1)[0], "bounce")
    ran = run_program("sync", "--json")
    told = json.loads(ran.out)["requests"]  # the letters of the other life lie there too
    (found,) = [one for one in told if one["event"] == "bounced"]
    # Nobody but a person in a terminal may believe it.
    assert (found["id"], found["event"], found["applied"]) == ("GS-1", "bounced", False)
    assert "gosupport send GS-1 --resend" in found["why"]
