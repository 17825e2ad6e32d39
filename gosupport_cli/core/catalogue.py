"""What ``templates/`` declares, as frozen values; ``content`` reads the files into these.

Every Russian text here is the source text; ``core.ports.Texts`` gives its translation by id
(``question.<id>.ask``, ``category.<id>.title``, ``rule.<id>.say``, ``channel.<id>.title`` …).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from gosupport_cli.core.model import Level, Value

# A condition as written in YAML: see core.conditions for its small language.
Condition = Mapping[str, Any]

Kind = Literal["text", "long", "list", "choice", "choices", "files"]
Format = Literal[
    "", "name", "phone", "email", "inn", "snils", "moment", "url", "code", "ticket", "application"
]


@dataclass(frozen=True)
class Choice:
    """One option of a question: ``id`` is stored, ``label`` is shown and printed."""

    id: str
    label: str
    help: str = ""


@dataclass(frozen=True)
class Question:
    """One thing to ask (templates/questions.yaml); ``id`` is the dotted key of the answers.

    ``kind`` is the shape of the answer, ``format`` how it is normalised and validated.
    ``label`` is the short Russian name used in documents and on the check-answers screen,
    ``group`` the section of the wizard. ``unknown``/``none`` allow «не знаю»/«ничего нет»;
    ``free`` lets a ``choices`` question take the person's own words too. ``ask_by_default``
    False: only ``edit``, the answers file or a category that names it brings it in.
    """

    id: str
    group: str
    kind: Kind
    label: str
    ask: str
    help: str
    examples: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    format: Format = ""
    when: Condition = field(default_factory=dict)
    unknown: bool = False
    none: bool = False
    free: bool = False
    collector: str = ""  # id of the fact of this machine that can answer it


@dataclass(frozen=True)
class Route:
    """Somewhere else to go: ``to`` is a fact id (contacts) or an address of the allow-list."""

    text: str
    to: str = ""


@dataclass(frozen=True)
class Category:
    """One kind of problem (templates/categories/<id>.yaml).

    ``questions`` are ids in the order asked; those also in ``extras`` are only offered, once, at
    the end. ``groups`` are the letters of the knowledge base.
    ``aliases`` are words by which people and the guide name it. ``technical`` False: the
    support is not the right addressee. ``demands`` are templates for «что прошу».
    """

    id: str
    title: str
    covers: str
    groups: tuple[str, ...]
    deadline_class: str
    technical: bool
    channels: tuple[str, ...]
    questions: tuple[str, ...]
    order: int = 100
    aliases: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    elsewhere: tuple[Route, ...] = ()
    self_help: tuple[str, ...] = ()
    demands: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rule:
    """One rule of the checklist (templates/checklist.yaml).

    ``test`` names a detector of ``core.detectors``; ``params`` go to it; ``fields`` are the
    dotted keys it looks at (a trailing ``*`` stands for all keys of a group); it runs only
    where ``when`` holds and, if ``channels`` is not empty, only for those channels. ``good`` and
    ``bad`` are answers laid over a complete request: bad must fire, good must not.
    """

    id: str
    level: Level
    fields: tuple[str, ...]
    test: str
    title: str
    say: str
    fix: str
    why: str
    source: tuple[str, ...]
    good: Mapping[str, Value]
    bad: Mapping[str, Value]
    params: Mapping[str, Any] = field(default_factory=dict)
    when: Condition = field(default_factory=dict)
    channels: tuple[str, ...] = ()


Verified = Literal["confirmed", "plausible", "unverified", "contradicted", "dangerous"]


@dataclass(frozen=True)
class FactRecord:
    """A fact with provenance: ``as_of`` is the date of the source, never of a release."""

    id: str
    kind: str
    value: str
    verified: Verified
    as_of: str
    source: str
    title: str = ""
    note: str = ""
    callable: bool = False


@dataclass(frozen=True)
class Limit:
    """A number that a channel is said to have (characters, bytes or files)."""

    value: int
    verified: Verified
    as_of: str
    source: str


@dataclass(frozen=True)
class ChannelField:
    """One field of a channel's form; ``template`` is a file of templates/documents."""

    id: str
    label: str
    template: str
    required: bool = False
    hint: str = ""
    limit: Limit | None = None


@dataclass(frozen=True)
class AttachmentPolicy:
    """Which files a channel takes; sizes in bytes. ``carried`` False: none at all (phone)."""

    carried: bool
    media_types: tuple[str, ...] = ()
    max_size: Limit | None = None
    max_count: Limit | None = None


Treatment = Literal["needed", "masked", "initials", "omitted", "never"]


@dataclass(frozen=True)
class Channel:
    """One way to the support (templates/channels/<id>.yaml).

    ``policy`` maps a class of values (``full_name``, ``contacts``, ``identity``, ``case``,
    ``found``, ``secret``) to its treatment (SPEC, Data policy). ``shape``: how the document
    is laid out. ``steps`` tell the person how to hand it over.
    """

    id: str
    title: str
    summary: str
    shape: Literal["form", "messages", "sheet", "letter", "ticket"]
    order: int
    policy: Mapping[str, Treatment]
    fields: tuple[ChannelField, ...]
    attachments: AttachmentPolicy
    steps: tuple[str, ...]
    message_limit: Limit | None = None
    verified: Verified = "unverified"
    as_of: str = ""
    source: str = ""
    guide: bool = True  # one of the five channels of the guide
    version: str = ""  # of the form profile; what the site shows may have moved on
    # name of a variant of the form -> ids of its fields (G-91, G-102: the guide has two)
    variants: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class DeadlineClass:
    """How long an answer may take; exactly one of ``hours`` and ``working_days`` is set."""

    id: str
    title: str
    label: str
    verified: Verified
    as_of: str
    source: str
    hours: int = 0
    working_days: int = 0


@dataclass(frozen=True)
class CalendarYear:
    """Days of a year that are not as its weekdays say (templates/calendar.yaml).

    ``id`` is the year, or ``every-year`` for the holidays of the law, which are written as
    month and day. ``worked``: Saturdays and Sundays that are working days.
    """

    id: str
    verified: Verified
    as_of: str
    source: str
    days_off: tuple[str, ...] = ()
    worked: tuple[str, ...] = ()


@dataclass(frozen=True)
class StatusRecord:
    """One status of a request (templates/statuses.yaml).

    ``follows``: ids of the statuses that may come next; ``words``: how the support, the guide
    and people call it.
    """

    id: str
    label: str
    verified: Verified
    as_of: str
    source: str
    follows: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reminder:
    """After how long the program reminds (templates/reminders.yaml)."""

    id: str
    hours: int
    verified: Verified
    as_of: str
    source: str
