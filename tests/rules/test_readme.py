"""What the README files say is what the program does."""

import re
from pathlib import Path

import click
import pytest

from gosupport_cli.cli.commands import COMMANDS
from gosupport_cli.cli.root import root_command
from tests import readme, readme_sessions
from tests.rules.tree import ROOT

STALE = "run: python -m tests.readme_sessions --write"


@pytest.mark.parametrize("path", readme_sessions.FILES, ids=lambda path: path.name)
def test_the_sessions_are_what_the_program_really_prints(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "<!-- session first -->" in text
    assert readme_sessions.fresh(text, readme_sessions.language_of(path)) == text, STALE
    assert "crashes" not in text


def test_the_lists_of_commands_and_rules_are_fresh() -> None:
    text = (ROOT / "README.ru.md").read_text(encoding="utf-8")
    assert readme_sessions.with_lists(text) == text, STALE
    assert all(f"`gosupport {name}`" in text for name in COMMANDS)


@pytest.mark.parametrize("path", [ROOT / "README.md", ROOT / "README.ru.md",
                                  ROOT / "CONTRIBUTING.md"], ids=lambda path: path.name)
def test_every_command_that_is_named_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = set(re.findall(r"(?<![\w./-])gosupport ([a-z]{2,})\b", text))
    assert named - set(COMMANDS) - {"is"} == set()


@pytest.mark.parametrize("name", ["README.md", "README.ru.md", "CONTRIBUTING.md"])
def test_every_option_that_is_named_exists_in_its_command(name: str) -> None:
    root = root_command()
    assert isinstance(root, click.Group)
    context = click.Context(root)
    text = (ROOT / name).read_text(encoding="utf-8")
    wrong = []
    for command, rest in re.findall(r"(?:`|\$ )gosupport ([a-z]+)([^`\n]*)", text):
        one = root.get_command(context, command)
        assert one is not None, command
        known = {word for part in one.params for word in part.opts} | {"-h", "--help"}
        if isinstance(one, click.Group):
            known |= {word for inner in one.commands.values() for part in inner.params
                      for word in part.opts}
        wrong += [(command, option) for option in re.findall(r"(?<=\s)--?[a-z][a-z-]*", rest)
                  if option not in known]
    assert wrong == []


def test_ci_runs_the_test_command_of_the_readme() -> None:
    assert readme.block("test").endswith("pytest")
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert "python3 tests/readme.py test" in script
    assert readme.block("setup") in (ROOT / "README.ru.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [ROOT / "README.md", ROOT / "README.ru.md",
                                  ROOT / "CONTRIBUTING.md"], ids=lambda path: path.name)
def test_links_to_files_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


def _anchor(heading: str) -> str:
    """The name that a heading gets on the page: letters, digits, hyphens."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("name", ["README.md", "README.ru.md"])
def test_the_table_of_contents_names_every_chapter_and_every_anchor_exists(name: str) -> None:
    text = re.sub(r"^```.*?^```$", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.M | re.S)
    headings = re.findall(r"^(##+) (.+)$", text, re.M)
    anchors = {_anchor(heading) for _, heading in headings}
    linked = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert linked - anchors == set()
    chapters = {_anchor(heading) for level, heading in headings if level == "##"}
    assert chapters - linked - {"оглавление", "contents"} == set()
