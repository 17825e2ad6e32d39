"""``gosupport`` alone: unfinished drafts, what is due, what waits, the next step of each."""

from gosupport_cli.cli.app import App
from gosupport_cli.cli.show.due import due_lines
from gosupport_cli.cli.show.listing import footnotes, show_list, table
from gosupport_cli.cli.tools import tools
from gosupport_cli.core.model import Status
from gosupport_cli.flows import track

_UNSENT = (Status.DRAFT, Status.READY)


def show_desk(app: App) -> None:
    """Everything that is open; most urgent first."""
    standings = track.still_open(tools(app))
    if app.as_json:
        show_list(app, standings)
        return
    texts = app.texts
    old = _old(app)
    if not standings:
        app.streams.out("\n".join((texts("track.desk-empty"), texts("track.desk-error"), *old)))
        return
    due = track.due(tools(app))
    drafts = [one for one in standings if one.request.status in _UNSENT]
    waiting = [one for one in standings if one.request.status not in _UNSENT]
    parts: list[list[str]] = []
    if due:
        parts.append([f"{texts('track.desk-due')}:", *due_lines(app, due)])
    if drafts:
        unfinished = [one for one in drafts if one.request.status is Status.DRAFT]
        go_on = [texts("track.desk-go-on", id=unfinished[0].request.id)] if unfinished else []
        parts.append([f"{texts('track.desk-drafts')}:", *table(app, drafts), *go_on])
    if waiting:
        parts.append([f"{texts('track.desk-waiting')}:", *table(app, waiting),
                      *footnotes(app, waiting)])
    parts.append([texts("track.desk-new"), *old])
    app.streams.out("\n\n".join("\n".join(part) for part in parts))


def _old(app: App) -> list[str]:
    """Where the person set ``retention.days``: what may be erased by now."""
    days = int(app.settings.get("retention.days") or 0)
    if not days:
        return []
    from gosupport_cli.flows.purge import older

    count = len(older(app.journal, app.clock, days).requests)
    return [app.texts("track.desk-old", n=count, days=days)] if count else []
