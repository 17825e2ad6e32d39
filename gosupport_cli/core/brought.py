"""Data brought from elsewhere (a backup) passes the gate that typed answers pass: no secrets.

Works on plain data as JSON holds it; texts that are JSON themselves (columns of the journal)
are opened, cleaned and packed again.
"""

import json
from typing import Any

from gosupport_cli.core.redaction import cut_secrets


def without_secrets(data: Any) -> tuple[Any, tuple[str, ...]]:
    """``data`` with every secret cut out, and the kinds that were found, once each."""
    removed: list[str] = []
    return _clean(data, removed), tuple(dict.fromkeys(removed))


def _clean(data: Any, removed: list[str]) -> Any:
    if isinstance(data, str):
        return _text(data, removed)
    if isinstance(data, list):
        return _together([_clean(one, removed) for one in data], removed)
    if isinstance(data, dict):
        return {_text(key, removed): _clean(one, removed) for key, one in data.items()}
    return data


def _text(text: str, removed: list[str]) -> str:
    if text[:1] in ("{", "["):
        try:
            inside = json.loads(text)
        except (ValueError, RecursionError):
            inside = None
        if isinstance(inside, (dict, list)):
            before = len(removed)
            cleaned = _clean(inside, removed)
            return json.dumps(cleaned, ensure_ascii=False) if len(removed) > before else text
    cut = cut_secrets(text)
    removed += cut.removed
    return cut.text


def _together(parts: list[Any], removed: list[str]) -> list[Any]:
    """«ввела пароль:» in one item and the password in the next."""
    texts = all(isinstance(one, str) and "\n" not in one for one in parts)
    if len(parts) < 2 or not texts:
        return parts
    cut = cut_secrets("\n".join(parts))
    removed += cut.removed
    return cut.text.split("\n") if cut.removed else parts
