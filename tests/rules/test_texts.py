"""Every screen text that the code asks for exists, in both languages, with the same values."""

import re
import string
from collections.abc import Mapping
from pathlib import Path

import pytest

from gosupport_cli.content.declared import load
from tests.rules.declared_texts import CATALOGUE_AREAS
from tests.rules.text_calls import Call, calls, words
from tests.rules.tree import TEMPLATES

RU = TEMPLATES / "languages/ru"
EN = TEMPLATES / "languages/en"


def read(folder: Path) -> dict[str, str]:
    """All texts of one language by full id."""
    return {
        f"{file.stem}.{key}": str(text)
        for file in sorted(folder.glob("*.yaml"))
        for key, text in load(file).data.items()
    }


RUSSIAN, ENGLISH = read(RU), read(EN)
WRITTEN = {key: text for key, text in ENGLISH.items() if key.split(".")[0] not in CATALOGUE_AREAS}


def placeholders(text: str) -> set[str]:
    """The names that a text wants to be filled in."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def missing(call: Call, texts: Mapping[str, str]) -> str:
    """What is wrong about one call, or nothing."""
    if call.prefix:
        there = any(key.startswith(call.text_id) for key in texts)
        return "" if there else f"{call.where}: nothing begins with {call.text_id}"
    if call.text_id not in texts:
        return f"{call.where}: no text {call.text_id}"
    lacking = placeholders(texts[call.text_id]) - call.names if call.names is not None else set()
    if call.where.startswith("gosupport_cli.channels."):
        lacking -= {"ref"}  # channels know no request: flows.submit adds its id
    return f"{call.where}: {call.text_id} wants {sorted(lacking)}" if lacking else ""


@pytest.mark.parametrize("texts", [RUSSIAN, ENGLISH], ids=["ru", "en"])
def test_every_text_that_is_asked_for_exists_and_gets_its_values(texts: Mapping[str, str]) -> None:
    assert [said for call in calls() if (said := missing(call, texts))] == []


def test_the_search_for_calls_finds_many_of_both_kinds() -> None:
    found = {call.text_id for call in calls()}
    assert {"error.set-malformed.message", "error.template-alias.hint"} <= found
    assert len(found) > 100


def test_both_languages_have_the_same_texts() -> None:
    assert sorted(set(RUSSIAN) - set(WRITTEN)) == []
    assert sorted(set(WRITTEN) - set(RUSSIAN)) == []


def test_both_languages_fill_in_the_same_values() -> None:
    different = [key for key, text in RUSSIAN.items()
                 if placeholders(text) != placeholders(ENGLISH.get(key, text))]
    assert different == []


def test_plurals_have_three_forms_in_russian_and_two_in_english() -> None:
    for texts, forms in ((RUSSIAN, 3), (WRITTEN, 2)):
        wrong = [key for key, text in texts.items()
                 for spec in re.findall(r":plural:([^}]*)}", text)
                 if len(spec.split("|")) != forms]
        assert wrong == []


def test_every_text_is_used_by_somebody() -> None:
    asked = calls()
    plain = {call.text_id for call in asked if not call.prefix}
    prefixes = tuple(call.text_id for call in asked if call.prefix and call.text_id != "error.")
    known = (*prefixes, "error.template-")
    # Some are handed on by name: the text's id, or an error's code, stands in the code whole.
    named = {f"error.{word}.{part}" for word in words() for part in ("message", "hint")} | words()
    unused = [key for key in RUSSIAN
              if key not in plain | named and not key.startswith(known)]
    assert unused == []


BANNED = re.compile(
    r"некорректн|невалидн|недопустим|ошибочн\w+ ввод|неверн\w+ формат|invalid|illegal|bad input",
    re.IGNORECASE,
)


@pytest.mark.parametrize("texts", [RUSSIAN, ENGLISH], ids=["ru", "en"])
def test_no_text_blames_the_person(texts: Mapping[str, str]) -> None:
    assert [key for key, text in texts.items() if BANNED.search(text)] == []


def test_russian_texts_are_russian_and_english_ones_english() -> None:
    silent = [key for key, text in RUSSIAN.items() if not re.search("[А-Яа-яЁё]", text)
              and re.search("[A-Za-z]{4}", re.sub(r"{[^}]*}|gosupport[\w -]*", "", text))]
    # Whoever reads no Russian reads on: what the portal shows stands in quotes, and a Russian name
    # in brackets behind the English one.
    kept = r'«[^»]*»|“[^”]*”|"[^"]*"|\([^()]*\)'
    mixed = [key for key, text in ENGLISH.items()
             if re.search(r"[А-Яа-яЁё]", re.sub(kept, "", text))]
    assert silent == []
    assert mixed == []
