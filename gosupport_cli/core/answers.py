"""Nested answers (files, JSON) to flat ones (everything inside) and back."""

from collections.abc import Iterator, Mapping
from typing import Any

from gosupport_cli.core.model import Answers, Value


def flatten(nested: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """``{"problem": {"steps": ["a"]}}`` to ``{"problem.steps": ["a"]}``; values untouched."""
    return dict(_walk(nested, prefix))


def _walk(nested: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for key, value in nested.items():
        if isinstance(value, Mapping):
            yield from _walk(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def nest(answers: Answers) -> dict[str, Any]:
    """The inverse of ``flatten``; tuples become lists."""
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
