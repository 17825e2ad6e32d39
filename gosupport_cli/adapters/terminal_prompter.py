"""Moving menus and one-line editing by questionary; our own back, help, editor and pages.

questionary is used through ``unsafe_ask`` only: ``ask`` turns Ctrl-C into an answer (DEPENDENCIES,
pitfall 5). Whatever does not fit the screen is shown in pages, so nothing scrolls away.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from gosupport_cli.adapters.prompting import (
    Console,
    as_tuple,
    prefilled,
    token,
    typed,
    wrapped,
)
from gosupport_cli.core.asking_ports import Answered, Back, Help, Option, Screen, Typed, UseEditor
from gosupport_cli.core.errors import Interrupted
from gosupport_cli.core.model import Value
from gosupport_cli.core.ports import Texts
from gosupport_cli.core.redaction import cut_secrets

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyBindings

_MORE = "\0more"
_OWN = "\0own"
_MOST_OPTIONS = 9  # one digit each
_MARKS = 7  # columns before a label: pointer, number, bracket


class TerminalPrompter:
    """Implements ``core.asking_ports.Prompter`` on a real terminal."""

    def __init__(self, texts: Texts, streams: Console) -> None:
        self._texts = texts
        self._streams = streams
        self._helped = ""  # the menu in which «?» was pressed last
        self._ahead = ""  # typed at the end of the help already
        self._said_before = 0  # lines of the head that stand before the question itself

    def say(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._print(wrapped(line, self._width))

    def ask(self, screen: Screen) -> Answered:
        try:
            match screen.shape:
                case "choice":
                    return self._choice(screen)
                case "choices":
                    return self._choices(screen)
            return self._text(screen)
        except (KeyboardInterrupt, EOFError, OSError):
            raise Interrupted("interrupted") from None

    # The screen

    @property
    def _width(self) -> int:
        return self._streams.width() - 1

    @property
    def _rows(self) -> int:
        return max(10, shutil.get_terminal_size((80, 24)).lines)

    def _print(self, lines: Iterable[str]) -> None:
        """On stderr, or on stdout when stderr goes to a file: the person has to see it."""
        for line in lines:
            if self._streams.stderr.isatty():
                self._streams.err(line)
            else:
                self._streams.out(line)

    def _head(self, screen: Screen) -> list[str]:
        lines: list[str] = [""]
        for line in screen.intro:
            lines += wrapped(line, self._width, "  " if line.startswith("- ") else "")
        self._said_before = len(lines)
        lines += wrapped(f"{screen.progress} {screen.ask}".strip(), self._width)
        if screen.example:
            lines += wrapped(self._texts("ask.prompt-example", example=screen.example), self._width)
        if screen.problem:
            lines += wrapped(f"! {screen.problem}", self._width)
        return lines

    def _fitting(self, head: list[str], below: int, *, helped: bool = False) -> list[str]:
        """The head as it fits above ``below`` lines; a long introduction is shown before it.

        ``helped``: it explains a menu in which a key acts at once. Whoever presses Enter after «?»
        has read on with it, and chosen nothing.
        """
        room = self._rows - 1
        self._ahead = ""
        if len(head) + below <= room and not (helped and any(head[: self._said_before])):
            return head
        before, question = head[: self._said_before], head[self._said_before :]
        while any(before):
            page, before = before[: room - 1], before[room - 1 :]
            self._print(page)
            if not self._ahead:
                self._ahead = self._pause()
        return ["", *question]

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

    # Text

    def _text(self, screen: Screen) -> Answered:
        import questionary

        keys = "ask.prompt-keys-text" if screen.can_go_back else "ask.prompt-keys-first"
        hints = [self._texts(keys)]
        if screen.shape == "list":
            hints.insert(0, self._texts("ask.prompt-keys-list"))
        elif screen.prefill and not screen.begun:
            hints.insert(0, self._texts("ask.prompt-keep-typed"))
        elif screen.optional:
            hints.insert(0, self._texts("ask.prompt-skip"))
        head = self._head(screen)
        for hint in hints:
            head += wrapped(hint, self._width)
        default = screen.begun or prefilled(screen)
        below = 2 + len(wrapped(default, self._width))
        self._print(self._fitting(head, below))
        if screen.shape == "list" and default and not screen.begun:
            default += "\n"
        # What was typed while the help stood there is the beginning of the answer.
        default, offered = (self._ahead, "") if self._ahead else (default, default)
        question = questionary.text(
            "", qmark="1." if screen.shape == "list" else ">", default=default,
            key_bindings=_text_keys(screen, offered),
            prompt_continuation=_continued(listed=screen.shape == "list"),
            erase_when_done=True,
        )
        try:
            answer: Any = question.unsafe_ask()
        except (KeyboardInterrupt, EOFError, OSError):
            _keep(screen, question.application.current_buffer.text, default)
            raise
        if not isinstance(answer, str):
            _keep(screen, question.application.current_buffer.text, default)
            wished: Answered = answer
            return wished
        self._echo(answer, listed=screen.shape == "list")
        wish = token(answer, default)
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
            self._print(wrapped(mark + line, self._width))

    # Choices

    def _choice(self, screen: Screen) -> Answered:
        options = list(screen.options)
        if screen.free:
            options.append(Option(_OWN, self._texts("ask.prompt-own")))
        head = self._head(screen)
        keys = "ask.prompt-keys-choice" if screen.can_go_back else "ask.prompt-keys-choice-first"
        hint = wrapped(self._texts(keys), self._width)
        head = self._fitting(head, len(hint) + 6, helped=self._helped == screen.id)
        self._helped = ""
        pages = list(self._pages(options, len(head) + len(hint) + 1))
        page = next((place for place, one in enumerate(pages)
                     if any(option.value == screen.prefill for option in one)), 0)
        while True:
            self._print(head + hint)
            answer = self._select(pages, page, str(screen.prefill))
            if answer == _MORE:
                page = (page + 1) % len(pages)
            elif answer == _OWN:
                return self._own(screen)
            elif isinstance(answer, str):
                return Typed(answer)
            else:
                return self._wished(screen, answer)

    def _wished(self, screen: Screen, answer: Any) -> Answered:
        """Back or help, by one key in a menu."""
        self._helped = screen.id if isinstance(answer, Help) else ""
        return Back() if isinstance(answer, Back) else Help()

    def _select(self, pages: Sequence[Sequence[Option]], page: int, prefill: str) -> Any:
        import questionary

        options = [*pages[page]]
        if len(pages) > 1:
            options.append(Option(_MORE, self._texts("ask.prompt-more")))
        choices = [
            questionary.Choice(self._title(one.label), value=one.value, shortcut_key=str(place))
            for place, one in enumerate(options, 1)
        ]
        chosen = next((one for one in choices if one.value == prefill), None)
        question = questionary.select(
            "", choices=choices, default=chosen, qmark="", instruction=" ", pointer=">",
            use_shortcuts=True, use_jk_keys=False, use_emacs_keys=False, show_selected=False,
        )
        _menu_keys(question.application.key_bindings)
        return question.unsafe_ask()

    def _choices(self, screen: Screen) -> Answered:
        options = list(screen.options)
        if screen.free:
            options.append(Option(_OWN, self._texts("ask.prompt-own")))
        head = self._head(screen)
        hint = wrapped(self._texts("ask.prompt-keys-choices"), self._width)
        head = self._fitting(head, len(hint) + 6, helped=self._helped == screen.id)
        self._helped = ""
        known = {one.value for one in options}
        checked = as_tuple(screen.prefill)
        own = [one for one in checked if one not in known]
        pages = list(self._pages(options, len(head) + len(hint) + 2))
        chosen: list[str] = []
        for place, page in enumerate(pages, 1):
            more = [self._texts("ask.prompt-page", page=place, pages=len(pages))]
            self._print(head + hint + more * (len(pages) > 1))
            answer = self._checkbox(page, checked)
            if not isinstance(answer, list):
                return self._wished(screen, answer)
            chosen += answer
            labels = [one.label for one in page if one.value in answer]
            self._print(wrapped("  " + ("; ".join(labels) or "—"), self._width, "  "))
        if _OWN in chosen:
            written = self._own(screen)
            if not isinstance(written, Typed):
                return written
            own = [str(written.value)]
        else:
            own = own if not screen.free else []
        return Typed((*(one for one in chosen if one != _OWN), *filter(None, own)))

    def _checkbox(self, page: Sequence[Option], checked: Sequence[str]) -> Any:
        import questionary

        # Its own summary is English («done (2 selections)»): erased, ours is printed instead.
        question = questionary.checkbox(
            "", qmark="", instruction=" ", pointer=">", use_jk_keys=False, use_emacs_keys=False,
            erase_when_done=True,
            choices=[
                questionary.Choice(self._title(one.label), value=one.value,
                                   checked=one.value in checked)
                for one in page
            ],
        )
        _menu_keys(question.application.key_bindings)
        return question.unsafe_ask()

    def _own(self, screen: Screen) -> Answered:
        listed = {one.value for one in screen.options}
        own = [one for one in as_tuple(screen.prefill) if one not in listed]
        return self._text(Screen(
            id=screen.id, shape="text", ask=self._texts("ask.prompt-write"),
            prefill=own[0] if own else _first_label(screen), begun=screen.begun, keep=screen.keep,
        ))

    def _title(self, label: str) -> str:
        lines = wrapped(label, self._width - _MARKS)
        return f"\n{' ' * _MARKS}".join(lines)

    def _pages(self, options: Sequence[Option], above: int) -> Iterator[list[Option]]:
        """Options in pieces that fit below ``above`` lines, with a line for «more»."""
        room = self._rows - above - 1
        heights = [len(wrapped(one.label, self._width - _MARKS)) for one in options]
        if sum(heights) <= room and len(options) <= _MOST_OPTIONS:
            yield list(options)
            return
        page: list[Option] = []
        used = 0
        for option, height in zip(options, heights, strict=True):
            if page and (used + height > room - 1 or len(page) == _MOST_OPTIONS - 1):
                yield page
                page, used = [], 0
            page.append(option)
            used += height
        yield page


def _first_label(screen: Screen) -> Value:
    """What own words may begin with: the first proposal of a single choice."""
    return screen.options[0].label if screen.shape == "choice" and screen.options else ""


def _continued(*, listed: bool) -> Callable[[int, int, int], str]:
    def mark(width: int, line: int, _wrapped: int) -> str:
        return f"{line + 1}.".ljust(width) if listed else " " * width

    return mark


def _keep(screen: Screen, text: str, offered: str) -> None:
    """What stands on the line goes where it is durable; what was only offered does not."""
    if screen.keep is not None and text != offered and text.strip():
        screen.keep(text)


def _text_keys(screen: Screen, offered: str) -> KeyBindings:
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()
    listed = screen.shape == "list"
    if offered and not listed and not screen.begun:
        _replacing(keys, offered)
    keys.add("c-b")(lambda event: event.app.exit(result=Back()))
    keys.add("f1")(lambda event: event.app.exit(result=Help()))
    keys.add("f2")(lambda event: event.app.exit(result=UseEditor()))
    if listed:

        @keys.add("enter")
        def _enter(event: Any) -> None:
            buffer = event.current_buffer
            line = buffer.document.current_line
            wish = token(line)
            if not line.strip() or token(buffer.text) is not None:
                buffer.validate_and_handle()
            elif wish is not None:
                buffer.delete_before_cursor(len(buffer.document.current_line_before_cursor))
                event.app.exit(result=wish)
            else:
                buffer.insert_text("\n")
                _keep(screen, buffer.text, offered)

    return keys


def _replacing(keys: KeyBindings, offered: str) -> None:
    """What is typed first replaces the ``offered`` answer; who moves the cursor corrects it."""
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.keys import Keys

    touched = [False]

    @Condition
    def fresh() -> bool:
        from prompt_toolkit.application import get_app

        buffer = get_app().current_buffer
        touched[0] = (
            touched[0] or buffer.text != offered or buffer.cursor_position != len(offered)
        )
        return not touched[0]

    @keys.add(Keys.Any, filter=fresh)
    def _type(event: Any) -> None:
        touched[0] = True
        if event.data.isprintable():
            event.current_buffer.text = ""
            event.current_buffer.insert_text(event.data)

    @keys.add(Keys.BracketedPaste, filter=fresh)
    def _paste(event: Any) -> None:
        touched[0] = True
        event.current_buffer.text = ""
        event.current_buffer.insert_text(event.data.replace("\r\n", "\n").replace("\r", "\n"))

    @keys.add("backspace", filter=fresh)
    @keys.add("left", filter=fresh)
    def _edit(event: Any) -> None:
        touched[0] = True
        if event.key_sequence[0].key == Keys.Left:
            event.current_buffer.cursor_left()
        else:
            event.current_buffer.delete_before_cursor()


def _menu_keys(keys: Any) -> None:
    for key in ("c-b", "left", "<", "backspace"):
        keys.add(key)(lambda event: event.app.exit(result=Back()))
    for key in ("?", "f1"):
        keys.add(key)(lambda event: event.app.exit(result=Help()))
    keys.add("c-d")(lambda event: event.app.exit(exception=EOFError))
