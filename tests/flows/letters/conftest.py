"""What the tests of letters share."""

from pathlib import Path

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.core.model import Request
from gosupport_cli.flows.ingest import Tools
from tests.factories import complete_answers
from tests.fakes import FixedClock
from tests.flows.letters.incoming import SENT


@pytest.fixture
def tools(tmp_path: Path, clock: FixedClock) -> Tools:
    return Tools(
        journal=SqliteJournal(tmp_path / "home"),
        catalogue=YamlCatalogue(tmp_path / "own"),
        clock=clock,
        trusted_server="mx.me",
    )


@pytest.fixture
def waiting(tools: Tools) -> Request:
    """GS-1, sent by letter on 18 November, number SCR#1234567."""
    journal = tools.journal
    request = journal.create(complete_answers(), at=SENT, source="test")
    attempt = journal.begin_attempt(request.id, channel="email", key="<ours@example.ru>",
                                    digest="0", at=SENT)
    journal.finish_attempt(attempt.id, "sent", at=SENT)
    return journal.set_ticket(request.id, "SCR#1234567", at=SENT, source="test")
