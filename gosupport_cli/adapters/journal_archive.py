"""The whole journal as plain data for a backup, and such data merged into a journal.

A request is known again by its ``uid``, on any computer. The later state wins; nothing is there
twice. Ids are local: where one is taken by another request, the newcomer gets the next.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import Any, Protocol

from gosupport_cli.adapters import journal_rows as rows
from gosupport_cli.adapters.database import Database
from gosupport_cli.adapters.journal_core import fetch, load, write_words
from gosupport_cli.core.brought import without_secrets
from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.model import Request

FORMAT = 1
_BEGUN = "begun.{}"  # typed and not finished
# Tables of a request; links are apart, since they name another one.
PARTS = ("events", "revisions", "messages", "attempts")
# Journal state that belongs to a request: letters, and how far the questions got.
_OWN_KEYS = ("thread.{}", "to.{}", "server.{}", "wizard.{}", _BEGUN)


class Source(Protocol):
    """What ``merge`` needs of an archive; the requests may be read only one by one."""

    @property
    def profiles(self) -> Sequence[Mapping[str, Any]]: ...

    def requests(self) -> Iterator[Mapping[str, Any]]: ...


class Merged(Frozen):
    """``ids``: id in the archive to id here, for all; of them ``new`` and ``renewed`` ones.

    ``wanting``: all whose files are to be brought, also those that lost theirs. ``removed``: a
    password or code was cut out.
    """

    ids: Mapping[str, str] = field(default_factory=dict)
    new: tuple[str, ...] = ()
    renewed: tuple[str, ...] = ()
    wanting: tuple[str, ...] = ()
    profiles: int = 0
    removed: bool = False


class Dump:
    """Everything that the journal knows, as JSON in pieces; one view of all tables.

    ``count``: the requests that went out so far.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.count = 0

    def __iter__(self) -> Iterator[str]:
        with self._database.reading() as connection:
            yield f'{{"format": {FORMAT}, "requests": ['
            for (number,) in fetch(connection, "SELECT id FROM requests ORDER BY id"):
                (row,) = fetch(connection, "SELECT * FROM requests WHERE id = ?", (number,))
                yield (",\n" if self.count else "\n") + _json(_whole(connection, row))
                self.count += 1
            yield '\n], "profiles": ['
            for place, row in enumerate(fetch(connection, "SELECT * FROM profiles")):
                yield (",\n" if place else "\n") + _json(dict(row))
            yield "\n]}\n"


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def merge(
    database: Database,
    source: Source,
    evidence: Path,
    bring: Callable[[Merged], None] = lambda _merged: None,
) -> Merged:
    """Lay an archive into the journal, all or nothing. ``evidence``: the folder of files here.

    ``bring`` lays the files down before the journal names them: a kill in between leaves a file
    too many, never a request without its files. Raises UsageError ``archive-broken``.
    """
    try:
        return _merged(database, source, evidence, bring)
    except (KeyError, TypeError, ValueError, AttributeError, sqlite3.ProgrammingError):
        raise UsageError("archive-broken") from None


def _merged(
    database: Database, source: Source, evidence: Path, bring: Callable[[Merged], None]
) -> Merged:
    ids: dict[str, str] = {}
    new: list[str] = []
    renewed: list[str] = []
    links: dict[str, list[int]] = {}
    removed: list[str] = []
    with database.writing() as connection:
        for one in source.requests():
            one = _clean(one, removed)
            before = rows.local_id(one["row"]["id"])
            here = _one(connection, database, one, evidence)
            ids[before] = here.id
            if here.how:
                (new if here.how == "new" else renewed).append(here.id)
                links[here.id] = one["links"]
        changed = {*new, *renewed}
        for own, others in links.items():
            _link(connection, own, (ids.get(rows.local_id(number)) for number in others))
        profiles = sum(_profile(connection, _clean(one, removed)) for one in source.profiles)
        for name in changed:
            write_words(connection, sound(connection, name))
        wanting = [name for name in ids.values() if name in changed or _lacks(connection, name)]
        merged = Merged(ids, tuple(new), tuple(renewed), tuple(wanting), profiles, bool(removed))
        bring(merged)
    return merged


def _clean(one: Mapping[str, Any], removed: list[str]) -> dict[str, Any]:
    """A backup may be an old one, or a doctored one: no secret comes in with it."""
    cleaned, kinds = without_secrets(one)
    removed += kinds
    return dict(cleaned)


def sound(connection: sqlite3.Connection, name: str) -> Request:
    """The request as it is read from now on; values of another type never come in."""
    import msgspec

    number = (rows.number_of(name),)
    request = load(connection, name)
    events = [rows.event_of(row) for row in
              fetch(connection, "SELECT * FROM events WHERE request = ?", number)]
    attempts = [rows.attempt_of(row) for row in
                fetch(connection, "SELECT * FROM attempts WHERE request = ?", number)]
    try:
        for value in (request, *events, *attempts):
            msgspec.convert(msgspec.to_builtins(value), type(value))
    except msgspec.ValidationError as error:
        raise ValueError(name) from error
    return request


def _lacks(connection: sqlite3.Connection, name: str) -> bool:
    """An import that was broken off, or a hand, left the request without its files."""
    return any(not Path(one.path).exists() for one in load(connection, name).attachments)


def _whole(connection: sqlite3.Connection, row: sqlite3.Row) -> dict[str, Any]:
    number = row["id"]
    ref = rows.local_id(number)
    parts: dict[str, Any] = {
        table: [
            {key: one[key] for key in one.keys() if key not in ("id", "request")}  # noqa: SIM118
            for one in fetch(
                connection,
                f"SELECT * FROM {table} WHERE request = ? ORDER BY rowid"  # noqa: S608
                if table not in ("revisions", "messages")
                else f"SELECT * FROM {table} WHERE request = ?",  # noqa: S608
                (number,),
            )
        ]
        for table in PARTS
    }
    links = fetch(connection, "SELECT other FROM links WHERE request = ?", (number,))
    state = {
        key: found[0]["value"]
        for key in _OWN_KEYS
        if (found := fetch(connection, "SELECT value FROM state WHERE key = ?", (key.format(ref),)))
    }
    return {"row": dict(row), "links": [one["other"] for one in links], "state": state, **parts}


class _Here(Frozen):
    id: str
    how: str = ""  # new, renewed, or nothing to do


def _one(
    connection: sqlite3.Connection, database: Database, one: Mapping[str, Any], evidence: Path
) -> _Here:
    row = dict(one["row"])
    known = fetch(connection, "SELECT id, updated_at FROM requests WHERE uid = ?", (row["uid"],))
    if known and _moment(known[0]["updated_at"]) >= _moment(row["updated_at"]):
        here = rows.local_id(known[0]["id"])
        if _moment(known[0]["updated_at"]) == _moment(row["updated_at"]):
            _state(connection, here, {_BEGUN: one["state"].get(_BEGUN, "")}, "IGNORE")
        return _Here(here)
    number = known[0]["id"] if known else _free_id(connection, database, row["id"])
    ref = rows.local_id(number)
    if known:
        connection.execute("DELETE FROM requests WHERE id = ?", (number,))
    row["id"] = number
    row["attachments"] = _moved(row["attachments"], evidence / ref)
    insert(connection, "requests", row)
    for table in PARTS:
        for part in one[table]:
            if table == "revisions":
                part = {**part, "attachments": _moved(part["attachments"], evidence / ref)}
            insert(connection, table, {**part, "request": number})
    _state(connection, ref, one["state"], "REPLACE")
    database.remember_id(max(number, _last(connection)))
    return _Here(ref, "renewed" if known else "new")


def _state(
    connection: sqlite3.Connection, ref: str, state: Mapping[str, Any], where_there: str
) -> None:
    """What belongs to ``ref``; what was begun here already is overwritten by nothing empty."""
    for key, value in state.items():
        if key in _OWN_KEYS and value:
            connection.execute(f"INSERT OR {where_there} INTO state VALUES (?, ?)",  # noqa: S608
                               (key.format(ref), str(value)))


def _free_id(connection: sqlite3.Connection, database: Database, wanted: int) -> int:
    database.reserve_id(connection)
    taken = fetch(connection, "SELECT 1 FROM requests WHERE id = ?", (wanted,))
    last = _last(connection)
    # An id that was given here and erased since is not given to another request.
    return wanted if not taken and wanted > last else last + 1


def _last(connection: sqlite3.Connection) -> int:
    found = fetch(connection, "SELECT seq FROM sqlite_sequence WHERE name = 'requests'")
    return int(found[0]["seq"]) if found else 0


def insert(connection: sqlite3.Connection, table: str, values: Mapping[str, Any]) -> None:
    """A row. Only columns that this journal has: an archive of a later program may know more."""
    known = {row["name"] for row in fetch(connection, f"PRAGMA table_info({table})")}
    kept = {key: value for key, value in values.items() if key in known}
    names, marks = ", ".join(kept), ", ".join("?" * len(kept))
    connection.execute(
        f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608 - names of our columns
        tuple(kept.values()),
    )


def _moved(attachments: str, folder: Path) -> str:
    """The files lie in this computer's folder now."""
    files = rows.unpacked_attachments(attachments)
    return rows.packed_attachments(
        replace(one, path=str(folder / Path(one.name).name)) for one in files
    )


def _link(connection: sqlite3.Connection, own: str, others: Iterable[str | None]) -> None:
    for other in others:
        if other:
            for left, right in ((own, other), (other, own)):
                connection.execute("INSERT OR IGNORE INTO links VALUES (?, ?)",
                                   (rows.number_of(left), rows.number_of(right)))


def _profile(connection: sqlite3.Connection, one: Mapping[str, Any]) -> int:
    known = fetch(connection, "SELECT at FROM profiles WHERE name = ?", (one["name"],))
    if known and _moment(known[0]["at"]) >= _moment(one["at"]):
        return 0
    json.loads(one["answers"])  # refuse what is no data before it is kept
    connection.execute("INSERT OR REPLACE INTO profiles VALUES (?, ?, ?)",
                       (one["name"], one["answers"], one["at"]))
    return 1


def _moment(text: str) -> float:
    found = rows.moment(text)
    return found.timestamp() if found else 0.0
