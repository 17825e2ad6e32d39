"""The state of one run of the wizard, and the small things that all its stops do."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from gosupport_cli.core import proposals, questionnaire
from gosupport_cli.core.answers import is_answered
from gosupport_cli.core.asking_ports import (
    Back,
    Help,
    Option,
    Prompter,
    Screen,
    Typed,
)
from gosupport_cli.core.catalogue import Question
from gosupport_cli.core.category import Category
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.model import NONE, UNKNOWN, Request, Value
from gosupport_cli.core.moment_reading import MOSCOW
from gosupport_cli.core.normalise import clean_text
from gosupport_cli.core.ports import Editor, Knowledge, Texts
from gosupport_cli.core.written import phone_text
from gosupport_cli.flows.accept import accept
from gosupport_cli.flows.compose import Tools

SUBJECT = "problem.subject"
_SLIP = "slip:"
PROPOSED = "proposed"  # the origin of an answer that the program made and the person let stand


def begun_text(text: str) -> str:
    """Unfinished lines as they are kept; an end of line says that the last one is whole."""
    return clean_text(text) + ("\n" if text.endswith("\n") else "")


class AskAgain(Exception):
    """«Back» at an offer about an answer that was typed: the question itself once more."""


class Move(Enum):
    """Where to go from a stop."""

    FORWARD = "forward"
    BACK = "back"
    NOTHING = "nothing"  # there was nothing to show
    HELPED = "helped"  # the advice helped, no request is needed


class Asking(Frozen):
    """The collaborators of the wizard; without ``knowledge`` it offers no known problems.

    ``profile``: the saved person who usually writes, chosen beforehand.
    """

    tools: Tools
    prompter: Prompter
    texts: Texts
    editor: Editor
    knowledge: Knowledge | None = None
    profile: str = ""


@dataclass
class Session:
    """One request on its way; every change goes to the journal before anything else."""

    asking: Asking
    request: Request
    seen: set[str] = field(default_factory=set)  # insisted on in this run
    stop: str = ""  # where the walk is; only its own question has a number
    progress: str = ""
    can_go_back: bool = True
    elsewhere: bool = False  # the advice led to somebody else

    def __post_init__(self) -> None:
        words = self.asking.tools.journal.get_state(self._state).split()
        self.done = {word for word in words if not word.startswith(("+", "~"))}
        self.wanted = {word[1:] for word in words if word.startswith("+")}
        self.silent = {word[1:] for word in words if word.startswith("~")}

    @property
    def _state(self) -> str:
        return f"wizard.{self.request.id}"

    def begun(self, key: str) -> str:
        """What was typed at the question ``key`` and never finished."""
        return str(self._unfinished().get(key, ""))

    def begin(self, key: str, text: str) -> None:
        """Durable at once, before it is an answer; "": there is nothing unfinished any more."""
        self._put_begun({key: text})

    def slip(self, key: str) -> str:
        """What was typed at the question ``key`` and cannot stand as it is, or not yet."""
        return str(self._unfinished().get(f"{_SLIP}{key}", ""))

    def hold(self, key: str, text: str) -> None:
        """Durable as a slip, and nothing is begun any more."""
        self._put_begun({key: "", f"{_SLIP}{key}": text})

    def settle(self, key: str) -> None:
        """The question ``key`` has its answer: nothing unfinished is left of it."""
        self.hold(key, "")

    def _put_begun(self, changes: Mapping[str, str]) -> None:
        kept = self._unfinished()
        if all(text == kept.get(key, "") for key, text in changes.items()):
            return
        kept = {**kept, **changes}
        left = {one: kept[one] for one in kept if kept[one]}
        told = json.dumps(left, ensure_ascii=False) if left else ""
        self.asking.tools.journal.put_state(f"begun.{self.request.id}", told)

    def _unfinished(self) -> dict[str, str]:
        text = self.asking.tools.journal.get_state(f"begun.{self.request.id}")
        try:
            kept = json.loads(text or "{}")
        except (ValueError, RecursionError):
            return {}  # of a backup that somebody wrote by hand
        if not isinstance(kept, dict):
            return {}
        return {key: begun_text(text) for key, text in kept.items() if isinstance(text, str)}

    def mark(self, stop: str, wanted: Iterable[str] = ()) -> None:
        """A special stop is done; ``wanted`` extras will be asked."""
        self.done.add(stop)
        self.wanted |= set(wanted)
        self._remember()

    def pass_over(self, stops: Iterable[str]) -> None:
        """These were never shown: they are not counted."""
        if not self.silent.issuperset(stops := set(stops)):
            self.silent |= stops
            self._remember()

    def count(self, stop: str) -> None:
        """It was shown, and has its number."""
        if stop in self.silent:
            self.silent.discard(stop)
            self._remember()

    def _remember(self) -> None:
        words = [*sorted(self.done), *(f"+{key}" for key in sorted(self.wanted)),
                 *(f"~{key}" for key in sorted(self.silent))]
        self.asking.tools.journal.put_state(self._state, " ".join(words))

    def put(self, changes: dict[str, Value | None], source: str = "person", **origins: str) -> None:
        """Durable at once. ``origins`` by key with «__» for «.»."""
        tools = self.asking.tools
        named = {key.replace("__", "."): value for key, value in origins.items()}
        self.request = tools.journal.put_answers(
            self.request.id, changes, at=tools.clock.now(), source=source, origins=named or None
        )
        if SUBJECT not in changes and self.request.origins.get(SUBJECT) == PROPOSED:
            self._renew_subject()

    def _renew_subject(self) -> None:
        """A subject made of other answers follows them."""
        made = proposals.subject(self.category, self.request.answers)
        if made and made != self.request.answers.get(SUBJECT):
            self.put({SUBJECT: made}, PROPOSED, problem__subject=PROPOSED)

    @property
    def category(self) -> Category | None:
        return self.asking.tools.catalogue.categories.get(self.request.category)

    def order(self) -> tuple[str, ...]:
        """All stops of this request."""
        questions = self.asking.tools.catalogue.questions
        return questionnaire.stops(
            questions, self.category, self.request.answers, wanted=self.wanted
        )

    def is_open(self, stop: str) -> bool:
        """Whether the person still has to be asked."""
        if stop == questionnaire.CATEGORY:
            return self.category is None
        question = self.asking.tools.catalogue.questions.get(stop)
        if question is None:
            return stop not in self.done
        value = self.request.answers.get(stop)
        if value is None:
            return True
        # An answer of a file or of a broken-off run that cannot be right is asked again, once.
        return stop not in self.seen and is_answered(value) and bool(self._problem(question, value))

    def _problem(self, question: Question, value: Value) -> str:
        tools = self.asking.tools
        return accept(question, value, clock=tools.clock, identifiers=tools.identifiers).problem

    def is_optional(self, key: str) -> bool:
        """Whether the checklist has no error without it."""
        rules = self.asking.tools.catalogue.rules.values()
        return key not in questionnaire.required(rules, self.request.answers, self.category)

    # Words

    def text(self, text_id: str, **values: object) -> str:
        return self.asking.texts(f"ask.{text_id}", **values)

    def say(self, *lines: str) -> None:
        self.asking.prompter.say(lines)

    def label(self, key: str) -> str:
        question = self.asking.tools.catalogue.questions[key]
        return self.asking.texts.of(f"question.{key}.label", question.label)

    def asked(self, key: str) -> str:
        """The question itself."""
        question = self.asking.tools.catalogue.questions[key]
        return self.asking.texts.of(f"question.{key}.ask", question.ask)

    def choice_label(self, key: str, value: str) -> str:
        """How a kept value is shown: «не знаю», the label of a choice, else itself."""
        if value in (UNKNOWN, NONE):
            return self.text(f"word-{value}")
        question = self.asking.tools.catalogue.questions.get(key)
        for choice in question.choices if question else ():
            if choice.id == value:
                return self.asking.texts.of(f"question.{key}.choice.{choice.id}", choice.label)
        return value

    def shown(self, key: str) -> str:
        """The present answer of ``key`` on one line."""
        value = self.request.answers.get(key, "")
        question = self.asking.tools.catalogue.questions.get(key)
        if question is not None and question.format == "moment":
            return self.moment(str(value))
        if question is not None and question.format == "phone":
            return phone_text(str(value))
        parts = value if isinstance(value, tuple) else (value,)
        return "; ".join(self.choice_label(key, part).replace("\n", " ") for part in parts)

    def moment(self, value: str) -> str:
        """A kept moment as people read it."""
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            return self.choice_label("", value)
        day, when = self.text(f"weekday-{at.weekday()}"), f"{at:%d.%m.%Y, %H:%M}"
        if at.utcoffset() in (None, MOSCOW.utcoffset(None)):
            return self.text("moment", day=day, at=when)
        there = at.astimezone(MOSCOW)
        moscow = f"{there:%H:%M}" if there.date() == at.date() else f"{there:%d.%m, %H:%M}"
        return self.text("moment-zone", day=day, at=when, moscow=moscow)

    # Asking

    def choose(
        self,
        screen_id: str,
        ask: str,
        options: Iterable[tuple[str, str]],
        *,
        helps: str,
        intro: Iterable[str] = (),
        prefill: str = "",
        kept: bool = False,
        own_words: bool = False,
    ) -> str | None:
        """One of ``options`` (value, label); None: back.

        ``helps``: what the choices mean, for «?». ``kept``: ``prefill`` was chosen before.
        ``own_words``: what is typed and is no option comes back as it is.
        """
        listed = tuple(Option(value, label) for value, label in options)
        before = lines = tuple(intro)
        problem = ""
        while True:
            answered = self.asking.prompter.ask(
                Screen(
                    id=screen_id, shape="choice", ask=ask, progress=self.number(screen_id),
                    intro=lines, options=listed, prefill=prefill, answered=kept,
                    can_go_back=self.can_go_back, problem=problem,
                )
            )
            match answered:
                case Typed(value) if value in [one.value for one in listed]:
                    return str(value)
                case Back() if self.can_go_back:
                    return None
                case Back():
                    lines, problem = before, self.text("problem-first")
                case Help():
                    # What the choice is about stays to be read.
                    lines, problem = (*before, helps), ""
                case Typed(value) if not is_answered(value):
                    problem = self.text("problem-number")
                case Typed(value) if own_words:
                    return str(value)
                case _:
                    problem = self.text("problem-not-listed")

    def confirm(
        self, screen_id: str, ask: str, *, helps: str, prefill: str = "", no: str = ""
    ) -> bool:
        """Yes or no about an answer. ``prefill``: the one that stands chosen; ``no``: its words.

        Raises AskAgain on «back».
        """
        options = (("yes", self.text("yes")), ("no", no or self.text("no")))
        answer = self.choose(screen_id, ask, options, helps=helps, prefill=prefill or "yes")
        if answer is None:
            raise AskAgain
        return answer == "yes"

    def number(self, screen_id: str) -> str:
        """«Вопрос 5.»; a part of a question has no number of its own."""
        return self.progress if screen_id == self.stop else ""
