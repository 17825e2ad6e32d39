"""The single-file program: built by its one command, tried where nothing of ours is installed."""

import os
import runpy
import sys
import zipfile
from pathlib import Path

import pytest

from tests.rules.test_wheel import clean_environment, copy_of_the_tree, ran
from tests.rules.tree import ROOT
from tools import pyz, pyz_preamble

pytestmark = [pytest.mark.timeout(900), pytest.mark.xdist_group("wheel")]
EXAMPLE = str(ROOT / "tests/answers_example.yaml")


def bare_python() -> str:
    """The Python that venvs are made of: none of our libraries is installed there."""
    return str(Path(sys.base_prefix) / ("python.exe" if os.name == "nt" else "bin/python3"))


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy of the tree, by the command of CONTRIBUTING."""
    place = tmp_path_factory.mktemp("pyz")
    tree = copy_of_the_tree(place / "tree")
    assert ".venv/bin/python -m tools.pyz" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    ran([sys.executable, "-m", "tools.pyz"], tree, clean_environment(place / "home"))
    return tree / "dist" / "gosupport.pyz"


def test_one_file_does_it_all_with_an_empty_home_and_nothing_installed(
    single: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    environment = clean_environment(home)
    run = [bare_python(), "-I", str(single)]
    assert ran([*run, "--version"], tmp_path, environment).startswith("gosupport ")
    made = ran([*run, "new", "--no-input", "--json", "--answers", EXAMPLE], tmp_path, environment)
    assert '"GS-1"' in made
    assert "Ошибка 500 при выборе времени" in ran([*run, "show", "GS-1"], tmp_path, environment)
    checked = ran([*run, "check", "GS-1", "--lang", "ru"], tmp_path, environment)
    assert "Готово к отправке" in checked
    assert "100-70-10" in ran([*run, "contacts"], tmp_path, environment)
    unpacked = home / ".cache" / "gosupport-pyz"
    (folder,) = (one for one in unpacked.iterdir() if one.is_dir())
    locked = {**environment, "GOSUPPORT_ARCHIVE_PASSWORD": "четыре простых слова"}
    ran([*run, "export", "b.zip.age", "--encrypt"], tmp_path, locked)
    assert (tmp_path / "b.zip.age").read_bytes().startswith(b"age-encryption.org/")
    told = ran([*run, "export", "--show", "--json"], tmp_path, environment)
    assert str(folder) in told
    assert not [one for one in folder.rglob("*") if "journal" in one.name and one.suffix == ".db"]


def test_the_licences_of_the_libraries_travel_in_the_file(single: Path) -> None:
    names = zipfile.ZipFile(single).namelist()
    for library in ("click", "certifi", "pillow"):
        assert [one for one in names if library in one.lower() and ".dist-info/" in one
                and any(word in one.upper() for word in ("LICENSE", "COPYING"))], library


def test_a_file_of_another_computer_says_so_and_does_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    foreign = tmp_path / "preamble.py"
    foreign.write_text(pyz.preamble_text().replace(pyz_preamble.here(), "Python 3.99, Plan9 mips"),
                       encoding="utf-8")
    place = tmp_path / "gosupport.pyz_new" / "site-packages"
    place.mkdir(parents=True)
    with pytest.raises(SystemExit) as left:
        runpy.run_path(str(foreign), {"site_packages": place}, "__main__")
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert "другого компьютера: Python 3.99, Plan9 mips" in said and pyz_preamble.here() in said


def test_a_new_version_removes_what_the_older_one_unpacked(tmp_path: Path) -> None:
    place = tmp_path / "cache" / "gosupport.pyz_new" / "site-packages"
    cache = tmp_path / "cache"
    for folder in (place, cache / "gosupport.pyz_old" / "site-packages", cache / "photos"):
        folder.mkdir(parents=True)
    (cache / ".gosupport.pyz_old_lock").touch()
    (cache / ".gosupport.pyz_new_lock").touch()
    fit = tmp_path / "preamble.py"
    fit.write_text(pyz.preamble_text(), encoding="utf-8")
    runpy.run_path(str(fit), {"site_packages": place}, "__main__")
    assert sorted(one.name for one in cache.iterdir()) == [
        ".gosupport.pyz_new_lock", "gosupport.pyz_new", "photos"]
