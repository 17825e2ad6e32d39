"""A letter is recorded whole or not at all, together with the place up to which was read."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.core.delivery import Answer, ServerTicket
from gosupport_cli.core.model import Request, Status
from gosupport_cli.flows.ingest import Tools, examine, record
from gosupport_cli.flows.sync import sync_mail
from gosupport_cli.flows.sync_servers import sync_servers
from gosupport_cli.flows.track import Tools as Tracking
from tests.fakes import MOSCOW, FixedClock
from tests.flows.letters.incoming import DONE, WANTED, ShownMailbox, letter

TWO = {
    1: letter(WANTED, message_id=""),
    2: letter(DONE, message_id="<2@sc>", date=datetime(2026, 11, 20, 10, 0, tzinfo=MOSCOW)),
}


class Stopped(SqliteJournal):
    """Ctrl-C at the ``at``-th writing of a state or a note."""

    at = 0

    def _counted(self) -> None:
        self.at -= 1
        if self.at == 0:
            raise KeyboardInterrupt

    def put_state(self, key: str, value: str) -> None:
        self._counted()
        super().put_state(key, value)

    def note(self, *words: object, **more: object) -> Request:
        self._counted()
        return super().note(*words, **more)  # type: ignore[arg-type]


def told(journal: SqliteJournal) -> list[tuple[str, str, str]]:
    return [(one.event, one.status, one.text) for one in journal.events("GS-1")]


@pytest.mark.parametrize("at", range(1, 7))
def test_a_mailbox_that_was_read_half_is_read_to_the_end_without_a_loss_or_a_repeat(
    at: int, tools: Tools, waiting: Request
) -> None:
    home = tools.journal.database.file.parent  # type: ignore[attr-defined]
    stopped = Stopped(home)
    stopped.at = at
    before = told(stopped)
    try:
        sync_mail(replace(tools, journal=stopped), ShownMailbox(TWO), "me")
    except KeyboardInterrupt:
        pass
    else:
        assert at > 4
    stopped.close()
    sync_mail(tools, ShownMailbox(TWO), "me")
    again = [one for one in told(SqliteJournal(home))[len(before):] if one[0] == "status"]
    assert [one[1] for one in again] == [Status.NEEDS_INFO, Status.RESOLVED]


def test_a_letter_is_not_half_recorded(tools: Tools, waiting: Request) -> None:
    stopped = Stopped(tools.journal.database.file.parent)  # type: ignore[attr-defined]
    before = told(stopped)
    stopped.at = 1
    theirs = replace(tools, journal=stopped)
    with pytest.raises(KeyboardInterrupt):
        record(theirs, examine(theirs, letter(WANTED)))
    assert told(stopped) == before
    assert stopped.get("GS-1").status is Status.WAITING


def test_an_answer_of_a_desk_is_known_as_soon_as_it_is_recorded(
    tools: Tools, waiting: Request
) -> None:
    class Desk:
        def read(self, number: str) -> ServerTicket:
            at = datetime(2026, 11, 20, 10, 0, tzinfo=MOSCOW)
            answers = tuple(Answer(f"5/{one}", at + timedelta(minutes=one), "desk", f"Слово {one}")
                            for one in (1, 2))
            return ServerTicket(number, "open", None, at, answers)

    stopped = Stopped(tools.journal.database.file.parent)  # type: ignore[attr-defined]
    before = told(stopped)
    for at in (2, 3, 0):
        stopped.at = at
        theirs = Tracking(stopped, YamlCatalogue(Path("no-such")), FixedClock())
        try:
            sync_servers(theirs, lambda _name: Desk(), ("email", "portal"))  # type: ignore[arg-type,return-value]
        except KeyboardInterrupt:
            assert told(stopped) == before
    assert [one[2] for one in told(stopped)[len(before):]] == ["Слово 1", "Слово 2"]
