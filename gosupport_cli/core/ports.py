"""What flows need of the outside world, as protocols; ``cli.app`` wires the real ones in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Literal, Protocol

from gosupport_cli.core.catalogue import (
    CalendarYear,
    Category,
    Channel,
    DeadlineClass,
    FactRecord,
    Question,
    Reminder,
    Rule,
    StatusRecord,
)
from gosupport_cli.core.evidence import Added, Box
from gosupport_cli.core.knowledge import Entry, Index, Step, Topic
from gosupport_cli.core.letters import Pattern
from gosupport_cli.core.model import (
    Answers,
    Attachment,
    Attempt,
    Event,
    Fact,
    Message,
    MessageKind,
    Outcome,
    Request,
    Status,
    Value,
)


class Clock(Protocol):
    """The time, always aware; GOSUPPORT_NOW replaces it."""

    def now(self) -> datetime: ...

    @property
    def zone(self) -> tzinfo: ...


class Texts(Protocol):
    """Screen texts in the person's language."""

    language: Literal["ru", "en"]

    def __call__(self, text_id: str, /, **values: object) -> str:
        """The text of ``languages/<code>/<first part of the id>.yaml``, with ``{values}`` set."""
        ...

    def of(self, text_id: str, source: str) -> str:
        """The translation of a text declared elsewhere, else its Russian ``source``."""
        ...


class Catalogue(Protocol):
    """Everything ``templates/`` declares; each part is read on first use and then kept.

    Mappings keep the declared order (categories and channels: by ``order``).
    """

    @property
    def questions(self) -> Mapping[str, Question]: ...

    @property
    def categories(self) -> Mapping[str, Category]: ...

    @property
    def rules(self) -> Mapping[str, Rule]: ...

    @property
    def channels(self) -> Mapping[str, Channel]: ...

    @property
    def facts(self) -> Mapping[str, FactRecord]:
        """Contacts, pages, senders, numbers and every other disputed fact, by id."""
        ...

    @property
    def deadlines(self) -> Mapping[str, DeadlineClass]: ...

    @property
    def calendar(self) -> Mapping[str, CalendarYear]:
        """Days off and worked weekends by year, and ``every-year``."""
        ...

    @property
    def statuses(self) -> Mapping[str, StatusRecord]:
        """Labels, words and what may follow what, by status id."""
        ...

    @property
    def reminders(self) -> Mapping[str, Reminder]:
        """After how long to remind: ``silence`` of the support, ``answer`` of the person."""
        ...

    @property
    def mail_patterns(self) -> Mapping[str, Pattern]:
        """What letters, SMS and chat texts of the support say, in the order of trying."""
        ...

    @property
    def lists(self) -> Mapping[str, tuple[str, ...]]:
        """Editable word lists of templates/lists.yaml (fillers, abbreviations, rudeness …)."""
        ...

    def document(self, name: str, values: Mapping[str, object]) -> str:
        """Render templates/documents/<name>; values are data, never templates."""
        ...


class Knowledge(Protocol):
    """The knowledge base (templates/knowledge); every part is read on first use."""

    @property
    def entries(self) -> Mapping[str, Entry]: ...

    @property
    def steps(self) -> Mapping[str, Step]: ...

    @property
    def topics(self) -> Mapping[str, Topic]: ...

    @property
    def index(self) -> Index: ...


class Identifiers(Protocol):
    """Validators that rest on libraries; every method takes text as people type it."""

    def phone(self, text: str) -> str | None:
        """E.164 (``+79000000001``) or None when it cannot be a phone."""
        ...

    def email(self, text: str) -> str | None:
        """The normalised address or None."""
        ...

    def inn(self, text: str) -> str | None:
        """10 or 12 digits with right check digits, or None."""
        ...

    def snils(self, text: str) -> str | None:
        """``112-233-445 95`` with a right check number (or exempt), or None."""
        ...


@dataclass(frozen=True)
class Selection:
    """What ``list`` asks for; empty means any. ``since``/``until`` are inclusive."""

    statuses: tuple[str, ...] = ()
    category: str = ""
    channel: str = ""
    since: datetime | None = None
    until: datetime | None = None
    search: str = ""
    limit: int = 0


class Journal(Protocol):
    """Everything kept on disk. Each call is one durable transaction; events come with it."""

    def create(self, answers: Answers, *, at: datetime, source: str) -> Request: ...

    def get(self, ref: str) -> Request:
        """By ``GS-7``, ``gs-7``, ``7`` or the ticket number. Raises NoSuchRequest (exit 7)."""
        ...

    def put_answers(
        self,
        request_id: str,
        changes: Mapping[str, Value | None],
        *,
        at: datetime,
        source: str,
        origins: Mapping[str, str] | None = None,
    ) -> Request:
        """Set (or, with None, forget) answers; a delivered revision starts a new one."""
        ...

    def set_status(
        self,
        request_id: str,
        status: Status,
        *,
        at: datetime,
        source: str,
        text: str = "",
        raw_status: str = "",
        sent_at: datetime | None = None,
        answer_by: datetime | None = None,
    ) -> Request:
        """``sent_at`` says that the present revision is delivered. A status that the support
        gives a sent request is its last event (``support_at``). ``raw_status`` and
        ``answer_by`` are stored as given: left out, they are forgotten."""
        ...

    def set_ticket(self, request_id: str, ticket: str, *, at: datetime, source: str) -> Request: ...

    def note(
        self, request_id: str, event: str, *, at: datetime, source: str, text: str
    ) -> Request: ...

    def waive(self, request_id: str, rule: str, why: str, *, at: datetime) -> Request: ...

    def put_attachment(
        self, request_id: str, attachment: Attachment, *, at: datetime
    ) -> Request: ...

    def remove_attachment(self, request_id: str, name: str, *, at: datetime) -> Request: ...

    def events(self, request_id: str) -> tuple[Event, ...]: ...

    def set_term(
        self, request_id: str, term: str, *, term_at: datetime | None, at: datetime, source: str
    ) -> Request: ...

    def mark_sent(
        self,
        request_id: str,
        *,
        sent_at: datetime,
        at: datetime,
        ticket: str = "",
        no_number: bool = False,
        correct: bool = False,
    ) -> Request:
        """The person delivered the present revision themselves: once, however often and by
        however many processes it is said. ``correct`` gives another time to what is known as
        sent. ``no_number``: none was given, it is not asked for again."""
        ...

    def reveal(
        self, request_id: str, channel: str, placeholders: tuple[str, ...], *, at: datetime
    ) -> Request:
        """Show these masked values in full in one channel (the person's explicit wish)."""
        ...

    def link(self, request_id: str, other_id: str, *, at: datetime) -> Request: ...

    def put_message(
        self, request_id: str, kind: MessageKind, text: str, *, at: datetime
    ) -> Message: ...

    def begin_attempt(
        self,
        request_id: str,
        *,
        channel: str,
        key: str,
        digest: str,
        at: datetime,
        message_id: int = 0,
        resend: bool = False,
    ) -> Attempt:
        """Write the row before anything leaves, atomically with the check that no other
        attempt of this revision (or message) is under way, sent or unknown. Raises
        UsageError ``already-sent``, ``being-sent`` or OutcomeUnknown ``outcome-unknown``
        unless ``resend``. An attempt whose process has died counts as unknown. The request
        becomes ``sending``; for a message the request keeps its status and the message's
        outcome becomes ``sending``."""
        ...

    def finish_attempt(
        self,
        attempt_id: int,
        outcome: Outcome,
        *,
        at: datetime,
        ticket: str = "",
        reference: str = "",
        detail: str = "",
    ) -> Request:
        """The outcome row; ``sent`` makes the request ``waiting`` with ``sent_at``, ``unknown``
        makes it ``unknown``, ``failed`` gives it back the status it had before. So does
        ``handed_over`` (only the person knows whether it was sent, and says so with
        ``set_status(…, sent_at=…)``), but its revision counts as delivered. For a message
        only the message changes."""
        ...

    def attempts(self, request_id: str) -> tuple[Attempt, ...]: ...

    def check_deliveries(self, request_id: str, *, at: datetime) -> Request:
        """A delivery that is under way although its process is gone: its outcome is unknown."""
        ...

    def by_reference(self, keys: Sequence[str]) -> Request | None:
        """The request of which one of these keys (Message-IDs) is a delivery."""
        ...

    def delivery_keys(self) -> frozenset[str]:
        """The keys of all deliveries."""
        ...

    def at_revision(self, request_id: str, revision: int) -> Request:
        """The request with the answers and files that this revision had (it was delivered)."""
        ...

    def purge(self, request_id: str) -> None:
        """Erase one request with its history, messages and attempts, for good."""
        ...

    def get_state(self, key: str) -> str:
        """A small value that a command keeps between runs (``imap.…``), "" when absent."""
        ...

    def put_state(self, key: str, value: str) -> None: ...

    def find(self, selection: Selection) -> Sequence[Request]:
        """Newest first."""
        ...

    def profiles(self) -> Mapping[str, Answers]: ...

    def put_profile(self, name: str, answers: Answers, *, at: datetime) -> None: ...

    def delete_profile(self, name: str) -> bool: ...


class Settings(Protocol):
    """The settings of SPEC; secrets are not among them."""

    def get(self, key: str) -> str:
        """The value, or the default, "" where there is none. Raises UsageError for no such key."""
        ...


@dataclass(frozen=True)
class Back:
    """The person wants the previous question."""


@dataclass(frozen=True)
class Help:
    """The person asked «?»."""


@dataclass(frozen=True)
class Typed:
    """What the person answered, as typed; a tuple for lists and several choices."""

    value: Value


@dataclass(frozen=True)
class UseEditor:
    """The person wants to write this answer in their editor."""


@dataclass(frozen=True)
class Option:
    """One line of a choice; ``value`` comes back in ``Typed``."""

    value: str
    label: str
    help: str = ""


@dataclass(frozen=True)
class Screen:
    """One question as it stands before the person, already in their language.

    ``intro`` is said before it (a reminder, what was found out, what was wrong: ``problem``);
    ``prefill`` is the present answer, offered for correction; ``example`` one line.
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
    free: bool = False
    can_go_back: bool = True


Answered = Typed | Back | Help | UseEditor


class Prompter(Protocol):
    """Asks one question and tells what came; raises Interrupted on Ctrl-C and at the end."""

    def ask(self, screen: Screen) -> Answered: ...

    def say(self, lines: Iterable[str]) -> None:
        """Talk that waits for no answer; goes to stderr."""
        ...


class Evidence(Protocol):
    """The private folder with the files that go along with requests."""

    def check(self, file: Path) -> None:
        """Raises UsageError ``file-…`` when ``file`` cannot go along; copies nothing."""
        ...

    def add(
        self,
        request_id: str,
        file: Path,
        *,
        limit: int,
        hide: Sequence[Box] = (),
        mark: Sequence[Box] = (),
        progress: Callable[[int], None] = lambda _read: None,
    ) -> Added:
        """A cleaned copy of ``file`` in the folder of the request, a picture at most ``limit``
        bytes. The original stays untouched."""
        ...

    def foresee(self, file: Path) -> Attachment:
        """``file`` as it would be judged, copied nowhere. Raises like ``check``."""
        ...

    def remove(self, request_id: str, name: str) -> None: ...

    def remove_all(self, request_id: str) -> None:
        """The whole folder of a request that is erased."""
        ...


class Editor(Protocol):
    """The person's own editor on a file that survives everything."""

    def edit(self, text: str, *, name: str) -> str:
        """The text after editing. Raises UsageError ``editor-failed`` with the file kept."""
        ...


Collect = Callable[[], tuple[Fact, ...]]

