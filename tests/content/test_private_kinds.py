"""Kinds of private data have a name in the language of the talk."""

from pathlib import Path

from gosupport_cli.content.languages import YamlTexts
from gosupport_cli.core.detect_safety import _KINDS
from gosupport_cli.core.private_patterns import PERSONS, PRIVATE


def test_every_kind_of_private_data_has_an_english_name() -> None:
    english = YamlTexts("en", Path("/nowhere"))
    for one in (*PRIVATE, *PERSONS):
        kind = _KINDS.get(one.label, one.label)
        assert english.of(f"rule.kind.{kind}", "") != "", kind
