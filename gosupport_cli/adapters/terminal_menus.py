"""Menus by questionary: one line of several, or several; in pages where they do not fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from gosupport_cli.adapters.prompting import as_tuple, wrapped
from gosupport_cli.adapters.terminal_keys import digit_keys, menu_keys
from gosupport_cli.adapters.terminal_paper import Paper
from gosupport_cli.adapters.terminal_text import Lines
from gosupport_cli.core.asking_ports import Answered, Back, Help, Option, Screen, Typed
from gosupport_cli.core.ports import Texts

_MORE = "\0more"
_OWN = "\0own"
_NO_SUCH = "\0no such line"
_MOST_OPTIONS = 9  # one digit each
_MARKS = 7  # columns before a label: pointer, number, bracket


class Menus:
    """Asks for one line of a list, or for several; own words go to ``lines``."""

    def __init__(self, texts: Texts, paper: Paper, lines: Lines) -> None:
        self._texts = texts
        self._paper = paper
        self._lines = lines
        self._helped = ""  # the menu in which «?» was pressed last

    def choice(self, screen: Screen) -> Answered:
        options = list(screen.options)
        if screen.free:
            options.append(Option(_OWN, self._texts("ask.prompt-own")))
        keys = "ask.prompt-keys-choice" if screen.can_go_back else "ask.prompt-keys-choice-first"
        hints = [self._texts(keys)]
        if screen.answered and any(one.value == screen.prefill for one in options):
            hints.insert(0, self._texts("ask.prompt-kept-chosen"))
        head = self._head(screen, *hints)
        pages = list(self._pages(options, self._paper.height(head) + 1))
        page = next((place for place, one in enumerate(pages)
                     if any(option.value == screen.prefill for option in one)), 0)
        turned: list[int] = []  # pages that «back» leads to
        problem: list[str] = []
        while True:
            self._paper.print([*head, *problem])
            answer = self._select(pages, page, str(screen.prefill))
            problem = []
            if answer == _MORE:
                turned.append(page)
                page = (page + 1) % len(pages)
            elif answer == _NO_SUCH:
                most = len(pages[page]) + (len(pages) > 1)
                told = "ask.problem-no-such-line" if most > 1 else "ask.problem-only-line"
                problem = self._paper.wrapped(f"! {self._texts(told, n=most)}")
            elif isinstance(answer, Back) and turned:
                page = turned.pop()
            elif answer == _OWN:
                return self._lines.own(screen)
            elif isinstance(answer, str):
                return Typed(answer)
            else:
                return self._wished(screen, answer)

    def _head(self, screen: Screen, *hints: str) -> list[str]:
        helped, self._helped = self._helped == screen.id, ""
        return self._paper.fitting(self._paper.head(screen, *hints), 6, helped=helped)

    def _wished(self, screen: Screen, answer: Any) -> Answered:
        """Back or help, by one key in a menu."""
        self._helped = screen.id if isinstance(answer, Help) else ""
        return Back() if isinstance(answer, Back) else Help()

    def _select(self, pages: Sequence[Sequence[Option]], page: int, prefill: str) -> Any:
        import questionary

        options = [*pages[page]]
        if len(pages) > 1:
            last = page == len(pages) - 1
            options.append(Option(
                _MORE, self._texts("ask.prompt-from-start" if last else "ask.prompt-more")))
        choices = [
            questionary.Choice(self._title(one.label), value=one.value, shortcut_key=str(place))
            for place, one in enumerate(options, 1)
        ]
        chosen = next((one for one in choices if one.value == prefill), None)
        question = questionary.select(
            "", choices=choices, default=chosen, qmark="", instruction=" ", pointer=">",
            use_shortcuts=True, use_jk_keys=False, use_emacs_keys=False, show_selected=False,
        )
        menu_keys(question.application.key_bindings)
        digit_keys(question.application, len(options), _NO_SUCH)
        return question.unsafe_ask()

    def choices(self, screen: Screen) -> Answered:
        options = list(screen.options)
        if screen.free:
            options.append(Option(_OWN, self._texts("ask.prompt-own")))
        hints = [self._texts("ask.prompt-keys-choices")]
        if screen.answered and screen.prefill:
            hints.insert(0, self._texts("ask.prompt-kept-marked"))
        head = self._head(screen, *hints)
        known = {one.value for one in options}
        checked = as_tuple(screen.prefill)
        own = [one for one in checked if one not in known]
        pages = list(self._pages(options, self._paper.height(head) + 2))
        chosen: list[str] = []
        for place, page in enumerate(pages, 1):
            more = [self._texts("ask.prompt-page", page=place, pages=len(pages))]
            self._paper.print(head + more * (len(pages) > 1))
            answer = self._checkbox(page, checked)
            if not isinstance(answer, list):
                return self._wished(screen, answer)
            chosen += answer
            labels = [one.label for one in page if one.value in answer]
            self._paper.print(
                self._paper.wrapped("; ".join(labels) or self._texts("ask.prompt-none-marked")))
        if _OWN in chosen:
            written = self._lines.own(screen)
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
        menu_keys(question.application.key_bindings)
        return question.unsafe_ask()

    def _title(self, label: str) -> str:
        lines = wrapped(label, self._paper.width - _MARKS, breaking=True)
        return f"\n{' ' * _MARKS}".join(lines)

    def _pages(self, options: Sequence[Option], above: int) -> Iterator[list[Option]]:
        """Options in pieces that fit below ``above`` lines, with a line for «more»."""
        room = self._paper.rows - above - 1
        heights = [self._title(one.label).count("\n") + 1 for one in options]
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
