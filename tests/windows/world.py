"""How the tests reach the program in Windows: a run, a console, the files of drive C."""

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath

EXAMPLE = Path(__file__).resolve().parent.parent / "answers_example.yaml"
FOLDER = Path(__file__).resolve().parent.parent.parent / ".services" / "windows"
DOWNLOADS = FOLDER / "downloads"
PREFIX = FOLDER / "prefix"
# A folder with a blank and letters beyond ASCII, as people have them.
PYTHON = PREFIX / "drive_c" / "Мои программы" / "python.exe"
SITE = PYTHON.parent / "Lib" / "site-packages"


def environment(**more: str) -> dict[str, str]:
    """Nothing of this Linux but what Wine needs; ``WINEDEBUG`` off, no browser engine."""
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith(("GOSUPPORT", "PYTHON", "LC_", "DISPLAY"))}
    return {**kept, "WINEPREFIX": str(PREFIX), "WINEDEBUG": "-all", "TERM": "xterm-256color",
            "WINEDLLOVERRIDES": "mscoree,mshtml=", "LOCPATH": str(FOLDER / "locale"),
            "LANG": "ru_RU.UTF-8", "LC_ALL": "ru_RU.UTF-8", **more}


def windows_path(path: Path) -> str:
    """As Windows names a file of drive C."""
    return str(PureWindowsPath("C:/") / path.relative_to(PREFIX / "drive_c"))


@dataclass(frozen=True)
class Ran:
    """What came back; the texts are in the code page that Python takes for a pipe."""

    code: int
    out: str
    err: str


@dataclass
class Windows:
    """One person there, with a folder of their own."""

    folder: Path  # on drive C
    variables: dict[str, str] = field(default_factory=dict)

    def example(self) -> str:
        """The complete answers, as Notepad of Windows saves them: a mark, CR and LF."""
        text = EXAMPLE.read_text(encoding="utf-8").replace("\n", "\r\n")
        (self.folder / "ответы.yaml").write_bytes(b"\xef\xbb\xbf" + text.encode())
        return self.path("ответы.yaml")

    def made(self, *words: str) -> None:
        """GS-1 from the example."""
        ran = self.run("new", "--no-input", "--answers", self.example(), *words)
        assert ran.code == 0, ran.err

    @property
    def home(self) -> Path:
        """Where the program keeps everything."""
        return self.folder / "Данные Марии"

    def path(self, name: str) -> str:
        """A file of ``folder`` as one types it there."""
        return windows_path(self.folder / name)

    def command(self, *words: str) -> list[str]:
        """The words that start the program."""
        return ["wine", windows_path(PYTHON), "-m", "gosupport_cli", *words]

    def environment(self) -> dict[str, str]:
        """Of a run."""
        fixed = {"GOSUPPORT_HOME": windows_path(self.home),
                 "GOSUPPORT_NOW": "2026-11-20T18:00+03:00"}
        return environment(**{**fixed, **self.variables})

    def python(self, text: str) -> list[str]:
        """The words that run ``text`` in that Python."""
        return ["wine", windows_path(PYTHON), "-c", text]

    def run(self, *words: str, given: bytes = b"", page: str = "cp1251") -> Ran:
        """One command to its end. ``given`` is what the pipe to it holds."""
        done = subprocess.run(
            self.command(*words), input=given, capture_output=True, cwd=self.folder,
            env=self.environment(), timeout=120, check=False,
        )
        return Ran(done.returncode, done.stdout.decode(page), done.stderr.decode("cp1251"))
