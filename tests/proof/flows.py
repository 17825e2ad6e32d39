"""Every flow that writes, as the command a person types, and the world it is typed in.

The world: GS-1 a complete draft by e-mail with a picture, GS-2 sent by e-mail two days ago, GS-3
a ticket 17 of a Redmine, GS-4 a complete draft for it, GS-5 a complete draft for the portal; one
profile; a mail server and a Redmine that count what they take, a mailbox with four letters.
"""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from PIL import Image

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.adapters.settings import FILE
from gosupport_cli.core.model import Status
from tests.factories import complete_answers
from tests.fakes import FixedClock
from tests.proof import imap
from tests.proof.seeds import HAR
from tests.servers import Seen, Smtp, listening, reply, web

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "gosupport_cli"]


@dataclass(frozen=True)
class Flow:
    """``erases``: answers may go, that is what it is for. ``delivers``: something leaves."""

    name: str
    words: Sequence[str]
    code: int = 0
    now: str = "2026-11-20T18:00:00+03:00"
    erases: bool = False
    delivers: str = ""  # smtp or redmine
    empty: bool = False  # begins without a journal
    once: bool = False  # stopped and run again it ends as if it had never been stopped
    again: int | tuple[int, ...] = 0  # exit codes of the same words after a kill


LATER = "2026-11-24T18:00:00+03:00"
FLOWS = tuple({one.name: one for one in (
    Flow("new", ("new", "--no-input", "--answers", "{work}/answers.json",
                 "--attach", "{work}/screen.png")),
    Flow("new, the first", ("new", "--no-input", "--answers", "{work}/answers.json"), empty=True),
    Flow("new --from", ("new", "--no-input", "--from", "GS-2"), code=3, again=3),
    Flow("edit --set", ("edit", "GS-1", "--set", "problem.subject=Ошибка 500 при записи к врачу")),
    Flow("attach, a picture", ("attach", "GS-1", "{work}/other.png")),
    Flow("attach, a HAR", ("attach", "GS-1", "{work}/portal.har", "--apply")),
    Flow("attach --remove", ("attach", "GS-1", "--remove", "screen.png"), again=(0, 2, 7)),
    Flow("check --waive", ("check", "GS-1", "--waive", "long-sentence", "--why", "цитата")),
    Flow("privacy --reveal", ("privacy", "GS-1", "--channel", "email", "--reveal", "СНИЛС-1")),
    Flow("send by mail", ("send", "GS-1", "--yes", "--no-open"), delivers="smtp", again=(0, 2, 6)),
    Flow("send to a desk", ("send", "GS-4", "--yes", "--no-open"), delivers="redmine",
         again=(0, 2, 6)),
    Flow("send, handed over", ("send", "GS-5", "--yes", "--no-open")),
    Flow("sent", ("sent", "GS-5", "--ticket", "SCR#7654321", "--term", "3 дня"), again=(0, 2)),
    Flow("status --set", ("status", "GS-2", "--set", "В работе")),
    Flow("reply by mail", ("reply", "GS-2", "--done", "--yes"), delivers="smtp",
         again=(0, 2, 6)),
    Flow("reply to a desk", ("reply", "GS-3", "--message", "Версия браузера 25.10", "--yes"),
         delivers="redmine", again=(0, 2, 6)),
    Flow("reply, kept", ("reply", "GS-2", "--done", "--no-send")),
    Flow("remind", ("remind", "GS-2", "--yes"), now=LATER, delivers="smtp", again=(0, 2, 6)),
    Flow("followup", ("followup", "GS-2", "--yes"), now=LATER, delivers="smtp", again=(0, 2, 6)),
    Flow("todo --add", ("todo", "GS-2", "--add", "Очистить кэш")),
    Flow("ingest", ("ingest", "{work}/sms.txt", "--yes")),
    Flow("sync, mail and desk", ("sync",), once=True),
    Flow("profile set", ("profile", "set", "папа",
                         "person.full_name=Иванов Пётр Ильич")),
    Flow("profile delete", ("profile", "delete", "мама"), erases=True, again=(0, 2, 7)),
    Flow("config set", ("config", "set", "mail.to", "other@example.ru")),
    Flow("export", ("export", "{home}/../saved.zip"), again=(0, 2)),
    Flow("import", ("import", "{work}/saved.zip", "--yes")),
    Flow("import, elsewhere", ("import", "{work}/saved.zip", "--yes"), empty=True),
    Flow("purge", ("purge", "GS-2", "--yes"), erases=True, again=(0, 7)),
    Flow("purge --all", ("purge", "--all", "--yes"), erases=True),
)}.values())


@dataclass
class World:
    """The folders of one flow and what the servers took."""

    work: Path
    home: Path
    smtp: Smtp
    issues: list[str] = field(default_factory=list)

    def words(self, flow: Flow) -> list[str]:
        return [one.format(work=self.work, home=self.home) for one in flow.words]

    def taken(self, kind: str) -> int:
        """Messages that arrived so far."""
        return len(self.smtp.letters) if kind == "smtp" else len(self.issues)

    def environment(self, flow: Flow) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items()
                if not key.startswith("GOSUPPORT") and not key.lower().endswith("_proxy")}
        return {**kept, "GOSUPPORT_HOME": str(self.home), "GOSUPPORT_NOW": flow.now,
                "GOSUPPORT_REDMINE_KEY": "key-1", "GOSUPPORT_SMTP_PASSWORD": "word-1",
                "GOSUPPORT_IMAP_PASSWORD": "word-2",
                "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8",
                "HOME": str(self.work), "PYTHONHASHSEED": "0"}

    def run(
        self, flow: Flow, *, before: Sequence[str] = (), words: Sequence[str] = (),
        **more: str
    ) -> "subprocess.CompletedProcess[str]":
        """The real program; ``before`` are the words of a tracer."""
        return subprocess.run(
            [*before, *PROGRAM, *(words or self.words(flow))], check=False, text=True,
            capture_output=True, stdin=subprocess.DEVNULL, cwd=self.work, timeout=120,
            env={**self.environment(flow), **more}, encoding="utf-8", errors="replace")


@contextlib.contextmanager
def world(work: Path) -> Iterator[World]:
    """Servers and a home with everything in it; ``fresh`` lays a copy of that home."""
    made = World(work, work / "home", Smtp())

    def desk(handler: BaseHTTPRequestHandler, seen: Seen) -> None:
        if seen.method == "GET":
            issue = {"id": 17, "status": {"name": "In Progress"},
                     "updated_on": "2026-11-20T10:00:00Z", "journals": [
                         {"id": 1, "notes": "Уточните версию браузера", "user": {"name": "Desk"},
                          "created_on": "2026-11-20T10:00:00Z"}]}
            reply(handler, 200, json.dumps({"issue": issue}).encode())
        elif seen.path.startswith("/uploads"):
            reply(handler, 201, b'{"upload": {"token": "t-1"}}')
        else:
            if len(seen.body) == int(seen.headers.get("Content-Length", "0")):
                made.issues.append(seen.path)  # of half a question no service makes a ticket
            reply(handler, 204 if seen.method == "PUT" else 201,
                  b"" if seen.method == "PUT" else b'{"issue": {"id": 18}}')

    with (listening(made.smtp.serve) as port, listening(imap.serve) as box,
          web(desk) as (address, _seen)):
        _fill(made, port, box, address)
        yield made


def fresh(made: World, flow: Flow) -> None:
    """The home as the flow finds it."""
    shutil.rmtree(made.home, ignore_errors=True)
    (made.work / "saved.zip.new").unlink(missing_ok=True)
    (made.home.parent / "saved.zip").unlink(missing_ok=True)
    if flow.name.startswith("import"):
        shutil.copy(made.work / "good.zip", made.work / "saved.zip")
    if not flow.empty:
        shutil.copytree(made.work / "full", made.home)


def _fill(made: World, port: int, box: int, desk: str) -> None:
    work, home = made.work, made.work / "full"
    Image.effect_noise((60, 40), 50).convert("RGB").save(work / "screen.png")
    Image.effect_noise((80, 40), 50).convert("RGB").save(work / "other.png")
    (work / "portal.har").write_bytes(HAR)
    (work / "sms.txt").write_text("Обращение SCR#1234567 выполнено", encoding="utf-8")
    (work / "answers.json").write_text(json.dumps(nested(complete_answers()), ensure_ascii=False),
                                       encoding="utf-8")
    clock = FixedClock()
    journal = SqliteJournal(home)
    before = clock.now() - timedelta(days=2)
    for number, channel in enumerate(("email", "email", "redmine", "redmine", "portal"), 1):
        journal.create({**complete_answers(channel=channel), "person.snils": "112-233-445 95"},
                       at=before, source="test")
        if number in (2, 3):
            journal.set_ticket(f"GS-{number}", "SCR#1234567" if number == 2 else "17",
                               at=before, source="test")
            journal.set_status(f"GS-{number}", Status.WAITING, at=before, source="test",
                               sent_at=before)
    journal.put_profile("мама", {"person.full_name": "Иванова Мария Сергеевна"}, at=before)
    journal.close()
    chosen = {"mail.to": "help@example.ru", "smtp.host": "127.0.0.1", "smtp.port": str(port),
              "smtp.security": "none", "smtp.user": "ivanova",
              "imap.host": "127.0.0.1", "imap.port": str(box), "imap.security": "none",
              "imap.user": "ivanova", "imap.trusted_authserv": "mx.me",
              "redmine.url": desk,
              "redmine.project": "support", "http.timeout": "5"}
    (home / FILE).write_text("".join(f"{key}: {json.dumps(value)}\n"
                                     for key, value in chosen.items()), encoding="utf-8")
    (home / FILE).chmod(0o600)  # as the program leaves it: only what a flow writes is judged
    made.home = home
    attached = made.run(FLOWS[0], words=("attach", "GS-1", str(work / "screen.png")))
    assert attached.returncode == 0, attached.stderr
    exported = made.run(FLOWS[0], words=("export", str(work / "good.zip")))
    assert exported.returncode == 0, exported.stderr
    made.home = work / "home"


def nested(flat: dict[str, object] | dict[str, str | tuple[str, ...]]) -> dict[str, object]:
    """Flat answers as a file has them."""
    made: dict[str, object] = {}
    for key, value in flat.items():
        group, _, name = key.rpartition(".")
        place = made if not group else made.setdefault(group, {})
        assert isinstance(place, dict)
        place[name] = list(value) if isinstance(value, tuple) else value
    return made
