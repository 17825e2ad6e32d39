"""What comes along with an installation: licences that go with MIT, and not too many megabytes."""

import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.rules.tree import ROOT
from tools import install_size, licences
from tools.dependencies import closure, plain

STALE = "run: python -m tools.licences --write"


def rows() -> dict[str, tuple[str, str]]:
    """The table of the page."""
    lines = licences.PAGE.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")]
             for line in lines if line.startswith("| ")]
    return {name: (words, extra) for name, words, extra in cells[1:]}


def test_every_licence_goes_with_mit() -> None:
    known = licences.libraries()
    assert len(known) > 25
    assert {name: words for name, (words, _) in known.items() if licences.refused(words)} == {}


def test_the_page_of_licences_is_fresh() -> None:
    written, known = rows(), licences.libraries()
    assert {name: row for name, row in known.items() if written.get(name) != row} == {}, STALE
    gone = {name for name, (_, extra) in written.items() if not extra} - set(known)
    assert gone == set(), STALE


def test_every_library_that_we_ask_for_is_on_the_page() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *extras["crypt"], *extras["keyring"]]
    assert {plain(Requirement(line).name) for line in asked} <= set(rows())


def test_every_library_that_comes_along_is_used() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {plain(Requirement(line).name) for line in project["dependencies"]} - {"tzdata"}
    modules: dict[str, set[str]] = {}
    for module, names in packages_distributions().items():
        for name in names:
            modules.setdefault(plain(name), set()).add(module)
    program = "\n".join(path.read_text(encoding="utf-8")
                        for path in (ROOT / "gosupport_cli").rglob("*.py"))
    unused = {name for name in wanted
              if not any(re.search(rf"(?m)^\s*(?:import|from) {module}\b", program)
                         for module in modules[name])}
    assert unused == set()


@pytest.mark.parametrize(("words", "refused"), [
    ("MIT", False), ("GPL-3.0-only", True), ("GPL-2.0-only OR MIT", False),
    ("BSD-3-Clause AND ISC", False), ("MIT AND GPL-3.0-only", True), ("", True), ("?", True),
])
def test_a_licence_is_refused_when_no_choice_of_it_is_free_enough(
    words: str, refused: bool
) -> None:
    assert licences.refused(words) is refused


def test_windows_brings_its_time_zones_along() -> None:
    assert "tzdata" in closure("windows")
    assert "pywin32-ctypes" in closure("windows", ("keyring",))
    assert "pywin32-ctypes" not in closure("linux", ("keyring",))


def test_an_installation_stays_below_its_ceiling() -> None:
    sizes = install_size.sizes()
    print(install_size.table(sizes))
    assert 10e6 < sum(sizes.values()) < install_size.CEILING * 1e6
    assert any(name.startswith("gosupport ") for name in sizes)
    assert Path(install_size.ROOT) == ROOT
