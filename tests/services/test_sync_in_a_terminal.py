"""``sync`` before a real terminal: a letter that nobody checked waits for the person's yes."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.core.model import Status
from tests.factories import complete_answers
from tests.fakes import FixedClock
from tests.services import dovecot as imap
from tests.services.test_imap import SENT, letter
from tests.terminal.person import Person

pytestmark = [pytest.mark.services("dovecot"), pytest.mark.terminal, pytest.mark.timeout(150)]
YES, NO = {True: "1\n", False: "\x1b[A\r"}, {True: "2\n", False: "\r"}


@pytest.fixture(scope="module")
def dovecot() -> Iterator[imap.Dovecot]:
    with imap.running() as server:
        yield server


def home(folder: Path, server: imap.Dovecot) -> Path:
    """GS-1 waits under SCR#1234567; the mailbox is set up."""
    journal = SqliteJournal(folder)
    journal.create(complete_answers(), at=SENT, source="test")
    journal.set_status("GS-1", Status.WAITING, at=SENT, source="person", sent_at=SENT)
    journal.set_ticket("GS-1", "SCR#1234567", at=SENT, source="test")
    chosen = {"imap.host": "localhost", "imap.port": str(server.tls), "imap.user": imap.USER,
              "imap.security": "tls", "imap.ca_file": server.ca_file}
    text = "".join(f"{key}: {json.dumps(value)}\n" for key, value in chosen.items())
    (folder / "settings.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("linear", [True, False], ids=["linear", "menus"])
def test_a_letter_nobody_checked_is_recorded_by_a_yes_and_not_by_a_no(
    dovecot: imap.Dovecot, tmp_path: Path, linear: bool
) -> None:
    dovecot.put(letter(1, "Запрос SCR#1234567 выполнен. Тема: В"), f"one-{linear}")
    for number, (keys, after) in enumerate(((NO, Status.WAITING), (YES, Status.RESOLVED))):
        folder = home(tmp_path / str(number), dovecot)
        person = Person(folder, "sync", cols=100, rows=50,
                        GOSUPPORT_IMAP_PASSWORD=imap.PASSWORD,
                        GOSUPPORT_NOW=FixedClock().now().isoformat(),
                        **({"GOSUPPORT_LINEAR": "1"} if linear else {}))
        person.sees("Записать это в обращение GS-1?")
        said = person.shown()
        assert "адрес отправителя ничего не доказывает" in said
        assert "сохраните письмо" not in said, "here the person is asked at once"
        person.type(keys[linear])
        assert person.ends() == 0
        assert SqliteJournal(folder).get("GS-1").status is after
