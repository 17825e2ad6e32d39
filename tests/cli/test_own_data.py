"""export, import: a round trip to another home, doubles, hostile archives; what is stored."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from tests.cli.program import run_program

PASSWORD = "четыре простых слова"


def journal(home: Path) -> SqliteJournal:
    return SqliteJournal(home)


def home(world: Path, name: str = "gosupport") -> Path:
    return world / name


def test_a_backup_brings_everything_to_another_home(world: Path) -> None:
    assert run_program("export", "b.zip").code == 0
    ran = run_program("--home", str(home(world, "other")), "import", "b.zip", "--yes", "--json")
    shape = json.loads(ran.out)
    assert (shape["new"], shape["renewed"], shape["profiles"]) == (["GS-1", "GS-2"], [], 1)
    here, there = journal(home(world)), journal(home(world, "other"))
    for ref in ("GS-1", "GS-2"):
        one, other = here.get(ref), there.get(ref)
        assert dict(one.answers) == dict(other.answers)
        assert (one.status, one.ticket, one.sent_at, one.revision, one.messages) == (
            other.status, other.ticket, other.sent_at, other.revision, other.messages)
        assert here.events(ref) == there.events(ref)
        assert here.attempts(ref) == there.attempts(ref)
    (file,) = there.get("GS-1").attachments
    assert Path(file.path).is_relative_to(home(world, "other"))
    assert Path(file.path).read_bytes() == Path(here.get("GS-1").attachments[0].path).read_bytes()
    assert there.profiles() == here.profiles()
    found = run_program("--home", str(home(world, "other")), "list", "--search", "приёма", "--json")
    assert len(json.loads(found.out)["requests"]) == 2


def test_what_was_begun_goes_along_and_nothing_newer_is_overwritten(world: Path) -> None:
    here, there = journal(home(world)), journal(home(world, "other"))
    here.put_state("begun.GS-2", '{"problem.summary": "Нет кнопки «Отпр"}')
    here.put_state("wizard.GS-2", "self-help ~machine")
    run_program("export", "b.zip")
    run_program("--home", str(home(world, "other")), "import", "b.zip", "--yes")
    for key in ("begun.GS-2", "wizard.GS-2"):
        assert there.get_state(key) == here.get_state(key) != ""
    here.put_state("begun.GS-1", '{"problem.summary": "Позже"}')
    here.put_state("begun.GS-2", '{"problem.summary": "Нет кнопки «Отправить"}')
    run_program("export", "c.zip")
    run_program("--home", str(home(world, "other")), "import", "c.zip", "--yes")
    assert there.get_state("begun.GS-1") == '{"problem.summary": "Позже"}'
    assert there.get_state("begun.GS-2") == '{"problem.summary": "Нет кнопки «Отпр"}'


def test_the_same_backup_twice_is_there_once_and_the_later_state_stays(world: Path) -> None:
    run_program("export", "b.zip")
    run_program("status", "GS-1", "--set", "in_progress", "--note", "позвонили")
    for _ in range(2):
        ran = run_program("import", "b.zip", "--yes", "--json")
        assert json.loads(ran.out)["new"] == []
    assert str(journal(home(world)).get("GS-1").status) == "in_progress"


def test_an_id_that_is_taken_here_becomes_another_and_the_person_is_told(
    world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_program("export", "b.zip")
    other = home(world, "other")
    example = Path(__file__).parent.parent / "answers_example.yaml"
    run_program("--home", str(other), "new", "--no-input", "--answers", str(example))
    ran = run_program("--home", str(other), "import", "b.zip", "--yes")
    assert "GS-1 теперь GS-2" in ran.out
    moved = journal(other).get("GS-2")
    assert moved.ticket == "SCR#1234567"
    assert Path(moved.attachments[0].path).parent.name == "GS-2"
    assert Path(moved.attachments[0].path).is_file()
    assert journal(other).get("GS-1").ticket == ""


def test_a_locked_backup_opens_only_with_its_password(
    world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run_program("export", "b.age", "--encrypt").code == 2  # nobody can be asked
    monkeypatch.setenv("GOSUPPORT_ARCHIVE_PASSWORD", PASSWORD)
    assert run_program("export", "b.age", "--encrypt").code == 0
    data = Path("b.age").read_bytes()
    assert "Иванова".encode() not in data and b"manifest" not in data
    monkeypatch.setenv("GOSUPPORT_ARCHIVE_PASSWORD", "другой пароль")
    wrong = run_program("--home", str(home(world, "other")), "import", "b.age", "--yes", "--json")
    assert (wrong.code, json.loads(wrong.out)["code"]) == (2, "archive-wrong-password")
    monkeypatch.setenv("GOSUPPORT_ARCHIVE_PASSWORD", PASSWORD)
    assert run_program("--home", str(home(world, "other")), "import", "b.age", "--yes").code == 0


def test_a_backup_is_private_and_replaces_no_file(world: Path) -> None:
    run_program("export", "b.zip")
    assert Path("b.zip").stat().st_mode & 0o077 == 0
    before = Path("b.zip").read_bytes()
    again = run_program("export", "b.zip", "--json")
    assert (again.code, json.loads(again.out)["code"]) == (2, "archive-exists")
    assert Path("b.zip").read_bytes() == before


def archive(**changes: object) -> bytes:
    files: dict[str, object] = {
        "manifest.json": json.dumps({"schema": "gosupport.export/1"}),
        "journal.json": json.dumps({"format": 1, "requests": [], "profiles": []}),
        **changes,
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, str(data))
    return target.getvalue()


def damaged() -> bytes:
    """A picture in the archive does not unpack."""
    data = bytearray(archive(**{"evidence/GS-1/a.png": "x" * 10_000}))
    at = data.index(b"evidence/GS-1/a.png") + 25
    data[at : at + 8] = b"\xff" * 8
    return bytes(data)


def bomb() -> bytes:
    """The directory of the archive tells of a journal of two gigabytes."""
    data = bytearray(archive())
    entry = data.index(b"journal.json", data.index(b"PK\x01\x02")) - 46
    data[entry + 24 : entry + 28] = (2**31 - 2**20).to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(damaged(), "archive-broken", id="damaged"),
        pytest.param(bomb(), "archive-too-large", id="bomb"),
        (b"", "archive-broken"),
        (b"not a zip", "archive-broken"),
        (archive(**{"manifest.json": "[]"}), "archive-broken"),
        (archive(**{"manifest.json": '{"schema": "gosupport.export/2"}'}), "archive-newer"),
        (archive(**{"journal.json": '{"requests": [{"row": {"id": []}}], "profiles": []}'}),
         "archive-broken"),
        (archive(**{"journal.json": '{"requests": 7, "profiles": []}'}), "archive-broken"),
    ],
)
def test_what_is_no_backup_changes_nothing(world: Path, data: bytes, code: str) -> None:
    Path("x.zip").write_bytes(data)
    events = journal(home(world)).events("GS-1")
    ran = run_program("import", "x.zip", "--yes", "--json")
    assert (ran.code, json.loads(ran.out)["code"]) == (2, code)
    assert journal(home(world)).events("GS-1") == events


@pytest.mark.parametrize(
    "name",
    ["../evil", "evidence/../../evil", "/tmp/evil", "templates/../../evil", "C:\\evil",
     "evidence\\..\\evil", "crashes/evil"],
)
def test_names_that_lead_outside_are_not_unpacked(world: Path, name: str) -> None:
    Path("x.zip").write_bytes(archive(**{name: "evil"}))
    before = set(world.rglob("*"))
    ran = run_program("import", "x.zip", "--yes", "--json")
    assert ran.code == 0 and json.loads(ran.out)["files"] == 0
    new = set(world.rglob("*")) - before
    assert not [one for one in new if "evil" in one.name]


def test_an_import_that_was_broken_off_is_finished_by_the_next(world: Path) -> None:
    run_program("export", "b.zip")
    other = home(world, "other")
    run_program("--home", str(other), "import", "b.zip", "--yes")
    (file,) = journal(other).get("GS-1").attachments
    Path(file.path).unlink()
    ran = run_program("--home", str(other), "import", "b.zip", "--yes", "--json")
    assert (ran.code, json.loads(ran.out)["new"]) == (0, [])
    assert Path(file.path).stat().st_size == file.size





def test_what_is_stored_is_told_in_one_command(world: Path) -> None:
    shape = json.loads(run_program("export", "--show", "--json").out)
    assert shape["requests"] == ["GS-2", "GS-1"] and shape["profiles"] == ["мама"]
    assert {"evidence", "."} <= {one["kind"] for one in shape["files"]}
    assert "Паролей и кодов здесь нет" in run_program("export", "--show").err


def test_a_program_that_unpacked_itself_is_found_by_its_place() -> None:
    from gosupport_cli.adapters.footprint import unpacked_program

    place = Path("cache") / "gosupport-pyz" / "gosupport.pyz_0a1b"
    module = place / "site-packages" / "gosupport_cli" / "adapters" / "footprint.py"
    assert unpacked_program(module) == place
    assert unpacked_program(Path("venv") / "site-packages" / "gosupport_cli" / "x.py") is None


def test_without_the_library_it_is_told_before_a_password_is_asked_and_by_the_right_pip(
    world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pyrage", None)  # as where it was never installed
    ran = run_program("export", "--encrypt")
    assert ran.code == 2
    assert f"{sys.executable} -m pip install pyrage" in ran.err and "Пароль" not in ran.err
    assert "gosupport[" not in ran.err, "there may be a stranger of this name in a registry"


def test_import_names_the_files_that_the_backup_lost(world: Path) -> None:
    (file,) = journal(home(world)).get("GS-1").attachments
    Path(file.path).unlink()
    assert run_program("export", "b.zip").code == 0
    ran = run_program("--home", str(home(world, "other")), "import", "b.zip", "--yes")
    assert f"GS-1: файл «{file.name}»" in ran.err
    again = run_program("--home", str(home(world, "third")), "import", "b.zip", "--yes", "--json")
    assert json.loads(again.out)["lost_files"] == [{"id": "GS-1", "name": file.name}]


def test_check_finds_a_file_that_is_gone_and_one_that_is_another_now(world: Path) -> None:
    (file,) = journal(home(world)).get("GS-1").attachments
    Path(file.path).write_bytes(Path(file.path).read_bytes() + b"\0")
    ran = run_program("check", "GS-1", "--json")
    assert ran.code == 3 and "file-changed" in ran.out
    Path(file.path).unlink()
    ran = run_program("check", "GS-1")
    assert ran.code == 3 and f"Файла «{file.name}» больше нет на месте" in ran.out + ran.err


def test_purge_tells_of_a_damaged_journal_that_stays(world: Path) -> None:
    aside = home(world) / "journal.damaged-20261120-101010.sqlite3"
    aside.write_bytes(b"x")
    ran = run_program("purge", "GS-1", "--yes")
    assert ran.code == 0 and str(aside) in ran.err.replace("\n", "")
    assert run_program("purge", "--all", "--yes").code == 0
    assert not aside.exists()
