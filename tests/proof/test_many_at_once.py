"""Twenty programs at once lose nothing; a strange or damaged journal is no dead end."""

import json
import random
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from gosupport_cli.adapters.database import JOURNAL
from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.core.errors import StorageError
from gosupport_cli.core.journal_ports import Selection
from tests.proof.flows import FLOWS, PROGRAM, World, fresh, world
from tests.proof.judge import look

pytestmark = [pytest.mark.proof, pytest.mark.timeout(600)]
Line = Callable[[str, str], None]
DAMAGES = "Journals that are damaged, older, newer"
DAMAGED = ("journal-damaged", "journal-salvaged", "journal-salvaged-part")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with world(tmp_path_factory.mktemp("many")) as ready:
        yield ready


def together(made: World, commands: list[list[str]]) -> list[tuple[list[str], int, str]]:
    """All at the same time; each command with its exit code and its words."""
    environment = made.environment(FLOWS[0])
    running = [subprocess.Popen([*PROGRAM, *words], env=environment, cwd=made.work, text=True,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, encoding="utf-8")
               for words in commands]
    ended = [one.communicate(timeout=300) for one in running]
    return [(words, one.returncode, out + err)
            for words, one, (out, err) in zip(commands, running, ended, strict=True)]


def test_twenty_programs_that_write_at_once_lose_nothing(
    made: World, line: Line, deep: bool
) -> None:
    fresh(made, FLOWS[0])
    for number in range(20):
        folder = made.work / f"pictures{number}"
        folder.mkdir(exist_ok=True)
        shutil.copy(made.work / "other.png", folder / "same.png")
    new = ["new", "--no-input", "--answers", str(made.work / "answers.json")]
    commands = [
        *([new] * 4),
        *(["attach", "GS-5", str(made.work / f"pictures{one}" / "same.png")] for one in range(4)),
        *(["status", "GS-2", "--note", f"заметка {one}"] for one in range(3)),
        *(["profile", "set", f"человек {one}", "person.full_name=Иванов Пётр Ильич"]
          for one in range(3)),
        ["config", "set", "mail.from", "ivanova@example.ru"],
        ["config", "set", "retention.days", "400"],
        ["config", "set", "profile", "мама"],
        ["ingest", str(made.work / "sms.txt"), "--yes"],
        ["sent", "GS-4", "--ticket", "42"],
        ["sent", "GS-4", "--ticket", "42"],
    ]
    for _ in range(5 if deep else 1):
        ended = together(made, commands)
        troubles = [one for one in ended if one[1] not in (0, 3) and one[0][0] != "sent"]
        assert not troubles, troubles
        assert not [one for one in ended if "Traceback" in one[2]], ended
    rounds = 5 if deep else 1
    held = look(made.home)
    assert held.troubles == ()
    journal = SqliteJournal(made.home)
    assert len(journal.find(Selection())) == 5 + 4 * rounds
    files = journal.get("GS-5").attachments
    assert len({one.name for one in files}) == len(files) == 4 * rounds
    told = [one.text for one in journal.events("GS-2")]
    assert all(told.count(f"заметка {one}") == rounds for one in range(3))
    assert {f"человек {one}" for one in range(3)} <= set(journal.profiles())
    assert len([one for one in journal.events("GS-4") if one.event == "status"
                and one.status == "waiting"]) == 1
    journal.close()
    settings = (made.home / "settings.yaml").read_text("utf-8")
    assert all(word in settings for word in ("mail.from", "retention.days", "profile", "smtp.host"))
    line("Twenty programs at once", f"{len(commands) * rounds} commands, lost: 0")


def damaged(name: str, home: Path) -> None:
    """Spoil the journal of ``home``."""
    file = home / JOURNAL
    data = bytearray(file.read_bytes())
    chance = random.Random(name)
    if name == "cut in the middle":
        file.write_bytes(data[: len(data) // 2])
    elif name == "empty":
        file.write_bytes(b"")
    elif name == "zeros":
        file.write_bytes(bytes(len(data)))
    elif name == "another file":
        file.write_bytes("Это не журнал. ".encode() * 500)
    elif name.startswith("random bytes"):
        for _ in range(400):
            data[chance.randrange(len(data))] = chance.randrange(256)
        file.write_bytes(data)
    elif name == "a header of another time":
        data[18:20] = b"\x09\x09"
        file.write_bytes(data)


BEYOND = ("empty", "zeros", "another file", "random bytes 2", "random bytes 3",
          "a header of another time")


@pytest.mark.parametrize("name", ["cut in the middle", "random bytes 1", *(
    pytest.param(one, marks=pytest.mark.beyond) for one in BEYOND)])
def test_a_damaged_journal_is_set_aside_with_a_way_back(
    name: str, made: World, line: Line
) -> None:
    fresh(made, FLOWS[0])
    good = made.work / "kept.sqlite3"
    shutil.copy(made.home / JOURNAL, good)
    before = look(made.home)
    damaged(name, made.home)
    spoiled = (made.home / JOURNAL).read_bytes()
    said = [made.run(FLOWS[0], words=words) for words in (("list",), ("status",), ("list",))]
    for one in said:
        assert "Traceback" not in one.stderr and "Ошибка в самой программе" not in one.stderr, (
            one.stderr)
    aside = sorted(made.home.glob("journal.damaged-*.sqlite3"))
    told = said[0].returncode == 1 and "повреждён" in said[0].stderr
    if told:
        assert aside[0].read_bytes() == spoiled
        assert str(aside[0]) in said[0].stderr.replace("\n", "")
    else:
        assert not aside, said[0].stderr
    fresh_one = made.run(FLOWS[0])  # goes on, and gives no id twice
    assert fresh_one.returncode in (0, 1), fresh_one.stderr
    if fresh_one.returncode == 0:
        assert "GS-6" in fresh_one.stdout, fresh_one.stdout
    for left in made.home.glob(f"{JOURNAL}*"):
        left.unlink()
    shutil.copy(good, made.home / JOURNAL)  # the way back that was told
    assert look(made.home).answers == before.answers
    line(DAMAGES, f"{name:<28} {'set aside and told' if told else 'read on'}; copy put back: whole")


def test_a_journal_whose_log_was_deleted_is_told_or_whole_up_to_the_last_checkpoint(
    made: World, line: Line
) -> None:
    fresh(made, FLOWS[0])
    journal = SqliteJournal(made.home)
    journal.note("GS-1", "note", at=journal.get("GS-1").created_at, source="test", text="потом")
    assert (made.home / f"{JOURNAL}-wal").exists()
    copy = made.work / "without-log"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(made.home, copy, ignore=lambda _d, names: [
        one for one in names if one.endswith(("-wal", "-shm"))])
    journal.close()
    held = look(copy)
    assert held.troubles == () and len({one[0] for one in held.answers}) >= 5
    line(DAMAGES, f"{'log (-wal) deleted':<28} whole up to the last checkpoint")


def test_a_newer_journal_is_refused_kindly_by_every_command_and_not_touched(
    made: World, line: Line
) -> None:
    fresh(made, FLOWS[0])
    with closing(sqlite3.connect(made.home / JOURNAL)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = (made.home / JOURNAL).read_bytes()
    for words in (("list",), ("status", "GS-1"), ("new", "--no-input", "--answers",
                  str(made.work / "answers.json"), "--json"), ("export", "later.zip")):
        done = made.run(FLOWS[0], words=words)
        assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
        said = json.loads(done.stdout)["message"] if "--json" in words else done.stderr
        assert "более новой версией" in " ".join(said.split()), said
    assert (made.home / JOURNAL).read_bytes() == before
    assert not list(made.home.glob("journal.damaged*"))
    line(DAMAGES, f"{'newer format':<28} refused in words, not a byte changed")


def test_an_older_journal_goes_through_every_step_with_all_its_answers(
    made: World, line: Line
) -> None:
    from gosupport_cli.adapters.database import Database
    from gosupport_cli.adapters.migrations import MIGRATIONS

    fresh(made, FLOWS[0])
    before = look(made.home).answers
    steps = (*MIGRATIONS, ("ALTER TABLE requests ADD COLUMN mood TEXT NOT NULL DEFAULT ''",))
    database = Database(made.home, steps=steps)
    with database.reading() as connection:
        found = connection.execute("PRAGMA user_version").fetchone()
    database.close()
    assert found == (len(steps),)
    with closing(sqlite3.connect(made.home / JOURNAL)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    assert look(made.home).answers == before
    line(DAMAGES, f"{'older format':<28} migrated, all answers there")


def test_the_mode_of_the_journal_stays_private_after_all_this(made: World) -> None:
    fresh(made, FLOWS[0])
    made.run(FLOWS[0])
    assert (made.home / JOURNAL).stat().st_mode & 0o777 == 0o600


def test_a_few_wrong_bytes_anywhere_are_read_over_or_told_and_never_a_crash(
    made: World, line: Line, deep: bool
) -> None:
    fresh(made, FLOWS[0])
    good, file = (made.home / JOURNAL).read_bytes(), made.home / JOURNAL
    found = {"read": 0, "set aside": 0, "requests saved": 0}
    for seed in range(400 if deep else 40):
        chance, data = random.Random(seed), bytearray(good)
        for _ in range(chance.choice((1, 3, 10, 40))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        file.write_bytes(data)
        journal = SqliteJournal(made.home)
        try:
            for one in journal.find(Selection()):
                journal.events(one.id)
            found["read"] += 1
        except StorageError as error:
            assert error.code in DAMAGED, error
            kept = Path(str(error.values["kept"]))
            assert kept.read_bytes() == data
            kept.unlink()
            found["set aside"] += 1
            again = [one.id for one in journal.find(Selection())]
            assert len(again) == error.values["n"] and all(map(journal.events, again))
            found["requests saved"] += len(again)
        finally:
            journal.close()
        for left in made.home.glob("journal.*"):
            left.unlink()
    assert all(found.values())
    line(DAMAGES, f"{'1 to 40 wrong bytes':<28} {found}, crashed: 0")
