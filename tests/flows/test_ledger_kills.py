"""SIGKILL at every step of the ledger: at most one letter, and then the truth about it."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from tests.cli.program import run_program
from tests.factories import complete_answers
from tests.fakes import FixedClock
from tests.servers import Smtp, listening

# Ends itself before, inside (written, not committed) or after one step of the ledger.
SENDER = """
import os, signal, sys
from gosupport_cli.adapters.journal_deliveries import Deliveries
from gosupport_cli.cli import main

place, step = sys.argv[1:]
real = getattr(Deliveries, step)

def die(sql="COMMIT"):
    if sql == "COMMIT":
        os.kill(os.getpid(), signal.SIGKILL)

def stepping(journal, *words, **more):
    if place == "before":
        die()
    if place == "inside":
        journal.database._connection().set_trace_callback(die)
    done = real(journal, *words, **more)
    die()

setattr(Deliveries, step, stepping)
main(["send", "GS-1", "--yes"])
"""
# Many processes that wait for one another and then send the same thing.
CROWD = """
import os, sys
import gosupport_cli.adapters.journal, gosupport_cli.channels.table, gosupport_cli.flows.submit
import gosupport_cli.cli.delivering, gosupport_cli.cli.show.delivery
import gosupport_cli.content.catalogue
from gosupport_cli.cli import main

start, hold = os.pipe()
children = []
for _ in range(int(sys.argv[1])):
    child = os.fork()
    if not child:
        os.close(hold)
        os.read(start, 1)
        code = 0
        try:
            main(["send", "GS-1", "--yes"])
        except SystemExit as left:
            code = int(left.code or 0)
        os._exit(code)
    children.append(child)
os.close(hold)
codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
print("codes", *codes, flush=True)
"""


def ready(tmp_path: Path, port: int) -> SqliteJournal:
    home = tmp_path / "gosupport"
    journal = SqliteJournal(home)
    journal.create(complete_answers(channel="email"), at=FixedClock().now(), source="test")
    chosen = {"smtp.host": "127.0.0.1", "smtp.port": str(port), "smtp.security": "none",
              "mail.to": "help@example.ru"}
    text = "".join(f"{key}: {json.dumps(value)}\n" for key, value in chosen.items())
    (home / "settings.yaml").write_text(text, encoding="utf-8")
    return journal


@pytest.mark.parametrize(("step", "place", "letters", "then"), [
    ("begin_attempt", "before", 0, 0), ("begin_attempt", "inside", 0, 0),
    ("begin_attempt", "after", 0, 6),
    ("finish_attempt", "before", 1, 6), ("finish_attempt", "inside", 1, 6),
    ("finish_attempt", "after", 1, 2),
])
def test_a_kill_at_any_step_leaves_at_most_one_letter_and_the_truth(
    step: str, place: str, letters: int, then: int, tmp_path: Path
) -> None:
    server = Smtp()
    with listening(server.serve) as port:
        ready(tmp_path, port)
        done = subprocess.run([sys.executable, "-c", SENDER, place, step], env=dict(os.environ),
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=120,
                              check=False)
        assert done.returncode == -signal.SIGKILL, done.stderr.decode()
        assert len(server.letters) == letters
        again = run_program("send", "GS-1", "--yes")
        assert (again.code, len(server.letters)) == (then, letters if then else 1), again.err
        if then == 6:
            assert "не известно" in again.err
            assert "gosupport send GS-1 --resend" in again.err
            told = json.loads(run_program("status", "GS-1", "--json").out)
            assert (told["status"], told["next_action"]["code"]) == ("unknown", "check_delivery")
            assert run_program("send", "GS-1", "--yes").code == 6
            assert len(server.letters) == letters
            assert run_program("send", "GS-1", "--yes", "--resend").code == 0
            assert len(server.letters) == letters + 1
        if then == 2:
            assert "уже отправлено" in again.err


def test_twenty_senders_at_once_send_one_letter(tmp_path: Path) -> None:
    server = Smtp()
    with listening(server.serve) as port:
        journal = ready(tmp_path, port)
        done = subprocess.run([sys.executable, "-c", CROWD, "20"], env=dict(os.environ),
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=170,
                              check=False)
    codes = done.stdout.decode().rpartition("codes ")[2].split()
    assert sorted(codes) == ["0"] + ["2"] * 19, done.stderr.decode()
    assert len(server.letters) == 1
    assert [one.outcome for one in journal.attempts("GS-1")] == ["sent"]
