"""status, list, due, sent, profile and the desk, through the program itself."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.core.model import Status, Value
from tests.cli.program import Ran, run_program
from tests.factories import complete_answers
from tests.fakes import FixedClock

AT = FixedClock().now()
GUIDE = "по данным руководства, официально не подтверждено"
KEYS = {"id", "ticket", "channel", "status", "status_label", "raw_status", "sent_at", "deadline",
        "overdue", "silent_hours", "next_action"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "gosupport"


def draft(home: Path, *, ready: bool = True, **changes: Value) -> str:
    journal = SqliteJournal(home)
    made = journal.create(complete_answers(**changes), at=AT, source="person")
    if ready:
        journal.set_status(made.id, Status.READY, at=AT, source="check")
    journal.close()
    return made.id


def at(monkeypatch: pytest.MonkeyPatch, **later: float) -> None:
    monkeypatch.setenv("GOSUPPORT_NOW", (AT + timedelta(**later)).isoformat())


def data(ran: Ran) -> dict[str, Any]:
    loaded = json.loads(ran.out)
    assert isinstance(loaded, dict)
    return loaded


@pytest.mark.guide("G-65", "G-66", "G-68", "G-149")
def test_sent_records_number_time_and_promise(home: Path) -> None:
    draft(home)
    ran = run_program("sent", "GS-1", "--ticket", "SCR#1234567", "--at", "вчера в 14:30",
                      "--term", "5 рабочих дней", "--operator", "Перезвонят", "--json")
    assert ran.code == 0, ran.err
    shape = data(ran)
    assert shape["schema"] == "gosupport.status/1"
    assert {*KEYS, "history"} <= set(shape)
    assert (shape["status"], shape["ticket"]) == ("waiting", "SCR#1234567")
    assert shape["sent_at"] == "2026-11-19T14:30:00+03:00"
    assert shape["deadline"]["due_at"] == "2026-11-26T23:59:59+03:00"
    assert shape["deadline"]["label"] == "со слов портала"
    assert shape["deadline"]["calendar_known"] is True
    assert shape["next_action"]["code"] == "wait"
    assert "Перезвонят" in [one["text"] for one in shape["history"]]
    assert set(shape["history"][0]) == {"at", "event", "status", "source", "text"}


def test_a_promised_day_that_has_passed_is_kept_as_told_and_counts_no_term(home: Path) -> None:
    ref = draft(home)
    ran = run_program("sent", ref, "--ticket", "SCR#1234567", "--term", "до 25.11.2025", "--json")
    told = data(ran)
    assert told["term"] == "до 25.11.2025"
    assert told["deadline"]["due_at"] > told["sent_at"]


@pytest.mark.guide("G-65", "G-192")
def test_no_number_is_allowed_and_then_nobody_asks(home: Path) -> None:
    draft(home)
    shape = data(run_program("sent", "GS-1", "--no-number", "--json"))
    assert (shape["status"], shape["ticket"]) == ("waiting", "")
    assert data(run_program("due", "--json"))["items"] == []
    shape = data(run_program("sent", "GS-1", "--ticket", "17", "--json"))
    assert shape["ticket"] == "17"


@pytest.mark.guide("G-192")
def test_a_number_that_is_missing_stands_among_the_due(home: Path) -> None:
    draft(home)
    journal = SqliteJournal(home)
    journal.set_status("GS-1", Status.WAITING, at=AT, source="person", sent_at=AT)
    journal.close()
    item, = data(run_program("due", "--json"))["items"]
    assert set(item) == {"id", "ticket", "due_at", "kind", "overdue", "text", "command"}
    assert (item["kind"], item["command"]) == ("number", "gosupport sent GS-1 --ticket НОМЕР")


@pytest.mark.parametrize(("words", "code"), [
    (("--ticket", "1", "--at", "21.11.2026 10:00"), "sent-in-future"),
    (("--ticket", "1", "--at", "2026-11-20T18:01+03:00"), "sent-in-future"),
    (("--ticket", "1", "--at", "когда-то"), "time-unclear"),
    (("--ticket", "1", "--at", "0001-01-01T00:00+14:00"), "time-too-far"),
    (("--ticket", "1", "--at", "9999-12-31"), "time-too-far"),
    (("--ticket", "1", "--at", "01.01.1800"), "time-too-far"),
    (("--ticket", "НОМЕР"), "placeholder"),
    ((), "sent-what"), (("--ticket", "1", "--no-number"), "number-and-none"),
    (("--ticket", "9" * 101), "ticket-too-long"),
])
def test_what_cannot_be_recorded_is_said_and_changes_nothing(
    home: Path, words: tuple[str, ...], code: str
) -> None:
    draft(home)
    ran = run_program("sent", "GS-1", *words, "--json")
    assert ran.code == 2
    assert data(ran)["code"] == code
    assert data(run_program("status", "GS-1", "--json"))["status"] == "ready"


@pytest.mark.guide("G-72")
def test_history_holds_every_step_and_an_unchecked_sending_is_pointed_out(home: Path) -> None:
    draft(home)
    assert "check" not in run_program("sent", "GS-1", "--ticket", "17").err
    history = data(run_program("status", "GS-1", "--json"))["history"]
    assert [(one["event"], one["status"]) for one in history] == [
        ("created", "draft"), ("status", "ready"), ("handed_over", "ready"),
        ("status", "waiting"), ("ticket", "waiting")]
    assert all(one["at"] for one in history)
    draft(home, ready=False)
    assert "gosupport check GS-2" in run_program("sent", "GS-2", "--ticket", "18").err


@pytest.mark.guide("G-69", "G-152", "G-197", "G-199", "G-205")
def test_the_card_says_everything_and_where_to_look(home: Path) -> None:
    draft(home)
    run_program("sent", "GS-1", "--ticket", "SCR#1234567")
    out = run_program("status", "SCR#1234567").out
    for word in ("GS-1", "SCR#1234567", "Ошибка 500", "Ожидание рассмотрения",
                 "20.11.2026 18:00", "22.11.2026 18:00", GUIDE, "История",
                 "https://lk.gosuslugi.ru/notifications", "Мои обращения"):
        assert word in " ".join(out.split()), word
    assert " ".join(out.split()).count(GUIDE) >= 3


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


@pytest.mark.guide("G-194")
def test_an_overdue_card_shows_the_three_ways_in_order(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft(home)
    run_program("sent", "GS-1", "--ticket", "17")
    at(monkeypatch, days=3)
    out = run_program("status", "17").out
    places = [out.index(word) for word in ("gosupport followup GS-1\n", "8 (800) 100-70-10",
                                           "gosupport new --from GS-1", "дубликат")]
    assert places == sorted(places)
    assert data(run_program("status", "17", "--json"))["overdue"] is True


@pytest.mark.guide("G-202", "G-203")
def test_status_by_hand_keeps_the_words_and_says_who(home: Path) -> None:
    draft(home)
    run_program("sent", "GS-1", "--ticket", "17")
    shape = data(run_program("status", "17", "--set", "Завершено", "--json"))
    assert (shape["status"], shape["raw_status"]) == ("closed", "Завершено")
    shape = data(run_program("status", "17", "--set", "reopened", "--note", "опять", "--json"))
    assert shape["status"] == "reopened"
    assert shape["history"][-1]["source"] == "person-override"
    assert shape["history"][-1]["text"] == "опять"


@pytest.mark.guide("G-203")
def test_an_unknown_word_is_kept_and_can_be_mapped(home: Path) -> None:
    draft(home)
    run_program("sent", "GS-1", "--ticket", "17")
    ran = run_program("status", "17", "--set", "Передано в отдел", "--json")
    assert (data(ran)["status"], data(ran)["raw_status"]) == ("waiting", "Передано в отдел")
    assert "--set in_progress" in ran.err
    shape = data(run_program("status", "17", "--set", "in_progress", "--json"))
    assert (shape["status"], shape["raw_status"]) == ("in_progress", "Передано в отдел")
    ran = run_program("status", "17", "--set", "Услуга оказана", "--json")
    assert (ran.code, data(ran)["code"]) == (2, "application-status")
    assert data(run_program("status", "17", "--json"))["status"] == "in_progress"


@pytest.mark.guide("G-193")
def test_a_check_without_news_can_be_noted(home: Path) -> None:
    draft(home)
    ran = run_program("status", "GS-1", "--note", "Проверил, без изменений", "--json")
    assert data(ran)["history"][-1]["text"] == "Проверил, без изменений"


def test_a_secret_in_a_note_is_cut_out(home: Path) -> None:
    draft(home)
    out = run_program("status", "GS-1", "--note", "сказали пароль: Qwerty1", "--json").out
    assert "Qwerty1" not in out
    assert "[удалено: пароль]" in out


@pytest.mark.guide("G-191")
def test_a_longer_class_counts_from_the_sending(home: Path) -> None:
    draft(home)
    run_program("sent", "GS-1", "--ticket", "17")
    journal = SqliteJournal(home)
    journal.put_answers("GS-1", {"deadline_class": "interagency-5wd"}, at=AT, source="person")
    journal.close()
    shape = data(run_program("status", "17", "--json"))
    assert shape["deadline"]["due_at"] == "2026-11-27T23:59:59+03:00"


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


@pytest.mark.parametrize(("later", "code"), [(0, 0), (30, 12)])
def test_the_exit_status_tells_scripts(
    home: Path, monkeypatch: pytest.MonkeyPatch, later: int, code: int
) -> None:
    draft(home, category="login")
    assert run_program("status", "GS-1", "--exit-status").code == 10
    run_program("sent", "GS-1", "--ticket", "17")
    at(monkeypatch, hours=later)
    assert run_program("status", "GS-1", "--exit-status").code == code


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


def test_persons_are_kept_shown_and_deleted(home: Path) -> None:
    assert run_program("profile", "set", "мама", "person.full_name=Иванова Мария Сергеевна",
                       "phone=8 900 000-00-01").code == 0
    shape = data(run_program("profile", "show", "мама", "--json"))
    assert shape["person"] == {"full_name": "Иванова Мария Сергеевна", "phone": "+79000000001"}
    assert "мама" in run_program("profile", "list").out
    assert run_program("profile", "set", "мама", "problem.subject=x").code == 2
    assert run_program("profile", "delete", "мама").code == 0
    assert run_program("profile", "show", "мама").code == 2


def test_an_unknown_or_ambiguous_number_is_exit_7(home: Path) -> None:
    draft(home)
    draft(home)
    run_program("sent", "GS-2", "--ticket", "1")
    ran = run_program("status", "1", "--json")
    assert (ran.code, data(ran)["code"]) == (7, "ambiguous-id")
    assert "GS-1" in data(ran)["message"]
    assert "GS-2" in data(ran)["message"]
    assert run_program("status", "GS-9").code == 7


@pytest.mark.parametrize("words", [
    ("status", "GS-1", "--set", "СТАТУС"), ("status", "GS-1", "--note", "ТЕКСТ"),
    ("todo", "GS-1", "--add", "ТЕКСТ"), ("reply", "GS-1", "--message", "«ТЕКСТ»", "--yes"),
    ("reply", "GS-1", "--not-fixed", "--result", "TEXT", "--yes"),
])
def test_a_command_that_was_pasted_with_its_placeholder_records_nothing(
    home: Path, words: tuple[str, ...]
) -> None:
    draft(home)
    run_program("sent", "GS-1", "--ticket", "17")
    before = run_program("status", "GS-1", "--json").out
    ran = run_program(*words, "--json")
    assert (ran.code, data(ran)["code"]) == (2, "placeholder")
    assert run_program("status", "GS-1", "--json").out == before
