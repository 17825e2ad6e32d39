"""The person's editor: whatever it does, the text stays."""

import sys
from pathlib import Path

import pytest

from gosupport_cli.adapters.editor import ExternalEditor
from gosupport_cli.core.errors import UsageError


def editor(tmp_path: Path, code: str) -> ExternalEditor:
    """An editor that runs ``code`` with the file's name in ``sys.argv[-1]``."""
    script = tmp_path / "my editor.py"
    script.write_text(f"import sys, pathlib\nfile = pathlib.Path(sys.argv[-1])\n{code}\n")
    return ExternalEditor(tmp_path / "drafts", {"VISUAL": f'"{sys.executable}" "{script}" -x'})


def test_the_edited_text_comes_back_and_the_file_goes(tmp_path: Path) -> None:
    made = editor(tmp_path, "file.write_text(file.read_text('utf-8') + ' и ещё', 'utf-8')")
    assert made.edit("Было", name="GS-1-problem.actual") == "Было и ещё"
    assert list((tmp_path / "drafts").iterdir()) == []


def test_a_failing_editor_keeps_what_was_written_and_offers_it_again(tmp_path: Path) -> None:
    made = editor(tmp_path, "file.write_text('Написано', 'utf-8'); sys.exit(3)")
    with pytest.raises(UsageError) as failed:
        made.edit("Было", name="GS-1-problem.actual")
    assert failed.value.code == "editor-failed"
    file = Path(str(failed.value.values["file"]))
    assert file.read_text(encoding="utf-8") == "Написано"
    assert file.stat().st_mode & 0o777 == 0o600 and file.parent.stat().st_mode & 0o777 == 0o700
    assert editor(tmp_path, "").edit("Было", name="GS-1-problem.actual") == "Написано"


def test_a_missing_editor_is_named_and_the_text_is_kept(tmp_path: Path) -> None:
    made = ExternalEditor(tmp_path / "drafts", {"EDITOR": "no-such-editor --wait"})
    with pytest.raises(UsageError) as failed:
        made.edit("Было", name="../GS-1")
    assert failed.value.values["editor"] == "no-such-editor"
    assert [file.parent for file in (tmp_path / "drafts").iterdir()] == [tmp_path / "drafts"]
