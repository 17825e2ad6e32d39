"""What lies in the repository: nothing of one machine, no registry's host, Russian documents."""

import re
from fnmatch import filter as matching
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.rules.tree import PACKAGE, ROOT, TEMPLATES, sources, tracked

KINDS = (".py", ".md", ".yaml", ".j2", ".toml", ".sh", ".txt", ".po", ".tsv", "")
TEXTS = [path for path in tracked() if path.suffix in KINDS]
# Written in pieces, so that this file does not hold what it looks for.
HOSTS = [re.compile(re.escape(name) + "[.]" + top) for name, top in (
    ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("yarnpkg", "com"),
    ("deb[.]debian", "org"), ("rubygems", "org"), ("crates", "io"), ("proxy.golang", "org"),
)]
PLACES = [re.compile(f"(?<![\\w.:/-])/{name}/\\w") for name in ("work", "root", "home")]
ALLOWED_HOMES = re.compile(r"/home/(?:ivan|maria|user|\w*<|\{)")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_file_names_a_registry_or_a_folder_of_one_machine(path: Path) -> None:
    text = _read(path)
    assert [found.group() for host in HOSTS for found in host.finditer(text)] == []
    places = [text[found.start():found.end() + 20] for place in PLACES
              for found in place.finditer(text)]
    assert [place for place in places if not ALLOWED_HOMES.match(place)] == []


def test_nothing_generated_is_kept() -> None:
    generated = re.compile(r"__pycache__|\.pyc$|\.egg-info|\.\w+_cache|\.hypothesis")
    assert [path for path in tracked() if generated.search(path.relative_to(ROOT).as_posix())] == []


def test_no_file_is_large() -> None:
    assert [path.name for path in tracked() if path.stat().st_size > 600_000] == []


@pytest.mark.parametrize("name", ["README.md", "README.ru.md", "CONTRIBUTING.md", "CHANGELOG.md",
                                  "LICENSE", ".ci/run", "tests/guide_coverage.md"])
def test_the_promised_files_are_there(name: str) -> None:
    assert (ROOT / name).stat().st_size > 200


def test_every_module_of_core_has_its_room_in_the_picture_of_the_tree() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    picture = text.partition("      core/ ")[2].partition("      content/ ")[0]
    rooms = re.findall(r"[a-z_]*\*?[a-z_]+\*?", picture)
    modules = [path.stem for path in sources(PACKAGE / "core") if path.stem != "__init__"]
    homeless = [one for one in modules if not any(fnmatch(one, room) for room in rooms)]
    assert homeless == []
    assert [room for room in rooms if "_" in room and not matching(modules, room)] == []


# Texts for the support; the loss report and the page around them are screens.
DOCUMENTS = [path for path in sorted((TEMPLATES / "documents").glob("*.j2"))
             if not path.name.startswith(("handover", "loss")) and ".css." not in path.name]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_documents_speak_russian_whatever_the_screen_speaks(path: Path) -> None:
    markup = r"{#.*?#}|{%.*?%}|{{.*?}}|<style.*?</style>|<script.*?</script>|<[^>]+>|&\w+;"
    text = re.sub(markup, " ", _read(path), flags=re.S)
    text = re.sub(r"gosupport [\w -]+", " ", text)
    known = {"VPN", "MAX", "DOCTYPE", "HTML", "SMS", "PDF", "ESIA", "QR", "gosuslugi", "ru",
             "https",
             "www", "gosupport", "help", "feedback", "lk", "notifications"}
    assert set(re.findall(r"[A-Za-z]{2,}", text)) - known == set()


def test_the_compiled_words_of_click_are_fresh() -> None:
    from tests.rules import click_words

    stale = "run: python -m tests.rules.click_words --write"
    assert click_words.COMPILED.read_bytes() == click_words.compiled(), stale


def test_every_word_of_click_that_a_person_may_see_is_translated() -> None:
    import ast

    import click
    from babel.messages.pofile import read_po

    from tests.rules.click_words import SOURCE

    with SOURCE.open("rb") as file:
        catalogue = read_po(file, locale="ru")
    known = {message.id if isinstance(message.id, str) else message.id[0] for message in catalogue}
    asked: set[str] = set()
    for module in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id in ("_", "ngettext") and isinstance(node.args[0], ast.Constant):
                asked.add(str(node.args[0].value))
    programmers = re.compile(
        "^(DeprecationWarning|Value must be|Could not determine|No options defined|Arguments take"
        "|Name '|Boolean option|Unknown color|Unknown standard|Invalid start)")
    assert {word for word in asked - known if not programmers.search(word)} == set()
    assert len(asked) > 40


def test_version_and_day_are_those_of_the_newest_entry_of_the_changes() -> None:
    from gosupport_cli import __version__
    from gosupport_cli.cli.manual import RELEASED

    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    entries = re.findall(r"^## \[(.+?)\](?: - (\d{4}-\d\d-\d\d))?$", text, re.M)
    assert entries[0] == ("Unreleased", "")
    assert entries[1] == (__version__, RELEASED)
    days = [day for _, day in entries[1:]]
    assert days == sorted(days, reverse=True) and "" not in days
    kinds = set(re.findall(r"^### (.+)$", text, re.M))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
