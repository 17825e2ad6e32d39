"""Completion scripts and the manual page."""

import subprocess
import sys
from pathlib import Path

import pytest

from gosupport_cli.cli.commands import COMMANDS
from tests.cli.program import run_program


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_every_shell_gets_a_script_that_asks_the_program(shell: str) -> None:
    ran = run_program("completion", shell)
    assert ran.code == 0
    assert "_GOSUPPORT_COMPLETE" in ran.out and "gosupport" in ran.out


def test_the_program_completes_commands_and_options(private_world: Path) -> None:
    def completed(words: str, place: int) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-m", "gosupport_cli"], capture_output=True, text=True, check=False,
            encoding="utf-8",
            env={"_GOSUPPORT_COMPLETE": "bash_complete", "COMP_WORDS": words,
                 "COMP_CWORD": str(place), "HOME": str(private_world), "PATH": "/usr/bin"},
        )
        return [line.partition(",")[2] for line in done.stdout.splitlines()]

    assert completed("gosupport st", 1) == ["status"]
    assert "--no-input" in completed("gosupport new --no", 2)


def test_an_unknown_shell_is_refused_with_the_known_ones() -> None:
    ran = run_program("completion", "tcsh")
    assert ran.code == 2 and "powershell" in ran.err


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_manual_has_every_command_and_nothing_that_troff_would_obey(language: str) -> None:
    ran = run_program("--lang", language, "man")
    assert ran.code == 0
    for name in COMMANDS:
        assert f".SS gosupport {name}" in ran.out.replace("\\-", "-")
    macros = {line.split()[0] for line in ran.out.splitlines() if line.startswith(".")}
    assert macros <= {".TH", ".SH", ".SS", ".B", ".PP", ".TP", ".nf", ".fi"}
    assert "\b" not in ran.out


@pytest.mark.services("groff")
def test_troff_itself_reads_the_manual_without_a_word() -> None:
    ran = run_program("man")
    done = subprocess.run(["groff", "-k", "-man", "-Tutf8", "-ww"], input=ran.out.encode(),
                          capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"gosupport" in done.stdout
