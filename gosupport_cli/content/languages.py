"""Screen texts by id; a file per area, read when its first text is needed."""

import string
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from gosupport_cli.content.declared import load, wrong
from gosupport_cli.content.locate import find


class _Plain(string.Formatter):
    """``{name}`` and ``{name:plural:a|b|c}`` only: values are data, never walked into."""

    def __init__(self, language: str) -> None:
        self._language = language

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> Any:  # noqa: ARG002
        return kwargs[field_name], field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec.startswith("plural:"):
            return plural(int(value), format_spec.removeprefix("plural:"), self._language)
        return str(value)


def plural(count: int, forms: str, language: str) -> str:
    """The form of ``обращение|обращения|обращений`` (or ``one|many``) for ``count``."""
    words = forms.split("|")
    if language == "en" or len(words) == 2:
        return words[0 if count == 1 else 1]
    last, two = abs(count) % 10, abs(count) % 100
    if last == 1 and two != 11:
        return words[0]
    return words[1] if 2 <= last <= 4 and not 12 <= two <= 14 else words[2]


class YamlTexts:
    """Implements ``core.ports.Texts``; a text that English lacks falls back to Russian."""

    def __init__(self, language: Literal["ru", "en"], user_folder: Path) -> None:
        self.language: Literal["ru", "en"] = language
        self._folder = user_folder
        self._areas: dict[tuple[str, str], Mapping[str, str]] = {}
        self._format = _Plain(language)

    def __call__(self, text_id: str, /, **values: object) -> str:
        area, _, rest = text_id.partition(".")
        for language in dict.fromkeys((self.language, "ru")):
            found = self._area(language, area).get(rest)
            if found is not None:
                return self._format.vformat(found, (), values)
        raise LookupError(f"no text {text_id}")

    def of(self, text_id: str, source: str) -> str:
        if self.language == "ru":
            return source
        area, _, rest = text_id.partition(".")
        return self._area(self.language, area).get(rest) or source

    def _area(self, language: str, area: str) -> Mapping[str, str]:
        known = self._areas.get((language, area))
        if known is None:
            known = self._areas[(language, area)] = self._read(f"languages/{language}/{area}.yaml")
        return known

    def _read(self, name: str) -> Mapping[str, str]:
        merged: dict[str, str] = {}
        for file in reversed(find(self._folder, name)):
            parsed = load(file)
            for key, text in parsed.data.items():
                if not isinstance(text, str):
                    raise wrong(file, parsed.line(key), "wrong-value", key)
                merged[key] = text
        return merged
