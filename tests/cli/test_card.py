"""``status``: the card of one request, its history, and what a person sets by hand."""

import json
from pathlib import Path

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.core.model import Status
from tests.cli.correspondence import shape, status
from tests.cli.followed import GUIDE, at, data, draft
from tests.cli.program import run_program


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
def test_a_longer_class_counts_from_the_sending_and_history_keeps_both_dates(home: Path) -> None:
    draft(home)
    run_program("sent", "GS-1", "--ticket", "17")
    assert run_program("edit", "GS-1", "--set", "deadline_class=interagency-5wd").code == 0
    card = data(run_program("status", "17", "--json"))
    assert card["deadline"]["due_at"] == "2026-11-27T23:59:59+03:00"
    (kept,) = [one for one in card["history"] if one["event"] == "deadline"]
    assert kept["text"] == "2026-11-22T18:00:00+03:00 → 2026-11-27T23:59:59+03:00"
    for language, said in (("ru", "ждать ответа до: 22.11.2026 18:00 → 27.11.2026 23:59 (вы)"),
                           ("en", "answer expected by: 2026-11-22 18:00 → 2026-11-27 23:59 (you)")):
        assert said in " ".join(run_program("status", "17", "--lang", language).out.split())
    run_program("edit", "GS-1", "--set", "problem.conditions=Только вечером")
    again = data(run_program("status", "17", "--json"))["history"]
    assert [one["event"] for one in again].count("deadline") == 1, "no other answer moves it"


@pytest.mark.parametrize(("later", "code"), [(0, 0), (30, 12)])
def test_the_exit_status_tells_scripts(
    home: Path, monkeypatch: pytest.MonkeyPatch, later: int, code: int
) -> None:
    draft(home, category="login")
    assert run_program("status", "GS-1", "--exit-status").code == 10
    run_program("sent", "GS-1", "--ticket", "17")
    at(monkeypatch, hours=later)
    assert run_program("status", "GS-1", "--exit-status").code == code


def test_an_unknown_or_ambiguous_number_is_exit_7(home: Path) -> None:
    draft(home)
    draft(home)
    run_program("sent", "GS-2", "--ticket", "1")
    ran = run_program("status", "1", "--json")
    assert (ran.code, data(ran)["code"]) == (7, "ambiguous-id")
    assert "GS-1" in data(ran)["message"]
    assert "GS-2" in data(ran)["message"]
    assert run_program("status", "GS-9").code == 7


@pytest.mark.guide("G-195")
def test_the_register_of_requests_lives_on_this_computer_and_can_do_all_that_is_needed(
    sent: Path,
) -> None:
    assert status()["ticket"] == "SCR#1234567"
    listed = shape("list", "--status", "waiting")[1]["requests"]
    assert isinstance(listed, list) and [one["id"] for one in listed] == ["GS-1"]
    run_program("status", "GS-1", "--set", "in_progress", "--note", "звонили, обещали ответ")
    changed = status()
    assert changed["status"] == "in_progress"
    assert "звонили, обещали ответ" in json.dumps(changed["history"], ensure_ascii=False)
    assert shape("due", "--all")[0] == 0
    assert run_program("export", "copy.zip").code == 0
    assert (sent / "journal.sqlite3").is_file()


@pytest.mark.guide("G-72")
def test_the_history_says_in_plain_words_what_came_and_by_whom(sent: Path) -> None:
    journal = SqliteJournal(sent)
    at = journal.get("GS-1").updated_at
    for event, source in (("answer", "letter"), ("comment-added", "letter"), ("answer", "server"),
                          ("auto-reply", "letter"), ("bounced", "letter"), ("todo", "server")):
        journal.note("GS-1", event, at=at, source=source, text="Х")
    journal.set_status("GS-1", Status.CLOSED, at=at, source="reply")
    journal.close()
    card = run_program("status", "GS-1").out
    for line in ("ответ поддержки: Х (письмо)", "ответ поддержки: Х (служба заявок)",
                 "поддержка добавила комментарий: Х (письмо)", "автоматический ответ: Х (письмо)",
                 "письмо не доставлено: Х (письмо)", "в список дел: Х (служба заявок)",
                 "статус: Завершено (ваш ответ)"):
        assert line in card
