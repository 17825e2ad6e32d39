"""Help of every command: both languages, examples, and the examples are commands that work."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from gosupport_cli.cli.commands import COMMANDS
from gosupport_cli.cli.language import settle
from gosupport_cli.cli.root import root_command
from tests.cli.program import run_program
from tests.rules.prepared import prepared_home

ENGLISH = re.compile(r"\b(?:Usage|Options|Commands|Show this|Arguments|required|default)\b")
OPTIONS = ("--lang", "--home", "--json", "--quiet", "--verbose", "--help")


Words = tuple[str, ...]


def _tree(command: click.Command, path: Words) -> list[tuple[Words, click.Command]]:
    found = [(path, command)]
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            found += _tree(inner, (*path, name))
    return found


def every_command() -> list[tuple[str, ...]]:
    """``("profile", "list")`` and so on; the root command itself is left out."""
    settle("ru")
    return [path for path, _ in _tree(root_command(), ()) if path]


def examples_of(path: tuple[str, ...]) -> list[str]:
    """The example lines of a command's help."""
    text = run_program(*path, "--help").out
    _, _, behind = text.partition("Примеры:")
    return [line.strip() for line in behind.splitlines() if line.strip()]


COMMANDS_NOW = every_command()


@pytest.mark.parametrize("path", COMMANDS_NOW, ids="-".join)
def test_help_speaks_russian_and_has_the_common_options(path: tuple[str, ...]) -> None:
    ran = run_program(*path, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert not ENGLISH.search(ran.out), ran.out
    assert any(child[:-1] == path for child in COMMANDS_NOW) or all(
        option in ran.out for option in OPTIONS)
    for line in ran.out.splitlines():
        said = re.search(r"^  -[\w, -]+?(?:\s[^ ]+)?\s{2,}(.+)", line)
        assert said is None or re.search("[а-яё]", said[1]), line


@pytest.mark.parametrize("path", COMMANDS_NOW, ids="-".join)
def test_help_speaks_english_on_request(path: tuple[str, ...]) -> None:
    # A process of its own: help texts are chosen once, when a command is imported.
    out = subprocess.run(
        [sys.executable, "-m", "gosupport_cli", "--lang", "en", *path, "--help"], check=True,
        capture_output=True, text=True, encoding="utf-8",
    ).stdout
    assert "Options:" in out
    words = re.sub(r"«[^»]*»|“[^”]*”|Госуслуги|gosupport .*|МФЦ|ИНН|СНИЛС", "", out)
    assert not re.search(r"[А-Яа-яЁё]{2,}", words), re.findall(r"[А-Яа-яЁё]{2,}", words)


# What goes to the support, or is a name in the person's own Russian request, stays Russian.
_RUSSIAN = ("--result", "--person", "--reveal", "--hide")


def test_english_examples_are_english_and_understood(
    private_world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared_home(private_world, monkeypatch)
    run_program("profile", "set", "mother", "--from", "GS-1")
    found: dict[str, str] = {}
    for path in COMMANDS_NOW:
        out = subprocess.run(
            [sys.executable, "-m", "gosupport_cli", "--lang", "en", *path, "--help"], check=True,
            capture_output=True, text=True, encoding="utf-8").stdout
        lines = [line.strip() for line in out.partition("Examples:")[2].splitlines()
                 if line.strip()]
        assert len(lines) == len(examples_of(path)), path
        for line in set(lines) - set(examples_of(path)):
            for words in stages(line):
                ran = run_program(*words, "--lang", "en")
                if ran.code not in (0, 3) and "is not a terminal" not in ran.err:
                    found[line] = ran.err
        found |= {line: "Russian" for line in lines
                  if re.search("[А-Яа-я]", line) and not any(one in line for one in _RUSSIAN)}
    assert found == {}


@pytest.mark.parametrize("path", COMMANDS_NOW, ids="-".join)
def test_help_fits_eighty_columns(path: tuple[str, ...]) -> None:
    wide = [line for line in run_program(*path, "--help").out.splitlines() if len(line) > 80]
    assert [line for line in wide if "gosupport " not in line] == []


@pytest.mark.parametrize("path", COMMANDS_NOW, ids="-".join)
def test_help_ends_with_examples_of_this_command(path: tuple[str, ...]) -> None:
    lines = examples_of(path)
    assert lines
    assert any(" ".join(("gosupport", *path)) in line for line in lines)


EXAMPLES = sorted({line for path in COMMANDS_NOW for line in examples_of(path)})
# These reach out, or wait for a person or for a server that was set up.
OUTSIDE = {"send", "sync", "doctor", "setup", "privacy"}


def stages(line: str) -> list[list[str]]:
    """The gosupport commands of one example line, without pipes and redirections."""
    found: list[list[str]] = []
    for word in shlex.split(line):
        if word in ("|", ">", "<", ">>", "&&", ";"):
            found.append([])
        elif not found:
            found.append([word])
        else:
            found[-1].append(word)
    return [stage[1:] for stage in found if stage and stage[0] == "gosupport"]


@pytest.mark.parametrize("line", EXAMPLES)
def test_examples_are_understood(line: str) -> None:
    settle("ru")
    assert stages(line), line
    for words in stages(line):
        words = list(words)
        command, context = root_command(), click.Context(root_command(), info_name="gosupport")
        while isinstance(command, click.Group) and words and not words[0].startswith("-"):
            inner = command.get_command(context, words[0])
            assert inner is not None, f"no command {words[0]}"
            command, words = inner, words[1:]
        command.make_context("gosupport", words, resilient_parsing=False)


INSIDE = [line for line in EXAMPLES
          if not OUTSIDE & {stage[0] for stage in stages(line) if stage}]


@pytest.mark.parametrize("line", INSIDE)
def test_examples_work_in_a_prepared_home(
    line: str, private_world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared_home(private_world, monkeypatch)
    for words in stages(line):
        ran = run_program(*words, typed="Номер 1234567: в работе. Очистите кэш.\n")
        # 3: an example of the check finds something; a question without a terminal is said so.
        told = ran.out + ran.err
        asks = ran.code == 2 and ("терминал" in told or "Спрашивать нечего" in told)
        assert ran.code in (0, 3) or asks, (words, ran)


def test_the_table_of_commands_names_modules_that_exist() -> None:
    from tests.rules.tree import PACKAGE

    assert [name for name, (module, _, _) in COMMANDS.items()
            if not (PACKAGE / "cli" / f"{module}.py").is_file()] == []
