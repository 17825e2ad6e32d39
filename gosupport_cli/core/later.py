"""Patterns that are compiled when they are first used.

There are over 200; compiling them all took two thirds of the time of a command that needs none
(``python -m bench start``).
"""

import re
from typing import Any, cast


class _Later:
    """Stands for a pattern until it is asked for something."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(self._pattern, self._flags), name)
        setattr(self, name, value)  # so that this detour is taken once
        return value


def later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile`` at the first use; a mistake shows then (``tests/core/test_later.py``)."""
    return cast("re.Pattern[str]", _Later(pattern, flags))
