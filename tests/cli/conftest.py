"""What the tests of the commands share."""

import stat
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.correspondence import EXAMPLE
from tests.cli.program import run_program


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "gosupport"


@pytest.fixture
def world(private_world: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """GS-1 is sent and has a file, a reply and a profile; GS-2 is a copy of it."""
    work = private_world / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.delenv("GOSUPPORT_ARCHIVE_PASSWORD", raising=False)
    Image.new("RGB", (300, 200), "white").save(work / "screen.png")
    for words in (
        ("new", "--no-input", "--answers", EXAMPLE),
        ("attach", "GS-1", "screen.png", "--caption", "ошибка внизу"),
        ("sent", "GS-1", "--ticket", "SCR#1234567"),
        ("reply", "GS-1", "--result", "Яндекс Браузер 25.10", "--no-send"),
        ("profile", "set", "мама", "--from", "GS-1"),
        ("new", "--no-input", "--from", "GS-1", "--set", "problem.occurred_at=вчера в 10:00"),
    ):
        ran = run_program(*words)
        assert ran.code in (0, 3), (words, ran)
    return private_world


@pytest.fixture
def sent(private_world: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """GS-1, number SCR#1234567, sent on 18 November."""
    monkeypatch.chdir(private_world)
    run_program("new", "--no-input", "--answers", EXAMPLE)
    ran = run_program("sent", "GS-1", "--ticket", "SCR#1234567", "--at", "18.11.2026 12:00")
    assert ran.code == 0, ran
    return private_world / "gosupport"


@pytest.fixture
def outbox(private_world: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """GS-1 was sent by letter through a stand-in for sendmail that keeps what it gets."""
    monkeypatch.chdir(private_world)
    folder = private_world / "outbox"
    folder.mkdir()
    program = private_world / "sendmail"
    program.write_text(
        f"#!{sys.executable}\nimport sys, pathlib\nfolder = pathlib.Path({str(folder)!r})\n"
        "number = len(list(folder.iterdir()))\n"
        "(folder / f'{number}.eml').write_bytes(sys.stdin.buffer.read())\n"
        "(folder / f'{number}.words').write_text('\\n'.join(sys.argv[1:]))\n",
        encoding="utf-8",
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    for key, value in (("mail.transport", "sendmail"), ("sendmail.command", str(program)),
                       ("mail.to", "desk@example.org"), ("imap.trusted_authserv", "mx.me")):
        assert run_program("config", "set", key, value).code == 0
    run_program("new", "--no-input", "--answers", EXAMPLE, "--channel", "email")
    assert run_program("send", "GS-1", "--yes").code == 0
    run_program("sent", "GS-1", "--ticket", "SCR#1234567")
    return folder
