"""Answers that were given outside the wizard become a draft, or change one.

Layers, later ones win: profile, the copied request, the answers file, ``--set``. What this
computer tells fills only what was left out, and nothing when it happened elsewhere.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path

from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.evidence import Added, Box
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.journal_ports import Journal
from gosupport_cli.core.model import UNKNOWN, Answers, Fact, Request, Value
from gosupport_cli.core.ports import Catalogue, Clock, Collect, Evidence, Identifiers
from gosupport_cli.flows.accept import accept
from gosupport_cli.flows.environment import ANSWERED, as_answers

# Keys that the engine itself knows; everything else is a question of templates/questions.yaml.
TOP_KEYS = ("category", "channel", "deadline_class")
DEFAULT_CHANNEL = "portal"
_LOOKED_FOR = ("environment.os", "environment.browser")
# A copy is another occurrence: what belongs to the old one stays behind.
_NOT_COPIED = ("problem.occurred_at", "problem.error_code", "deadline_class")


class Composed(Frozen):
    """A draft, and what happened to the words on the way in, by dotted key."""

    request: Request
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    removed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    attached: tuple[Added, ...] = ()


class Attached(Frozen):
    """The request with its new file, and what is to be told about the file."""

    request: Request
    added: Added


class Tools(Frozen):
    """The collaborators of this flow."""

    journal: Journal
    catalogue: Catalogue
    clock: Clock
    identifiers: Identifiers
    collect: Collect
    evidence: Evidence


def compose(tools: Tools, raw: Answers, *, files: Sequence[Path], source: str) -> Composed:
    """Make a draft of raw answers; nothing is made when a key or an id is not known.

    Raises UsageError for an unknown category, channel or deadline class, and for a file
    that cannot go along.
    """
    made = begin(tools, raw, files=files, source=source)
    detected, origins = detect(tools.collect, made.request.answers)
    if not detected:
        return made
    request = tools.journal.put_answers(
        made.request.id, detected, at=tools.clock.now(), source="detected", origins=origins
    )
    return replace(made, request=request)


def begin(tools: Tools, raw: Answers, *, files: Sequence[Path], source: str) -> Composed:
    """As ``compose``, but nothing is taken from this computer: the wizard asks first."""
    accepted = _accept_all(tools, raw)
    for file in files:
        tools.evidence.check(file)
    answers: dict[str, Value] = {"channel": DEFAULT_CHANNEL, **accepted.answers}
    request = tools.journal.create(answers, at=tools.clock.now(), source=source)
    attached: list[Added] = []
    for file in files:
        done = attach(tools, request, file)
        request = done.request
        attached.append(done.added)
    return Composed(request, accepted.notes, accepted.removed, tuple(attached))


def amend(
    tools: Tools, request: Request, raw: Mapping[str, Value | None], *, source: str
) -> Composed:
    """Change answers of a request; None forgets one."""
    kept = {key: value for key, value in raw.items() if value is not None}
    accepted = _accept_all(tools, kept)
    changes = {**dict.fromkeys(raw), **accepted.answers}
    changed = tools.journal.put_answers(
        request.id, changes, at=tools.clock.now(), source=source
    )
    if changes.keys() & {"category", "deadline_class"}:
        from gosupport_cli.flows.track import Tools as Following
        from gosupport_cli.flows.track import note_deadline

        note_deadline(Following(tools.journal, tools.catalogue, tools.clock), request, changed,
                      source=source)
    return Composed(changed, accepted.notes, accepted.removed)


def attach(
    tools: Tools,
    request: Request,
    file: Path,
    *,
    hide: Sequence[Box] = (),
    mark: Sequence[Box] = (),
    caption: str = "",
    progress: Callable[[int], None] = lambda _read: None,
) -> Attached:
    """Take a cleaned copy of a file into the evidence folder of ``request``."""
    limit = picture_limit(tools.catalogue, request.channel)
    added = tools.evidence.add(
        request.id, file, limit=limit, hide=hide, mark=mark, progress=progress
    )
    attachment = replace(added.attachment, caption=caption)
    changed = tools.journal.put_attachment(request.id, attachment, at=tools.clock.now())
    return Attached(changed, replace(added, attachment=attachment))


def picture_limit(catalogue: Catalogue, channel: str) -> int:
    """Bytes that a picture may have for ``channel``; 5 MiB where the channel names none."""
    known = catalogue.channels.get(channel)
    limit = known.attachments.max_size if known else None
    return limit.value if limit else 5 * 1024 * 1024


def copied(request: Request) -> dict[str, Value]:
    """The answers that a new request takes over from ``request`` (``new --from``)."""
    taken = {key: value for key, value in request.answers.items() if key not in _NOT_COPIED}
    if request.ticket:
        taken["problem.previous_ticket"] = request.ticket
    return taken


def detect(collect: Collect, answers: Answers) -> tuple[dict[str, Value], dict[str, str]]:
    """What this computer can answer of what was left out, with the source of each value.

    The system and the browser that it looked for in vain become «не знаю»: nobody else could
    answer on behalf of this computer, and a script has nobody to ask.
    """
    if answers.get("environment.elsewhere") in ("yes", "unknown"):
        return {}, {}
    if answers.get("category") == "not-technical":
        return {}, {}
    # Which device this is decides whether the rest is about it at all.
    lacking = {fact for fact, key in ANSWERED.items() if not answers.get(key)} | {"device"}
    facts: tuple[Fact, ...] = collect(lacking)
    values, sources = as_answers(facts)
    wanted = {
        key: value
        for key, value in values.items()
        if value and not answers.get(key) and _same_device(key, answers, values)
    }
    found = {key: sources[key] for key in wanted}
    for key in _LOOKED_FOR:
        if key not in values and not answers.get(key) and _same_device(key, answers, values):
            wanted[key], found[key] = UNKNOWN, "на этом компьютере не нашлось"
    return wanted, found


def _same_device(key: str, answers: Answers, values: Answers) -> bool:
    """A person who names another kind of device does not speak of this computer."""
    device = answers.get("environment.device")
    return key == "environment.device" or not device or device == values.get("environment.device")


class _Accepted(Frozen):
    answers: dict[str, Value]
    notes: dict[str, tuple[str, ...]]
    removed: dict[str, tuple[str, ...]]


def _accept_all(tools: Tools, raw: Answers) -> _Accepted:
    done = _Accepted({}, {}, {})
    for key, value in raw.items():
        if key in TOP_KEYS:
            done.answers[key] = _top_value(tools.catalogue, key, value)
            continue
        question = tools.catalogue.questions.get(key)
        if question is None:
            raise UsageError("unknown-key", key=key)
        one = accept(question, value, clock=tools.clock, identifiers=tools.identifiers)
        done.answers[key] = one.value
        if one.notes:
            done.notes[key] = one.notes
        if one.removed:
            done.removed[key] = one.removed
    unsure = [key for key, notes in done.notes.items() if "moment-read" in notes]
    if unsure:
        # «около трёх»: the document says «примерно» beside it (G-160).
        known = done.answers.get("problem.unsure", ())
        listed = (known,) if isinstance(known, str) else known
        done.answers["problem.unsure"] = tuple(dict.fromkeys([*filter(None, listed), *unsure]))
    return done


def _top_value(catalogue: Catalogue, key: str, value: Value) -> str:
    known = {
        "category": catalogue.categories,
        "channel": catalogue.channels,
        "deadline_class": catalogue.deadlines,
    }[key]
    word = str(value).strip().lower()
    if word and word not in known:
        raise UsageError(f"unknown-{key.replace('_', '-')}", value=word, known=", ".join(known))
    return word
