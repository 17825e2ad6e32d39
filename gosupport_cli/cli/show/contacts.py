"""Contacts, facts and verdicts, as text or JSON."""

import re
from collections.abc import Sequence
from typing import Any

from gosupport_cli.cli.app import App
from gosupport_cli.cli.show import as_json
from gosupport_cli.core.catalogue import FactRecord
from gosupport_cli.core.contacts import Verdict
from gosupport_cli.core.folding import folded
from gosupport_cli.core.phrases import translated
from gosupport_cli.core.ports import Texts
from gosupport_cli.core.redaction import cut_secrets

_FAKE_KINDS = ("warning", "other-system")


def fact_shape(one: FactRecord) -> dict[str, Any]:
    """One record of ``contacts --json`` and ``facts --json``."""
    return {
        "id": one.id,
        "kind": one.kind,
        "value": one.value,
        "verified": one.verified,
        "as_of": one.as_of,
        "source": one.source,
        "title": one.title,
        "note": one.note,
        "callable": one.callable,
    }


def show_contacts(app: App, records: Sequence[FactRecord]) -> None:
    """Numbers to call first, what to beware of last and under its own heading."""
    if app.as_json:
        shapes = [fact_shape(one) for one in records]
        as_json(app, {"schema": "gosupport.contacts/1", "contacts": shapes})
        return
    heading = ""
    for one in records:
        wanted = _heading(one)
        if wanted != heading:
            _write(app, app.texts(f"contacts.{wanted}"), blank_before=bool(heading))
            heading = wanted
        _show_record(app, one)
    app.streams.tell("")
    _tell(app, app.texts("contacts.never"))
    _tell(app, app.texts("contacts.check-hint"))


def _heading(one: FactRecord) -> str:
    if one.kind in _FAKE_KINDS:
        return "heading-beware"
    if one.kind == "phone":
        return "heading-call" if one.callable else "heading-other-phones"
    return {"sender": "heading-senders", "page": "heading-pages"}.get(one.kind, "heading-other")


def show_facts(app: App, records: Sequence[FactRecord]) -> None:
    """Every record; what is contradicted is never shown as true."""
    if app.as_json:
        shapes = [fact_shape(one) for one in records]
        as_json(app, {"schema": "gosupport.facts/1", "facts": shapes})
        return
    for one in records:
        _show_record(app, one)
        _write(app, app.texts("contacts.record-id", id=one.id), indent="    ")
    _tell(app, app.texts("contacts.correct-hint"))


def show_verdict(app: App, verdict: Verdict) -> None:
    """Genuine, unknown or fake; why; what to use instead."""
    why, value = why_of(app, verdict), cut_secrets(verdict.value).text
    if app.as_json:
        as_json(app, {
            "schema": "gosupport.contact_check/1",
            "value": value,
            "verdict": verdict.verdict,
            "why": why,
            "kind": verdict.kind,
            "fact": fact_shape(verdict.fact) if verdict.fact else None,
        })
        return
    said = app.texts(f"contacts.verdict-{verdict.verdict}")
    _write(app, f"{value}: {said}" if value else said)
    _write(app, why, indent="  ")
    if verdict.fact:
        _write(app, _provenance(app, verdict.fact), indent="  ")
    if verdict.verdict != "genuine":
        _write(app, app.texts(f"contacts.do-{verdict.kind}"), indent="  ")


def why_of(app: App, verdict: Verdict) -> str:
    """The reason as a sentence in the person's language."""
    return why_said(app.texts, verdict)


def why_said(texts: Texts, verdict: Verdict) -> str:
    """The same for an error, which knows the texts alone."""
    params = dict(verdict.params)
    if verdict.fact:
        for name in ("title", "note"):
            params[name] = _said(texts, verdict.fact, name)
    return texts(f"contacts.why-{verdict.why}", **params).strip()


def _show_record(app: App, one: FactRecord) -> None:
    title = _of(app, one, "title") or one.id
    value = app.texts.of(f"fact.{one.id}.value", one.value)
    _write(app, f"{title}: {value}", indent="  ")
    note = _of(app, one, "note")
    if note:
        _write(app, note, indent="    ")
    _write(app, _provenance(app, one), indent="    ")


def _provenance(app: App, one: FactRecord) -> str:
    state = app.texts(f"contacts.state-{one.verified}")
    return app.texts("contacts.provenance", state=state, date=_date(app, one.as_of),
                     source=translated(app.texts, one.source))


def _of(app: App, one: FactRecord, part: str) -> str:
    return _said(app.texts, one, part)


def _said(texts: Texts, one: FactRecord, part: str) -> str:
    source = one.title if part == "title" else one.note
    return texts.of(f"fact.{one.id}.{part}", source)


def _date(app: App, as_of: str) -> str:
    """«26.01.2026» of an ISO date; «2018–2019» stays."""
    if as_of == "без даты":
        return app.texts("solve.undated")
    full = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", as_of)
    month = re.fullmatch(r"(\d{4})-(\d\d)", as_of)
    if full:
        return f"{full[3]}.{full[2]}.{full[1]}"
    return f"{month[2]}.{month[1]}" if month else as_of


def _write(app: App, text: str, *, indent: str = "", blank_before: bool = False) -> None:
    if blank_before:
        app.streams.out("")
    app.streams.out(_wrapped(app, text, indent))


def _tell(app: App, text: str) -> None:
    app.streams.tell(_wrapped(app, text, ""))


def _wrapped(app: App, text: str, indent: str) -> str:
    return folded(text, app.streams.width(), first=indent, rest=indent)
