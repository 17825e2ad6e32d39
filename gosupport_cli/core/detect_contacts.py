"""Detectors of false phone numbers and of addresses that only look like Госуслуги.

``core.contacts`` gives the verdicts, the same that ``contacts --check`` shows.
"""

import re
from collections.abc import Iterator

from gosupport_cli.core.case import JUDGED, Case, Hit, quoted
from gosupport_cli.core.catalogue import Rule
from gosupport_cli.core.contacts import Match, Verdict, contacts_in
from gosupport_cli.core.later import later

_OFFICIAL_TALK = later(
    r"госуслуг|техподдержк|служб\w* поддержк|горяч\w+ лини|минцифр|специалист|оператор", re.I
)


def contact_fake(case: Case, rule: Rule) -> Iterator[Hit]:
    """A number, address or account that imitates Госуслуги (G-4, G-57; DOMAIN §1.5).

    ``kinds`` chooses which; ``resembling`` those that differ from ``{official}`` by a pair (G-10).
    """
    for field, found, verdict in _contacts(case, rule):
        official = verdict.params.get("official", "")
        wanted = bool(official) == bool(rule.params.get("resembling"))
        if verdict.verdict == "fake" and verdict.kind in rule.params["kinds"] and wanted:
            yield Hit(field, {"value": quoted(_bare(found.value)), "official": official})


def link_foreign(case: Case, rule: Rule) -> Iterator[Hit]:
    """A page of another site, or one whose address is written unusually (G-117)."""
    for field, found, verdict in _contacts(case, rule):
        if verdict.kind == "link" and verdict.why in ("link", "odd-address"):
            yield Hit(field, {"value": quoted(_bare(found.value))})


def link_http(case: Case, rule: Rule) -> Iterator[Hit]:
    """A page of the portal without encryption."""
    for field, found, verdict in _contacts(case, rule):
        if verdict.why == "not-https":
            yield Hit(field, {"value": quoted(_bare(found.value))})


def phone_unknown(case: Case, rule: Rule) -> Iterator[Hit]:
    """Another number in a text that speaks of Госуслуги or of an operator."""
    own = re.sub(r"\D", "", str(case.value("person.phone")))[-10:]
    for one in case.passages(rule.fields):
        if not _OFFICIAL_TALK.search(one.text[:JUDGED]):
            continue
        for found, verdict in contacts_in(one.text[:JUDGED], case.facts):
            digits = re.sub(r"\D", "", found.value)[-10:]
            if found.kind == "phone" and verdict.verdict == "unknown" and digits != own:
                yield Hit(one.field, {"value": quoted(found.value)})


def _contacts(case: Case, rule: Rule) -> Iterator[tuple[str, Match, Verdict]]:
    for one in case.passages(rule.fields):
        for found, verdict in contacts_in(one.text[:JUDGED], case.facts):
            yield one.field, found, verdict


def _bare(address: str) -> str:
    """An address without what may hold a token."""
    return re.split(r"[?#]", address, maxsplit=1)[0]
