"""Somebody before a real pseudo-terminal, and the answers that they give to the wizard."""

import os
import sys
import time
from pathlib import Path

import pexpect
import pyte

PROGRAM = [sys.executable, "-m", "gosupport_cli"]
# What both ways of asking are told, in the order of the questions.
TYPED = (
    ("self-help", "3", "choice"), ("В какой услуге", "Запись на приём к врачу", "text"),
    ("Что не работает", "При выборе времени появляется ошибка 500.", "text"),
    ("Когда это", "20.11.2026 14:30", "text"),
    ("по шагам", "Открыла услугу\nНажала «Выбрать время»", "list"),
    ("какого действия", "Нажала «Выбрать время»", "prefilled"),
    ("должно было", "Откроется список времени", "text"),
    ("на самом деле", "Страница с ошибкой", "long"),
    ("текст ошибки", "500 Internal Server Error", "long"),
    ("код ошибки", "ab12cd34ef56", "text"),
    ("известная ошибка", "3", "choice"),
)


class Person:
    """Somebody before a terminal of ``cols`` by ``rows``."""

    def __init__(self, home: Path, *words: str, cols: int = 80, rows: int = 24, **env: str) -> None:
        self.screen = pyte.Screen(cols, rows)
        self.stream = pyte.Stream(self.screen)
        self.raw = ""
        self.child = pexpect.spawn(
            PROGRAM[0], [*PROGRAM[1:], *words], encoding="utf-8", timeout=20,
            dimensions=(rows, cols),
            env={**_plain_environment(), "GOSUPPORT_HOME": str(home), "TERM": "xterm",
                 "LANG": "C.UTF-8", "PYTHONPATH": str(Path(__file__).parents[2]), **env},
        )

    def read(self, seconds: float = 0.3) -> bool:
        """Take in what comes; False when the program has gone."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                piece = self.child.read_nonblocking(65536, 0.1)
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                return False
            self.raw += piece
            self.stream.feed(piece)
            if "\x1b[6n" in piece:
                self.child.send(f"\x1b[{self.screen.cursor.y + 1};1R")
        return True

    def sees(self, words: str, seconds: float = 20) -> None:
        """Wait until ``words`` stand on the screen, line breaks counted as blanks."""
        end = time.monotonic() + seconds
        while words not in self.shown():
            alive = self.read()
            assert time.monotonic() < end and (alive or words in self.shown()), (
                f"«{words}» never came:\n" + "\n".join(self.screen.display)
            )

    def shown(self) -> str:
        return " ".join(" ".join(self.screen.display).split())

    def type(self, keys: str) -> None:
        self.read(0.25)
        self.child.send(keys)

    def ends(self) -> int:
        end = time.monotonic() + 20
        while self.read():
            assert time.monotonic() < end, "still running:\n" + "\n".join(self.screen.display)
        self.child.close()
        status = self.child.exitstatus
        return -int(self.child.signalstatus or 0) if status is None else int(status)


def _plain_environment() -> dict[str, str]:
    """COLUMNS and LINES would hide the real size of the terminal."""
    return {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "LINES")}


def answers(home: Path, ref: str = "GS-1") -> dict[str, object]:
    from gosupport_cli.adapters.journal import SqliteJournal

    return dict(SqliteJournal(home).get(ref).answers)


def go(person: Person, *, linear: bool) -> None:
    """Answer the questions of ``TYPED``."""
    for words, text, shape in TYPED:
        person.sees("Что делаем" if words == "self-help" else words)
        if linear:
            person.type(text + ("\n\n" if shape in ("list", "long") else "\n"))
        elif shape == "list":
            person.type(text.replace("\n", "\r") + "\r\r")
        elif shape == "prefilled":
            person.type("\r")
        else:
            person.type(text + "\r")


def before_the_steps(home: Path, *, linear: bool) -> Person:
    person = Person(home, "new", "booking", *(["--linear"] if linear else []))
    for words, text, _shape in TYPED[:4]:
        person.sees("Что делаем" if words == "self-help" else words)
        person.type(text + ("\n" if linear else "\r"))
    person.sees("по шагам")
    return person
