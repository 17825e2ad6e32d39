"""What a stopped folder still holds, read by the program's own journal."""

import hashlib
import json
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from gosupport_cli.adapters.database import JOURNAL
from gosupport_cli.adapters.journal import SqliteJournal

# The words of the search follow from the rest; times of rows are not answers.
_TABLES = ("requests", "events", "attempts", "messages", "revisions", "links", "state", "profiles")


@dataclass(frozen=True)
class Held:
    """Everything of a person in one folder."""

    rows: str  # all tables, as JSON: two equal texts are two equal journals
    settings: str
    answers: frozenset[tuple[str, str, str]]  # request (or profile), question, answer
    outcomes: tuple[tuple[str, int, str], ...] = ()  # request, revision or message, outcome
    troubles: tuple[str, ...] = field(default=(), compare=False)

    @property
    def state(self) -> tuple[str, str]:
        return self.rows, self.settings


def look(home: Path) -> Held:
    """Open the folder as the next run of the program does. Raises StorageError as it would."""
    settings = ""
    with suppress(FileNotFoundError):
        settings = (home / "settings.yaml").read_text(encoding="utf-8")
    if not (home / JOURNAL).exists():
        return Held("{}", settings, frozenset())
    journal = SqliteJournal(home, patience=2)
    journal.get_state("-")
    journal.close()
    with closing(sqlite3.connect(home / JOURNAL)) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchall()
        troubles = [] if whole == [("ok",)] else [f"integrity: {whole[:3]}"]
        connection.row_factory = sqlite3.Row
        tables = {name: [dict(row) for row in connection.execute(
            f"SELECT * FROM {name} ORDER BY 1")] for name in _TABLES}
    troubles += _missing_files(home, tables["requests"])
    return Held(
        rows=json.dumps(tables, sort_keys=True, default=str),
        settings=settings,
        answers=frozenset(_answers(tables)),
        outcomes=tuple((f"GS-{row['request']}", row["message"] * 1000 + row["revision"],
                        row["outcome"]) for row in tables["attempts"]),
        troubles=tuple(troubles),
    )


def _answers(tables: dict[str, list[dict[str, object]]]) -> list[tuple[str, str, str]]:
    found = []
    for table, key in (("requests", "uid"), ("profiles", "name")):
        for row in tables[table]:
            for question, answer in json.loads(str(row["answers"])).items():
                found.append((str(row[key]), question, json.dumps(answer)))
    found += [(str(row["request"]), f"message {row['number']}", str(row["text"]))
              for row in tables["messages"]]
    return found


def _missing_files(home: Path, requests: list[dict[str, object]]) -> list[str]:
    """Files that the journal names and that are not there as they were."""
    troubles = []
    for row in requests:
        for one in json.loads(str(row["attachments"])):
            place = home / "evidence" / f"GS-{row['id']}" / one["name"]
            data = place.read_bytes() if place.is_file() else None
            if data is None or hashlib.sha256(data).hexdigest() != one["sha256"]:
                troubles.append(f"file lost: {one['name']}, {data and len(data)} bytes")
    return troubles
