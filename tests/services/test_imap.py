"""The mailbox adapter and ``sync`` against a real Dovecot, up to 20,000 letters."""

import base64
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.adapters.mailbox import Account, ImapMailbox
from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.core.errors import NotDelivered, UsageError
from gosupport_cli.core.model import Status
from gosupport_cli.flows.ingest import Tools
from gosupport_cli.flows.sync import sync_mail
from tests.factories import complete_answers
from tests.fakes import MOSCOW, FixedClock
from tests.services.dovecot import PASSWORD, USER, Dovecot, running

pytestmark = pytest.mark.services("dovecot")
SENT = datetime(2026, 11, 18, 12, 0, tzinfo=MOSCOW)


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with running() as server:
        yield server


def account(server: Dovecot, **changes: object) -> Account:
    made: dict[str, object] = {
        "host": "localhost", "port": server.tls, "security": "tls", "user": USER,
        "password": PASSWORD, "ca_file": server.ca_file, "timeout": 30.0,
    }
    return Account(**{**made, **changes})  # type: ignore[arg-type]


def letter(number: int, subject: str, *headers: str) -> bytes:
    encoded = base64.b64encode(subject.encode()).decode()
    head = (
        "From: noreply@sc.digital.gov.ru", "To: ivanova@example.ru",
        f"Subject: =?utf-8?B?{encoded}?=", f"Message-ID: <{number}@sc>",
        "Date: Fri, 20 Nov 2026 09:00:00 +0300", *headers,
        "Content-Type: text/plain; charset=koi8-r", "Content-Transfer-Encoding: 8bit",
    )
    return "\r\n".join(head).encode() + b"\r\n\r\n" + "Здравствуйте".encode("koi8-r")


def tools(tmp_path: Path) -> Tools:
    made = Tools(
        journal=SqliteJournal(tmp_path / "home"), catalogue=YamlCatalogue(tmp_path / "own"),
        clock=FixedClock(), trusted_server="mx.me",
    )
    made.journal.create(complete_answers(), at=SENT, source="test")
    attempt = made.journal.begin_attempt("GS-1", channel="email", key="<ours@example.ru>",
                                         digest="0", at=SENT)
    made.journal.finish_attempt(attempt.id, "sent", at=SENT)
    made.journal.set_ticket("GS-1", "SCR#1234567", at=SENT, source="test")
    return made


@pytest.mark.parametrize("security", ["tls", "starttls", "none"])
def test_every_kind_of_connection_with_a_password_beyond_ascii(
    dovecot: Dovecot, security: str
) -> None:
    port = dovecot.tls if security == "tls" else dovecot.plain
    with ImapMailbox(account(dovecot, security=security, port=port)) as mailbox:
        assert mailbox.state().validity > 0


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"password": "wrong"}, "mailbox-login"),
        ({"folder": "Нет такой"}, "mailbox-folder"),
        ({"ca_file": ""}, "mailbox-tls"),
        ({"port": 1}, "mailbox-unreachable"),
    ],
)
def test_what_goes_wrong_is_named(dovecot: Dovecot, change: dict[str, object], code: str) -> None:
    with pytest.raises(NotDelivered) as caught, ImapMailbox(account(dovecot, **change)):
        pass
    assert caught.value.code == code
    assert PASSWORD not in str(caught.value)


def test_a_password_is_never_sent_without_protection() -> None:
    with pytest.raises(UsageError, match="mailbox-not-safe"):
        ImapMailbox(Account("mail.example.ru", 143, "none", USER, PASSWORD))


def test_twenty_thousand_letters_are_read_once_and_nothing_in_the_mailbox_changes(
    dovecot: Dovecot, tmp_path: Path
) -> None:
    passed = "Authentication-Results: mx.me; dkim=pass header.d=sc.digital.gov.ru"
    # Straight into cur with a flag: 20,000 renames into new/ cost Dovecot a minute.
    for number in range(20_000):
        place = dovecot.inbox / "cur" / f"{1_700_000_000 + number}.M{number}.x:2,S"
        place.write_bytes(letter(number, f"Распродажа {number}"))
    dovecot.put(letter(30_001, "Запрос SCR#1234567 выполнен. Тема: В", passed), "n1")
    dovecot.put(letter(30_002, "Запрос SCR#1234567 закрыт. Тема : В"), "n2")
    ours = tools(tmp_path)
    ticks: list[tuple[int, int]] = []
    with ImapMailbox(account(dovecot)) as mailbox:
        first = sync_mail(ours, mailbox, "me", since=datetime(2020, 1, 1, tzinfo=MOSCOW).date(),
                          progress=lambda done, every: ticks.append((done, every)))
    assert (first.seen, first.new) == (20_002, 2)
    assert len(first.applied) == 1
    assert [one.belief.trust for one in first.waiting] == ["unverified"]
    assert ours.journal.get("GS-1").status is Status.RESOLVED
    assert ticks[-1] == (20_002, 20_002) and len(ticks) > 10
    with ImapMailbox(account(dovecot)) as mailbox:
        assert sync_mail(ours, mailbox, "me").seen == 0
    dovecot.put(letter(30_003, "Запрос SCR#1234567 закрыт. Тема : В", passed), "n3")
    with ImapMailbox(account(dovecot)) as mailbox:
        again = sync_mail(ours, mailbox, "me")
    assert (again.seen, len(again.applied)) == (1, 1)
    assert ours.journal.get("GS-1").status is Status.CLOSED
    marked = [one for one in dovecot.flags() if one != "S"]
    assert marked in ([], [""] * len(marked))
