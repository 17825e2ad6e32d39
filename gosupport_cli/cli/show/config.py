"""Settings, as text or ``gosupport.config/1``."""

import re
from collections.abc import Sequence

from gosupport_cli.cli.app import App
from gosupport_cli.cli.show import as_json
from gosupport_cli.core.settings import Chosen


def show_settings(app: App, settings: Sequence[Chosen]) -> None:
    """One block for each: key, value, where it comes from, what it means."""
    if app.as_json:
        shapes = [{"key": one.setting.key, "value": hide_password(one.value),
                   "source": one.source, "description": _meaning(app, one)} for one in settings]
        as_json(app, {"schema": "gosupport.config/1", "settings": shapes})
        return
    from gosupport_cli.core.folding import lines_of

    for one in settings:
        app.streams.out(f"{one.setting.key} = {hide_password(one.value)}".rstrip())
        meaning = f"({app.texts(f'config.source-{one.source}')}) {_meaning(app, one)}"
        for line in lines_of(meaning, app.streams.width(), first="    ", rest="    "):
            app.streams.out(line)


def hide_password(value: str) -> str:
    """A proxy of the environment may carry a password; nobody needs to see it."""
    return re.sub(r"(://[^/\s:@]*):[^/\s@]*@", r"\1:***@", value)


def _meaning(app: App, one: Chosen) -> str:
    return app.texts.of(f"setting.{one.setting.key}", one.setting.description)
