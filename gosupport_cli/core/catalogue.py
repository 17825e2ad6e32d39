"""What ``templates/`` declares, as frozen values; ``content`` reads the files into these.

Every Russian text here is the source text; ``core.ports.Texts`` gives its translation by id
(``question.<id>.ask``, ``category.<id>.title``, ``rule.<id>.say``, ``channel.<id>.title`` …).
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Literal

from gosupport_cli.core.finding import Level
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.model import Value
from gosupport_cli.core.terms import Verified

# A condition as written in YAML: see core.conditions for its small language.
Condition = Mapping[str, Any]

Kind = Literal["text", "long", "list", "choice", "choices", "files"]
Format = Literal[
    "", "name", "phone", "email", "inn", "snils", "moment", "url", "code", "ticket", "application"
]


class Choice(Frozen):
    """One option of a question: ``id`` is stored, ``label`` is shown and printed."""

    id: str
    label: str
    help: str = ""


class Question(Frozen):
    """One thing to ask (templates/questions.yaml); ``id`` is the dotted key of the answers.

    ``kind`` is the shape of the answer, ``format`` how it is normalised and validated.
    ``label`` is the short Russian name used in documents and on the check-answers screen,
    ``group`` the section of the wizard. ``unknown``/``none`` allow «не знаю»/«ничего нет»;
    ``free`` lets a ``choices`` question take the person's own words too. ``ask_by_default``
    False: only ``edit``, the answers file or a category that names it brings it in.
    ``needed`` is said when a needed answer is empty or «не знаю»: what it is for, what to write.
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
    needed: str = ""


class Rule(Frozen):
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


class FactRecord(Frozen):
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


class Limit(Frozen):
    """A number that a channel is said to have (characters, bytes or files)."""

    value: int
    verified: Verified
    as_of: str
    source: str


class ChannelField(Frozen):
    """One field of a channel's form; ``template`` is a file of templates/documents, ``english``
    one for a field that only the person reads."""

    id: str
    label: str
    template: str
    required: bool = False
    hint: str = ""
    limit: Limit | None = None
    english: str = ""


class AttachmentPolicy(Frozen):
    """Which files a channel takes; sizes in bytes. ``carried`` False: none at all (phone)."""

    carried: bool
    media_types: tuple[str, ...] = ()
    max_size: Limit | None = None
    max_count: Limit | None = None
    max_total: Limit | None = None  # of all files together


Treatment = Literal["needed", "masked", "initials", "omitted", "never"]


class Channel(Frozen):
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
    # How an answer, a reminder or a repeat request gets into the same ticket; else ``steps``.
    reply_steps: tuple[str, ...] = ()
    # What such a message is laid out in; else one field with its text.
    reply_fields: tuple[ChannelField, ...] = ()


