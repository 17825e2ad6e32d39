"""The ledger: at most one message, and an outcome that is true, whatever happens in between."""

import contextlib
from dataclasses import replace
from pathlib import Path

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.core.delivery import Delivered
from gosupport_cli.core.errors import (
    ChecklistError,
    GosupportError,
    Interrupted,
    NotDelivered,
    OutcomeUnknown,
    StorageError,
    UsageError,
)
from gosupport_cli.core.model import Request, Status
from gosupport_cli.flows.submit import Sending, checked, plan, submit
from tests.flows.ledger import SENT, ScriptedTransport, go, made, sending


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


def watched(tools: Sending, seen: list[str]) -> Sending:
    return replace(tools, watch=lambda _plan, stage: seen.append(stage))


@pytest.mark.parametrize(("script", "stages"), [
    (SENT, ["begun", "sent"]),
    (NotDelivered("mail-later"), ["begun", "nothing"]),
    (Interrupted("interrupted"), ["begun", "nothing"]),
    (OutcomeUnknown("mail-unknown"), ["begun", "unknown"]),
    (KeyboardInterrupt(), ["begun"]),
])
def test_whoever_watches_hears_how_far_it_has_come(
    script: Delivered | BaseException, stages: list[str], tmp_path: Path
) -> None:
    seen: list[str] = []
    tools = watched(sending(tmp_path, ScriptedTransport(script)), seen)
    with contextlib.suppress(GosupportError):
        go(tools, made(tools))
    assert seen == stages


def test_a_hand_over_is_no_sending_for_whoever_watches(tmp_path: Path) -> None:
    seen: list[str] = []
    transport = ScriptedTransport(Delivered("handed_over"), KeyboardInterrupt(), way="hand")
    tools = watched(sending(tmp_path, transport), seen)
    ref = made(tools)
    go(tools, ref)
    assert seen == ["handed_over"]


def test_ctrl_c_pressed_twice_while_sending_is_still_unknown(tmp_path: Path) -> None:
    tools = replace(sending(tmp_path, ScriptedTransport(KeyboardInterrupt())),
                    journal=Impatient(tmp_path / "h"))
    with pytest.raises(OutcomeUnknown) as told:
        go(tools, made(tools))
    assert told.value.code == "broken-off"
