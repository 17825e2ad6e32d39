"""A command in a text is there to be copied: nothing stands directly behind it."""

import re
from collections.abc import Iterator

import pytest

from gosupport_cli.cli.commands import COMMANDS
from gosupport_cli.content.declared import load
from tests.rules.tree import TEMPLATES

_QUOTED = r"'[^'\n]*'|\"[^\"\n]*\"|«[^»]*»|“[^”]*”"
_WORD = rf"(?:{{{{ ?\w+ ?}}}}|{{\w+}}|-{{1,2}}[a-z][\w-]*|-(?= )|[\w.]+={_QUOTED}|{_QUOTED}" \
        r"|[\w.]+=\w+|[A-ZА-ЯЁ]{2,}[\w#-]*|[a-z][\w./:-]*\w)"
COMMAND = re.compile(rf"\bgosupport (?:{'|'.join(COMMANDS)})\b(?: {_WORD})*")
_BEHIND = re.compile(r"[.,;:!?»”)\]]+(?=\s|$)")


def written() -> Iterator[tuple[str, str]]:
    """Every text of the templates with its place; comments are none."""
    for file in sorted(TEMPLATES.rglob("*.yaml")):
        yield from ((f"{file.relative_to(TEMPLATES)} {key}", text)
                    for key, text in _texts("", load(file).data))
    for file in sorted(TEMPLATES.rglob("*.j2")):
        lines = file.read_text(encoding="utf-8").split("\n")
        yield from ((f"{file.name}:{place}", line) for place, line in enumerate(lines, 1))


def _texts(key: str, data: object) -> Iterator[tuple[str, str]]:
    if isinstance(data, dict):
        for name, one in data.items():
            yield from _texts(f"{key}.{name}".lstrip("."), one)
    elif isinstance(data, list):
        for place, one in enumerate(data):
            yield from _texts(f"{key}[{place}]", one)
    else:
        yield key, str(data)


def spoilt(text: str) -> list[str]:
    """Commands that somebody would copy with a stop, a comma or quotes that no shell knows."""
    found = []
    for one in COMMAND.finditer(text):
        behind = _BEHIND.match(text, one.end())
        if behind or re.search("[«“]", one[0]):
            found.append(one[0] + (behind[0] if behind else ""))
    return found


def test_no_text_puts_a_stop_or_a_comma_directly_behind_a_command() -> None:
    assert [f"{place}: {one}" for place, text in written() for one in spoilt(text)] == []


def test_commands_are_found_in_both_languages_and_in_documents() -> None:
    places = [place for place, text in written() if COMMAND.search(text)]
    for beginning in ("languages/ru/error", "languages/en/error", "checklist", "loss.j2"):
        assert any(place.startswith(beginning) for place in places)
    assert len(places) > 200


@pytest.mark.parametrize(("text", "wrong"), [
    ("Где оно: gosupport status {ref}. Ещё раз: gosupport send {ref}", ["gosupport status {ref}."]),
    ("Настройте: gosupport setup.", ["gosupport setup."]),
    ("«gosupport list»", ["gosupport list»"]),
    ("gosupport solve «нет кода»", ["gosupport solve «нет кода»"]),
    ("gosupport sent GS-1 --ticket НОМЕР, потом ждите", ["gosupport sent GS-1 --ticket НОМЕР,"]),
    ("gosupport doctor --host www.gosuslugi.ru:443", []),
    ("gosupport show GS-1 --format eml --output letter.eml\nПотом отправьте.", []),
    ("Close the other gosupport window and repeat the command.", []),
])
def test_the_rule_knows_a_spoilt_command(text: str, wrong: list[str]) -> None:
    assert spoilt(text) == wrong
