"""Moving menus and one-line editing by questionary; our own back, help, editor and pages.

questionary is used through ``unsafe_ask`` only: ``ask`` turns Ctrl-C into an answer (DEPENDENCIES,
pitfall 5). Whatever does not fit the screen is shown in pages, so nothing scrolls away.
"""

from collections.abc import Iterable

from gosupport_cli.adapters.prompting import Console
from gosupport_cli.adapters.terminal_menus import Menus
from gosupport_cli.adapters.terminal_paper import Paper
from gosupport_cli.adapters.terminal_text import Lines
from gosupport_cli.core.asking_ports import Answered, Screen
from gosupport_cli.core.errors import Interrupted
from gosupport_cli.core.ports import Texts


class TerminalPrompter:
    """Implements ``core.asking_ports.Prompter`` on a real terminal."""

    def __init__(self, texts: Texts, streams: Console) -> None:
        self._paper = Paper(texts, streams)
        self._lines = Lines(texts, self._paper)
        self._menus = Menus(texts, self._paper, self._lines)

    def say(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._paper.print(self._paper.wrapped(line))

    def ask(self, screen: Screen) -> Answered:
        try:
            match screen.shape:
                case "choice":
                    return self._menus.choice(screen)
                case "choices":
                    return self._menus.choices(screen)
            return self._lines.ask(screen)
        except (KeyboardInterrupt, EOFError, OSError):
            raise Interrupted("interrupted") from None
