"""The small language of ``when`` in templates.

``{problem.error_code: none}``            the answer equals
``{environment.device: [tablet, phone]}``  the answer is one of
``{problem.pages: {filled: true}}``        something was answered (also ``false``)
``{any: [...]}``, ``{all: [...]}``, ``{not: {...}}``
Several keys in one mapping all have to hold; an empty condition always holds.
``category`` and ``channel`` are keys like any other; callers add derived ones such as
``category.technical`` (``yes`` or ``no``).
"""

from collections.abc import Mapping
from typing import Any

from gosupport_cli.core.model import Answers, Value


def holds(condition: Mapping[str, Any], answers: Answers) -> bool:
    """Whether ``condition`` is true for ``answers``. Unknown keys count as not answered."""
    return all(_term(key, wanted, answers) for key, wanted in condition.items())


def keys_of(condition: Mapping[str, Any]) -> set[str]:
    """The answer keys that ``condition`` looks at, for checking references."""
    found: set[str] = set()
    for key, wanted in condition.items():
        if key in ("any", "all"):
            for part in wanted:
                found |= keys_of(part)
        elif key == "not":
            found |= keys_of(wanted)
        else:
            found.add(key)
    return found


def _term(key: str, wanted: Any, answers: Answers) -> bool:
    if key == "any":
        return any(holds(part, answers) for part in wanted)
    if key == "all":
        return all(holds(part, answers) for part in wanted)
    if key == "not":
        return not holds(wanted, answers)
    return _matches(wanted, answers.get(key, ""))


def _matches(wanted: Any, value: Value) -> bool:
    if isinstance(wanted, Mapping):
        # The YAML reader leaves true and false as booleans; JSON overlays may write strings.
        return bool(value) == (str(wanted["filled"]).lower() == "true")
    if isinstance(wanted, (list, tuple)):
        return any(_matches(one, value) for one in wanted)
    return str(wanted) in value if isinstance(value, tuple) else str(wanted) == value
