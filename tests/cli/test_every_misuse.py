"""Every command, subcommand and parameter, used wrongly in every way, in both languages.

The cases are made out of click's own tree: whatever is added to it is tried here at once. A
parameter of a kind that nobody named below fails the test until somebody says what is wrong for it.
"""

import json
import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

import gosupport_cli.cli as package
from gosupport_cli.cli.commands import COMMANDS
from gosupport_cli.cli.language import settle
from gosupport_cli.cli.root import root_command
from tests.cli.program import Ran, run_program
from tests.rules.prepared import prepared_home
from tests.rules.test_commands import Words, every_command

PATHS: list[Words] = [(), *every_command()]

# What stands where something is required (by the place that help names), and is right.
RIGHT = {"ID": "GS-1", "ID|FILE|-": "GS-1", "FILE|-": "sms.txt", "FILE": "sms.txt",
         "NAME": "мама"}
# What is wrong there, and the exit code of SPEC: 2 for wrong usage, 7 for no such request.
WRONG = {
    "ID": ("GS-99", 7), "[ID]": ("GS-99", 7), "[ID|TICKET]": ("GS-99", 7),
    "ID|FILE|-": ("GS-99", 7), "FILE": ("lost/x.png", 2), "[FILE]": ("lost/x.png", 2),
    "FILE|-": ("lost/x.png", 2), "FILE…": ("lost/x.png", 2), "CHANNEL": ("pigeon", 2),
    "CATEGORY": ("weather", 2), "RULE": ("be-brief", 2), "STATUS": ("asleep", 2),
    "KEY": ("shoe.size", 2), "KEY=VALUE": ("shoe", 2), "KEY=VALUE…": ("shoe", 2),
    "NAME": ("nobody", 2), "DAY": ("31.02.2026", 2), "DATE": ("31.02.2026", 2),
    "TIME": ("31.02.2026", 2), "X,Y,W,H": ("1,2", 2), "MARK": ("СНИЛС-9", 2), "A…J": ("Z", 2),
    "UA": ("Netscape", 2), "NUMBER": ("1" * 300, 2),
}
# Any text is right there; an address is read when something leaves.
ANYTHING = {"TEXT", "TEXT|-", "[TEXT|-]", "VALUE", "ADDRESS", "NAME[:PORT]"}
# The place alone does not tell what is meant.
NAMED = {("list", "category"): "CATEGORY", ("list", "channel"): "CHANNEL",
         ("solve", "tried"): "TEXT", ("purge", "person"): "TEXT",
         ("status", "word"): "TEXT"}  # what the support says is kept word for word
# Words without which the wrong one is not reached, or is right.
WITH: dict[tuple[str, str], Words] = {
    ("attach", "hide"): ("screen.png",), ("attach", "mark"): ("screen.png",),
    ("check", "waive"): ("--why", "x"),
    ("new", "files"): ("--no-input", "--answers", "answers.yaml"),
    ("privacy", "reveal"): ("GS-1",), ("privacy", "hide"): ("GS-1",),
    ("privacy", "channel"): ("GS-1",), ("sent", "at"): ("--no-number",),
    ("reply", "files"): ("--done", "--no-send"), ("reply", "channel"): ("--done", "--no-send"),
    ("config", "key"): ("get",), ("send", "output"): ("--resend", "--yes"),
}
JARGON = re.compile(
    r"\b(?:invalid|usage|error|unexpected|requires|arguments?|parameter|traceback|none|null"
    r"|(?:missing|no such) (?:argument|option|parameter|command))\b|Не указан|Значение ",
    re.IGNORECASE)
# Names that have no other form in Russian, beside those of commands, options and values.
NAMES = {"ID", "GS", "gosupport", "YAML", "JSON", "User-Agent", "Mozilla", "about", "version",
         "chrome", "x", "A", "B", "C", "D", "E", "F", "G", "H", "I", "J"}


@dataclass(frozen=True)
class Misuse:
    """Words that must be refused; ``wrong``: what of them is said again."""

    words: Words
    wrong: str
    code: int = 2
    parsed: bool = True  # click sees it; else the command does, and knows a hint of its own


def misuses(path: Words, command: click.Command) -> list[Misuse]:
    """All that can be wrong with one command."""
    arguments = [one for one in command.params if isinstance(one, click.Argument)]
    right = tuple(_right(one) for one in arguments if one.required)
    found = [Misuse((*path, *right, "--qqqq"), "--qqqq"), Misuse((*path, *right, "-Z"), "-Z")]
    for param in command.params:
        if isinstance(param, click.Option):
            found += _option(path, right, param)
        else:
            found += _argument(path, right, arguments, param)
    if isinstance(command, click.Group):
        found.append(Misuse((*path, "qqqq"), "qqqq"))
        return found + [Misuse(path, ""), Misuse((*path, "--quiet"), "")] * bool(path)
    if all(one.nargs == 1 for one in arguments):
        full = (*right, *(_right(one) for one in arguments if not one.required))
        found.append(Misuse((*path, *full, "qqqq"), "qqqq"))
        found.append(Misuse((*path, *full, "qqqq", "wwww"), "qqqq wwww"))
    return found


def _option(path: Words, right: Words, param: click.Option) -> Iterator[Misuse]:
    for name in param.opts:
        if param.is_flag:
            if name.startswith("--"):
                yield Misuse((*path, *right, f"{name}=1"), name)
            continue
        yield Misuse((*path, *right, name), name)
        yield Misuse((*path, *right, name, "--quiet"), name)
        yield Misuse((*path, *right, name, "--help"), name)
        for wrong in _wrong(path, param):
            more = WITH.get((path[0] if path else "", param.name or ""), ())
            yield Misuse((*path, *right, *more, name, wrong.wrong), wrong.wrong, wrong.code,
                         wrong.parsed)


def _argument(
    path: Words, right: Words, arguments: list[click.Argument], param: click.Parameter
) -> Iterator[Misuse]:
    place = [one.name for one in arguments].index(param.name)
    if param.required:
        yield Misuse((*path, *right[:place]), "")
    more = () if param.required else WITH.get((path[0], param.name or ""), ())
    for wrong in _wrong(path, param):
        yield Misuse((*path, *right[:place], *more, wrong.wrong, *right[place + 1:]), wrong.wrong,
                     wrong.code, wrong.parsed)


def _right(param: click.Parameter) -> str:
    if isinstance(param.type, click.Choice):
        return str(param.type.choices[0])
    return RIGHT.get(param.metavar or "", "x")


def _wrong(path: Words, param: click.Parameter) -> Iterator[Misuse]:
    """Values that do not fit this parameter."""
    if isinstance(param.type, click.Choice):
        yield Misuse((), "qqqq")
    elif isinstance(param.type, click.types.IntParamType):
        yield Misuse((), "three")
        yield Misuse((), "2.5")
        if isinstance(param.type, click.IntRange):
            yield Misuse((), "99999999999")
        else:
            yield Misuse((), "99999999999", parsed=False)
    elif isinstance(param.type, click.Path):
        yield Misuse((), "sms.txt")  # a file, where a folder is wanted
    else:
        told = param.metavar or str(param.name).upper()
        place = NAMED.get((path[0] if path else "", str(param.name)), told)
        if place not in ANYTHING:
            assert place in WRONG, f"what is wrong for {place} of {' '.join(path)}?"
            value, code = WRONG[place]
            yield Misuse((), value, code, parsed=False)


@contextmanager
def spoken(language: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Help texts are chosen when a command is imported: they are imported anew."""
    names = [*{entry[0] for entry in COMMANDS.values()}, "options", "message_options"]
    before = {name: sys.modules.pop(f"{package.__name__}.{name}", None) for name in names}
    monkeypatch.setenv("GOSUPPORT_LANG", language)
    settle("en" if language == "en" else "ru")
    try:
        yield
    finally:
        for name, module in before.items():
            sys.modules.pop(f"{package.__name__}.{name}", None)
            if module is not None:
                sys.modules[f"{package.__name__}.{name}"] = module
                setattr(package, name, module)
        settle("ru")


def found_command(path: Words) -> click.Command:
    command, context = root_command(), click.Context(root_command(), info_name="gosupport")
    for word in path:
        assert isinstance(command, click.Group)
        inner = command.get_command(context, word)
        assert inner is not None
        command = inner
    return command


def vocabulary() -> set[str]:
    """Names of commands, and values that may stand in a list of what is possible."""
    commands = [found_command(path) for path in PATHS]
    choices = [param.type.choices for command in commands for param in command.params
               if isinstance(param.type, click.Choice)]
    found = {word for path in PATHS for word in path} | {str(one) for many in choices
                                                        for one in many}
    for words in ("new weather", "new --channel pigeon", "list --status asleep",
                  "show GS-1 --field x", "show GS-1 --variant x"):
        listed = run_program(*words.split()).err.rpartition("\n")[0].rpartition("\n")[2]
        found |= set(re.findall(r"[\w-]+", listed.partition(":")[2].partition(".")[0]))
    return found


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    """GS-1 is sent and has a picture, GS-2 is a draft; «мама» is saved. And ``vocabulary``."""
    folder = tmp_path_factory.mktemp("misuse")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("HOME", str(folder / "home"))
        patched.setenv("GOSUPPORT_HOME", str(folder / "gosupport"))
        patched.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
        patched.setenv("GOSUPPORT_NOW", "2026-11-20T18:00:00+03:00")
        settle("ru")
        prepared_home(folder, patched)
        return folder, vocabulary()


@pytest.fixture
def desk(prepared: tuple[Path, set[str]], monkeypatch: pytest.MonkeyPatch) -> Path:
    folder, _ = prepared
    monkeypatch.setenv("GOSUPPORT_HOME", str(folder / "gosupport"))
    monkeypatch.chdir(folder / "work")
    return folder


@pytest.fixture
def known(prepared: tuple[Path, set[str]]) -> set[str]:
    return prepared[1]


def kept(desk: Path) -> tuple[list[str], list[str]]:
    """All that is recorded, and the names of all files."""
    with sqlite3.connect(desk / "gosupport" / "journal.sqlite3") as journal:
        rows = list(journal.iterdump())
    journal.close()
    return rows, sorted(str(one) for one in desk.rglob("*") if "journal." not in one.name)


def plain_words(text: str, wrong: str) -> str:
    """``text`` without what the person wrote, names of options, keys, files and places."""
    for word in filter(None, [wrong, *wrong.split(), "GS-1"]):
        text = text.replace(word, "")
    return re.sub(r"(?<!\w)--?[\w-]+|\S+\.[a-z]\S+|https?://\S+|\S+://\S+", "", text)


def foreign(text: str, language: str, known: set[str]) -> list[str]:
    """Words of the other language."""
    if language == "en":
        known = known | {"мама", "Иванова", "Мария", "Сергеевна", "Госуслуги"}
        return [word for word in re.findall(r"[а-яёА-ЯЁ]+", text) if word not in known]
    return [word for word in re.findall(r"[A-Za-z][\w-]*", text) if word not in known | NAMES]


def troubles(case: Misuse, ran: Ran, language: str, path: Words, known: set[str]) -> Iterator[str]:
    """What is wrong with the way in which ``case`` is refused."""
    text, _, hint = ran.err.rstrip("\n").rpartition("\n")
    if ran.code != case.code:
        yield f"exit code {ran.code}, not {case.code}"
    if ran.out:
        yield f"on stdout: {ran.out}"
    said = plain_words(ran.err, case.wrong)
    if foreign(said, language, known):
        yield f"words of the other language: {foreign(said, language, known)}"
    if JARGON.search(said):
        yield f"jargon: {JARGON.findall(said)}"
    if not text.strip() or not hint.strip():
        yield "nothing on what happened or on what to do"
    begin = {"ru": "Справка", "en": "Help"}[language]
    if case.parsed and hint != f"{begin}: {' '.join(('gosupport', *path))} --help":
        yield f"the help of another command: {hint}"
    if case.parsed and case.wrong.split(" ")[0] not in text:
        yield "what is wrong is not named"


def troubles_as_json(case: Misuse, ran: Ran, plain: Ran) -> Iterator[str]:
    """The shape of SPEC, and the same words as on the screen."""
    try:
        shape = json.loads(ran.out)
    except ValueError:
        yield f"no JSON: {ran}"
        return
    if set(shape) != {"schema", "code", "message", "hint", "exit_code"}:
        yield f"keys: {shape}"
        return
    if (shape["schema"], shape["exit_code"], ran.code) != (
            "gosupport.error/1", case.code, case.code):
        yield f"schema or codes: {shape}"
    if not plain.err.rstrip("\n").endswith(f"{shape['message']}\n{shape['hint']}".rstrip("\n")):
        yield f"other words: {shape}"
    if case.parsed and shape["code"] != "usage":
        yield f"code: {shape['code']}"


@pytest.mark.parametrize("path", PATHS, ids=lambda path: "-".join(path) or "gosupport")
@pytest.mark.parametrize("language", ["ru", "en"])
def test_whatever_is_wrong_is_told_plainly_with_the_help_of_this_command(
    language: str, path: Words, desk: Path, known: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with spoken("en", monkeypatch):
        cases = misuses(path, found_command(path))
    before, bad = kept(desk), []
    with spoken(language, monkeypatch):
        for case in cases:
            plain = run_program(*case.words)
            shaped = run_program("--json", *case.words)
            for trouble in (*troubles(case, plain, language, path, known),
                            *troubles_as_json(case, shaped, plain)):
                bad.append(f"{' '.join(case.words)}: {trouble}\n{plain.err}")
    assert not bad, "\n".join(bad)
    assert kept(desk) == before
