"""Windows is started once; each test is a person with a folder of their own on drive C."""

import shutil
import subprocess
import uuid
from collections.abc import Iterator

import pytest

from tests.rules.tree import PACKAGE, TEMPLATES
from tests.windows.world import PREFIX, PYTHON, SITE, Windows, environment, windows_path


@pytest.fixture(scope="session")
def started() -> Iterator[None]:
    """Something runs there all the time, or each command would start Windows anew. It is started
    apart: the services of Windows would keep the pipes of a test open."""
    _is_fresh()
    nowhere = {"env": environment(), "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    words = ["wine", windows_path(PYTHON), "-c", "input()"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, **nowhere) as keeper:  # type: ignore[call-overload]
        subprocess.run(["wine", "wineboot"], stdin=subprocess.DEVNULL, check=False, timeout=120,
                       **nowhere)  # type: ignore[call-overload]
        yield
        assert keeper.stdin is not None
        keeper.stdin.close()


def _is_fresh() -> None:
    """The program there is the one of the checkout."""
    installed = SITE / "gosupport_cli"
    for folder, there in ((PACKAGE, installed), (TEMPLATES, installed / "templates")):
        for file in folder.rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                same = there / file.relative_to(folder)
                assert same.exists() and same.read_bytes() == file.read_bytes(), (
                    f"{file.name} is older there, run: python -m tests.windows.install")


@pytest.fixture
def windows(started: None) -> Iterator[Windows]:
    """A person with a Russian name and a folder with blanks."""
    folder = PREFIX / "drive_c" / "users" / f"Мария Ёлкина {uuid.uuid4().hex[:8]}"
    folder.mkdir(parents=True)
    yield Windows(folder)
    shutil.rmtree(folder, ignore_errors=True)
