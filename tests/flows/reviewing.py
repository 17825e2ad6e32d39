"""The checklist run over one request, with some answers changed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from gosupport_cli.adapters.identifiers import LibraryIdentifiers
from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.core.finding import Finding
from gosupport_cli.core.model import Attachment, FileCondition, Request, Value
from gosupport_cli.flows.review import review
from tests.factories import request
from tests.fakes import FixedClock

CATALOGUE = YamlCatalogue(Path("/nonexistent"))
IDENTIFIERS = LibraryIdentifiers()


def example_of(base: Request, example: Mapping[str, Value], now: datetime) -> Request:
    """``base`` with a good or bad example of a rule laid over it.

    ``attachments`` in an example lists files as «name size type», since they are no answers.
    """
    answers = {**base.answers, **{k: v for k, v in example.items() if k != "attachments"}}
    files = example.get("attachments", ())
    listed = (files,) if isinstance(files, str) else files
    return replace(
        base,
        answers={key: value for key, value in answers.items() if value},
        attachments=tuple(_attachment(one) for one in listed if one),
        updated_at=now,
    )


def _attachment(line: str) -> Attachment:
    name, size, media_type, *caption = line.split(" ", 3)
    return Attachment(
        name=name,
        size=int(size),
        sha256="0" * 64,
        media_type=media_type,
        original_size=int(size),
        caption=" ".join(caption),
    )


def condition(one: Attachment) -> FileCondition:
    """Files of examples that are called «gone…» or «changed…» are."""
    return "gone" if one.name.startswith("gone") else (
        "changed" if one.name.startswith("changed") else "")


def findings(channel: str = "", /, **changes: Value) -> tuple[Finding, ...]:
    one = example_of(
        request(), {k.replace("__", "."): v for k, v in changes.items()}, FixedClock().now()
    )
    return review(one, channel or one.channel, CATALOGUE, IDENTIFIERS, FixedClock(),
                  condition).findings


def fired(channel: str = "", /, **changes: Value) -> set[str]:
    return {one.rule for one in findings(channel, **changes)}
