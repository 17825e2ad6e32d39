"""Which requests are to be erased, and what of them stays elsewhere."""

from collections.abc import Sequence
from datetime import timedelta

from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.journal_ports import Journal, Selection
from gosupport_cli.core.model import Answers, Request
from gosupport_cli.core.ports import Clock
from gosupport_cli.core.tracking import FINISHED


class Erasing(Frozen):
    """``elsewhere``: requests that left the computer; their copies there are not ours."""

    requests: tuple[Request, ...]
    profiles: tuple[str, ...] = ()

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
    return Erasing(mine, own)


def everything(journal: Journal) -> Erasing:
    """All requests and profiles."""
    return Erasing(tuple(journal.find(Selection())), tuple(journal.profiles()))


def one(journal: Journal, ref: str) -> Erasing:
    """One request."""
    return Erasing((journal.get(ref),))


def _marks(answers: Answers) -> Sequence[str]:
    found = (answers.get(f"person.{key}", "") for key in ("full_name", "phone", "email"))
    return [str(one) for one in found if one and one != "unknown"]


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").split())
