"""Words of the support that no known wording is in: the person says what they come to."""

from dataclasses import replace

from gosupport_cli.core.letter_codes import cut_codes
from gosupport_cli.core.model import Status
from gosupport_cli.core.tracking import may_follow
from gosupport_cli.flows.ingest import LONGEST_READ, Examined, Tools
from gosupport_cli.flows.todo import advised

# What the words of the support may come to, as a person would say it; nearest first.
BY_PERSON = (Status.NEEDS_INFO, Status.IN_PROGRESS, Status.RESOLVED, Status.REFUSED)


def possible(tools: Tools, found: Examined) -> tuple[Status, ...]:
    """The statuses that a person may read out of words that no known wording is in."""
    request = found.request
    if found.kind != "unknown" or request is None:
        return ()
    return tuple(one for one in BY_PERSON if one is not request.status
                 and may_follow(request.status, one, tools.catalogue.statuses))


def asks_for_something(tools: Tools, found: Examined) -> bool:
    """Whether the words ask the person to do something, as ``todo`` would list it."""
    return bool(advised(cut_codes(found.letter.text[:LONGEST_READ]), tools.catalogue.lists))


def as_told(found: Examined, status: Status) -> Examined:
    """``found`` with the status that the person saw in it."""
    return replace(found, reading=replace(found.reading, status=str(status)))
