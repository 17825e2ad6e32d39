"""``send --dry-run``, and ``send`` without a yes: no socket, no program, no window, no trace."""

import json
import os
import subprocess
import sys
from pathlib import Path

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.channels.table import WAYS
from tests.factories import complete_answers
from tests.fakes import FixedClock

# Python's own audit events see every socket, process and browser, whoever asks for one.
WATCHED = """
import contextlib, io, json, sys
from gosupport_cli.cli import main

seen = []
names = ("socket.", "subprocess.", "os.exec", "os.spawn", "os.posix_spawn", "os.system", "os.fork",
         "os.startfile", "webbrowser.")
sys.addaudithook(lambda name, _: seen.append(name) if name.startswith(names) else None)
told = {}
for channel in sys.argv[1:]:
    for more in (["--dry-run"], ["--dry-run", "--json"], []):
        before, out = len(seen), io.StringIO()
        code = 0
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            try:
                main(["send", "GS-1", "--channel", channel, *more])
            except SystemExit as left:
                code = int(left.code or 0)
        told[" ".join([channel, *more])] = [code, seen[before:], out.getvalue()]
print(json.dumps(told))
"""
SETTINGS = """
mail.to: "help@example.ru"
smtp.host: "smtp.example.test"
smtp.user: "ivanova"
smtp.password_command: "pass show mail"
rt.url: "https://rt.example.test"
redmine.url: "https://redmine.example.test"
redmine.project: "support"
zammad.url: "https://zammad.example.test"
open311.url: "https://open311.example.test/v2"
open311.service: "it"
"""


def test_a_rehearsal_and_a_missing_yes_touch_nothing_by_any_way(tmp_path: Path) -> None:
    home = tmp_path / "gosupport"
    journal = SqliteJournal(home)
    journal.create(complete_answers(), at=FixedClock().now(), source="test")
    (home / "settings.yaml").write_text(SETTINGS, encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", WATCHED, *WAYS], stdin=subprocess.DEVNULL,
                          env={**os.environ, "DISPLAY": ":99"}, capture_output=True, timeout=170,
                          check=False)
    told = json.loads(done.stdout)
    assert {name: events for name, (_, events, _) in told.items() if events} == {}
    for name, (code, _, said) in told.items():
        assert code == (0 if "--dry-run" in name else 2), (name, said)
        assert "--json" in name or "Ничего не отправлено" in said, (name, said)
        if "--json" in name:
            assert json.loads(said)["outcome"] == "kept"
    assert journal.attempts("GS-1") == ()
    left = {one.name for one in home.iterdir() if not one.name.startswith("journal")}
    assert left == {"settings.yaml"}
