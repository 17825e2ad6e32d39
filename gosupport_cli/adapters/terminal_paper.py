"""The screen: how much fits on it, and in which pages the rest is read."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from typing import Any

from gosupport_cli.adapters.prompting import Console, wrapped
from gosupport_cli.adapters.terminal_pages import height, pages
from gosupport_cli.core.asking_ports import Screen
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.ports import Texts


class Head(Frozen):
    """What stands above an answer: ``intro`` in paragraphs, and the lines of the question."""

    intro: Sequence[str]
    question: list[str]


class Paper:
    """Where everything is printed. ``ahead``: typed at the end of a page already."""

    def __init__(self, texts: Texts, streams: Console) -> None:
        self._texts = texts
        self._streams = streams
        self.ahead = ""

    @property
    def width(self) -> int:
        return self._streams.width() - 1

    @property
    def rows(self) -> int:
        return max(10, shutil.get_terminal_size((80, 24)).lines)

    def print(self, lines: Iterable[str]) -> None:
        """On stderr, or on stdout when stderr goes to a file: the person has to see it."""
        for line in lines:
            if self._streams.stderr.isatty():
                self._streams.err(line)
            else:
                self._streams.out(line)

    def wrapped(self, text: str, indent: str = "") -> list[str]:
        return wrapped(text, self.width, indent)

    def height(self, lines: Iterable[str]) -> int:
        return height(lines, self.width + 1)

    def head(self, screen: Screen, *hints: str) -> Head:
        """``hints``: what the keys do, below the question."""
        lines = self.wrapped(f"{screen.progress} {screen.ask}".strip())
        if screen.example and screen.example not in screen.problem:
            lines += self.wrapped(self._texts("ask.prompt-example", example=screen.example))
        if screen.problem:
            lines += self.wrapped(f"! {screen.problem}")
        return Head(screen.intro, [*lines, *(row for hint in hints for row in self.wrapped(hint))])

    def fitting(self, head: Head, below: int, *, helped: bool = False) -> list[str]:
        """The head as it fits above ``below`` lines; a long introduction is shown before it.

        ``helped``: it explains a menu in which a key acts at once. Whoever presses Enter after «?»
        has read on with it, and chosen nothing.
        """
        self.ahead = ""
        whole = [line for page in pages(head.intro, self.width) for line in page]
        fits = self.height([*whole, *head.question]) + below <= self.rows - 1
        if fits and not (helped and head.intro):
            return [*whole, *head.question]
        if head.intro:
            for page in pages(head.intro, self.width, self.rows - 2):
                self.print(page)
                if not self.ahead:
                    self.ahead = self._pause()
        return ["", *head.question]

    def _pause(self) -> str:
        """Wait for one key; it is given back when it may be the beginning of an answer."""
        from prompt_toolkit import PromptSession
        from prompt_toolkit.key_binding import KeyBindings
        from prompt_toolkit.keys import Keys

        keys = KeyBindings()
        keys.add("c-c")(lambda event: event.app.exit(exception=KeyboardInterrupt))
        keys.add("c-d")(lambda event: event.app.exit(exception=EOFError))

        @keys.add(Keys.Any)
        def _any(event: Any) -> None:
            # A digit is meant for the choice that comes next, which is not to be seen yet.
            if not event.data.isdigit():
                event.app.exit(result=event.data)

        session: Any = PromptSession(self._texts("ask.prompt-continue"), key_bindings=keys)
        pressed = str(session.prompt())
        return pressed.strip() if pressed[:1].isprintable() else ""
