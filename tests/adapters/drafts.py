"""What the tests of the journal put into it."""

from gosupport_cli.core.journal_ports import Journal
from gosupport_cli.core.model import Attachment, Value
from tests.factories import complete_answers
from tests.fakes import FixedClock

AT = FixedClock().now()


def draft(journal: Journal, **changes: Value) -> str:
    return journal.create(complete_answers(**changes), at=AT, source="person").id


def file(name: str) -> Attachment:
    return Attachment(name, 10, "ab" * 32, "image/png", 20, path=f"/x/{name}", caption="тут")


def delivered(journal: Journal, request_id: str, ticket: str = "") -> None:
    attempt = journal.begin_attempt(request_id, channel="email", key="k", digest="d", at=AT)
    journal.finish_attempt(attempt.id, "sent", at=AT, ticket=ticket)
