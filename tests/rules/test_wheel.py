"""The wheel, the checkout and the README's set-up command: each works from another folder."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import readme
from tests.rules.tree import ROOT, tracked

BIN = "Scripts" if os.name == "nt" else "bin"
pytestmark = [pytest.mark.timeout(900), pytest.mark.xdist_group("wheel")]


def copy_of_the_tree(folder: Path) -> Path:
    """Only what belongs to the project, as a newcomer gets it."""
    for path in tracked():
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    return folder


def clean_environment(home: Path) -> dict[str, str]:
    """A new user's environment: an empty home, nothing of ours set."""
    home.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith(("GOSUPPORT", "PYTEST", "VIRTUAL_ENV", "LANG", "LC_"))}
    # What an installation compiles for nobody takes half its time.
    return {**kept, "HOME": str(home), "PYTHONUTF8": "1", "PIP_NO_COMPILE": "1"}


def ran(words: list[str], folder: Path, environment: dict[str, str]) -> str:
    done = subprocess.run(
        words, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8",
        stdin=subprocess.DEVNULL, check=False,
    )
    assert done.returncode == 0, (words, done.stdout, done.stderr)
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy of the tree."""
    place = tmp_path_factory.mktemp("wheel")
    tree = copy_of_the_tree(place / "tree")
    ran([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(place)], tree,
        clean_environment(place / "home"))
    (built,) = place.glob("*.whl")
    return built


def test_the_wheel_holds_every_template_and_no_test(wheel: Path) -> None:
    import zipfile

    names = set(zipfile.ZipFile(wheel).namelist())
    templates = {f"gosupport_cli/{path.relative_to(ROOT).as_posix()}" for path in tracked()
                 if path.is_relative_to(ROOT / "templates")}
    code = {path.relative_to(ROOT).as_posix() for path in tracked()
            if path.is_relative_to(ROOT / "gosupport_cli")}
    inside = {name for name in names if ".dist-info/" not in name}
    assert inside == templates | code


def test_the_wheel_works_in_a_clean_venv_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    environment = clean_environment(tmp_path / "home")
    away = tmp_path / "away"
    away.mkdir()
    ran([sys.executable, "-m", "venv", "--without-pip", "venv"], tmp_path, environment)
    pip = [sys.executable, "-m", "pip", "--python", str(tmp_path / "venv" / BIN / "python")]
    ran([*pip, "install", "--quiet", str(wheel)], away, environment)
    program = str(tmp_path / "venv" / BIN / "gosupport")
    assert "gosupport" in ran([program, "--version"], away, environment)
    assert "Как вызвать" in ran([program, "--lang", "ru", "--help"], away, environment)
    assert '"problem"' in ran([program, "schema"], away, environment)
    assert "100-70-10" in ran([program, "contacts", "--json"], away, environment)
    made = ran([program, "new", "--no-input", "--json", "--answers",
                str(ROOT / "tests/answers_example.yaml")], away, environment)
    assert '"GS-1"' in made


def test_pipx_makes_a_command_of_the_wheel_and_takes_it_away_again(
    wheel: Path, tmp_path: Path
) -> None:
    environment = {**clean_environment(tmp_path / "home"), "PIPX_DEFAULT_BACKEND": "pip",
                   "PIPX_HOME": str(tmp_path / "pipx"), "PIPX_BIN_DIR": str(tmp_path / "bin"),
                   "PIPX_MAN_DIR": str(tmp_path / "man"), "USE_EMOJI": "0"}
    pipx = [sys.executable, "-m", "pipx"]
    ran([*pipx, "install", "--python", sys.executable, str(wheel)], tmp_path, environment)
    (program,) = (tmp_path / "bin").glob("gosupport*")
    assert ran([str(program), "--version"], tmp_path, environment).startswith("gosupport ")
    assert "500" in ran([str(program), "solve", "500"], tmp_path, environment)
    ran([*pipx, "uninstall", "gosupport"], tmp_path, environment)
    assert list((tmp_path / "bin").iterdir()) == []


def test_the_checkout_works_from_another_folder_without_being_installed(tmp_path: Path) -> None:
    tree = copy_of_the_tree(tmp_path / "tree")
    environment = {**clean_environment(tmp_path / "home"), "PYTHONPATH": str(tree)}
    code = ("import gosupport_cli, sys; sys.path.insert(0, sys.argv[1]);"
            "from gosupport_cli.content.locate import packaged_folder; print(packaged_folder())")
    # -S -E would lose the libraries; the copy shadows the installed package by its place in path.
    out = ran([sys.executable, "-c", code, str(tree)], tmp_path, environment)
    assert Path(out.strip()) == tree / "templates"
    assert '"problem"' in ran([sys.executable, "-m", "gosupport_cli", "schema"], tmp_path,
                              environment)


@pytest.mark.skipif(os.name == "nt", reason="the command is for a POSIX shell; Windows has its own")
def test_the_set_up_command_of_the_readme_starts_the_wizard_on_a_fresh_machine(
    tmp_path: Path,
) -> None:
    import pexpect

    tree = copy_of_the_tree(tmp_path / "tree")
    environment = {**clean_environment(tmp_path / "home"), "TERM": "xterm-256color",
                   "PROMPT_TOOLKIT_NO_CPR": "1", "LANG": "ru_RU.UTF-8"}
    child = pexpect.spawn(
        "/bin/sh", ["-c", readme.block("setup")], cwd=str(tree), env=environment, timeout=600,
        encoding="utf-8", dimensions=(24, 80),
    )
    child.expect("Что случилось|Что не работает|категори|тем")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert (child.exitstatus or child.signalstatus) in (130, 2)
