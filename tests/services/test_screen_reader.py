"""A real screen reader before ``--linear``: what Fenrir says aloud is what a blind person has."""

import re
import shlex
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

pytestmark = [pytest.mark.services("fenrir"), pytest.mark.terminal, pytest.mark.timeout(150)]
SETTINGS = "/etc/fenrirscreenreader/settings/settings-pty.conf"


class Listener:
    """Somebody who hears Fenrir and sees nothing. ``spoken`` takes each utterance as a line."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.spoken = folder / "spoken.txt"
        self.spoken.touch()
        voice = _script(folder / "voice", f'printf "%s\\n" "$1" >>{shlex.quote(str(self.spoken))}')
        program = [sys.executable, "-m", "gosupport_cli", *words, "--linear"]
        shell = _script(folder / "shell", f"exec {shlex.join(program)}")
        chosen = {
            "general#shell": shell, "general#autoSpellCheck": "False",
            "general#debugFile": folder / "fenrir.log", "screen#driver": "ptyDriver",
            "keyboard#driver": "ptyDriver", "keyboard#keyboardLayout": "pty",
            "sound#enabled": "False", "remote#driver": "dummyDriver",
            "speech#driver": "genericDriver",
            "speech#genericSpeechCommand": f'{voice} "fenrirText"',
        }
        options = ";".join(f"{key}={value}" for key, value in chosen.items())
        self.child = pexpect.spawn(
            "fenrir", ["-e", "-s", SETTINGS, "-o", options], encoding="utf-8", timeout=20,
            dimensions=(40, 100),
            env={"HOME": str(folder), "GOSUPPORT_HOME": str(folder / "own"), "LANG": "C.UTF-8",
                 "TERM": "xterm", "PATH": "/usr/local/bin:/usr/bin:/bin",
                 "PYTHONPATH": str(Path(__file__).parents[2])},
        )

    def hears(self, words: str, since: int = 0) -> str:
        """All that was said after ``since`` letters, once ``words`` were among it."""
        end = time.monotonic() + 30
        while _plain(words) not in self.heard()[since:]:
            try:
                self.child.read_nonblocking(65536, 0.1)  # nobody looks at it
            except (pexpect.TIMEOUT, pexpect.EOF):
                time.sleep(0.1)
            assert time.monotonic() < end, f"«{words}» was never said:\n{self.heard()[since:]}"
        return self.heard()[since:]

    def heard(self) -> str:
        return _plain(self.spoken.read_text("utf-8"))

    def types(self, line: str) -> int:
        """Type a line; where in what is heard the answer to it begins."""
        self.hears("нажмите Enter")
        before = len(self.heard())
        self.child.send(f"{line}\r")
        return before


def _script(place: Path, line: str) -> Path:
    place.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    place.chmod(0o700)
    return place


def _plain(text: str) -> str:
    """Words only: Fenrir names some signs («dash», «slash») and leaves others out."""
    return " ".join(re.findall(r"[а-яёa-z0-9]+", re.sub(r" (dash|slash) ", " ", text.casefold())))


@pytest.fixture
def listener(tmp_path: Path) -> Iterator[Listener]:
    one = Listener(tmp_path, "new")
    yield one
    one.child.close(force=True)


def test_the_first_questions_are_heard_with_their_choices_and_signs(listener: Listener) -> None:
    listener.hears("Что случилось? 1. Вход и коды 2. Сайт не открывается")
    listener.hears("Введите номер и нажмите Enter")
    at = listener.types("1")
    said = listener.hears("Введите номер и нажмите Enter", at)
    # A sign alone is not spoken; its name is.
    for name in ("Вопросительный знак", "Знак «меньше»"):
        assert _plain(name) in said, said
    at = listener.types("3")
    listener.hears("В какой услуге это случилось? Например", at)


def test_what_went_wrong_is_heard_before_the_question_is_asked_again(listener: Listener) -> None:
    at = listener.types("оплата")  # a topic that proposes no service
    listener.hears("Введите номер и нажмите Enter", at)
    at = listener.types("3")
    listener.hears("Ответ одной строкой", at)
    at = listener.types("")
    said = listener.hears("Ответ одной строкой", at)
    told, asked = said.index(_plain("Без этого ответа")), said.index(_plain("В какой услуге"))
    assert told < asked, said
