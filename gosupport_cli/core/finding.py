"""What the checklist has to say about a request."""

import dataclasses
from collections.abc import Mapping
from typing import Literal

from gosupport_cli.core.frozen import Frozen

Level = Literal["error", "warning", "hint"]


class Finding(Frozen):
    """What the checklist says about one place of a request.

    ``field`` is a dotted path (``problem.steps[1]``); ``source`` names G-n, a law or an RFC;
    ``waived`` holds the person's reason, else it is empty. Values of secrets never appear.
    ``message`` and ``fix`` are Russian; ``values`` fill their translations.
    """

    rule: str
    level: Level
    field: str
    message: str
    fix: str
    source: str
    waived: str = ""
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)
