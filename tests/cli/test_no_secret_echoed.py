"""A secret in the place of any argument or option is neither kept nor said again."""

import json
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from gosupport_cli.cli.root import root_command
from tests.cli.program import new_request, run_program

SEED = "пароль: Zq7Seedpassw"
PIECE = "Zq7Seedpassw"
# Commands that would open a window, the network or a terminal, or that only say what is known.
NOT_RUN = frozenset(("doctor", "setup"))


def commands(group: click.Group, *before: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command that can be run, with its words."""
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found is not None
        if isinstance(found, click.Group):
            yield from commands(found, *before, name)
        elif name not in NOT_RUN:
            yield (*before, name), found


def entrances(words: tuple[str, ...], command: click.Command) -> Iterator[tuple[str, ...]]:
    """The command with the seed as each argument, and as the value of each option in turn."""
    arguments = [one for one in command.params if isinstance(one, click.Argument)]
    usual = ["GS-1" if one.name in ("ref", "request", "request_id") else "x" for one in arguments]
    for place in range(len(arguments)):
        yield (*words, *usual[:place], SEED, *usual[place + 1 :])
    for option in command.params:
        if isinstance(option, click.Option) and not (option.is_flag or option.count):
            yield (*words, *usual, option.opts[-1], SEED)
            yield (*words, *usual, option.opts[-1], f"problem.summary={SEED}")
            yield (*words, *usual, option.opts[-1], f"{SEED}=1")


ROOT = root_command()
assert isinstance(ROOT, click.Group)
ALL = [(words, run) for words, command in commands(ROOT)
       for run in dict.fromkeys(entrances(words, command))]


def test_the_list_covers_what_there_is() -> None:
    assert len({words for words, _ in ALL}) >= 30
    assert len(ALL) >= 200


@pytest.mark.guide("G-24")
def test_a_secret_in_the_wrong_place_is_not_kept_and_not_said_again(
    private_world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(private_world)
    new_request()
    said: list[str] = []
    for _, run in ALL:
        ran = run_program(*run, "--yes") if "--yes" in run else run_program(*run)
        said += [f"{' '.join(run)} says: {line}" for line in (ran.out + ran.err).splitlines()
                 if PIECE in line]
        assert ran.code != 1, (run, ran.err)
    # A file that the person named so (--output) is where the person wanted it.
    kept = [str(file) for file in private_world.rglob("*")
            if file.is_file() and PIECE.encode() in file.read_bytes()]
    kept += [str(file) for file in (private_world / "gosupport").rglob(f"*{PIECE}*")]
    assert said == []
    assert kept == []


def test_no_setting_and_no_name_of_a_person_takes_a_secret(private_world: Path) -> None:
    settings = json.loads(run_program("config", "list", "--json").out)["settings"]
    runs = [("config", "set", one["key"], SEED) for one in settings]
    runs.append(("profile", "set", SEED, "full_name=Иванова Мария"))
    for run in runs:
        ran = run_program(*run)
        assert (ran.code, PIECE in ran.out + ran.err) == (2, False), run
    settings_file = private_world / "gosupport" / "settings.yaml"
    assert not settings_file.exists()
    assert json.loads(run_program("profile", "list", "--json").out)["profiles"] == []


def test_a_secret_written_into_the_settings_by_hand_is_refused(
    private_world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", f"sh -c 'echo \"smtp.user: {SEED.replace(': ', '=')}\" > $0'")
    ran = run_program("config", "edit")
    assert (ran.code, PIECE in ran.out + ran.err) == (4, False), ran
    assert not (private_world / "gosupport" / "settings.yaml").exists()
