"""Plain numbered text: for screen readers, dumb terminals and whoever likes it better.

Not one escape sequence, one question at a time, an answer by number or by word.
"""

import re
from collections.abc import Iterable, Sequence

from gosupport_cli.adapters.prompting import (
    Console,
    cleared,
    label_of,
    pick,
    pick_several,
    token,
    typed,
    wrapped,
)
from gosupport_cli.adapters.typed_lines import TypedLines
from gosupport_cli.core.answers import is_answered
from gosupport_cli.core.asking_ports import Answered, Back, Help, Screen, Typed, UseEditor
from gosupport_cli.core.errors import Interrupted
from gosupport_cli.core.model import NONE, UNKNOWN
from gosupport_cli.core.ports import Texts
from gosupport_cli.core.redaction import cut_secrets

_LONG = 6  # lines of a list; more fill a small screen


class LinearPrompter:
    """Implements ``core.asking_ports.Prompter`` on lines of text."""

    def __init__(self, texts: Texts, streams: Console) -> None:
        self._texts = texts
        self._streams = streams
        self._input = TypedLines(streams.stdin)
        self._whole: list[str] = []  # lines of this answer that were entered
        self._told: set[str] = set()  # what the tokens mean is said once
        self._intro: tuple[str, ...] = ()  # what was said last before a question
        self._listed: tuple[object, ...] = ()  # the list that stands just above

    def ask(self, screen: Screen) -> Answered:
        self._show(screen)
        several = screen.shape in ("list", "long")
        self._whole = screen.begun.strip("\n").split("\n") if several and screen.begun else []
        while True:
            try:
                answered = self._answer(screen)
            except Interrupted:
                self._break_off(screen)
                raise
            if answered is not None:
                self._warn(answered)
                return answered
            most = len(screen.options) + (screen.free and screen.shape == "choice")
            problem = "ask.problem-no-such-line" if most > 1 else "ask.problem-only-line"
            self._print(self._texts(problem, n=most))

    def _break_off(self, screen: Screen) -> None:
        """Ctrl-C amid a line: it is kept where it can be, and the person is told."""
        rest = self._input.rest
        self._print("")  # «^C» stands on the line already
        if screen.options or screen.keep is None or not (rest is None or rest.strip()):
            return
        if rest is None:
            self._print(self._texts("ask.prompt-line-lost"))
            return
        self._keep(screen, [*self._whole, rest])
        self._print(self._texts("ask.prompt-line-kept"))

    def say(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._print(line)

    def _warn(self, answered: Answered) -> None:
        """Plain lines cannot be taken back from the screen: the person has to do it."""
        if not isinstance(answered, Typed):
            return
        parts = answered.value if isinstance(answered.value, tuple) else (answered.value,)
        if any(cut_secrets(part).removed for part in parts):
            self._print(self._texts("ask.secret-on-screen"))

    # Showing

    def _show(self, screen: Screen) -> None:
        texts = self._texts
        self._print("")
        tokens = "ask.prompt-tokens" if screen.can_go_back else "ask.prompt-tokens-choice"
        if not self._told & {tokens, "ask.prompt-tokens"}:
            self._print(texts(tokens))
            self._told.add(tokens)
        if screen.editor and "editor" not in self._told:
            self._print(texts("ask.prompt-tokens-editor"))
            self._told.add("editor")
        # After a slip the same advice is not read aloud once more.
        if not (screen.problem and screen.intro == self._intro):
            for line in screen.intro:
                self._print(line)
        self._intro = screen.intro
        if screen.problem:  # what went wrong is heard first, then the question again
            self._print(screen.problem)
        self._print(f"{screen.progress} {screen.ask}".strip())
        self._show_list(screen)
        if screen.example and screen.example not in screen.problem:
            self._print(texts("ask.prompt-example", example=screen.example))
        if screen.shape == "list":
            self._print(texts("ask.prompt-lines"))
        elif screen.shape == "long":
            self._print(texts("ask.prompt-long"))
        self._show_present(screen)

    def _show_list(self, screen: Screen) -> None:
        """A long list is not said again at once: on a small screen what went wrong, or the help,
        would be gone above it."""
        own = bool(screen.free and screen.shape == "choice")
        most, listed = len(screen.options) + own, (screen.id, screen.options)
        again = most > _LONG and listed == self._listed
        self._listed = listed
        if again:
            self._print(self._texts("ask.prompt-same-list", n=most))
            return
        for place, option in enumerate(screen.options, 1):
            self._print(f"{place}. {option.label}", indent="   ")
        if own:
            self._print(f"{most}. {self._texts('ask.prompt-own')}")

    def _show_present(self, screen: Screen) -> None:
        texts = self._texts
        if screen.begun and not screen.options:
            self._print(texts("ask.prompt-begun"))
            for place, line in enumerate(screen.begun.strip("\n").split("\n"), 1):
                self._print(f"{place}. {line}" if screen.shape == "list" else line)
            several = screen.shape in ("list", "long")
            self._print(texts("ask.prompt-go-on" if several else "ask.prompt-keep"))
            self._print(texts("ask.prompt-answer"))
            return
        if screen.shape == "choice":
            if _offers(screen):
                label = label_of(screen, str(screen.prefill))
                said = "ask.prompt-kept" if screen.answered else "ask.prompt-default"
                self._print(texts(said, label=label))
            elif screen.optional:
                self._print(screen.skip or texts("ask.prompt-skip"))
            self._print(texts("ask.prompt-number"))
            return
        if is_answered(screen.prefill):
            values = screen.prefill if isinstance(screen.prefill, tuple) else (screen.prefill,)
            shown = "; ".join(label_of(screen, one) for one in values)
            if screen.source:
                self._print(f"{screen.source}: {shown}")
            else:
                said = "ask.prompt-slip" if screen.slip else "ask.prompt-now"
                self._print(texts(said, value=shown))
            self._print(texts("ask.prompt-keep"))
        elif screen.optional:
            self._print(screen.skip or texts("ask.prompt-skip"))
        one_line = "ask.prompt-answer" if screen.shape in ("list", "long") else "ask.prompt-line"
        numbers = "ask.prompt-numbers-or-words" if screen.free else "ask.prompt-numbers"
        if len(screen.options) == 1 and not screen.free:
            numbers = "ask.prompt-number"
        self._print(texts(numbers if screen.options else one_line))

    # Reading

    def _answer(self, screen: Screen) -> Answered | None:
        first = self._input.line()
        wish = token(first)
        if wish is not None and not self._input.pending():
            return wish
        if not first.strip() and not self._input.pending():
            return self._unchanged(screen)
        clear = cleared(screen, first)
        if clear is not None:
            return clear
        match screen.shape:
            case "choice":
                return self._choice(screen, first)
            case "choices":
                several = pick_several(screen.options, first, free=screen.free)
                return None if several is None else Typed(several)
            case "list":
                return self._list(screen, first)
            case "long":
                return self._long(screen, first)
        return typed(self._pasted(first))

    @staticmethod
    def _unchanged(screen: Screen) -> Answered:
        """Enter alone: what was begun is the answer, else what is there already."""
        if not screen.begun or screen.options:
            return Typed(screen.prefill)
        return Typed(_items(screen.begun)) if screen.shape == "list" else typed(screen.begun)

    def _choice(self, screen: Screen, text: str) -> Answered | None:
        value = pick(screen.options, text)
        if value is not None:
            return Typed(value)
        own = str(len(screen.options) + 1)
        if screen.free and text.strip().rstrip(".)") == own:
            self._print(self._texts("ask.prompt-write"))
            written = self._input.line()
            return token(written) or typed(written)
        # Words are for the flow to understand («Платёж» names a category); a number is not.
        return None if re.fullmatch(r"\s*\d{1,2}[.)]?\s*", text) else typed(text)

    def _list(self, screen: Screen, first: str) -> Answered:
        items = [*_items(screen.begun), first]
        while True:
            self._keep(screen, items)
            line = self._input.line()
            if not line.strip() and not self._input.pending():
                return Typed(tuple(one for one in items if one.strip()))
            if isinstance(token(line), Help | UseEditor) and not self._input.pending():
                return token(line) or Help()
            if isinstance(token(line), Back):
                if not items:
                    return Back()
                self._print(self._texts("ask.prompt-removed", value=items.pop()))
                continue
            items.append(line)

    def _long(self, screen: Screen, first: str) -> Answered:
        alone = first.strip().casefold().rstrip(".")
        words = (self._texts("ask.word-unknown"), self._texts("ask.word-none"), UNKNOWN, NONE)
        if alone in words and not self._input.pending():
            return typed(first)
        lines = [*filter(None, [screen.begun.strip("\n")]), first]
        while True:
            self._keep(screen, lines)
            line = self._input.line()
            if isinstance(token(line), Back | Help | UseEditor) and not self._input.pending():
                return token(line) or Help()
            # An empty line inside a paste is part of it.
            if not line.strip() and not self._input.pending():
                return typed("\n".join(lines))
            lines.append(line)

    def _keep(self, screen: Screen, lines: Sequence[str]) -> None:
        self._whole = [*lines]
        if screen.keep is not None:
            screen.keep("\n".join(lines))

    def _pasted(self, first: str) -> str:
        """A paste of several lines into a one-line question stays one answer."""
        lines = [first]
        while self._input.pending():
            lines.append(self._input.line())
        return "\n".join(lines)

    def _print(self, text: str, indent: str = "") -> None:
        """On stderr, or on stdout when stderr goes to a file: the person has to see it."""
        for line in wrapped(text, self._streams.width() - 1, indent):
            if self._streams.stderr.isatty():
                self._streams.err(line)
            else:
                self._streams.out(line)


def _offers(screen: Screen) -> bool:
    """Whether one row stands chosen, so that Enter takes it."""
    own = screen.free and bool(screen.prefill)
    return own or any(one.value == screen.prefill for one in screen.options)


def _items(text: str) -> tuple[str, ...]:
    """The lines of ``text`` that say something."""
    return tuple(line for line in text.split("\n") if line.strip())
