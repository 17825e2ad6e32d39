"""A delivery by a scripted way out, from the request to its outcome in the journal."""

from pathlib import Path

from gosupport_cli.adapters.identifiers import LibraryIdentifiers
from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.core.delivery import Delivered, Line, Parcel, Prepared, Way
from gosupport_cli.flows.submit import Sending, checked, plan, submit
from tests.factories import complete_answers
from tests.fakes import FixedClock


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
