"""What flows need of the outside world, as protocols; ``cli.app`` wires the real ones in.

The journal has its own file (``journal_ports``), so have asking and delivering. What stands here
only in a type is imported only for the type check: most commands need few of these.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Literal, Protocol

from gosupport_cli.core.model import Fact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, tzinfo
    from pathlib import Path

    from gosupport_cli.core.catalogue import Channel, FactRecord, Question, Rule
    from gosupport_cli.core.category import Category
    from gosupport_cli.core.evidence import Added, Box
    from gosupport_cli.core.knowledge import Entry, Step, Topic
    from gosupport_cli.core.knowledge_index import Index
    from gosupport_cli.core.model import Attachment, FileCondition
    from gosupport_cli.core.terms import CalendarYear, DeadlineClass, Reminder, StatusRecord
    from gosupport_cli.core.wordings import Pattern


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


class Settings(Protocol):
    """The settings of SPEC; secrets are not among them."""

    def get(self, key: str) -> str:
        """The value, or the default, "" where there is none. Raises UsageError for no such key."""
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

    def condition(self, one: Attachment) -> FileCondition:
        """Whether ``one`` still lies there as it was attached."""
        ...

    def remove(self, request_id: str, name: str) -> None: ...


class Editor(Protocol):
    """The person's own editor on a file that survives everything."""

    def found(self) -> bool:
        """Whether there is a program to start."""
        ...

    def edit(self, text: str, *, name: str, keep: bool = False) -> str:
        """The text after editing. Raises UsageError ``editor-failed`` with the file kept.

        With ``keep`` the file stays until ``forget``: a kill before the text is in the journal
        loses nothing, the next ``edit`` begins with it.
        """
        ...

    def forget(self, name: str) -> None:
        """The text is stored: what the editor left is old now."""
        ...


# The facts of this computer with these ids; all that there are when none is named.
Collect = Callable[[Collection[str]], tuple[Fact, ...]]
