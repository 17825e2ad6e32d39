"""``gosupport show … | sendmail -t`` with Postfix itself: what arrives is what was written."""

import os
import shlex
import subprocess
import sys
import time
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.cli.program import run_program
from tests.cli.test_attach import picture
from tests.rules.tree import TESTS

HERE = Path(__file__).parent
SUBJECT = ("Прошу помочь: при выборе времени приёма у врача открывается страница с ошибкой 500, "
           "а после обновления страницы пропадает вся очередь, и запись приходится начинать "
           "сначала; так было уже трижды за ноябрь!")
pytestmark = [pytest.mark.services("postfix", "root"), pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def postfix() -> dict[str, str]:
    """What the starter printed; the server is left running for the next test run."""
    folder = Path("/tmp/gosupport-postfix")
    log = folder.with_suffix(".log")
    with log.open("w") as out:
        done = subprocess.run([HERE / "start_postfix.sh", folder, "18225"], stdout=out, stderr=out,
                              stdin=subprocess.DEVNULL, timeout=280, check=False)
    assert done.returncode == 0, log.read_text()[-2000:]
    lines = (folder / "service.env").read_text().splitlines()
    return {name: value.strip('"') for name, _, value in (one.partition("=") for one in lines)}


def arrived(told: dict[str, str], box: str, before: set[Path]) -> bytes:
    """The letter that came into ``box`` since ``before``."""
    for _ in range(200):
        fresh = set((Path(told["MAIL_ROOT"]) / box / "Maildir" / "new").glob("*")) - before
        if fresh:
            return fresh.pop().read_bytes()
        time.sleep(0.1)
    pytest.fail("nothing arrived: " + Path(told["POSTFIX_LOG"]).read_text()[-1500:])


def test_a_piped_letter_arrives_as_it_was_written(postfix: dict[str, str], tmp_path: Path) -> None:
    answers = TESTS / "answers" / "booking.yaml"
    made = run_program("new", "--no-input", "--answers", str(answers),
                       "--channel", "email", "--set", f"problem.subject={SUBJECT}",
                       "--set", "problem.actual=Ёж.\n.\nFrom here\nи дальше")
    assert made.code in (0, 3), made.err
    picture(tmp_path, "снимок ёжик.png")
    assert run_program("attach", "GS-1", str(tmp_path / "снимок ёжик.png")).code == 0
    body = run_program("show", "GS-1", "--channel", "email").out
    before = set((Path(postfix["MAIL_ROOT"]) / "support" / "Maildir" / "new").glob("*"))
    to = "Поддержка и ёж <support@example.ru>"
    words = [sys.executable, "-m", "gosupport_cli", "show", "GS-1", "--format", "eml", "--to", to]
    with subprocess.Popen(words, stdout=subprocess.PIPE, env=dict(os.environ)) as show:
        piped = subprocess.run([*shlex.split(postfix["SENDMAIL"]), "-t"], stdin=show.stdout,
                               capture_output=True, timeout=60, check=False)
    assert (show.returncode, piped.returncode) == (0, 0), piped.stderr
    seen = message_from_bytes(arrived(postfix, "support", before), policy=policy.default)
    assert seen["subject"] == SUBJECT
    assert seen["to"].addresses[0].display_name == "Поддержка и ёж"
    text = seen.get_body()
    assert text is not None
    assert text.get_content().replace("\r\n", "\n") == body
    assert [one.get_filename() for one in seen.iter_attachments()] == ["снимок ёжик.png"]
