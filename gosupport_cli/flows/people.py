"""Saved persons: only answers about a person, accepted like any answer."""

from collections.abc import Mapping

from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.journal_ports import Journal
from gosupport_cli.core.model import Answers, Value
from gosupport_cli.core.normalise import clean_line
from gosupport_cli.core.ports import Catalogue, Clock, Identifiers
from gosupport_cli.core.redaction import cut_secrets
from gosupport_cli.flows.accept import accept

GROUP = "person."
_LONGEST_NAME = 40
# About one request, not about the person.
_NOT_KEPT = ("person.same_contacts",)


class Tools(Frozen):
    """The collaborators of this flow."""

    journal: Journal
    catalogue: Catalogue
    clock: Clock
    identifiers: Identifiers


class Kept(Frozen):
    """``problems``: text ids of ``accept`` by key; of these fields nothing was saved."""

    name: str
    answers: Answers
    problems: Mapping[str, str]


def one_person(tools: Tools, name: str) -> Answers:
    """Raises UsageError ``no-such-profile``."""
    known = tools.journal.profiles()
    wanted = clean_line(name)
    if wanted not in known:
        raise UsageError("no-such-profile", name=wanted, known=", ".join(known) or "—")
    return known[wanted]


def keep_person(
    tools: Tools, name: str, changes: Mapping[str, str], *, request: str | None = None
) -> Kept:
    """Lay ``changes`` (and the person of ``request``) over what is kept under ``name``."""
    title = clean_line(name)
    if not title or len(title) > _LONGEST_NAME:
        raise UsageError("profile-name", name=title[:_LONGEST_NAME])
    if cut_secrets(title).removed:
        raise UsageError("profile-name-secret")
    if not changes and not request:
        raise UsageError("profile-nothing", name=title)
    answers: dict[str, Value] = dict(tools.journal.profiles().get(title, {}))
    if request:
        answers.update(person_of(tools.journal.get(request).answers))
    problems: dict[str, str] = {}
    for key, text in changes.items():
        full = key if key.startswith(GROUP) else GROUP + key
        question = tools.catalogue.questions.get(full)
        if question is None:
            known = ", ".join(one for one in tools.catalogue.questions if one.startswith(GROUP))
            raise UsageError("profile-only-person", key=key, known=known)
        done = accept(question, text, clock=tools.clock, identifiers=tools.identifiers)
        if done.problem:
            problems[full] = done.problem
        elif done.value:
            answers[full] = done.value
        else:
            answers.pop(full, None)
    if len(problems) < len(changes) or request:
        tools.journal.put_profile(title, answers, at=tools.clock.now())
    return Kept(title, answers, problems)


def forget_person(tools: Tools, name: str) -> str:
    """The name that was deleted. Raises UsageError ``no-such-profile``."""
    one_person(tools, name)
    title = clean_line(name)
    tools.journal.delete_profile(title)
    return title


def person_of(answers: Answers) -> dict[str, Value]:
    """What of a request is about the person."""
    return {
        key: value
        for key, value in answers.items()
        if key.startswith(GROUP) and key not in _NOT_KEPT and value not in ("", "unknown")
    }
