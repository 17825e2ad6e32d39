"""The program before a console of Windows, which Wine shows in a terminal of ours.

Wine sends no arrow keys to prompt_toolkit; figures and Enter reach it as in a real console.
"""

from pathlib import Path

import pexpect
import pyte
import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from tests.terminal.person import Person
from tests.windows.world import PYTHON, Windows

pytestmark = [pytest.mark.services("wine", str(PYTHON)), pytest.mark.terminal,
              pytest.mark.timeout(300)]


class Console(Person):
    """Somebody before that console."""

    def __init__(self, words: list[str], env: dict[str, str], folder: Path) -> None:
        self.screen = pyte.Screen(100, 45)
        self.stream = pyte.Stream(self.screen)
        self.raw = ""
        self.child = pexpect.spawn(words[0], words[1:], encoding="utf-8", timeout=20, env=env,
                                   dimensions=(45, 100), cwd=str(folder))


def before(windows: Windows, *words: str) -> Console:
    return Console(windows.command(*words), windows.environment(), windows.folder)


@pytest.mark.parametrize("linear", [False, True], ids=["menus", "linear"])
def test_the_wizard_keeps_what_was_typed_when_ctrl_c_ends_it(
    windows: Windows, linear: bool
) -> None:
    person = before(windows, "new", "booking", *(["--linear"] if linear else []))
    person.sees("Что делаем", seconds=60)
    person.type("3\r")
    person.sees("Вопрос 3", seconds=30)
    person.type("Запись на приём к врачу\r")
    person.sees("Вопрос 4", seconds=30)
    person.type("\x03")
    if linear:  # Wine tells a program that waits for a line only at its end, Windows at once
        person.type("\r")
    person.sees("gosupport new --resume GS-1", seconds=30)
    assert person.ends() == 130
    assert SqliteJournal(windows.home).get("GS-1").answers["problem.service"] == (
        "Запись на приём к врачу")


def test_what_a_program_in_a_console_pipes_is_in_the_consoles_letters(windows: Windows) -> None:
    """As PowerShell and ``more`` read it; without this Python would take cp1251."""
    windows.made()
    reader = windows.folder / "reader.py"
    reader.write_text(
        "import subprocess, sys\n"
        "words = [sys.executable, '-m', 'gosupport_cli', 'list']\n"
        "print(subprocess.run(words, stdout=subprocess.PIPE).stdout.decode('cp866'))\n",
        encoding="utf-8")
    words = [*windows.python("")[:2], windows.path(reader.name)]
    person = Console(words, windows.environment(), windows.folder)
    person.sees("Готово к отправке", seconds=60)
    assert person.ends() == 0


def test_texts_reach_the_clipboard_whole(windows: Windows) -> None:
    copies = ("import io, os, pyperclip\n"
              "from gosupport_cli.adapters.clipboard import Clipboard\n"
              "print(Clipboard(os.environ, io.StringIO()).copy('Ошибка «500» №1\\nвторая'))\n"
              "print(pyperclip.paste().replace('\\r', ''))\n")
    person = Console(windows.python(copies), windows.environment(), windows.folder)
    person.sees("system Ошибка «500» №1 вторая", seconds=60)
    assert person.ends() == 0
