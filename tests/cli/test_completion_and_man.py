"""Completion scripts and the manual page."""

import os
import subprocess
import sys
import time
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


# How each shell reads its start-up file, and the file that the help names.
SHELLS = (
    pytest.param("bash", ["--norc", "-i"], ".bashrc", marks=pytest.mark.services("bash")),
    pytest.param("zsh", ["-i"], ".zshrc", marks=pytest.mark.services("zsh")),
    pytest.param("fish", ["-i"], ".config/fish/config.fish", marks=pytest.mark.services("fish")),
)


@pytest.mark.terminal
@pytest.mark.parametrize(("shell", "words", "file"), SHELLS)
def test_the_tab_key_completes_in_the_shell_itself(
    shell: str, words: list[str], file: str, tmp_path: Path
) -> None:
    import pexpect

    (tmp_path / "gosupport").symlink_to(Path(sys.executable).parent / "gosupport")
    place = tmp_path / "home" / file
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(run_program("completion", shell).out, encoding="utf-8")
    child = pexpect.spawn(
        shell, words, encoding="utf-8", timeout=60, dimensions=(24, 80),
        env={"HOME": str(tmp_path / "home"), "TERM": "dumb" if shell == "fish" else "xterm",
             "PATH": f"{tmp_path}:/usr/bin:/bin", "LANG": "C.UTF-8", "PS1": "ready> "},
    )
    if shell == "bash":
        child.sendline(f"source ~/{file}")
    child.sendline('echo up"-"42')
    child.expect("up-42")
    child.send("gosupport completi\t")
    child.expect("completi\\S*on")
    time.sleep(1)
    child.send("powersh\t\r")
    child.expect("Register-ArgumentCompleter")
    child.close(force=True)


@pytest.mark.services("fish")
def test_fish_shows_the_whole_explanation_of_a_command(private_world: Path) -> None:
    script = private_world / "gosupport.fish"
    script.write_text(run_program("--lang", "ru", "completion", "fish").out, encoding="utf-8")
    done = subprocess.run(
        ["fish", "--no-config", "-c", f"source {script}; complete -C 'gosupport doc'"],
        capture_output=True, text=True, encoding="utf-8", check=True,
        env={"HOME": str(private_world), "LANG": "C.UTF-8", "GOSUPPORT_LANG": "ru",
             "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"},
    )
    assert done.stdout == "doctor\tдоходит ли компьютер до портала, всё ли в порядке\n"


def test_completing_a_command_imports_none() -> None:
    code = ("import sys\nfrom gosupport_cli.cli import main\n"
            "try:\n    main([])\nexcept SystemExit:\n    pass\n"
            "sys.stderr.write(' '.join(sys.modules))")
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        encoding="utf-8", env={"_GOSUPPORT_COMPLETE": "bash_complete", "PATH": "/usr/bin",
                               "COMP_WORDS": "gosupport s", "COMP_CWORD": "1"},
    )
    assert "plain,status" in done.stdout
    assert "gosupport_cli.cli.status" not in done.stderr.split()


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


@pytest.mark.services("mandoc")
@pytest.mark.parametrize("language", ["ru", "en"])
def test_mandoc_finds_nothing_to_warn_of_in_the_manual(language: str) -> None:
    ran = run_program("--lang", language, "man")
    done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning"], input=ran.out.encode(),
                          capture_output=True, check=False)
    assert (done.returncode, done.stdout.decode()) == (0, "")


def test_without_man_and_pager_a_terminal_gets_plain_words(private_world: Path) -> None:
    from tests.terminal.person import Person

    for path, lines in (("/nowhere", "0"), (os.environ["PATH"], "1")):
        person = Person(private_world, "--lang", "en", "man", rows=2000, PATH=path,
                        GOSUPPORT_LINEAR=lines)
        assert person.ends() == 0
        shown = "\n".join(line.rstrip() for line in person.screen.display)
        assert "NAME\n  gosupport - writes to the support of Gosuslugi" in shown
        assert "gosupport man > gosupport.1" in shown
        for troff in (".SH", ".TP", "\\-", "\\&"):
            assert troff not in shown


def test_a_terminal_gets_the_page_set_by_man(private_world: Path, tmp_path: Path) -> None:
    from tests.terminal.person import Person

    folder = tmp_path / "bin"
    folder.mkdir()
    man = folder / "man"
    man.write_text('#!/bin/sh\necho "set: $*"; grep -c "^.SS"\n', encoding="utf-8")
    man.chmod(0o755)
    path = f"{folder}:{os.environ['PATH']}"
    person = Person(private_world, "man", PATH=path)
    assert person.ends() == 0
    assert f"set: -l - {len(COMMANDS)}" in person.shown()
    # A man that cannot read it leaves it to the pager.
    man.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    pager = folder / "pager"
    pager.write_text("#!/bin/sh\necho paged; head -n 2\n", encoding="utf-8")
    pager.chmod(0o755)
    person = Person(private_world, "man", PATH=path, PAGER=str(pager))
    assert person.ends() == 0
    assert person.shown().startswith("paged ИМЯ gosupport - пишет в поддержку")
