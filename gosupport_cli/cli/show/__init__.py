"""Results to text or JSON, a file per kind of result: the only folder that prints.

Presenters take the ``App`` and a frozen result, write data with ``app.streams.out`` and talk
with ``app.streams.tell``; JSON shapes are those of SPEC.
"""

import json
from typing import Any

from gosupport_cli.cli.app import App


def as_json(app: App, shape: dict[str, Any]) -> None:
    """One JSON document on stdout, Russian letters as they are where the stream is UTF-8."""
    app.streams.out(json.dumps(shape, ensure_ascii=not app.streams.speaks_utf8(), indent=2))
