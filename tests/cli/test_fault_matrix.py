"""Every fault at every stage, by the program itself: at most one message, and a true outcome."""

import json
import ssl
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from tests.channels.troubles import drop, endless, garbage, hang, page
from tests.cli.program import run_program
from tests.desks import KEY, ZammadDesk, answering
from tests.factories import complete_answers
from tests.fakes import FixedClock
from tests.servers import Seen, Smtp, certificate, listening, reply, web

Fault = Callable[[BaseHTTPRequestHandler, Seen], None]


def ready(tmp_path: Path, channel: str, **chosen: str) -> SqliteJournal:
    home = tmp_path / "gosupport"
    journal = SqliteJournal(home)
    journal.create(complete_answers(channel=channel), at=FixedClock().now(), source="test")
    chosen = {"http.timeout": "2", **{k.replace("__", "."): v for k, v in chosen.items()}}
    text = "".join(f"{key}: {json.dumps(value)}\n" for key, value in chosen.items())
    (home / "settings.yaml").write_text(text, encoding="utf-8")
    return journal


def holds(journal: SqliteJournal, code: int, messages: Callable[[], int], mend: Callable[[], None],
          ) -> None:
    """What ``send`` says under the fault (``code``), and what it does once all is well again."""
    before = run_program("send", "GS-1", "--yes")
    assert (before.code, before.out) == (code, ""), before.err
    said = {5: "Ничего не отправлено", 6: "не известно"}[code]
    assert said in before.err
    outcome, status = {5: ("failed", "ready"), 6: ("unknown", "unknown")}[code]
    assert [one.outcome for one in journal.attempts("GS-1")] == [outcome]
    assert str(journal.get("GS-1").status) == status
    arrived = messages()
    assert arrived <= (code == 6)
    mend()
    again = run_program("send", "GS-1", "--yes")
    if code == 5:
        assert (again.code, messages()) == (0, 1), again.err
        return
    assert (again.code, messages()) == (6, arrived)
    assert "--resend" in again.err
    assert run_program("send", "GS-1", "--yes", "--resend").code == 0
    assert messages() == arrived + 1


@pytest.mark.parametrize(("at", "how", "code"), [
    ("connect", "drop", 5), ("connect", "hang", 5), ("connect", "554 no", 5),
    ("ehlo", "421 bye", 5), ("ehlo", "garbage", 5),
    ("starttls", "454 not now", 5), ("starttls", "drop", 5), ("starttls", "garbage", 5),
    ("auth", "535 wrong", 5), ("auth", "hang", 5), ("auth", "454 later", 5),
    ("mail", "451 later", 5), ("mail", "drop", 5),
    ("rcpt", "550 nobody", 5), ("rcpt", "endless", 5), ("data", "554 no", 5), ("data", "drop", 5),
    ("dot", "drop", 6), ("dot", "hang", 6), ("dot", "garbage", 6), ("dot", "451 later", 5),
])
def test_mail(
    at: str, how: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOSUPPORT_SMTP_PASSWORD", "word")
    secured = at == "starttls"
    server = Smtp(at, how)
    if secured:
        server.context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        server.context.load_cert_chain(*certificate(tmp_path, "127.0.0.1"))

    def mend() -> None:
        server.at = ""

    with listening(server.serve) as port:
        journal = ready(tmp_path, "email", smtp__host="127.0.0.1", smtp__port=str(port),
                        smtp__security="starttls" if secured else "none", smtp__user="ivanova",
                        smtp__ca_file=str(tmp_path / "cert.pem") if secured else "",
                        mail__to="help@example.ru")
        holds(journal, code, lambda: len(server.letters), mend)


def _answers(status: int, body: bytes = b'{"error": "no"}') -> Fault:
    return lambda handler, _: reply(handler, status, body, Retry_After="3600")


@pytest.mark.parametrize(("fault", "code"), [
    (drop, 6), (hang, 6), (page, 6), (endless, 6), (garbage, 6),
    (_answers(400), 5), (_answers(401), 5), (_answers(404), 5), (_answers(422), 5),
    (_answers(429), 5), (_answers(503), 5), (_answers(500), 6), (_answers(201, b"{}"), 6),
    (_answers(302), 5),
], ids=["reset", "silent", "page", "endless", "garbage", "400", "401", "404", "422", "429", "503",
        "500", "no number", "302"])
def test_a_ticket_server(
    fault: Fault, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOSUPPORT_ZAMMAD_TOKEN", KEY)
    desk, broken = ZammadDesk(), [True]

    def either(handler: BaseHTTPRequestHandler, seen: Seen) -> None:
        (fault if broken[0] else answering(desk))(handler, seen)

    with web(either) as (url, seen):
        journal = ready(tmp_path, "zammad", zammad__url=url)

        def mend() -> None:
            assert len(seen) == 1  # a write is never repeated by itself
            broken[0] = False

        holds(journal, code, lambda: len(desk.tickets), mend)


def test_a_busy_server_says_how_long_to_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOSUPPORT_ZAMMAD_TOKEN", KEY)
    with web(_answers(429)) as (url, _):
        ready(tmp_path, "zammad", zammad__url=url)
        assert "60 мин" in run_program("send", "GS-1", "--yes").err
