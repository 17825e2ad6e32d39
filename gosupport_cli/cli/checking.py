"""What ``check`` does: find out what is meant, review it, show it, leave with 3 on errors."""

import re
from pathlib import Path

import click

from gosupport_cli.cli.app import App
from gosupport_cli.core.model import Request

_ID = re.compile(r"(?:gs-)?\d+", re.IGNORECASE)
_ANSWERS = (".yaml", ".yml", ".json")


def check(app: App, what: str, *, channel: str, waive: str, why: str) -> None:
    """All findings of one request, for one channel or for every channel of the guide."""
    from gosupport_cli.cli.show.findings import show_check
    from gosupport_cli.core.errors import UsageError
    from gosupport_cli.flows.review import review, settle

    if why and not waive:
        raise UsageError("waive-what")
    request = _request(app, what)
    if waive:
        request = _waived(app, request, waive, why)
    own = request.channel or "portal"
    guide = [one.id for one in app.catalogue.channels.values() if one.guide]
    chosen = guide if channel.lower() == "all" else [channel.lower() or own]
    found = [review(request, one, app.catalogue, app.identifiers, app.clock,
                    app.evidence.condition) for one in chosen]
    if request.id:
        for one in found:
            if one.channel == own:
                request = settle(app.journal, request, one, at=app.clock.now())
    show_check(app, request, found, several=channel.lower() == "all")
    if not all(one.ok for one in found):
        click.get_current_context().exit(3)


def _request(app: App, what: str) -> Request:
    """A file when it is one or is called like one, else a request of the journal."""
    named_file = what == "-" or what.lower().endswith(_ANSWERS)
    if not named_file and (_ID.fullmatch(what) or not Path(what).expanduser().is_file()):
        return app.journal.get(what)
    from gosupport_cli.cli.sources import gather
    from gosupport_cli.flows.inspect import inspect

    given = gather(app, answers=what)
    return inspect(app.tools, given.answers, files=given.files)


def _waived(app: App, request: Request, rule_id: str, why: str) -> Request:
    from gosupport_cli.cli.explaining import known_rule
    from gosupport_cli.core.checklist import can_waive
    from gosupport_cli.core.errors import UsageError
    from gosupport_cli.core.normalise import clean_line
    from gosupport_cli.core.redaction import cut_secrets

    rule = known_rule(app, rule_id)
    reason = cut_secrets(clean_line(why)).text
    if not can_waive(rule):
        raise UsageError("waive-error", rule=rule.id)
    if not reason:
        raise UsageError("waive-why", rule=rule.id)
    if not request.id:
        raise UsageError("waive-file", rule=rule.id)
    return app.journal.waive(request.id, rule.id, reason, at=app.clock.now())
