"""Official contacts, and the verdict on a contact that somebody shows."""

from gosupport_cli.core.catalogue import FactRecord
from gosupport_cli.core.contacts import Verdict, check_contact, contacts_in
from gosupport_cli.core.ports import Catalogue

# What a person in trouble may use or meet; other numbers are shown only with ``everything``.
_OFFERED = ("sender", "page", "channel", "office")
_CONTACT_KINDS = ("phone", "warning", "other-system", *_OFFERED)
_ABROAD = "phone-abroad"


def check(text: str, catalogue: Catalogue) -> Verdict:
    """Genuine, unknown or fake, and why; facts of the person's own folder count first."""
    return check_contact(text, catalogue.facts)


def callable_numbers(catalogue: Catalogue) -> tuple[FactRecord, ...]:
    """The only numbers that are ever offered to be called (G-3, PH-1, PH-2)."""
    return tuple(one for one in catalogue.facts.values() if one.kind == "phone" and one.callable)


def official(catalogue: Catalogue, *, abroad: bool = False) -> tuple[FactRecord, ...]:
    """Contacts to use; the stale number for calls from abroad only when asked for (PH-3)."""
    extra = tuple(one for one in catalogue.facts.values() if abroad and one.id == _ABROAD)
    offered = tuple(one for one in catalogue.facts.values() if one.kind in _OFFERED)
    return (*callable_numbers(catalogue), *extra, *offered)


def everything(catalogue: Catalogue) -> tuple[FactRecord, ...]:
    """Every contact record, the warnings included and last."""
    known = [one for one in catalogue.facts.values() if one.kind in _CONTACT_KINDS]
    return tuple(sorted(known, key=lambda one: one.kind in ("warning", "other-system")))


def suspicious(text: str, catalogue: Catalogue) -> tuple[Verdict, ...]:
    """Contacts inside a text that are known to be fake, once each (letters, requests)."""
    found = (verdict for _, verdict in contacts_in(text, catalogue.facts))
    return tuple({one.value: one for one in found if one.verdict == "fake"}.values())
