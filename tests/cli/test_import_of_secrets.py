"""A backup that somebody doctored, or an old one, brings no secret into the journal."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import run_program

EXAMPLE = Path(__file__).parent.parent / "answers_example.yaml"


def doctored(source: Path, target: Path) -> None:
    """The same archive with secrets in every text of its journal."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "journal.json":
                journal: dict[str, Any] = json.loads(data)
                for request in journal["requests"]:
                    row = request["row"]
                    answers = json.loads(row["answers"])
                    answers["problem.actual"] = "Мой пароль: Zq7Seedpassw не подходит"
                    answers["problem.steps"] = ["Ввела пароль:", "Zq8Seedpassw"]
                    row["answers"] = json.dumps(answers, ensure_ascii=False)
                    request["state"]["begun.{}"] = json.dumps(
                        {"problem.summary": "Ввела пароль: Zq4Seedpassw и ошибка"})
                    row["ticket"] = "код 739184 из смс"
                    request["events"][0]["text"] = "CVV 947, пароль: Zq9Seedpassw"
                journal["profiles"].append({"name": "пароль: Zq6Seedpassw", "at": row["created_at"],
                                            "answers": '{"person.full_name": "пароль Zq5Seed99"}'})
                data = json.dumps(journal, ensure_ascii=False).encode()
            new.writestr(name, data)


def test_no_secret_of_a_doctored_backup_is_kept(
    private_world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(private_world)
    assert run_program("new", "--no-input", "--answers", str(EXAMPLE)).code in (0, 3)
    assert run_program("export", "b.zip").code == 0
    doctored(Path("b.zip"), Path("c.zip"))
    ran = run_program("--home", "other", "import", "c.zip", "--yes")
    assert ran.code == 0
    assert "вырезаны" in ran.err
    said = run_program("--home", "other", "show", "GS-1").out
    said += run_program("--home", "other", "status", "GS-1", "--json").out
    said += run_program("--home", "other", "profile", "list").out
    kept = b"".join(file.read_bytes() for file in Path("other").rglob("*") if file.is_file())
    for piece in ("Seedpassw", "739184", "947", "Zq5Seed99"):
        assert piece not in said, piece
        assert piece.encode() not in kept, piece
    assert "[удалено: пароль]" in said
    again = run_program("--home", "another", "import", "b.zip", "--yes")
    assert (again.code, "вырезаны" in again.err) == (0, False)
