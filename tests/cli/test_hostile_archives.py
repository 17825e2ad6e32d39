"""``import`` of files made to harm: bounded memory and disk, a kind refusal, nothing changed."""

import io
import json
import tracemalloc
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from gosupport_cli.adapters.archive import locked
from gosupport_cli.adapters.archive_reader import check_room
from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.journal_ports import Selection
from tests.cli.program import run_program
from tests.factories import complete_answers
from tests.fakes import FixedClock

PASSWORD = "четыре простых слова"
MANIFEST = json.dumps({"schema": "gosupport.export/1"})
EMPTY = '{"format": 1, "requests": [], "profiles": []}'


@pytest.fixture
def here(private_world: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in; GS-1 lies in the home."""
    work = private_world / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    journal = SqliteJournal(private_world / "gosupport")
    journal.create(complete_answers(), at=FixedClock().now(), source="test")
    journal.put_profile("мама", {"person.full_name": "Иванова Мария Сергеевна"},
                        at=FixedClock().now())
    return private_world


def zipped(
    journal: Iterable[str] = (EMPTY,), picture: Iterable[bytes] = ()
) -> bytes:
    """An archive whose parts are written in pieces, so that the test itself stays small."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("manifest.json", MANIFEST)
        with made.open("journal.json", "w") as out:
            for piece in journal:
                out.write(piece.encode())
        with made.open("evidence/GS-1/a.png", "w") as out:
            for part in picture:
                out.write(part)
    return target.getvalue()


def endless_text() -> bytes:
    """One request that holds a text of forty megabytes."""
    return zipped(['{"requests": [{"row": "', *["x" * 2**20] * 40, '"}], "profiles": []}'])


def endless_lists() -> bytes:
    """One request of nothing but empty lists."""
    return zipped(['{"requests": [{"row": [[]', ", []" * 1_050_000, ']}], "profiles": []}'])


def elsewhere() -> bytes:
    """A part of the journal that nobody asks for, and that never ends."""
    return zipped(['{"more": [', *["[1], " * 2**17] * 10, '[1]], "requests": [], "profiles": []}'])


def fills_the_disk() -> bytes:
    """300 megabytes of nothing as a picture."""
    return zipped(picture=[bytes(2**20)] * 300)


def fills_the_memory() -> bytes:
    """The end of the file tells of a list of names of a gigabyte."""
    data = bytearray(zipped())
    at = data.rindex(b"PK\x05\x06")
    data[at + 12 : at + 16] = (2**30).to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (endless_text, "archive-request-too-large"),
        (endless_lists, "archive-request-too-large"),
        (elsewhere, "archive-request-too-large"),
        (fills_the_disk, "archive-too-large"),
        (fills_the_memory, "archive-too-large"),
        pytest.param(lambda: zipped()[:-40], "archive-broken", id="truncated"),
        pytest.param(lambda: zipped()[:60], "archive-broken", id="cut to a beginning"),
        pytest.param(lambda: zipped([EMPTY[:-20]]), "archive-broken", id="half a journal"),
        pytest.param(lambda: zipped(['{"requests": [7], "profiles": []}']), "archive-broken",
                     id="no requests"),
        pytest.param(lambda: zipped(['{"requests": [{}], "profiles": []}']), "archive-broken",
                     id="empty request"),
        pytest.param(lambda: zipped(['{"requests": [{"row": ', "[" * 200_000]),
                     "archive-broken", id="deep"),
    ],
)
def test_an_archive_made_to_harm_is_refused_in_little_memory(
    make: object, code: str, here: Path
) -> None:
    Path("x.zip").write_bytes(make())  # type: ignore[operator]
    before = sorted(here.rglob("*"))
    tracemalloc.start()
    ran = run_program("import", "x.zip", "--yes", "--json")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (ran.code, json.loads(ran.out)["code"]) == (2, code)
    assert peak < 120 * 1024**2
    assert sorted(here.rglob("*")) == before


def test_too_little_room_is_told_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        check_room(2**60, tmp_path / "not" / "there")
    assert refused.value.code == "archive-no-room"
    assert refused.value.values["place"] == str(tmp_path)


def test_a_pipe_or_a_folder_is_no_archive(here: Path) -> None:
    Path("folder").mkdir()
    ran = run_program("import", "folder", "--yes", "--json")
    assert (ran.code, json.loads(ran.out)["code"]) == (2, "file-not-a-file")


def test_an_archive_comes_through_a_pipe_too(here: Path) -> None:
    assert run_program("export", "b.zip").code == 0
    other = str(here / "other")
    data = Path("b.zip").read_bytes().decode("latin-1")
    ran = run_program("--home", other, "import", "-", "--yes", "--json", typed=data,
                      encoding="latin-1")
    assert (ran.code, json.loads(ran.out)["new"]) == (0, ["GS-1"])


def test_a_locked_archive_that_is_cut_is_no_wrong_password_alone(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOSUPPORT_ARCHIVE_PASSWORD", PASSWORD)
    Path("x.age").write_bytes(locked(zipped(), PASSWORD)[:-30])
    ran = run_program("import", "x.age", "--yes")
    assert ran.code == 2 and "повреждён" in ran.err


def test_a_doctored_journal_brings_no_secret(here: Path) -> None:
    run_program("sent", "GS-1", "--ticket", "SCR#1234567", "--note", "звонила")
    assert run_program("export", "b.zip").code == 0
    with zipfile.ZipFile("b.zip") as made:
        text = made.read("journal.json").decode()
    text = text.replace("Страница с ошибкой", "мой пароль: Qwerty1x")
    text = text.replace("звонила", "код 4821 из смс")
    Path("x.zip").write_bytes(zipped([text]))
    other = here / "other"
    assert run_program("--home", str(other), "import", "x.zip", "--yes").code == 0
    kept = b"".join(one.read_bytes() for one in other.rglob("*") if one.is_file())
    assert "Иванова".encode() in kept
    assert b"Qwerty1x" not in kept and b"4821" not in kept
    assert "[удалено: пароль]" in str(SqliteJournal(other).get("GS-1").answers)


@pytest.mark.parametrize(("table", "column", "value"), [
    ("row", "revision", "x"), ("row", "waivers", "[1]"), ("row", "sent_at", "вчера"),
    ("row", "attachments", '[{"name": 1, "size": "x", "sha256": "", "media_type": "",'
                           ' "original_size": 0}]'),
    ("row", "answers", '{"person.inn": {"a": 1}}'), ("row", "status", "лишнее"),
    ("events", "at", "никогда"),
])
def test_a_doctored_journal_with_values_of_another_kind_is_refused_whole(
    table: str, column: str, value: object, here: Path
) -> None:
    assert run_program("export", "b.zip").code == 0
    with zipfile.ZipFile("b.zip") as made:
        journal = json.loads(made.read("journal.json"))
    one = journal["requests"][0]
    (one[table] if table == "row" else one[table][0])[column] = value
    Path("x.zip").write_bytes(zipped([json.dumps(journal)]))
    other = str(here / "other")
    ran = run_program("--home", other, "import", "x.zip", "--yes", "--json")
    assert (ran.code, json.loads(ran.out)["code"]) == (2, "archive-broken")
    assert json.loads(run_program("--home", other, "list", "--json").out)["requests"] == []


def test_plain_settings_come_along_but_no_servers_commands_and_protections(here: Path) -> None:
    chosen = {"mail.to": "help@example.ru", "retention.days": "90", "smtp.security": "none",
              "smtp.host": "mail.example.ru", "smtp.password_command": "pass show mail",
              "imap.trusted_authserv": "mx.example.ru", "sendmail.command": "/bin/cat"}
    other = str(here / "other")
    for key, value in chosen.items():
        assert run_program("config", "set", key, value).code == 0
    assert run_program("export", "b.zip").code == 0
    assert run_program("--home", other, "config", "set", "retention.days", "30").code == 0
    ran = run_program("--home", other, "import", "b.zip", "--yes")
    assert ran.code == 0 and "Настроек перенесено: 1" in ran.err and "gosupport setup" in ran.err
    told = json.loads(run_program("--home", other, "config", "list", "--json").out)["settings"]
    kept = {one["key"]: one["value"] for one in told if one["source"] == "file"}
    assert kept == {"mail.to": "help@example.ru", "retention.days": "30"}


def test_an_archive_of_a_later_format_is_refused(here: Path) -> None:
    Path("x.zip").write_bytes(zipped([EMPTY.replace('"format": 1', '"format": 99')]))
    ran = run_program("import", "x.zip", "--yes", "--json")
    assert (ran.code, json.loads(ran.out)["code"]) == (2, "archive-newer")


def test_what_was_cut_already_comes_back_as_it_was(here: Path) -> None:
    run_program("edit", "GS-1", "--set", "problem.actual=пароль: Qwerty1x не подходит")
    assert run_program("export", "b.zip").code == 0
    run_program("--home", str(here / "other"), "import", "b.zip", "--yes")
    ours, theirs = (SqliteJournal(here / one).get("GS-1") for one in ("gosupport", "other"))
    assert dict(ours.answers) == dict(theirs.answers)


def test_an_export_that_fails_leaves_no_file(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = run_program("export", "no/such/folder.zip", "--json")
    assert (ran.code, json.loads(ran.out)["code"]) == (2, "archive-no-folder")
    monkeypatch.setenv("GOSUPPORT_ARCHIVE_PASSWORD", "мало")
    assert run_program("export", "b.age", "--encrypt").code == 2
    assert not Path("b.age").exists()


def test_many_requests_go_out_and_in_one_by_one(here: Path) -> None:
    journal = SqliteJournal(here / "gosupport")
    for _ in range(100):
        journal.create(complete_answers(), at=FixedClock().now(), source="test")
    tracemalloc.start()
    assert run_program("export", "b.zip").code == 0
    ran = run_program("--home", str(here / "other"), "import", "b.zip", "--yes", "--json")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(json.loads(ran.out)["new"]) == 101
    assert len(SqliteJournal(here / "other").find(Selection())) == 101
    assert peak < 40 * 1024**2
