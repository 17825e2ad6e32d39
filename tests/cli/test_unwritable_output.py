"""A stdout that takes nothing: one plain sentence and exit 1, never a traceback; a pipe that was
closed is no error; what was done is done once."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FULL = Path("/dev/full")
WORDS = [["list"], ["list", "--json"], ["facts", "--json"], ["solve", "500"], ["--help"],
         ["list", "--help"], ["--version"], ["schema"], ["completion", "bash"],
         ["status", "GS-9", "--json"], ["frob", "--json"]]


def gosupport(*words: str, to: int, unbuffered: bool = False) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "GOSUPPORT_LANG": "ru"}
    environ.pop("PYTHONUNBUFFERED", None)
    if unbuffered:
        environ["PYTHONUNBUFFERED"] = "1"
    return subprocess.run([sys.executable, "-m", "gosupport_cli", *words], stdout=to, text=True,
                          stderr=subprocess.PIPE, env=environ, check=False, encoding="utf-8")


@pytest.mark.parametrize("unbuffered", [False, True])
@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_a_full_device_gets_one_sentence_and_exit_one(words: list[str], unbuffered: bool) -> None:
    if not FULL.exists():
        return  # Windows and macOS have none
    with FULL.open("wb") as full:
        ran = gosupport(*words, to=full.fileno(), unbuffered=unbuffered)
    assert "Traceback" not in ran.stderr
    assert "Exception ignored" not in ran.stderr
    if words == ["list"]:  # nothing but talk: there was nothing to write
        assert ran.returncode == 0
        return
    assert ran.returncode == 1, ran.stderr
    assert "Результат не выведен: нет свободного места." in ran.stderr
    assert os.environ["GOSUPPORT_HOME"] not in ran.stderr, "no file of ours is full"


@pytest.mark.parametrize(("words", "code"), [
    (["facts", "--json"], 0), (["--help"], 0), (["--version"], 0), (["frob", "--json"], 2)])
def test_a_reader_that_has_gone_is_no_error(words: list[str], code: int) -> None:
    here, there = os.pipe()
    os.close(here)
    ran = gosupport(*words, to=there)
    os.close(there)
    assert (ran.returncode, ran.stderr) == (code, "")


def test_a_closed_output_is_told_and_a_closed_stderr_is_only_silent() -> None:
    if os.name == "nt":
        return  # its shells close nothing
    run = f'"{sys.executable}" -m gosupport_cli list --json'
    for shell, code, said in ((f"{run} >&-", 1, True), (f"{run} >/dev/null 2>&-", 0, False)):
        ran = subprocess.run(["/bin/sh", "-c", shell], capture_output=True, text=True, check=False)
        assert ran.returncode == code, shell
        assert ("вывод закрыт" in ran.stderr) == said
        assert "Traceback" not in ran.stderr


def test_what_was_sent_stays_sent_and_goes_out_once(tmp_path: Path) -> None:
    if not FULL.exists():
        return
    answers = Path(__file__).parents[1] / "answers" / "login.yaml"
    gosupport("new", "--no-input", "--answers", str(answers), to=subprocess.DEVNULL)
    gosupport("edit", "GS-1", "--set", "channel=email", to=subprocess.DEVNULL)
    letters = tmp_path / "letters"
    program = tmp_path / "sendmail.py"
    program.write_text(f"import sys\nopen({str(letters)!r}, 'ab').write(b'#' + "
                       "sys.stdin.buffer.read()[:1])\n", encoding="utf-8")
    for key, value in (("mail.to", "help@example.ru"), ("mail.transport", "sendmail"),
                       ("mail.from", "ivanova@example.ru"),
                       ("sendmail.command", f"{sys.executable} {program}")):
        gosupport("config", "set", key, value, to=subprocess.DEVNULL)
    with FULL.open("wb") as full:
        ran = gosupport("send", "GS-1", "--yes", "--json", to=full.fileno())
    assert ran.returncode == 1, ran.stderr
    assert "не отправлено" not in ran.stderr
    assert letters.read_bytes().count(b"#") == 1
    again = subprocess.run([sys.executable, "-m", "gosupport_cli", "status", "GS-1", "--json"],
                           capture_output=True, check=True)
    assert json.loads(again.stdout)["status"] == "waiting"
    gosupport("send", "GS-1", "--yes", "--json", to=subprocess.DEVNULL)
    assert letters.read_bytes().count(b"#") == 1
