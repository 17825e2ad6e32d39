"""``gosupport show … | sendmail -t`` with Postfix itself: what arrives is what was written."""

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from gosupport_cli.adapters.mail_message import build_message
from gosupport_cli.channels.second_reader import read_letter
from gosupport_cli.channels.smtp import send
from gosupport_cli.core.document import Document, DocumentField
from gosupport_cli.core.errors import NotDelivered
from tests.cli.evidence import picture
from tests.cli.program import run_program
from tests.fakes import FixedClock
from tests.rules.tree import TESTS
from tests.services.postfix import Postfix, running

SUBJECT = ("Прошу помочь: при выборе времени приёма у врача открывается страница с ошибкой 500, "
           "а после обновления страницы пропадает вся очередь, и запись приходится начинать "
           "сначала; так было уже трижды за ноябрь!")
pytestmark = [pytest.mark.services("postfix", "root"), pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def postfix() -> Iterator[Postfix]:
    with running() as server:
        yield server


def test_a_piped_letter_arrives_as_it_was_written(postfix: Postfix, tmp_path: Path) -> None:
    answers = TESTS / "answers" / "booking.yaml"
    made = run_program("new", "--no-input", "--answers", str(answers),
                       "--channel", "email", "--set", f"problem.subject={SUBJECT}",
                       "--set", "problem.actual=Ёж.\n.\nFrom here\nи дальше")
    assert made.code in (0, 3), made.err
    picture(tmp_path, "снимок ёжик.png")
    assert run_program("attach", "GS-1", str(tmp_path / "снимок ёжик.png")).code == 0
    body = run_program("show", "GS-1", "--channel", "email").out
    to = "Поддержка и ёж <support@example.ru>"
    words = [sys.executable, "-m", "gosupport_cli", "show", "GS-1", "--format", "eml", "--to", to]
    with subprocess.Popen(words, stdout=subprocess.PIPE, env=dict(os.environ)) as show:
        piped = subprocess.run([*shlex.split(postfix.sendmail), "-t"], stdin=show.stdout,
                               capture_output=True, timeout=60, check=False)
    assert (show.returncode, piped.returncode) == (0, 0), piped.stderr
    seen = message_from_bytes(postfix.arrived("support", 1)[0], policy=policy.default)
    assert seen["subject"] == SUBJECT
    assert seen["to"].addresses[0].display_name == "Поддержка и ёж"
    text = seen.get_body()
    assert text is not None
    assert text.get_content().replace("\r\n", "\n") == body
    assert [one.get_filename() for one in seen.iter_attachments()] == ["снимок ёжик.png"]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_letter_over_tls_arrives_with_all_its_signs(
    security: str, postfix: Postfix, tmp_path: Path
) -> None:
    subject = (SUBJECT + " Ещё ёлка.")[:200]
    body = "Ёж.\n.\n..две точки\nFrom here"
    document = Document("email", subject, (DocumentField("subject", "Тема", subject),
                                           DocumentField("body", "Текст", body)))
    letter = build_message(document, sender="ivanova@example.ru", to="help@example.ru",
                           date=FixedClock().now(), message_id=f"<{security}@example.ru>")
    before = len(postfix.letters("help"))
    said = send(postfix.account(security), "ivanova@example.ru",
                ["help@example.ru", "ivanova@example.ru"], letter)
    assert said.startswith("250")
    postfix.arrived("help", before + 1)
    mine = [one for one in postfix.letters("help") if f"<{security}@".encode() in one]
    assert len(mine) == 1
    assert mine[0].endswith(letter.replace(b"\r\n", b"\n"))
    seen = read_letter(mine[0])
    assert (seen.subject, seen.body) == (subject, body)


def test_postfix_refuses_in_words_and_nothing_arrives(postfix: Postfix) -> None:
    letter = b"Subject: a\r\n\r\nb\r\n"
    before = len(postfix.letters("help"))
    with pytest.raises(NotDelivered) as told:
        send(postfix.account("starttls"), "ivanova@example.ru",
             ["help@example.ru", "nobody@example.ru"], letter)
    assert told.value.code == "mail-no-recipient"
    with pytest.raises(NotDelivered) as told:
        send(postfix.account("starttls"), "ivanova@example.ru", ["help@example.ru"],
             letter + b"x" * 500_000)
    assert told.value.code == "mail-too-large"
    stranger = replace(postfix.account("starttls"), ca_file="")
    with pytest.raises(NotDelivered) as told:
        send(stranger, "ivanova@example.ru", ["help@example.ru"], letter)
    assert told.value.code == "mail-certificate"
    assert len(postfix.letters("help")) == before
