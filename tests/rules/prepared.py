"""A home in which the examples of the help can be run: requests, files, a saved person."""

import json
from pathlib import Path

import pytest

from gosupport_cli.core.answers import nest
from tests.cli.program import run_program
from tests.factories import complete_answers


def prepared_home(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder with the files that the examples name; GS-1 is sent, GS-2 a draft."""
    work = folder / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    answers = json.dumps(nest(complete_answers()), ensure_ascii=False)
    for name in ("answers.yaml", "answers.json"):
        (work / name).write_text(answers, encoding="utf-8")
    for name in ("screen.png", "photo.png"):
        _picture(work / name)
    _log(work / "site.har")
    for number in ("1", "2"):
        made = run_program("new", "--no-input", "--answers", "answers.yaml", "--json")
        assert made.code == 0, made
        assert json.loads(made.out)["id"] == f"GS-{number}"


def _picture(path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (800, 600), "white").save(path)


def _log(path: Path) -> None:
    entry = {
        "startedDateTime": "2026-11-20T11:30:00Z", "time": 1,
        "request": {"method": "GET", "url": "https://www.gosuslugi.ru/10700", "headers": []},
        "response": {"status": 500, "statusText": "", "headers": [], "content": {"size": 0}},
    }
    path.write_text(json.dumps({"log": {"version": "1.2", "entries": [entry]}}), encoding="utf-8")
