"""What the checklist says, as text or JSON."""

import re
from collections.abc import Sequence
from typing import Any

from gosupport_cli.cli.app import App
from gosupport_cli.cli.show import as_json
from gosupport_cli.cli.show.rules import LEVELS, label_of
from gosupport_cli.core.checklist import fill
from gosupport_cli.core.finding import Finding
from gosupport_cli.core.folding import folded
from gosupport_cli.core.model import Request
from gosupport_cli.flows.review import Review


def finding_shape(app: App, one: Finding) -> dict[str, Any]:
    """One element of ``findings`` in ``gosupport.check/1``."""
    return {
        "rule": one.rule,
        "level": one.level,
        "field": one.field,
        "message": said(app, one),
        "fix": fix_of(app, one),
        "source": one.source,
        "waived": one.waived,
    }


def check_shape(app: App, request: Request, found: Review) -> dict[str, Any]:
    """``gosupport.check/1`` of one channel; ``id`` is null for a file."""
    complete = found.complete
    needs = [{"field": key, "state": state} for key, state in complete.requisites.items()]
    return {
        "schema": "gosupport.check/1",
        "id": request.id or None,
        "channel": found.channel,
        "ok": found.ok,
        "findings": [finding_shape(app, one) for one in found.findings],
        "reproducible": complete.reproducible,
        "marks": dict(complete.marks),
        "filled": list(complete.filled),
        "missing": list(complete.missing),
        "requisites": needs,
    }


def said(app: App, one: Finding) -> str:
    """The message in the language of the screen."""
    return _sentence(app, one, "say")


def fix_of(app: App, one: Finding) -> str:
    """What to do about it, in the language of the screen."""
    return _sentence(app, one, "fix")


def _sentence(app: App, one: Finding, part: str) -> str:
    rule = app.catalogue.rules[one.rule]
    sentence = app.texts.of(f"rule.{one.rule}.{part}", str(getattr(rule, part)))
    values = dict(one.values)
    if "kinds" in values:
        kinds = values["kinds"].split(", ")
        values["kinds"] = ", ".join(app.texts.of(f"rule.kind.{kind}", kind) for kind in kinds)
    return fill(sentence, values)


def show_check(
    app: App, request: Request, found: Sequence[Review], *, several: bool = False
) -> None:
    """The whole check: findings, completeness, the verdict; for several channels one by one."""
    if app.as_json:
        shapes = [check_shape(app, request, one) for one in found]
        if several:
            as_json(app, {"schema": "gosupport.check/1", "id": request.id or None,
                          "ok": all(one.ok for one in found), "channels": shapes})
        else:
            as_json(app, shapes[0])
        return
    for place, one in enumerate(found):
        if several:
            title = app.catalogue.channels[one.channel].title
            heading = app.texts.of(f"channel.{one.channel}.title", title)
            app.streams.out(("\n" if place else "") + f"=== {heading} ===")
        show_review(app, one)
        if not several:
            _show_completeness(app, one)
        _out(app, _verdict(app, one), "")
    app.streams.tell("")
    _tell_next(app, request, found)


def show_review(app: App, found: Review) -> None:
    """The findings by level: where, what, what to do."""
    for level in LEVELS:
        of_level = [one for one in found.findings if one.level == level]
        if not of_level:
            continue
        app.streams.out(app.texts(f"check.count-{level}", n=len(of_level)))
        for one in of_level:
            _out(app, f"{place_of(app, one.field)}: {said(app, one)}", "    ", first="  - ")
            _out(app, fix_of(app, one), "    ")
            if one.waived:
                _out(app, app.texts("check.waived", why=one.waived), "    ")
            _out(app, f"[{one.rule}]", "    ")
        app.streams.out("")


def place_of(app: App, field: str) -> str:
    """«Шаги, 2» of ``problem.steps[1]``."""
    key, _, rest = field.partition("[")
    number = re.match(r"\d+", rest)
    label = label_of(app, key)
    return f"{label}, {int(number.group()) + 1}" if number else label


def _show_completeness(app: App, found: Review) -> None:
    texts, complete = app.texts, found.complete
    _out(app, texts("check.filled", n=len(complete.filled)), "")
    if complete.missing:
        names = ", ".join(place_of(app, key) for key in complete.missing)
        _out(app, texts("check.missing", names=names), "")
    if complete.reproducible:
        _out(app, texts("check.reproducible-yes"), "")
    else:
        lacking = ", ".join(texts(f"check.lacks-{one}") for one in complete.not_repeatable)
        _out(app, texts("check.reproducible-no", lacking=lacking), "")
    app.streams.out(texts("check.requisites"))
    for key, state in complete.requisites.items():
        _out(app, f"{label_of(app, key)}: {texts(f'check.need-{state}')}", "  ")
    app.streams.out("")


def _verdict(app: App, found: Review) -> str:
    if not found.ok:
        return app.texts("check.verdict-errors")
    open_warnings = [one for one in found.findings if one.level == "warning" and not one.waived]
    return app.texts("check.verdict-warnings" if open_warnings else "check.verdict-ready")


def _tell_next(app: App, request: Request, found: Sequence[Review]) -> None:
    first = next((one for review in found for one in review.findings), None)
    if first is not None:
        app.streams.tell(app.texts("check.next-explain", rule=first.rule))
    if request.id:
        ok = all(one.ok for one in found)
        app.streams.tell(app.texts("check.next-show" if ok else "check.next-edit", id=request.id))
    else:
        app.streams.tell(app.texts("check.not-stored"))


def _out(app: App, text: str, indent: str, *, first: str = "") -> None:
    app.streams.out(folded(text, app.streams.width(), first=first or indent, rest=indent))
