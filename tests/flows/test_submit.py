"""The ledger: at most one message, and an outcome that is true, whatever happens in between."""

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from gosupport_cli.adapters.identifiers import LibraryIdentifiers
from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.core.delivery import Delivered, Line, Parcel, Prepared, Way
from gosupport_cli.core.errors import (
    ChecklistError,
    NotDelivered,
    OutcomeUnknown,
    StorageError,
    UsageError,
)
from gosupport_cli.core.model import Request, Status
from gosupport_cli.flows.submit import Sending, checked, plan, submit
from tests.factories import complete_answers
from tests.fakes import FixedClock
from tests.servers import Smtp, listening

PACKAGE = Path(__file__).parent.parent.parent


class ScriptedTransport:
    """Delivers as told: an outcome or an exception; remembers what left."""

    def __init__(self, *script: Delivered | BaseException, way: Way = "network") -> None:
        self.script = list(script)
        self.way = way
        self.left: list[bytes] = []
        self.unlocked = 0

    def prepare(self, parcel: Parcel) -> Prepared:
        text = parcel.document.subject
        return Prepared(parcel, text.encode(), (Line("body", text),), self.way, "desk")

    def unlock(self) -> None:
        self.unlocked += 1

    def deliver(self, prepared: Prepared) -> Delivered:
        self.left.append(prepared.payload)
        done = self.script.pop(0)
        if isinstance(done, BaseException):
            raise done
        return done


def sending(tmp_path: Path, transport: ScriptedTransport) -> Sending:
    return Sending(
        journal=SqliteJournal(tmp_path / "h"),
        catalogue=YamlCatalogue(tmp_path / "none"),
        clock=FixedClock(),
        identifiers=LibraryIdentifiers(),
        transport=lambda name: transport,
        new_key=lambda request, message: f"<{request.id}.{request.revision}@example.ru>",
        archive=lambda name, data: None,
    )


def made(tools: Sending, **changes: str) -> str:
    answers = complete_answers(channel="email", **changes)
    return tools.journal.create(answers, at=tools.clock.now(), source="test").id


def go(tools: Sending, ref: str, *, resend: bool = False) -> str:
    request, found = checked(tools, ref)
    return submit(tools, plan(tools, request, found, resend=resend), resend=resend).outcome


SENT = Delivered("sent", ticket="17")


def test_a_sent_revision_waits_with_its_number_and_is_not_sent_again(tmp_path: Path) -> None:
    transport = ScriptedTransport(SENT)
    tools = sending(tmp_path, transport)
    ref = made(tools)
    assert go(tools, ref) == "sent"
    request = tools.journal.get(ref)
    assert (request.status, request.ticket) == (Status.WAITING, "17")
    with pytest.raises(UsageError) as told:
        go(tools, ref)
    assert told.value.code == "already-sent"
    assert len(transport.left) == 1


@pytest.mark.guide("G-126")
def test_errors_of_the_checklist_stop_everything(tmp_path: Path) -> None:
    transport = ScriptedTransport()
    tools = sending(tmp_path, transport)
    ref = made(tools, problem__subject="")
    request, found = checked(tools, ref)
    with pytest.raises(ChecklistError):
        plan(tools, request, found)
    assert transport.left == []


@pytest.mark.guide("G-137")
@pytest.mark.parametrize("key", ["person__phone", "person__email"])
def test_a_broken_contact_is_not_handed_over(key: str, tmp_path: Path) -> None:
    transport = ScriptedTransport()
    tools = sending(tmp_path, transport)
    request, found = checked(tools, made(tools, **{key: "123"}))
    with pytest.raises(ChecklistError):
        plan(tools, request, found)


def test_not_delivered_can_be_tried_again_under_the_same_key(tmp_path: Path) -> None:
    transport = ScriptedTransport(NotDelivered("mail-later", said=""), SENT)
    tools = sending(tmp_path, transport)
    ref = made(tools)
    with pytest.raises(NotDelivered):
        go(tools, ref)
    assert tools.journal.get(ref).status is Status.READY
    assert go(tools, ref) == "sent"
    first, second = tools.journal.attempts(ref)
    assert first.key == second.key


@pytest.mark.parametrize("broken", [
    OutcomeUnknown("mail-unknown"), RuntimeError("our mistake"), KeyboardInterrupt(),
])
def test_an_unknown_outcome_is_sent_again_only_on_request(
    broken: BaseException, tmp_path: Path
) -> None:
    transport = ScriptedTransport(broken, SENT)
    tools = sending(tmp_path, transport)
    ref = made(tools)
    with pytest.raises(OutcomeUnknown):
        go(tools, ref)
    assert tools.journal.get(ref).status is Status.UNKNOWN
    with pytest.raises(OutcomeUnknown) as told:
        go(tools, ref)
    assert told.value.code == "outcome-unknown"
    assert len(transport.left) == 1
    assert go(tools, ref, resend=True) == "sent"


@pytest.mark.guide("G-64")
def test_handing_over_does_not_make_it_sent(tmp_path: Path) -> None:
    tools = sending(tmp_path, ScriptedTransport(Delivered("handed_over", reference="f")))
    ref = made(tools)
    assert go(tools, ref) == "handed_over"
    request = tools.journal.get(ref)
    assert (request.status, request.sent_at) == (Status.READY, None)


def test_what_changed_after_the_preview_does_not_leave(tmp_path: Path) -> None:
    transport = ScriptedTransport(SENT)
    tools = sending(tmp_path, transport)
    ref = made(tools)
    request, found = checked(tools, ref)
    agreed = plan(tools, request, found)
    tools.journal.put_answers(
        ref, {"problem.subject": "Другое"}, at=tools.clock.now(), source="other window")
    with pytest.raises(NotDelivered) as told:
        submit(tools, agreed)
    assert told.value.code == "changed-meanwhile"
    assert transport.left == []


def test_what_was_previewed_leaves_unchanged(tmp_path: Path) -> None:
    transport = ScriptedTransport(SENT)
    tools = sending(tmp_path, transport)
    request, found = checked(tools, made(tools))
    agreed = plan(tools, request, found)
    submit(tools, agreed)
    assert transport.left == [agreed.prepared.payload]
    assert tools.journal.attempts(request.id)[0].digest == agreed.prepared.digest


def test_a_failing_archive_does_not_hide_that_it_was_sent(tmp_path: Path) -> None:
    def full(name: str, data: bytes) -> None:
        raise OSError("no space")

    tools = replace(sending(tmp_path, ScriptedTransport(SENT)), archive=full)
    request, found = checked(tools, made(tools))
    receipt = submit(tools, plan(tools, request, found))
    assert (receipt.outcome, receipt.copy_kept) == ("sent", False)


@pytest.mark.parametrize("broken", [RuntimeError("our mistake"), KeyboardInterrupt()])
def test_a_hand_over_that_breaks_off_has_sent_nothing(
    broken: BaseException, tmp_path: Path
) -> None:
    tools = sending(tmp_path, ScriptedTransport(broken, way="hand"))
    ref = made(tools)
    with pytest.raises(type(broken)):
        go(tools, ref)
    assert [one.outcome for one in tools.journal.attempts(ref)] == ["failed"]
    assert tools.journal.get(ref).status is Status.READY


class FullDisk(SqliteJournal):
    """Takes the attempt, but not its outcome."""

    trouble: BaseException = StorageError("journal-disk-full", file="journal.sqlite3")

    def finish_attempt(self, *words: object, **more: object) -> Request:
        raise self.trouble


class Impatient(FullDisk):
    """Ctrl-C at the moment when the outcome is written."""

    trouble = KeyboardInterrupt()


@pytest.mark.parametrize("journal", [FullDisk, Impatient])
@pytest.mark.parametrize(("delivered", "number"), [
    (SENT, "--ticket '17'"), (Delivered("sent"), "--no-number"),
])
def test_sent_but_not_recorded_says_how_to_record_it_and_is_not_sent_again(
    delivered: Delivered, number: str, journal: type[FullDisk], tmp_path: Path
) -> None:
    transport = ScriptedTransport(delivered)
    tools = replace(sending(tmp_path, transport), journal=journal(tmp_path / "h"))
    ref = made(tools)
    with pytest.raises(OutcomeUnknown) as told:
        go(tools, ref)
    assert (told.value.code, told.value.values["number"]) == ("sent-not-recorded", number)
    with pytest.raises(UsageError):
        go(tools, ref)
    assert len(transport.left) == 1


def test_a_hand_over_that_cannot_be_recorded_is_not_called_sent(tmp_path: Path) -> None:
    tools = replace(sending(tmp_path, ScriptedTransport(Delivered("handed_over"), way="hand")),
                    journal=FullDisk(tmp_path / "h"))
    with pytest.raises(StorageError):
        go(tools, made(tools))


# The real program in a child process, against a real socket.

def environ(tmp_path: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k != "GOSUPPORT_NOW"}
    return kept | {"GOSUPPORT_HOME": str(tmp_path / "child"), "GOSUPPORT_LANG": "ru"}


def program(tmp_path: Path, *words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "gosupport_cli", *words], cwd=PACKAGE, env=environ(tmp_path),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )


def result(tmp_path: Path, *words: str) -> tuple[int, str]:
    child = program(tmp_path, *words)
    out, err = child.communicate(timeout=120)
    return child.returncode, out + err


def ready(tmp_path: Path, port: int) -> None:
    journal = SqliteJournal(tmp_path / "child")
    answers = complete_answers(channel="email")
    journal.create(answers, at=FixedClock().now(), source="test")
    settings = {"smtp.host": "127.0.0.1", "smtp.port": str(port), "smtp.security": "none",
                "mail.to": "help@example.ru"}
    text = "".join(f"{key}: {json.dumps(value)}\n" for key, value in settings.items())
    (tmp_path / "child" / "settings.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("stage", "letters"), [("ehlo", 0), ("rcpt", 0), ("dot", 1)])
def test_a_killed_sender_leaves_unknown_and_never_a_second_letter(
    stage: str, letters: int, tmp_path: Path
) -> None:
    server = Smtp(stage, "hang")
    with listening(server.serve) as port:
        ready(tmp_path, port)
        child = program(tmp_path, "send", "GS-1", "--yes")
        word = {"ehlo": "EHLO", "rcpt": "RCPT", "dot": "DATA"}[stage]
        end = time.monotonic() + 60
        while not any(one.upper().startswith(word) for one in server.commands):
            assert time.monotonic() < end
            time.sleep(0.05)
        time.sleep(0.3)
        child.kill()
        child.communicate()
        server.at = ""
        code, said = result(tmp_path, "send", "GS-1", "--yes")
        assert (code, "не известно" in said) == (6, True)
        assert len(server.letters) == letters
        code, said = result(tmp_path, "send", "GS-1", "--yes", "--resend")
        assert code == 0, said
        assert len(server.letters) == letters + 1


def test_a_rehearsal_opens_no_socket_and_leaves_no_trace(tmp_path: Path) -> None:
    connections: list[object] = []
    with listening(connections.append) as port:
        ready(tmp_path, port)
        code, said = result(tmp_path, "send", "GS-1", "--dry-run")
    assert (code, connections) == (0, [])
    assert "Ничего не отправлено" in said
    assert SqliteJournal(tmp_path / "child").attempts("GS-1") == ()


@pytest.mark.guide("G-140")
def test_without_a_yes_nothing_leaves_and_contacts_are_shown(tmp_path: Path) -> None:
    server = Smtp()
    with listening(server.serve) as port:
        ready(tmp_path, port)
        code, said = result(tmp_path, "send", "GS-1")
        shown = result(tmp_path, "send", "GS-1", "--dry-run")[1]
    assert (code, server.letters) == (2, [])
    assert "Ничего не отправлено" in said
    assert "+79000000001" in shown
    assert "ivanova@example.ru" in shown


def test_the_previewed_letter_is_the_letter_that_arrives(tmp_path: Path) -> None:
    server = Smtp()
    with listening(server.serve) as port:
        ready(tmp_path, port)
        preview = json.loads(result(tmp_path, "send", "GS-1", "--dry-run", "--json")[1])
        assert result(tmp_path, "send", "GS-1", "--yes")[0] == 0
    from gosupport_cli.channels.second_reader import read_letter

    seen = read_letter(server.letters[0])
    lines = {one["label"]: one["text"] for one in preview["preview"]}
    assert (lines["subject"], lines["body"]) == (seen.subject, seen.body)
    archived = next((tmp_path / "child" / "sent").glob("*.eml"))
    assert archived.read_bytes() == server.letters[0]
    assert archived.stat().st_mode & 0o077 == 0
