"""An answer in words on a line of its own, or on several."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gosupport_cli.adapters.prompting import as_tuple, cleared, prefilled, token, typed
from gosupport_cli.adapters.terminal_keys import keep_begun, text_keys
from gosupport_cli.adapters.terminal_paper import Paper
from gosupport_cli.core.answers import is_answered
from gosupport_cli.core.asking_ports import Answered, Screen, Typed
from gosupport_cli.core.model import Value
from gosupport_cli.core.ports import Texts
from gosupport_cli.core.redaction import cut_secrets


class Lines:
    """Asks for text; what is typed and not finished is kept."""

    def __init__(self, texts: Texts, paper: Paper) -> None:
        self._texts = texts
        self._paper = paper

    def ask(self, screen: Screen) -> Answered:
        import questionary

        keys = "ask.prompt-keys-text" if screen.can_go_back else "ask.prompt-keys-first"
        hints = [self._texts(f"{keys}-editor" if screen.editor else keys)]
        if screen.shape == "list":
            lines = screen.begun or is_answered(screen.prefill)
            hints.insert(0, self._texts(f"ask.prompt-keys-list{'-mend' if lines else ''}"))
        elif screen.prefill and not screen.begun:
            kept = "ask.prompt-mend-typed" if screen.problem else "ask.prompt-keep-typed"
            hints.insert(0, self._texts(kept))
            if screen.source:
                hints.insert(0, f"{screen.source}.")
            elif screen.slip and not screen.problem:
                hints.insert(0, self._texts("ask.prompt-slip-typed"))
        elif screen.optional:
            hints.insert(0, screen.skip or self._texts("ask.prompt-skip"))
        head = self._paper.head(screen, *hints)
        default = screen.begun or prefilled(screen)
        below = 2 + self._paper.height(default.split("\n"))
        self._paper.print(self._paper.fitting(head, below))
        if screen.shape == "list" and default and not screen.begun:
            default += "\n"
        # What was typed while the help stood there is the beginning of the answer.
        default, offered = (self._paper.ahead, "") if self._paper.ahead else (default, default)
        question = questionary.text(
            "", qmark="1." if screen.shape == "list" else ">", default=default,
            key_bindings=text_keys(screen, offered),
            prompt_continuation=_continued(listed=screen.shape == "list"),
            erase_when_done=True,
        )
        try:
            answer: Any = question.unsafe_ask()
        except (KeyboardInterrupt, EOFError, OSError):
            keep_begun(screen, question.application.current_buffer.text, default)
            raise
        if not isinstance(answer, str):
            keep_begun(screen, question.application.current_buffer.text, default)
            wished: Answered = answer
            return wished
        self._echo(answer, listed=screen.shape == "list")
        wish = token(answer, default) or cleared(screen, answer)
        if wish is not None:
            return wish
        if screen.shape == "list":
            return Typed(tuple(line for line in answer.split("\n") if line.strip()))
        return typed(answer)

    def _echo(self, answer: str, *, listed: bool) -> None:
        """The answer as it will be kept: a password does not stay on the screen."""
        lines = cut_secrets(answer).text.rstrip("\n").split("\n")
        for place, line in enumerate(lines, 1):
            mark = f"{place}. " if listed else "> " if place == 1 else "  "
            self._paper.print(self._paper.wrapped(mark + line))

    def own(self, screen: Screen) -> Answered:
        listed = {one.value for one in screen.options}
        own = [one for one in as_tuple(screen.prefill) if one not in listed]
        return self.ask(Screen(
            id=screen.id, shape="text", ask=self._texts("ask.prompt-write"),
            prefill=own[0] if own else _first_label(screen), begun=screen.begun, keep=screen.keep,
        ))


def _first_label(screen: Screen) -> Value:
    """What own words may begin with: the first proposal of a single choice."""
    return screen.options[0].label if screen.shape == "choice" and screen.options else ""


def _continued(*, listed: bool) -> Callable[[int, int, int], str]:
    def mark(width: int, line: int, _wrapped: int) -> str:
        return f"{line + 1}.".ljust(width) if listed else " " * width

    return mark
