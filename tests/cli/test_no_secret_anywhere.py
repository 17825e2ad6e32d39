"""Seeded secrets, whole and cut in two, are looked for in everything that the program leaves."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gosupport_cli.core.answers import nest
from tests.cli.program import run_program
from tests.factories import complete_answers

# What was typed, and the pieces that must not be found anywhere afterwards.
SEEDS = {
    "пароль: Zq7Seedpassw": ("Zq7Seedpassw", "Zq7See", "dpassw"),
    "пароль: Wr4Seedhalf\nTail9xyz": ("Wr4Seedhalf", "Tail9xyz"),
    "код 739184 из смс": ("739184",),
    "код из смс: 285\n617": ("285\n617", "285617"),
    "CVV 947": ("CVV 947",),
    "Authorization: Bearer SeedBearer123456": ("SeedBearer123456",),
    "access_token=SeedToken98765\nTokenTail54321": ("SeedToken98765", "TokenTail54321"),
    "eyJhbGciOiJTZWVkIn0.eyJzZWVkIjoiand0In0.c2VlZGp3dA": ("eyJzZWVkIjoiand0In0",),
    "Cookie: acc_t=SeedCookie555; u=SeedUser777": ("SeedCookie555", "SeedUser777"),
    "-----BEGIN PRIVATE KEY-----\nMIIESeedKeyMaterial00\n-----END PRIVATE KEY-----":
        ("MIIESeedKeyMaterial00",),
}
PIECES = tuple(piece for pieces in SEEDS.values() for piece in pieces)
CHANNELS = ("portal", "chat", "app", "phone", "email", "rt", "redmine", "zammad", "open311")
FORMATS = ("text", "md", "html", "json", "yaml")


class World:
    """The real program with its own home; every word it says is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.home = folder, folder / "gosupport"
        self.said: list[tuple[str, str]] = []

    def run(self, *words: str, typed: str = "", **environ: str) -> int:
        done = subprocess.run(
            [sys.executable, "-m", "gosupport_cli", *words], input=typed, text=True,
            capture_output=True, encoding="utf-8", timeout=120, cwd=self.folder,
            env={**os.environ, "GOSUPPORT_HOME": str(self.home), "TMPDIR": str(self.temporary),
                 "PYTHONIOENCODING": "utf-8", **environ})
        self.said.append((" ".join(words), done.stdout + done.stderr))
        return done.returncode

    def look(self, *words: str) -> None:
        """The same in this process, for the many commands that only show."""
        shown = run_program(*words)
        self.said.append((" ".join(words), shown.out + shown.err))

    @property
    def temporary(self) -> Path:
        place = self.folder / "temporary"
        place.mkdir(exist_ok=True)
        return place

    def found(self) -> list[str]:
        """Where a piece of a secret is, over outputs and the bytes of every file."""
        places = [f"output of {words}: {piece}" for words, text in self.said
                  for piece in PIECES if piece in text]
        for folder in (self.home, self.temporary):
            for file in folder.rglob("*"):
                if file.is_file():
                    data = file.read_bytes()
                    places += [f"{file.relative_to(self.folder)}: {piece}" for piece in PIECES
                               if any(piece.encode(code) in data
                                      for code in ("utf-8", "utf-16-le", "cp1251"))]
        return places


def seeded_answers(folder: Path) -> Path:
    """Every secret in texts of several lines, in one line and in a list."""
    whole = "\n".join(f"{number}. Ввожу {text}\nне входит." for number, text in
                      enumerate(SEEDS, 1))
    answers = complete_answers(
        problem__actual=whole, problem__error_text=whole,
        problem__summary="При входе ошибка 500, " + ", ".join(
            text.replace("\n", " ") for text in SEEDS if "BEGIN" not in text),
        problem__steps=tuple(f"Ввела {text}" for text in SEEDS if "\n" not in text),
    )
    file = folder / "answers.json"
    file.write_text(json.dumps(nest(answers), ensure_ascii=False), encoding="utf-8")
    return file


def evidence_files(folder: Path) -> list[str]:
    log = folder / "console.log"
    log.write_text("\n".join(SEEDS) + "\nESIA-007015\n", encoding="utf-8")
    har = folder / "portal.har"
    har.write_text(json.dumps({"log": {"version": "1.2", "entries": [{
        "startedDateTime": "2026-11-20T14:30:05.120+03:00", "time": 5,
        "request": {"method": "POST", "url": "https://www.gosuslugi.ru/x?t=SeedToken98765",
                    "headers": [{"name": "Cookie", "value": "acc_t=SeedCookie555"}],
                    "postData": {"text": "password=Zq7Seedpassw"}},
        "response": {"status": 500, "headers": [{"name": "x-trace-id", "value": "ab12cd34ef56"}],
                     "content": {"mimeType": "application/json", "text": json.dumps(
                         {"errorMessage": "код 739184 из смс", "token": "SeedBearer123456"})}},
    }]}}, ensure_ascii=False), encoding="utf-8")
    return [log.name, har.name]


@pytest.mark.timeout(600)  # dozens of runs of the real program
@pytest.mark.guide("G-24", "G-29", "G-30", "G-108")
def test_no_seeded_secret_is_found_in_anything_the_program_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(world.temporary))
    answers = seeded_answers(tmp_path)
    world.run("check", str(answers))
    world.run("check", str(answers), "--channel", "all", "--json")
    assert world.run("new", "--no-input", "--answers", str(answers), "--json") == 3
    for text in SEEDS:
        world.run("edit", "GS-1", "--set", f"problem.conditions={text}")
        world.run("edit", "GS-1", "--set", f"person.account={text}")
    world.run("attach", "GS-1", *evidence_files(tmp_path), "--caption", "Тут пароль: Zq7Seedpassw",
              "--apply")
    for channel in CHANNELS:
        world.look("check", "GS-1", "--channel", channel, "--json")
        world.look("privacy", "GS-1", "--channel", channel)
        for form in FORMATS:
            world.look("show", "GS-1", "--channel", channel, "--format", form)
    world.run("show", "GS-1", "--channel", "email", "--format", "eml", "--to", "a@example.ru")
    world.run("show", "GS-1", "--channel", "email", "--format", "mailto", "--to", "a@example.ru")
    world.run("status", "GS-1", "--json")
    world.run("list", "--json")
    world.run("contacts", "--check", next(iter(SEEDS)), "--json")
    world.run("solve", "\n".join(SEEDS))
    assert any("удалено" in said for _, said in world.said)
    assert world.found() == []


def test_a_crash_report_holds_no_secret(tmp_path: Path) -> None:
    world = World(tmp_path)
    # A broken program: the text of the exception holds what was typed.
    (tmp_path / "sitecustomize.py").write_text(
        "import gosupport_cli.core.redaction as one\n"
        "def broken(text):\n    raise RuntimeError('at ' + text)\n"
        "one.cut_secrets = broken\n", encoding="utf-8")
    answers = seeded_answers(tmp_path)
    code = world.run("new", "--no-input", "--answers", str(answers), "-v",
                     PYTHONPATH=str(tmp_path), GOSUPPORT_DEBUG="1")
    assert code == 1
    assert list((world.home / "crashes").iterdir())
    assert world.found() == []


def test_the_search_itself_finds_a_planted_secret(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.home.mkdir()
    (world.home / "journal.sqlite-wal").write_bytes(b"Zq7Seedpassw")
    world.said.append(("show", "код 739184"))
    assert len(world.found()) >= 2


def test_choices_list_items_and_ticket_numbers_keep_no_secret(private_world: Path) -> None:
    answers = {"category": "login", "problem": {
        "steps": ["Открыла вход", "ввела пароль:", "Qzw040rty"], "reply_via": "пароль: Qzw013rty",
    }, "environment": {"network": "пароль: Qzw014rty"}}
    said = run_program("new", "--no-input", "--answers", "-", "--json", typed=json.dumps(answers))
    told = run_program("sent", "GS-1", "--ticket", "пароль: Qzw015rty", "--json")
    assert (said.code, told.code) == (3, 2)
    shown = said.out + said.err + told.out + told.err + run_program("check", "GS-1").out
    kept = b"".join(one.read_bytes() for one in private_world.rglob("*") if one.is_file())
    for number in ("040", "013", "014", "015"):
        assert f"Qzw{number}rty" not in shown and f"Qzw{number}rty".encode() not in kept, number
