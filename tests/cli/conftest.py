"""What the tests of the commands share."""

import stat
import sys
from pathlib import Path

import pytest

from tests.cli.correspondence import EXAMPLE
from tests.cli.program import run_program


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "gosupport"


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
