"""The same answers by moving menus and by plain lines make the same draft, byte for byte.

Each answer file of ``tests/answers`` (one per category) is typed into the real prompters: as keys
into the menus, as lines into the linear mode. Nothing of either is replaced but the terminal.
"""

import contextlib
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from gosupport_cli.adapters.evidence import EvidenceFolder
from gosupport_cli.adapters.identifiers import LibraryIdentifiers
from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.adapters.linear_prompter import LinearPrompter
from gosupport_cli.adapters.prompting import prefilled
from gosupport_cli.adapters.terminal_prompter import TerminalPrompter
from gosupport_cli.cli.streams import Streams
from gosupport_cli.content.answers_file import read_answers
from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.content.knowledge import YamlKnowledge
from gosupport_cli.content.languages import YamlTexts
from gosupport_cli.core.answers import is_answered
from gosupport_cli.core.asking_ports import Answered, Option, Screen
from gosupport_cli.core.model import NONE, UNKNOWN, Answers, Value
from gosupport_cli.flows.ask import Asking, ask, start
from gosupport_cli.flows.compose import Tools
from tests.fakes import FixedClock
from tests.flows.clerk import FACTS, Notepad

CATALOGUE = YamlCatalogue(Path("nowhere"))
KNOWLEDGE = YamlKnowledge(Path("nowhere"))
FILES = sorted((Path(__file__).parents[1] / "answers").glob("*.yaml"))
# What is no question of the catalogue: the id of the screen, and what the person picks.
OTHERWISE = {"self-help": "go-on", "danger": "go-on", "known": "go-on", "attachments": "",
             "check": "done", "findings": "keep", "contacts": "yes", "profile": "no"}
DOWN = "\x1b[B"


class Screenless(io.StringIO):
    """A terminal that only takes."""

    def isatty(self) -> bool:
        return True


def wanted(screen: Screen, answers: Answers) -> Value:
    """What the person of the answers file says to this screen."""
    value = answers.get(screen.id)
    if isinstance(value, list):
        value = tuple(value)
    listed = [one.value for one in screen.options]
    # A help desk is named in the file, and cannot be chosen in the wizard.
    if value is not None and (screen.shape != "choice" or screen.free or value in listed):
        return value if screen.options else _said(value)
    if screen.id == "machine":
        return "elsewhere" if answers.get("environment.elsewhere") == "yes" else "yes"
    if screen.id == "extras":
        return tuple(one.value for one in screen.options if is_answered(answers.get(one.value)))
    if screen.id in OTHERWISE:
        return OTHERWISE[screen.id]
    if screen.id.endswith((".found", ".layout", ".mark", ".keep")):
        return "yes" if screen.id.endswith(".keep") else "no"
    if screen.shape == "choice":
        return screen.prefill or (UNKNOWN if UNKNOWN in listed else listed[-1])
    return "" if screen.optional else screen.prefill


def _said(value: Value) -> Value:
    words = {UNKNOWN: "не знаю", NONE: "нет"}
    # An empty line typed by hand ends a long answer (one that is pasted does not).
    return words.get(value, value).replace("\n\n", "\n") if isinstance(value, str) else value


class Lines(io.StringIO):
    """A standard input of lines; ``left`` are those not read yet."""

    left: list[str]

    def readline(self, size: int = -1) -> str:  # type: ignore[override]
        return self.left.pop(0) + "\n"


class Typist:
    """Types what ``answers`` say into a real prompter; ``put`` hands over keys or lines."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.asked: list[str] = []
        self.first: dict[str, list[str]] = {}  # what is typed before the answer, by screen

    def ask(self, screen: Screen) -> Answered:
        self.asked.append(screen.id)
        assert len(self.asked) < 90, self.asked[-12:]
        if self.first.get(screen.id):
            return self.types(screen, self.first[screen.id].pop(0))
        return self.answer(screen, wanted(screen, self.answers))

    def answer(self, screen: Screen, value: Value) -> Answered:
        raise NotImplementedError

    def types(self, screen: Screen, line: str) -> Answered:
        raise NotImplementedError

    def say(self, lines: Iterable[str]) -> None:
        """The talk is for people."""


class LineTypist(Typist):
    def __init__(self, answers: Answers, texts: YamlTexts) -> None:
        super().__init__(answers)
        self.lines = Lines()
        self.prompter = LinearPrompter(texts, Streams(
            stdin=self.lines, stdout=Screenless(), stderr=Screenless()))

    def answer(self, screen: Screen, value: Value) -> Answered:
        self.lines.left = list(self._typed(screen, value))
        said = self.prompter.ask(screen)
        assert self.lines.left == [], (screen.id, self.lines.left)
        return said

    def types(self, screen: Screen, line: str) -> Answered:
        self.lines.left = [line]
        return self.prompter.ask(screen)

    def _typed(self, screen: Screen, value: Value) -> Sequence[str]:
        parts = value if isinstance(value, tuple) else (value,) if value else ()
        if screen.shape == "choice":
            place = _place(screen.options, str(value))
            return [str(place)] if place else [str(len(screen.options) + 1), str(value)]
        if screen.shape == "choices":
            return [", ".join(str(_place(screen.options, one) or one) for one in parts)]
        if value == screen.prefill or not parts:
            return [""]
        several = screen.shape == "list" or (
            screen.shape == "long" and value not in ("не знаю", "нет"))
        return [*"\n".join(parts).split("\n"), *([""] if several else [])]


class KeyTypist(Typist):
    def __init__(self, answers: Answers, texts: YamlTexts, keyboard: PipeInput) -> None:
        super().__init__(answers)
        self.keyboard = keyboard
        self.prompter = TerminalPrompter(texts, Streams(
            stdin=Screenless(), stdout=Screenless(), stderr=Screenless()))

    def answer(self, screen: Screen, value: Value) -> Answered:
        self.keyboard.send_text(self._keys(screen, value))
        return self.prompter.ask(screen)

    def types(self, screen: Screen, line: str) -> Answered:
        # In a menu a sign acts at once.
        self.keyboard.send_text(line if screen.options and line == "<" else f"{line}\r")
        return self.prompter.ask(screen)

    def _keys(self, screen: Screen, value: Value) -> str:
        options = [one.value for one in screen.options]
        parts = value if isinstance(value, tuple) else (value,) if value else ()
        own = [one for one in parts if one not in options]
        if screen.shape == "choice":
            place = options.index(str(value)) if not own else len(options)
            return self._digit(place, len(options) + screen.free) + (f"{own[0]}\r" if own else "")
        if screen.shape == "choices":
            picked = [one in parts for one in options] + [bool(own)] * screen.free
            pages = [picked] if len(picked) <= 9 else [
                picked[at : at + 8] for at in range(0, len(picked), 8)]
            rows = "".join(
                "".join((" " if on else "") + DOWN for on in page) + "\r" for page in pages)
            return rows + (f"{own[0]}\r" if own else "")
        if value == screen.prefill or not parts:
            return "\r\r" if screen.shape == "list" and parts else "\r"
        if screen.shape == "list":
            assert not prefilled(screen)
            return "\r".join(parts) + "\r\r"
        return f"\x1b[200~{parts[0]}\x1b[201~\r" if "\n" in parts[0] else f"{parts[0]}\r"

    @staticmethod
    def _digit(place: int, total: int) -> str:
        """More than nine options stand on pages of eight, with a ninth line for the next."""
        pages, rest = divmod(place, 8) if total > 9 else (0, place)
        return "9\r" * pages + f"{rest + 1}\r"


def _place(options: Sequence[Option], value: str) -> int:
    return next((at for at, one in enumerate(options, 1) if one.value == value), 0)


@contextlib.contextmanager
def a_keyboard() -> Iterator[PipeInput]:
    with create_pipe_input() as keyboard, create_app_session(keyboard, DummyOutput()):
        yield keyboard


def draft(home: Path, typist: Typist, texts: YamlTexts, category: str) -> str:
    """Everything that the journal knows of the request that the typist makes."""
    journal = SqliteJournal(home)
    tools = Tools(
        journal=journal, catalogue=CATALOGUE, clock=FixedClock(),
        identifiers=LibraryIdentifiers(), collect=lambda _wanted: FACTS,
        evidence=EvidenceFolder(home, lambda: None),  # type: ignore[arg-type, return-value]
    )
    asking = Asking(tools, typist, texts, Notepad(), KNOWLEDGE)
    made = start(asking, {"category": category}, files=(), source="test")
    request = ask(asking, made.request).request
    whole = {"answers": dict(request.answers), "origins": dict(request.origins),
             "status": str(request.status), "revision": request.revision,
             "events": [repr(one) for one in journal.events(request.id)]}
    return json.dumps(whole, ensure_ascii=False)


def both_ways(
    home: Path, answers: Answers, texts: YamlTexts, category: str, **first: list[str]
) -> tuple[list[str], str]:
    """What was asked and what came of it, the same in both; ``first``: slips and steps back."""
    lines = LineTypist(answers, texts)
    lines.first = {key.replace("__", "."): [*said] for key, said in first.items()}
    plain = draft(home / "lines", lines, texts, category)
    with a_keyboard() as keyboard:
        keys = KeyTypist(answers, texts, keyboard)
        keys.first = {key.replace("__", "."): [*said] for key, said in first.items()}
        moving = draft(home / "keys", keys, texts, category)
    assert lines.asked == keys.asked
    assert plain == moving
    assert not any(lines.first.values()) and not any(keys.first.values())
    return lines.asked, plain


def test_slips_steps_back_and_erasing_make_the_same_draft_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("LINES", "90")
    file = next(one for one in FILES if one.stem == "login")
    answers = read_answers(
        file.name, file.read_text(encoding="utf-8"), CATALOGUE.questions,
        categories=CATALOGUE.categories, channels=CATALOGUE.channels,
        deadlines=CATALOGUE.deadlines,
    ).answers
    asked, _ = both_ways(
        tmp_path, answers, YamlTexts("ru", Path("nowhere")), "login",
        problem__occurred_at=["31.02.2026", "<", "31.02.2026", "31.02.2026"],
        problem__occurred_at__keep=["<"], problem__expected=["jnrhjtncz cgbcjr"],
        problem__expected__layout=["<"], problem__action=["-", "Нажала «Войти»"],
        person__phone=["12345", "-"], person__same_contacts=["<"], person__email=["<"],
    )
    assert asked.count("problem.occurred_at.keep") == 1
    assert asked.count("person.email") == 3, "forward again over what was passed"


@pytest.mark.parametrize(("file", "language"), [
    *(pytest.param(file, "ru", id=file.stem) for file in FILES),
    *(pytest.param(file, "en", id=f"{file.stem}-en") for file in FILES if file.stem == "login"),
])
def test_menus_and_plain_lines_make_the_same_draft(
    file: Path, language: Literal["ru", "en"], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("LINES", "90")
    answers = read_answers(
        file.name, file.read_text(encoding="utf-8"), CATALOGUE.questions,
        categories=CATALOGUE.categories, channels=CATALOGUE.channels,
        deadlines=CATALOGUE.deadlines,
    ).answers
    category = str(answers["category"])
    asked, plain = both_ways(tmp_path, answers, YamlTexts(language, Path("nowhere")), category)
    kept = json.loads(plain)["answers"]
    typed = {key for key in answers if key in asked}
    assert len(typed) > 8
    lost = {key: answers[key] for key in typed
            if is_answered(answers[key]) and not kept.get(key)}
    assert lost == {}
