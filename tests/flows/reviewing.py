"""The checklist run over one request, with some answers changed."""

from pathlib import Path

from gosupport_cli.adapters.identifiers import LibraryIdentifiers
from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.core.checklist import example_of
from gosupport_cli.core.finding import Finding
from gosupport_cli.core.model import Value
from gosupport_cli.flows.review import review
from tests.factories import request
from tests.fakes import FixedClock

CATALOGUE = YamlCatalogue(Path("/nonexistent"))
IDENTIFIERS = LibraryIdentifiers()


def findings(channel: str = "", /, **changes: Value) -> tuple[Finding, ...]:
    one = example_of(
        request(), {k.replace("__", "."): v for k, v in changes.items()}, FixedClock().now()
    )
    return review(one, channel or one.channel, CATALOGUE, IDENTIFIERS, FixedClock()).findings


def fired(channel: str = "", /, **changes: Value) -> set[str]:
    return {one.rule for one in findings(channel, **changes)}
