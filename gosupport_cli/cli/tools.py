"""The collaborators of the tracking flows."""

from gosupport_cli.cli.app import App
from gosupport_cli.flows.track import Tools


def tools(app: App) -> Tools:
    """The journal, the catalogue and the clock of this run."""
    return Tools(app.journal, app.catalogue, app.clock)
