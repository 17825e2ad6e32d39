"""Review: the checklist over a request for one channel, and the status that follows from it."""

import contextlib
from collections.abc import Callable
from dataclasses import field
from datetime import datetime
from functools import cache

from gosupport_cli.core.case import Case
from gosupport_cli.core.checklist import findings_of
from gosupport_cli.core.completeness import Completeness, completeness
from gosupport_cli.core.detectors import DETECTORS
from gosupport_cli.core.document import Document
from gosupport_cli.core.errors import StorageError, UsageError
from gosupport_cli.core.finding import Finding
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.journal_ports import Journal
from gosupport_cli.core.model import Attachment, FileCondition, Request, Status
from gosupport_cli.core.ports import Catalogue, Clock, Identifiers


class Review(Frozen):
    """All findings at once, errors first; ``ok`` says that nothing forbids sending."""

    channel: str
    findings: tuple[Finding, ...]
    ok: bool
    complete: Completeness = field(default_factory=Completeness)


def review(
    request: Request,
    channel: str,
    catalogue: Catalogue,
    identifiers: Identifiers,
    clock: Clock,
    condition: Callable[[Attachment], FileCondition] = lambda _file: "",
) -> Review:
    """The checklist over ``request`` as it would be for ``channel``; ``condition`` looks at its
    files.

    Raises UsageError ``unknown-channel``.
    """
    case = case_of(request, channel, catalogue, identifiers, clock.now(), condition)
    rules = catalogue.rules.values()
    found = findings_of(case, rules, DETECTORS)
    return Review(
        channel=channel,
        findings=found,
        ok=not any(one.level == "error" for one in found),
        complete=completeness(case, rules, found),
    )


def case_of(
    request: Request,
    channel: str,
    catalogue: Catalogue,
    identifiers: Identifiers,
    now: datetime,
    condition: Callable[[Attachment], FileCondition] = lambda _file: "",
) -> Case:
    """What the detectors see of ``request``."""
    known = catalogue.channels.get(channel)
    if known is None:
        raise UsageError("unknown-channel", value=channel, known=", ".join(catalogue.channels))
    category = catalogue.categories.get(request.category)
    technical = "yes" if category is None or category.technical else "no"
    return Case(
        request=request,
        answers={**request.answers, "channel": channel, "category.technical": technical},
        channel=known,
        category=category,
        questions=catalogue.questions,
        lists=catalogue.lists,
        facts=catalogue.facts,
        identifiers=identifiers,
        now=now,
        document=_rendered(request, channel, catalogue),
        condition=condition,
    )


def _rendered(
    request: Request, channel: str, catalogue: Catalogue
) -> Callable[[], Document | None]:
    @cache
    def document() -> Document | None:
        from gosupport_cli.flows.render import render

        return render(request, catalogue.channels[channel], catalogue)

    return document


def settle(journal: Journal, request: Request, found: Review, *, at: datetime) -> Request:
    """A draft without errors becomes ready, a ready request with errors a draft again.

    On a disk that takes no writing it stays as it was: looking needs no room, and the next
    check finds the same.
    """
    with contextlib.suppress(StorageError):
        if request.status is Status.DRAFT and found.ok:
            return journal.set_status(request.id, Status.READY, at=at, source="check")
        if request.status is Status.READY and not found.ok:
            return journal.set_status(request.id, Status.DRAFT, at=at, source="check")
    return request
