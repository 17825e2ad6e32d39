"""``list``, ``due`` and the desk: many requests at once, what is due first."""

from pathlib import Path

import pytest
from icalendar import Calendar

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.core.model import Status
from tests.cli.followed import AT, KEYS, at, data, draft
from tests.cli.program import run_program


@pytest.mark.guide("G-192")
def test_a_number_that_is_missing_stands_among_the_due(home: Path) -> None:
    draft(home)
    journal = SqliteJournal(home)
    journal.set_status("GS-1", Status.WAITING, at=AT, source="person", sent_at=AT)
    journal.close()
    item, = data(run_program("due", "--json"))["items"]
    assert set(item) == {"id", "ticket", "due_at", "kind", "overdue", "text", "command"}
    assert (item["kind"], item["command"]) == ("number", "gosupport sent GS-1 --ticket НОМЕР")


@pytest.mark.parametrize("columns", ["40", "80"])
def test_nothing_is_wider_than_the_screen(
    home: Path, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for place in range(3):
        draft(home, problem__subject="Очень длинная тема " * 5)
        run_program("sent", f"GS-{place + 1}", "--ticket", f"SCR#123456{place}")
    draft(home, ready=False)
    at(monkeypatch, days=9)
    for words in (("status", "GS-1"), ("status",), ("list",), ("due",), ()):
        ran = run_program(*words)
        assert ran.code == 0
        wide = [line for line in ran.out.splitlines()
                if len(line) > int(columns) and "gosupport " not in line and "http" not in line]
        assert wide == [], words
        assert "\x1b" not in ran.out


@pytest.mark.guide("G-131", "G-206", "G-207")
def test_lists_are_filtered_and_filters_combine(home: Path) -> None:
    for category in ("booking", "login", "login"):
        draft(home, category=category)
    run_program("sent", "GS-1", "--ticket", "17", "--at", "2026-11-18 10:00")
    run_program("sent", "GS-2", "--ticket", "18", "--at", "2026-11-19 23:59")
    run_program("status", "GS-2", "--set", "closed")

    def ids(*words: str) -> list[str]:
        shape = data(run_program("list", *words, "--json"))
        assert shape["schema"] == "gosupport.list/1"
        assert all(set(one) >= KEYS and "history" not in one for one in shape["requests"])
        return [one["id"] for one in shape["requests"]]

    assert ids() == ["GS-3", "GS-2", "GS-1"]
    assert ids("--open") == ["GS-3", "GS-1"]
    assert ids("--closed") == ["GS-2"]
    assert ids("--since", "18.11.2026", "--until", "2026-11-19") == ["GS-2", "GS-1"]
    assert ids("--until", "18.11.2026") == ["GS-1"]
    assert ids("--category", "login", "--since", "вчера") == ["GS-3", "GS-2"]
    assert ids("--status", "Завершено", "--status", "waiting") == ["GS-2", "GS-1"]
    assert ids("--channel", "email") == []
    assert ids("--search", "ошибками приёмы", "--limit", "1") == ["GS-3"]
    assert ids("--overdue") == ["GS-1"]
    assert run_program("list", "--status", "чепуха").code == 2
    assert run_program("list", "--category", "чепуха").code == 2
    assert run_program("list", "--since", "чепуха").code == 2


@pytest.mark.guide("G-211")
def test_due_is_for_scripts_and_for_a_calendar(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft(home, category="login")
    run_program("sent", "GS-1", "--ticket", "17")
    draft(home)
    run_program("sent", "GS-2", "--ticket", "18", "--at", "2026-11-16 10:00")
    ran = run_program("due", "--json", "--ics", str(tmp_path / "x.ics"))
    item, = data(ran)["items"]
    assert (item["id"], item["kind"], item["overdue"]) == ("GS-2", "deadline", True)
    assert item["command"] == "gosupport followup GS-2"
    events = Calendar.from_ical((tmp_path / "x.ics").read_bytes()).walk("VEVENT")
    assert sorted(str(one["uid"]).split("@")[0] for one in events) == [
        "GS-1-deadline", "GS-1-silence", "GS-2-deadline"]
    assert "Иванова" not in (tmp_path / "x.ics").read_text(encoding="utf-8")
    assert run_program("due", "--ics", str(tmp_path / "no" / "x.ics")).code == 2


def test_the_desk_shows_drafts_what_is_due_and_what_waits(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "gosupport new" in run_program().out
    draft(home, ready=False)
    draft(home, category="login")
    run_program("sent", "GS-2", "--ticket", "17")
    at(monkeypatch, days=3)
    out = run_program().out
    assert out.index("Пора заняться") < out.index("Черновики")
    assert "gosupport new --resume GS-1" in out
    assert "gosupport followup GS-2" in out
    assert "Ждут ответа" not in out, "the overdue one waits for the person"
    draft(home, category="login")
    run_program("sent", "GS-3", "--ticket", "18")
    out = run_program().out
    assert out.index("Черновики") < out.index("Ждут ответа") < out.index("GS-3")


@pytest.mark.parametrize("columns", ["80", "40"])
@pytest.mark.parametrize(("word", "command"), [
    ("needs_info", "gosupport reply GS-1"), ("resolved", "gosupport reply GS-1 --done"),
    ("refused", "gosupport reply GS-1 --not-fixed"),
])
def test_what_waits_for_the_person_stands_first_on_the_desk_with_its_command(
    home: Path, monkeypatch: pytest.MonkeyPatch, word: str, command: str, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for number in ("17", "18"):
        run_program("sent", draft(home), "--ticket", number)
    run_program("status", "GS-1", "--set", word)
    draft(home)
    out = run_program().out
    turn, waits = out.index("GS-1"), out.index("Ждут ответа поддержки")
    assert out.startswith("Пора заняться") and turn < out.index(command) < waits
    assert "GS-1" not in out[waits:] and "GS-2" in out[waits:]
    assert "gosupport send GS-3" in out
    assert max(map(len, out.splitlines())) <= int(columns)
    if columns == "80":
        assert len([line for line in out.splitlines() if line]) <= 12
