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
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setenv("GOSUPPORT_ARCHIVE_PASSWORD", "четыре простых слова")
    for name in ("screen.png", "photo.png"):
        _picture(work / name)
    for name in ("site.har", "portal.har"):
        _log(work / name)
    (work / "sms.txt").write_text("Обращение SCR#1234567: в работе\n", encoding="utf-8")
    (work / "letter.eml").write_text(
        "From: noreply@example.org\nSubject: [SCR#1234567]\n\nSCR#1234567\n", encoding="utf-8")
    for number in ("1", "2"):
        made = run_program("new", "--no-input", "--answers", "answers.yaml", "--json")
        assert made.code == 0, made
        assert json.loads(made.out)["id"] == f"GS-{number}"
    for words in (
        ("attach", "GS-1", "screen.png"), ("sent", "GS-1", "--ticket", "SCR#1234567"),
        ("todo", "GS-1", "--add", "Войти снова"),
        ("profile", "set", "мама", "--from", "GS-1"), ("export", "saved.zip"),
        ("export", "saved.zip.age", "--encrypt"),
    ):
        ran = run_program(*words)
        assert ran.code == 0, ran


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
