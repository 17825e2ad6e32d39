"""YAML as people mean it, and every broken file with the line where it broke."""

import json

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gosupport_cli.content.parsed import LARGEST, Broken
from gosupport_cli.content.read import parse


@pytest.mark.parametrize("word", [
    "14:30", "22:30", "no", "on", "yes", "off", "+79161234567", "0123", "3.10", "1e3", "0x1F",
    "2026-11-22", "=", "<<", "1_000", ".inf", "TRUE", "Null",
])
def test_what_a_person_typed_stays_text(word: str) -> None:
    assert parse(f"key: {word}").data == {"key": word}


def test_only_true_false_and_nothing_have_a_meaning() -> None:
    data = parse("a: true\nb: false\nc: null\nd:\ne: ~").data
    assert data == {"a": True, "b": False, "c": None, "d": None, "e": None}


def test_json_is_read_too() -> None:
    assert parse('{"steps": ["один", "два"], "n": 5}').data == {"steps": ["один", "два"], "n": "5"}


def test_json_as_other_programs_write_it_is_read(  # tabs, escaped slashes, an emoji as a pair
) -> None:
    text = '{\n\t"a": "\\ud83d\\ude00 \\u0442",\n\t"b": ["x\\/y", "\\\\ud83d"]\n}'
    assert json.loads(text) == {"a": "😀 т", "b": ["x/y", "\\ud83d"]}
    assert parse(text).data == json.loads(text)
    assert parse(text).line("b") == 3


def test_every_key_and_item_knows_its_line() -> None:
    parsed = parse("problem:\n  steps:\n    - один\n    - два\nperson: {}\n")
    assert parsed.line("problem", "steps") == 2
    assert parsed.line("problem", "steps", 1) == 4
    assert parsed.line("person") == 5
    assert parsed.line("problem", "steps", 9, "deep") == 2  # the nearest thing around it


@pytest.mark.parametrize(("text", "what", "line"), [
    ("a: 1\nb: 2\na: 3", "repeated-key", 3),
    ("a: &x 1\nb: *x", "alias", 2),
    ("a:\n  - [b", "syntax", 3),
    ("a: 'open", "syntax", 1),
    ("a: 1\n? [b]\n: 2", "bad-key", 2),
    ("a: 1\nb: !!python/object:os.system x", "tag", 2),
    ("a: 1\nb: !!binary aGk=", "tag", 2),
    ("a: b: c", "syntax", 1),
    ("a: 1\n---\nb: 2", "syntax", 2),
    ("a: \x07", "syntax", 1),
    ("a:\n\t- b", "syntax", 2),
])
def test_a_broken_file_is_told_with_its_line(text: str, what: str, line: int) -> None:
    with pytest.raises(Broken) as broken:
        parse(text)
    assert (broken.value.what, broken.value.line) == (what, line)


def test_an_alias_bomb_is_refused_at_once() -> None:
    layers = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 9)]
    bomb = "\n".join(["l0: &l0 [lol, lol]", *layers])
    with pytest.raises(Broken) as broken:
        parse(bomb)
    assert broken.value.what == "alias"


def test_thousands_of_levels_do_not_break_the_reader() -> None:
    with pytest.raises(Broken) as broken:
        parse("[" * 20_000 + "]" * 20_000)
    assert broken.value.what in ("too-deep", "syntax")


def test_five_megabytes_are_the_limit() -> None:
    assert parse("a: " + "б" * 1000).data
    with pytest.raises(Broken) as broken:
        parse("#" * (LARGEST + 1))
    assert broken.value.what == "too-large"


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=200))
def test_any_text_is_either_read_or_refused_with_a_line(text: str) -> None:
    try:
        parse(text)
    except Broken as broken:
        assert 1 <= broken.line <= text.count("\n") + text.count("\r") + text.count("\x85") + (
            text.count("\u2028") + text.count("\u2029") + 2)


_words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), max_size=20)
_trees = st.recursive(_words | st.none() | st.booleans(), lambda inner: st.lists(inner, max_size=4)
                      | st.dictionaries(_words, inner, max_size=4), max_leaves=15)


@settings(deadline=None, max_examples=100)
@given(st.dictionaries(_words, _trees, max_size=4))
def test_what_json_or_yaml_wrote_comes_back_the_same(tree: object) -> None:
    assert parse(json.dumps(tree)).data == tree
    written = yaml.dump(tree, allow_unicode=True, Dumper=_NoAliases, default_flow_style=False)
    assert parse(written).data == tree


class _NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True
