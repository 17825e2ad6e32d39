"""What came along is kept ready to use, and never instead of what its source says now."""

import os
from pathlib import Path

import pytest

from gosupport_cli.content import kept as keeping
from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.content.declared import load
from gosupport_cli.core.terms import Reminder

TEXT = "reminders:\n- id: silence\n  hours: {hours}\n  verified: confirmed\n  as_of: '2026'\n" \
       "  source: G-209\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An own packaged folder with one file."""
    made = tmp_path / "packaged"
    made.mkdir()
    for module in ("kept", "locate"):
        monkeypatch.setattr(f"gosupport_cli.content.{module}.packaged_folder", lambda: made)
    (made / "reminders.yaml").write_text(TEXT.format(hours=48), encoding="utf-8")
    return made


def hours(tmp_path: Path) -> int:
    return YamlCatalogue(tmp_path / "own").reminders["silence"].hours


def test_the_second_start_reads_no_yaml(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hours(tmp_path) == 48
    monkeypatch.setattr("gosupport_cli.content.read.parse", None)
    assert hours(tmp_path) == 48


def test_a_source_that_changed_counts_at_once(folder: Path, tmp_path: Path) -> None:
    source = folder / "reminders.yaml"
    assert hours(tmp_path) == 48
    before = source.stat().st_mtime_ns
    source.write_text(TEXT.format(hours=24), encoding="utf-8")
    os.utime(source, ns=(before + 1, before + 1))
    assert hours(tmp_path) == 24


@pytest.mark.parametrize("rubbish", [b"", b"rubbish", b"\xe3" * 40])
def test_what_is_kept_and_broken_is_made_anew(
    folder: Path, tmp_path: Path, rubbish: bytes
) -> None:
    assert hours(tmp_path) == 48
    (place,) = (folder / "__pycache__").iterdir()
    place.write_bytes(rubbish)
    assert hours(tmp_path) == 48
    assert place.read_bytes() != rubbish


def test_it_comes_back_as_it_was(folder: Path) -> None:
    made = keeping.kept(folder / "reminders.yaml", Reminder.__module__,
                        lambda: [Reminder("a", 1, "confirmed", "2026", "G-1"), ("x", {"y": None})])
    again: object = keeping.kept(folder / "reminders.yaml", Reminder.__module__, list)
    assert again == made
    assert load(folder / "reminders.yaml").line("reminders", 0, "hours") == 3
    assert load(folder / "reminders.yaml").line("reminders", 0, "hours") == 3


def test_where_nothing_can_be_written_it_works_all_the_same(folder: Path, tmp_path: Path) -> None:
    (folder / "__pycache__").write_text("in the way")
    assert hours(tmp_path) == 48
    assert hours(tmp_path) == 48


def test_a_file_of_the_person_is_kept_nowhere(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "reminders.yaml").write_text(TEXT.format(hours=72), encoding="utf-8")
    assert hours(tmp_path) == 72
    assert sorted(one.name for one in own.iterdir()) == ["reminders.yaml"]


def test_values_within_lists_and_mappings_come_back_too() -> None:
    record = Reminder("silence", 48, "confirmed", "2026", "G-209")
    deep = {"a": [{"b": (1, [record, "c"])}], "plain": {("x", 1): [1, (), {}]}, "none": None}
    assert keeping._unpacked(keeping._packed(deep), {"Reminder": Reminder}) == deep
