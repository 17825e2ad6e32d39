"""The hints say «gosupport»; a terminal that does not know this word is told another one."""

import os
import sys
from pathlib import Path

import pytest

from gosupport_cli.cli.called import call_instead


@pytest.mark.parametrize(("started", "said"), [
    (".venv/bin/gosupport", ".venv/bin/gosupport"),
    ("/opt/моя папка/gosupport", '"/opt/моя папка/gosupport"'),
    ("gosupport.pyz", "python3 gosupport.pyz" if os.name != "nt" else "py gosupport.pyz"),
    ("/x/gosupport_cli/__main__.py", f"{sys.executable} -m gosupport_cli"),
])
def test_what_started_it_is_what_to_type(started: str, said: str) -> None:
    assert call_instead(started, known=False) == said
    assert call_instead(started, known=True) == ""


@pytest.mark.terminal
@pytest.mark.parametrize("known", [True, False])
def test_the_desk_tells_how_to_call_the_program_in_a_terminal_that_does_not_know_it(
    tmp_path: Path, known: bool
) -> None:
    import pexpect

    program = Path(sys.executable).parent / "gosupport"
    path = f"{program.parent}:/usr/bin:/bin" if known else "/usr/bin:/bin"
    said, code = pexpect.run(
        str(program), withexitstatus=True, encoding="utf-8", timeout=60,
        env={"HOME": str(tmp_path), "PATH": path, "LANG": "C.UTF-8", "TERM": "xterm"})
    assert code == 0
    assert "gosupport new" in said
    assert ("Пишите вместо него:" in said) is not known
    assert known or str(program) in said.replace("\r\n", "")


def test_a_script_is_told_nothing_of_the_kind() -> None:
    from tests.cli.program import run_program

    assert "вместо" not in run_program().err


@pytest.mark.terminal
@pytest.mark.parametrize("words", [["solve", "-"], ["contacts", "--check", "-"]])
def test_who_is_to_paste_a_text_is_told_how_to_end_it(tmp_path: Path, words: list[str]) -> None:
    import pexpect

    child = pexpect.spawn(
        sys.executable, ["-m", "gosupport_cli", *words], encoding="utf-8", timeout=60,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm",
             "PYTHONPATH": str(Path(__file__).parents[2])})
    child.expect("Enter и Ctrl-D")
    child.sendline("8 800 100 70 10")
    child.sendeof()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0

