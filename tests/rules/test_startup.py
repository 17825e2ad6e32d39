"""Starting costs click and our own words, nothing else; seen in a child process."""

import json
import subprocess
import sys

import pytest

# Own modules that every start needs; whoever adds one says why in CONTRIBUTING.
OWN = {
    "gosupport_cli", "gosupport_cli.cli", "gosupport_cli.cli.app", "gosupport_cli.cli.commands",
    "gosupport_cli.cli.early", "gosupport_cli.cli.language",
    "gosupport_cli.cli.lazy", "gosupport_cli.cli.root", "gosupport_cli.cli.run",
    "gosupport_cli.cli.streams", "gosupport_cli.content", "gosupport_cli.content.locate",
    "gosupport_cli.core", "gosupport_cli.core.errors",
}
HEAVY = {"sqlite3", "email", "http", "ssl", "asyncio", "json", "tomllib", "logging", "xml",
         "importlib.metadata", "urllib.request", "multiprocessing", "unittest"}
PROBE = """
import sys
words = {words!r}
if words is not None:
    from gosupport_cli.cli import main
    try:
        main(words)
    except SystemExit as end:
        assert not end.code, end.code
else:
    import click
sys.stderr.write("\\n" + " ".join(sorted(sys.modules)))
"""


def loaded(words: list[str] | None) -> set[str]:
    """The modules of a fresh Python after ``gosupport WORDS``, or after ``import click``."""
    code = PROBE.format(words=words)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["--lang", "en", "--help"]])
def test_start_up_loads_only_click_and_a_few_own_modules(words: list[str]) -> None:
    more = loaded(words) - loaded(None)
    own = {name for name in more if name.partition(".")[0] == "gosupport_cli"}
    foreign = {name for name in more - own
               if name.partition(".")[0] not in sys.stdlib_module_names | {"click", "__mp_main__"}}
    assert foreign == set()
    assert own <= OWN
    assert {name for name in more if name in HEAVY or name.partition(".")[0] in HEAVY} == set()


@pytest.mark.parametrize("words", [["status"], ["list"], ["due"]])
def test_following_loads_neither_yaml_nor_what_only_texts_of_people_need(words: list[str]) -> None:
    loaded(words)  # the first start keeps what templates declare (content/kept.py)
    core = {f"gosupport_cli.core.{name}" for name in
            ("catalogue", "knowledge", "letters", "masking", "redaction")}
    assert loaded(words) & ({"yaml", "msgspec", "jinja2", "rich"} | core) == set()


def test_the_version_is_one_line() -> None:
    from gosupport_cli import __version__

    done = subprocess.run(
        [sys.executable, "-m", "gosupport_cli", "--version"], capture_output=True, text=True,
        check=True,
    )
    assert done.stdout == f"gosupport {__version__}\n"
    assert done.stderr == ""


def test_help_of_one_command_imports_no_other() -> None:
    from gosupport_cli.cli.commands import COMMANDS

    code = (
        "import sys, json\nfrom gosupport_cli.cli import main\n"
        "try:\n    main(['schema', '--help'])\nexcept SystemExit:\n    pass\n"
        "sys.stderr.write('\\n' + json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    modules = set(json.loads(done.stderr.splitlines()[-1]))
    others = {f"gosupport_cli.cli.{module}" for name, (module, _, _) in COMMANDS.items()
              if name != "schema"}
    assert modules & others == set()
    assert modules & {"yaml", "msgspec", "sqlite3", "questionary", "rich", "requests"} == set()
