"""Starting costs click and our own words, nothing else; seen in a child process."""

import json
import subprocess
import sys
from pathlib import Path

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


# Loading these costs more than what a command of every day needs them for.
COSTLY = {"email_validator", "phonenumbers", "psutil", "msgspec", "questionary", "rich", "PIL",
          "subprocess", "plistlib", "difflib", "importlib.metadata", "asyncio", "http", "ssl"}


@pytest.mark.parametrize("words", [["status"], ["list"], ["due"]])
def test_following_loads_neither_yaml_nor_what_only_texts_of_people_need(words: list[str]) -> None:
    loaded(words)  # the first start keeps what templates declare (content/kept.py)
    core = {f"gosupport_cli.core.{name}" for name in
            ("catalogue", "knowledge", "letters", "masking", "redaction")}
    found = loaded(words)
    assert found & (COSTLY | {"yaml", "jinja2", "shutil", "tempfile", "hashlib"} | core) == set()
    assert len(found - loaded(None)) <= 110


def test_a_request_out_of_a_file_loads_no_library_that_a_plain_one_does_not_need() -> None:
    answers = Path(__file__).parents[1] / "answers" / "booking.yaml"
    words = ["new", "--no-input", "--answers", str(answers)]
    loaded(words)
    found = loaded(words)
    own = {name.rpartition(".")[2] for name in found if name.startswith("gosupport_cli.collectors")}
    # Elsewhere the names of programs and the system take a library or a program to find out.
    needed = set() if sys.platform == "linux" else {"psutil", "subprocess", "plistlib"}
    assert found & (COSTLY - needed) == set()
    assert own & {"browser", "signature", "portal"} == set()


def test_values_are_frozen_without_compiling_methods_for_each_class() -> None:
    package = Path(__file__).parents[2] / "gosupport_cli"
    found = [file.name for file in sorted(package.rglob("*.py")) if file.name != "frozen.py"
             and "@dataclass(frozen" in file.read_text(encoding="utf-8")]
    assert found == [], "class Name(Frozen), of core/frozen.py"


def test_a_process_of_its_own_does_not_look_for_garbage_in_what_it_just_loaded() -> None:
    code = ("import atexit, gc, sys\nsys.argv = ['gosupport', '--version']\n"
            "atexit.register(lambda: print(gc.get_threshold()[0], gc.get_freeze_count() > 0))\n"
            "from gosupport_cli.cli import main\nmain()\n")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "50000 True"


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
