"""Whom a request reaches: said before sending, and nothing promised that nobody knows."""

import pytest

from gosupport_cli.adapters.identifiers import LibraryIdentifiers
from gosupport_cli.flows.review import review
from tests.factories import request
from tests.fakes import FixedClock
from tests.rendering import CATALOGUE, CHANNELS, document, everything


def rules_that_fire(channel: str, category: str) -> set[str]:
    found = review(request(channel=channel, category=category), channel, CATALOGUE,
                   LibraryIdentifiers(), FixedClock())
    return {one.rule for one in found.findings}


@pytest.mark.guide("G-7")
@pytest.mark.parametrize("category", CATALOGUE.categories)
def test_the_phone_is_for_trouble_of_the_portal_and_of_access(category: str) -> None:
    technical = CATALOGUE.categories[category].technical
    assert ("phone" in CATALOGUE.categories[category].channels) == technical
    assert ("channel-unsuited" in rules_that_fire("phone", category)) == (not technical)


@pytest.mark.guide("G-93")
def test_who_is_the_right_addressee_is_said_before_sending() -> None:
    assert "not-for-support" in rules_that_fire("portal", "not-technical")
    assert "not-for-support" not in rules_that_fire("portal", "booking")
    assert CATALOGUE.categories["not-technical"].elsewhere


@pytest.mark.guide("G-93")
@pytest.mark.parametrize("channel", CHANNELS)
def test_no_text_claims_a_department_that_gets_it(channel: str) -> None:
    made = document(request(), channel)
    said = " ".join((everything(request(), channel), *made.steps)).casefold()
    assert "отдел" not in said and "автоматически" not in said
