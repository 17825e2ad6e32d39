"""Flat answers (everything inside) as nested ones (files, JSON)."""

from typing import Any

from gosupport_cli.core.model import Answers, Value


def nest(answers: Answers) -> dict[str, Any]:
    """``{"problem.steps": ("a",)}`` to ``{"problem": {"steps": ["a"]}}``."""
    nested: dict[str, Any] = {}
    for key, value in answers.items():
        *groups, last = key.split(".")
        place = nested
        for group in groups:
            place = place.setdefault(group, {})
        place[last] = list(value) if isinstance(value, tuple) else value
    return nested


def is_answered(value: Value | None) -> bool:
    """Whether something stands there («не знаю» and «нет» count, blanks do not)."""
    if value is None:
        return False
    if isinstance(value, tuple):
        return any(part.strip() for part in value)
    return bool(value.strip())
