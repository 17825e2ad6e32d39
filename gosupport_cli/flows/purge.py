"""Which requests are to be erased, and what of them stays elsewhere."""

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta

from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.journal_ports import Journal, Selection
from gosupport_cli.core.model import Answers, Request
from gosupport_cli.core.ports import Clock
from gosupport_cli.core.tracking import FINISHED


class Erasing(Frozen):
    """``elsewhere``: requests that left the computer; their copies there are not ours.

    ``mentioning``: requests of others that name the person and stay. ``known``: full names of
    all persons, where the wanted one is none of them.
    """

    requests: tuple[Request, ...]
    profiles: tuple[str, ...] = ()
    mentioning: tuple[Request, ...] = ()
    known: tuple[str, ...] = ()

    @property
    def elsewhere(self) -> tuple[Request, ...]:
        return tuple(one for one in self.requests if one.sent_at or one.delivered_revision)


def older(journal: Journal, clock: Clock, days: int, *, unfinished: bool = False) -> Erasing:
    """Finished requests that nothing happened to for ``days`` days; open ones only if asked."""
    before = clock.now() - timedelta(days=days)
    found = journal.find(Selection())
    return Erasing(
        tuple(
            one for one in found
            if one.updated_at < before and (unfinished or one.status in FINISHED)
        )
    )


def of_person(journal: Journal, name: str) -> Erasing:
    """Requests and profiles of one person, by full name, profile name, phone or address."""
    wanted = _plain(name)
    profiles = journal.profiles()
    own = tuple(
        key for key, answers in profiles.items()
        if _plain(key) == wanted or wanted in map(_plain, _marks(answers))
    )
    marks = {wanted} | {_plain(one) for key in own for one in _marks(profiles[key])}
    found = journal.find(Selection())
    mine = tuple(one for one in found if marks & set(map(_plain, _marks(one.answers))))
    if not (mine or own):
        return Erasing((), known=tuple(_names((*profiles.values(), *(o.answers for o in found)))))
    marks |= {_plain(mark) for one in mine for mark in _marks(one.answers)}
    rest = tuple(one for one in found if one not in mine and _mentions(one, marks))
    return Erasing(mine, own, rest)


def everything(journal: Journal) -> Erasing:
    """All requests and profiles."""
    return Erasing(tuple(journal.find(Selection())), tuple(journal.profiles()))


def one(journal: Journal, ref: str) -> Erasing:
    """One request."""
    return Erasing((journal.get(ref),))


def _marks(answers: Answers) -> Sequence[str]:
    found = (answers.get(f"person.{key}", "") for key in ("full_name", "phone", "email"))
    return [str(one) for one in found if one and one != "unknown"]


def _names(all_of_them: Iterable[Answers]) -> Iterable[str]:
    names = (str(one.get("person.full_name", "")) for one in all_of_them)
    return dict.fromkeys(one for one in names if one and one != "unknown")


def _mentions(request: Request, marks: Iterable[str]) -> bool:
    said = _plain(" ".join(str(value) for value in request.answers.values()), whole=True)
    return any(mark in said for mark in marks)


_PHONE = re.compile(r"\+?\d(?:[\s()\u2010-\u2015-]{0,3}\d){9,10}")


def _plain(text: str, *, whole: bool = False) -> str:
    """Folded for comparing; a telephone by its last ten digits, as it is written in any way.

    ``whole``: telephones in a longer text, too.
    """
    bare = _PHONE.sub(lambda one: re.sub(r"\D", "", one[0])[-10:], text) if (
        whole or _PHONE.fullmatch(text.strip())) else text
    return " ".join(bare.casefold().replace("ё", "е").split())
