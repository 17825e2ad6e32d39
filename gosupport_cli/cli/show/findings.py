"""What the checklist says, as text or JSON."""

from typing import Any

from gosupport_cli.cli.app import App
from gosupport_cli.core.checklist import fill
from gosupport_cli.core.model import Finding
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


def said(app: App, one: Finding) -> str:
    """The message in the language of the screen."""
    rule = app.catalogue.rules[one.rule]
    return fill(app.texts.of(f"rule.{one.rule}.say", rule.say), one.values)


def fix_of(app: App, one: Finding) -> str:
    """What to do about it, in the language of the screen."""
    rule = app.catalogue.rules[one.rule]
    return fill(app.texts.of(f"rule.{one.rule}.fix", rule.fix), one.values)


def show_review(app: App, review: Review) -> None:
    """The findings for a person: what, where, what to do."""
    for one in review.findings:
        app.streams.out(f"{one.level}: {one.field}: {said(app, one)} {fix_of(app, one)}")
