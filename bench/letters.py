"""``sync`` on a real Dovecot with 20,000 letters, against what imaplib alone needs."""

import imaplib
import ssl
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from bench.table import Table, ratio

LETTERS = 20_000
SECOND = 1.3  # of connecting


def tables(rounds: int) -> list[Table]:
    """One table; by the clock, since most of the work is the server's."""
    try:
        from tests.services.dovecot import running

        with running() as server:
            return [_measured(server, rounds)]
    except (ImportError, OSError) as error:
        table = Table("sync", ["what", "s"])
        table.notes.append(f"Not measured: Dovecot cannot be started here ({error}).")
        return [table]


def _measured(server: Any, rounds: int) -> Table:
    from gosupport_cli.adapters.mailbox import ImapMailbox
    from gosupport_cli.flows.sync import sync_mail
    from tests.services.test_imap import account, letter, tools

    for number in range(LETTERS):
        place = server.inbox / "cur" / f"{1_700_000_000 + number}.M{number}.x:2,S"
        place.write_bytes(letter(number, f"Распродажа {number}"))
    _connect(server)  # Dovecot indexes a folder when it is first opened

    with tempfile.TemporaryDirectory() as folder:
        ours = tools(Path(folder))
        scan = _seconds(lambda: _scan(server))

        def sync(since: date | None = None) -> None:
            with ImapMailbox(account(server)) as mailbox:
                sync_mail(ours, mailbox, "me", since=since)

        first = _seconds(lambda: sync(date(2020, 1, 1)))
        connecting, second = float("inf"), float("inf")
        for _ in range(max(rounds, 10)):
            connecting = min(connecting, _seconds(lambda: _connect(server)))
            second = min(second, _seconds(sync))
    table = Table(f"`sync` with {LETTERS:,} letters (Dovecot, TLS)", ["what", "s", "ratio"])
    table.rows += [
        ["imaplib: connect, log in, open", f"{connecting:.3f}", "1.00x"],
        ["`sync`, second time", f"{second:.3f}", ratio(second, connecting, SECOND)],
        ["imaplib: headers of all letters", f"{scan:.2f}", "1.00x"],
        ["`sync`, first time", f"{first:.2f}", ratio(first, scan)],
    ]
    return table


def _seconds(action: Callable[[], object]) -> float:
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def _open(server: Any) -> imaplib.IMAP4_SSL:
    from tests.services.dovecot import PASSWORD, USER

    context = ssl.create_default_context()  # the authorities of the system, as anyone needs
    context.load_verify_locations(cafile=server.ca_file)
    client = imaplib.IMAP4_SSL("localhost", server.tls, ssl_context=context)
    client.authenticate("PLAIN", lambda _: f"\0{USER}\0{PASSWORD}".encode())
    client.select("INBOX", readonly=True)
    return client


def _connect(server: Any) -> None:
    _open(server).logout()


def _scan(server: Any) -> None:
    client = _open(server)
    _, found = client.uid("FETCH", "1:*", "(BODY.PEEK[HEADER])")
    assert len(found) >= LETTERS
    client.logout()
