"""Windows and macOS by reading the code and by their rules: what a run on Linux cannot show."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from platformdirs.macos import MacOS
from platformdirs.windows import get_win_folder_from_env_vars

from gosupport_cli.adapters.editor import ExternalEditor
from gosupport_cli.cli.called import quoted
from gosupport_cli.cli.early import likely_home
from tests.rules.tree import PACKAGE, TEMPLATES

# Not there on Windows, and an error at the first use.
POSIX = {
    "os": {"getuid", "geteuid", "getgid", "fork", "uname", "fchmod", "chown", "mkfifo", "killpg",
           "setsid", "getpgid", "O_NOFOLLOW", "O_DIRECTORY", "nice"},
    "signal": {"SIGHUP", "SIGKILL", "SIGUSR1", "SIGALRM", "alarm", "SIGPIPE"},
    "time": {"tzset"},
}
MODULES = {"fcntl", "termios", "tty", "pwd", "grp", "resource", "pty", "readline"}
WINDOWS = {"winreg", "msvcrt", "_winapi"}
GUARDS = ("sys.platform", "os.name", "hasattr(", "getattr(", "ImportError")


def modules() -> Iterator[tuple[Path, ast.Module, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        yield path, ast.parse(text), text


def names_of(tree: ast.Module) -> Iterator[str]:
    """What a file uses of one system only."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.attr in POSIX.get(node.value.id, ()):
                yield f"{node.value.id}.{node.attr}"
        elif isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name in MODULES | WINDOWS)
        elif isinstance(node, ast.ImportFrom) and node.module in MODULES | WINDOWS:
            yield str(node.module)


def test_what_one_system_lacks_stands_behind_a_guard() -> None:
    found = {path.name: sorted(set(names_of(tree))) for path, tree, text in modules()
             if any(names_of(tree)) and not any(guard in text for guard in GUARDS)}
    assert found == {}


def test_every_text_file_names_its_encoding() -> None:
    """Windows would take the code page of the country."""
    found = []
    for path, tree, _ in modules():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            named = {one.arg for one in node.keywords}
            if node.func.attr in ("read_text", "write_text") and "encoding" not in named:
                found.append(f"{path.name}:{node.lineno}")
            mode = next((one.value for one in node.args if isinstance(one, ast.Constant)), "")
            if node.func.attr == "fdopen" and "b" not in str(mode) and "encoding" not in named:
                found.append(f"{path.name}:{node.lineno}")
    assert found == []


def test_the_folder_of_windows_is_where_windows_keeps_programs_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    local = str(tmp_path / "AppData" / "Local")
    monkeypatch.setenv("LOCALAPPDATA", local)
    monkeypatch.setattr(sys, "platform", "win32")
    known = Path(get_win_folder_from_env_vars("CSIDL_LOCAL_APPDATA")) / "gosupport"
    assert likely_home((), {"LOCALAPPDATA": local}) == known


def test_the_folder_of_macos_is_in_application_support(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert likely_home((), {}) == MacOS("gosupport", appauthor=False).user_data_path


def test_an_editor_of_windows_may_have_blanks_in_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    path = "C:\\Program Files\\Notepad++\\notepad++.exe"
    assert ExternalEditor(tmp_path, {"EDITOR": f'"{path}" -multiInst'})._command() == [
        path, "-multiInst"]
    assert ExternalEditor(tmp_path, {})._command() == ["notepad"]


def test_a_command_to_copy_has_no_quotes_that_windows_takes_for_letters() -> None:
    """cmd, which README.ru names, splits '…' at each blank; "…" is one word everywhere."""
    single = re.compile(r"gosupport [a-z]+ [^\"\n]*(?<![а-яёa-z\\])'")
    helps = {path.name: single.findall(word) for path, tree, _ in modules()
             for node in ast.walk(tree) if isinstance(node, ast.Constant)
             and isinstance(word := node.value, str) and single.search(word)}
    texts = {path.name: found for path in (TEMPLATES / "languages").rglob("*.yaml")
             if (found := single.findall(path.read_text(encoding="utf-8")))}
    assert (helps, texts) == ({}, {})


@pytest.mark.parametrize(("word", "windows", "shown"), [
    ("problem.pages=https://x.ru/?a=1&b=2", True, '"problem.pages=https://x.ru/?a=1&b=2"'),
    ('a "b"', True, '"a ""b"""'), ("it's $HOME", False, "'it'\"'\"'s $HOME'"),
])
def test_a_value_in_a_command_to_copy_is_one_word(word: str, windows: bool, shown: str) -> None:
    assert quoted(word, windows) == shown
