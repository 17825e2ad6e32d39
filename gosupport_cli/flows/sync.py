"""New letters of the mailbox, one after the other; nothing in the mailbox is changed.

What was read is remembered by UID, so that the next time only new letters are asked for. The
headers of all new letters are read first; whole letters only where they may be ours.
"""

import json
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import field
from datetime import date, timedelta

from gosupport_cli.core.delivery_ports import FolderState, Mailbox
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.journal_ports import Selection
from gosupport_cli.core.letters import Letter
from gosupport_cli.core.model import Status
from gosupport_cli.core.ticket_numbers import digits_of
from gosupport_cli.core.tracking import OPEN
from gosupport_cli.flows.ingest import (
    Examined,
    Ingested,
    Tools,
    examine,
    lay_aside,
    read_letter,
    record,
)

_SENT = tuple(str(one) for one in Status if one not in (Status.DRAFT, Status.READY))
_FIRST_TIME = timedelta(days=90)  # how far the very first look goes back at most
_KEY = "imap.{}"  # journal state; see ``_Place``
Progress = Callable[[int, int], None]


class Synced(Frozen):
    """``seen`` letters were looked at, ``new`` of them were about requests."""

    seen: int
    new: int
    applied: tuple[Ingested, ...] = ()
    suspect: tuple[Examined, ...] = ()
    waiting: tuple[Examined, ...] = ()  # only a person may say yes to these
    dry_run: bool = field(default=False)


def sync_mail(
    tools: Tools,
    mailbox: Mailbox,
    account: str,
    *,
    since: date | None = None,
    dry_run: bool = False,
    ask_again: bool = False,
    progress: Progress = lambda _done, _all: None,
) -> Synced:
    """Read what came since the last time. ``account`` names the mailbox in the journal.

    ``since`` looks again from that day on. Letters are recorded one by one, each together with
    the place, so that a stop at any moment neither loses nor repeats one. ``ask_again``: a
    person will be asked now, so letters that still wait for one are among the ``waiting``;
    ``answered`` is to be called after each.
    """
    state = mailbox.state()
    place = _Place(tools, account, state, keep=not dry_run)
    if since is None and place.uid == 0:
        since = _beginning(tools)
    again = place.take_waiting() if ask_again else []
    if since is None and state.next_uid <= place.uid + 1 and not again:
        return Synced(0, 0, dry_run=dry_run)
    uids = mailbox.uids(after=0 if since else place.uid, since=since)
    ours = _Ours.of(tools)
    wanted = [uid for uid, head in mailbox.headers(uids, progress) if ours.concerns(head)]
    found = _Found()
    for uid, letter in mailbox.letters(sorted({*again, *wanted})):
        if uid in again or place.is_new(letter):
            with nullcontext() if dry_run else tools.journal.together():
                result = _handled(tools, letter, dry_run=dry_run)
                if isinstance(result, Examined) and uid not in again and not dry_run:
                    lay_aside(tools, result)
                place.reached(uid)
                place.done(letter, waits=uid if _waits(result) else 0)
            found.add(result)
        place.reached(uid)
    place.reached(max(uids, default=place.uid), save=True)
    return Synced(
        len(uids), found.new, tuple(found.applied), tuple(found.suspect), tuple(found.waiting),
        dry_run,
    )


def _handled(tools: Tools, letter: Letter, *, dry_run: bool) -> Examined | Ingested:
    found = examine(tools, letter)
    if found.can_apply and not found.needs_yes and not dry_run:
        return record(tools, found)
    return found


def _waits(result: Examined | Ingested) -> bool:
    return isinstance(result, Examined) and result.can_apply and result.kind != "suspect"


def answered(tools: Tools, account: str) -> None:
    """The person has said yes or no to the first of the letters that waited."""
    key = _KEY.format(account)
    kept = json.loads(tools.journal.get_state(key) or "{}")
    kept["waiting"] = kept.get("waiting", [])[1:]
    tools.journal.put_state(key, json.dumps(kept))


class _Found:
    """Results as they come."""

    def __init__(self) -> None:
        self.applied: list[Ingested] = []
        self.suspect: list[Examined] = []
        self.waiting: list[Examined] = []
        self.new = 0

    def add(self, one: Examined | Ingested) -> None:
        if isinstance(one, Ingested):
            self.new += 1
            self.applied.append(one)
        elif one.kind == "suspect":
            self.new += 1
            self.suspect.append(one)
        elif one.can_apply:
            self.new += 1
            self.waiting.append(one)


class _Place:
    """How far a mailbox was read: UIDs of one validity, and Message-IDs against repeats."""

    _MOST_KNOWN = 2000

    def __init__(self, tools: Tools, account: str, state: FolderState, *, keep: bool) -> None:
        self._journal, self._key, self._keep = tools.journal, _KEY.format(account), keep
        self._validity = state.validity
        text = self._journal.get_state(self._key)
        kept = json.loads(text) if text else {}
        same = kept.get("validity") == state.validity
        self.uid = int(kept.get("uid", 0)) if same else 0
        self._known: list[str] = list(kept.get("known", []))
        self._waiting: list[int] = list(kept.get("waiting", [])) if same else []

    def take_waiting(self) -> list[int]:
        """Letters that wait for a person's word; they are put back one by one (``done``)."""
        taken, self._waiting = self._waiting, []
        return taken

    def is_new(self, letter: Letter) -> bool:
        """A copy in another folder, or the same letter under a new UID, is not."""
        return not letter.message_id or letter.message_id not in self._known

    def done(self, letter: Letter, *, waits: int = 0) -> None:
        if waits:
            self._waiting = [*self._waiting, waits][-self._MOST_KNOWN :]
        if letter.message_id and letter.message_id not in self._known:
            self._known = [*self._known, letter.message_id][-self._MOST_KNOWN :]
        self._save()

    def reached(self, uid: int, *, save: bool = False) -> None:
        self.uid = max(self.uid, uid)
        if save:
            self._save()

    def _save(self) -> None:
        if self._keep:
            kept = {"validity": self._validity, "uid": self.uid, "known": self._known,
                    "waiting": self._waiting}
            self._journal.put_state(self._key, json.dumps(kept))


def _beginning(tools: Tools) -> date:
    """The first time: from the oldest open request on, but not for ever."""
    today = tools.clock.now().date()
    open_ones = tools.journal.find(Selection(statuses=tuple(str(one) for one in OPEN)))
    days = [one.sent_at.date() for one in open_ones if one.sent_at]
    return max(min(days, default=today), today - _FIRST_TIME)


class _Ours(Frozen):
    """What tells a letter about a request, by its headers alone; asked 20,000 times."""

    tools: Tools
    keys: frozenset[str]
    tickets: frozenset[str]
    digits: frozenset[str]

    @staticmethod
    def of(tools: Tools) -> "_Ours":
        known = tools.journal.find(Selection(statuses=_SENT))
        tickets = frozenset(one.ticket for one in known if one.ticket)
        digits = frozenset(filter(None, map(digits_of, tickets)))
        return _Ours(tools, tools.journal.delivery_keys(), tickets, digits)

    def concerns(self, head: Letter) -> bool:
        """Our thread, a number of ours, or a wording of the support with any number."""
        if head.is_bounce or not self.keys.isdisjoint(head.references):
            return True
        reading = read_letter(self.tools.catalogue, head)
        if not self.tickets.isdisjoint(reading.numbers):
            return True
        if not self.digits.isdisjoint(map(digits_of, reading.numbers)):
            return True
        return reading.kind == "status" and bool(reading.numbers)
