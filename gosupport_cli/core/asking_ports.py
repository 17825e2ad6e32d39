"""One question as it stands before the person, what may come back, and who asks it."""

from collections.abc import Callable, Iterable
from dataclasses import field
from typing import Literal, Protocol

from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.model import Value


class Back(Frozen):
    """The person wants the previous question."""


class Help(Frozen):
    """The person asked «?»."""


class Typed(Frozen):
    """What the person answered, as typed; a tuple for lists and several choices."""

    value: Value


class UseEditor(Frozen):
    """The person wants to write this answer in their editor."""


class Erase(Frozen):
    """The person wants the offered answer gone, and the same question again."""


class Option(Frozen):
    """One line of a choice; ``value`` comes back in ``Typed``."""

    value: str
    label: str
    help: str = ""


class Screen(Frozen):
    """One question as it stands before the person, already in their language.

    ``intro`` is said before it (a reminder, what was found out, what was wrong: ``problem``);
    ``prefill`` is the present answer, offered for correction; ``example`` one line.
    ``skip``: what Enter alone means, where it is more than to pass over.
    ``answered``: ``prefill`` is what the person answered before, not a proposal; ``slip``: it was
    typed and cannot stand as it is; ``source``: where a proposal comes from.
    ``begun``: what was typed at this question before and not finished, line by line; it stands
    before ``prefill``. Whoever asks gives ``keep`` all lines typed so far: as often as it can,
    and always before it leaves without an answer. ``editor``: there is one to write in.
    """

    id: str
    shape: Literal["text", "long", "list", "choice", "choices"]
    ask: str
    label: str = ""
    progress: str = ""
    intro: tuple[str, ...] = ()
    problem: str = ""
    example: str = ""
    prefill: Value = ""
    options: tuple[Option, ...] = ()
    optional: bool = False
    skip: str = ""
    free: bool = False
    answered: bool = False
    slip: bool = False
    source: str = ""
    can_go_back: bool = True
    begun: str = ""
    editor: bool = False
    keep: Callable[[str], None] | None = field(default=None, compare=False, repr=False)


Answered = Typed | Back | Help | UseEditor | Erase


class Prompter(Protocol):
    """Asks one question and tells what came; raises Interrupted on Ctrl-C and at the end."""

    def ask(self, screen: Screen) -> Answered: ...

    def say(self, lines: Iterable[str]) -> None:
        """Talk that waits for no answer; goes to stderr."""
        ...
