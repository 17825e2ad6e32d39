"""Each of the four ways of the guide, from the first answers to the card: prepare, check, hand
over, follow."""

import json
import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.cli.followed import draft
from tests.cli.program import new_request, run_program

FOUR = {"portal": "Форма на портале", "chat": "Чат на портале", "app": "Мобильное приложение",
        "phone": "Телефон"}
ROOT = Path(__file__).parent.parent.parent


@pytest.mark.guide("G-1", "G-47")
@pytest.mark.parametrize("channel", FOUR)
def test_a_request_is_prepared_checked_handed_over_and_followed_by_each_way(
    channel: str,
) -> None:
    new_request(channel=channel)
    checked = json.loads(run_program("check", "GS-1", "--json").out)
    assert (checked["channel"], checked["ok"]) == (channel, True)
    handed = run_program("send", "GS-1", "--yes", "--no-open", "--json")
    assert (handed.code, json.loads(handed.out)["outcome"]) == (0, "handed_over"), handed.err
    assert run_program("sent", "GS-1", "--ticket", "SCR#1234567").code == 0
    card = run_program("status", "SCR#1234567").out
    assert FOUR[channel] in card and "Ожидание рассмотрения" in card


@pytest.mark.guide("G-2")
def test_each_way_has_its_own_numbered_steps_and_its_own_shape() -> None:
    new_request()
    shown = {one: run_program("show", "GS-1", "--channel", one) for one in FOUR}
    assert len({one.err for one in shown.values()}) == 4
    assert all("\n  1. " in one.err and "\n  2. " in one.err for one in shown.values())
    firsts = {one: ran.out.splitlines()[0] for one, ran in shown.items()}
    assert (firsts["portal"], firsts["app"]) == ("Тема обращения:", "Тема:")
    assert firsts["phone"] == "Перед звонком:"
    assert firsts["chat"].startswith("Запись на приём к врачу: ") and "---" in shown["chat"].out


@pytest.mark.guide("G-17", "G-66")
def test_a_call_and_its_number_stand_in_list_card_and_backup(home: Path, tmp_path: Path) -> None:
    draft(home, channel="phone")
    ran = run_program("sent", "GS-1", "--ticket", "scr №77-б", "--at", "20.11.2026 16:05",
                      "--term", "3 дня", "--operator", "Анна, обещала перезвонить")
    assert ran.code == 0, ran.err
    (listed,) = json.loads(run_program("list", "--channel", "phone", "--json").out)["requests"]
    assert (listed["ticket"], listed["channel"], listed["status"]) == (
        "scr №77-б", "phone", "waiting")
    assert listed["sent_at"] == "2026-11-20T16:05:00+03:00"
    assert "scr №77-б" in run_program("list").out
    card = run_program("status", "scr №77-б").out
    for words in ("scr №77-б", "Телефон", "20.11.2026 16:05", "3 дня",
                  "Анна, обещала перезвонить"):
        assert words in card
    assert run_program("export", str(tmp_path / "copy.zip")).code == 0
    with zipfile.ZipFile(tmp_path / "copy.zip") as copy:
        kept = b"".join(copy.read(one) for one in copy.namelist())
    assert "scr №77-б".encode() in kept or b"scr \\u211677-\\u0431" in kept


@pytest.mark.guide("G-197", "G-69", "G-205")
def test_the_page_of_notices_opens_on_request_only(home: Path, tmp_path: Path) -> None:
    draft(home)
    run_program("sent", "GS-1", "--ticket", "17")
    log, browser = tmp_path / "log", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf "%s\\n" "$*" >> "{log}"\n')
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)

    def status(*words: str, **environ: str) -> subprocess.CompletedProcess[str]:
        plain = {key: value for key, value in os.environ.items()
                 if key not in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY")}
        return subprocess.run(
            [sys.executable, "-m", "gosupport_cli", "status", "17", *words], cwd=ROOT,
            env=plain | {"PYTHONUTF8": "1"} | environ, capture_output=True, text=True,
            encoding="utf-8", check=True, timeout=60)

    status(BROWSER=f"{browser} %s")
    assert not log.exists()
    done = status("--open", BROWSER=f"{browser} %s")
    assert log.read_text().split() == ["https://lk.gosuslugi.ru/notifications"]
    assert "Открыта страница https://lk.gosuslugi.ru/notifications" in done.stderr
    without = status("--open", "--lang", "en")
    assert "Open it yourself: https://lk.gosuslugi.ru/notifications" in without.stderr


@pytest.mark.guide("G-199")
def test_the_card_has_channel_files_links_dates_and_term(home: Path, tmp_path: Path) -> None:
    from PIL import Image

    draft(home)
    Image.new("RGB", (200, 100), "white").save(tmp_path / "screen.png")
    run_program("attach", "GS-1", str(tmp_path / "screen.png"), "--caption", "Окно")
    run_program("sent", "GS-1", "--ticket", "SCR#1234567")
    run_program("new", "--no-input", "--from", "GS-1", "--set",
                "problem.occurred_at=вчера в 10:00")
    card = " ".join(run_program("status", "GS-1").out.split())
    for words in ("SCR#1234567", "Форма на портале", "Ошибка 500 при выборе времени приёма",
                  "Ожидание рассмотрения", "Отправлено 20.11.2026 18:00", "Ждать до 22.11.2026",
                  "официально не подтверждено", "История", "screen.png", "GS-2"):
        assert words in card, words


@pytest.mark.guide("G-193", "G-209")
def test_hours_of_silence_are_a_setting(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draft(home, category="payment")
    run_program("sent", "GS-1", "--ticket", "17")
    monkeypatch.setenv("GOSUPPORT_NOW", "2026-11-21T19:00:00+03:00")

    def step() -> str:
        return str(json.loads(run_program("status", "17", "--json").out)["next_action"]["code"])

    assert step() == "wait"
    (home / "templates").mkdir(parents=True)
    (home / "templates" / "reminders.yaml").write_text(
        "reminders:\n  - {id: silence, hours: 24, verified: unverified, as_of: '2026', "
        "source: я}\n", encoding="utf-8")
    assert step() == "remind"
    run_program("status", "17", "--note", "Проверила, без изменений")
    assert "Проверила, без изменений" in run_program("status", "17").out


@pytest.mark.guide("G-185")
def test_the_class_of_a_category_is_data_and_moves_the_date(home: Path) -> None:
    draft(home, category="booking")
    run_program("sent", "GS-1", "--ticket", "17")

    def due() -> str:
        return str(json.loads(run_program("status", "17", "--json").out)["deadline"]["due_at"])

    assert due() == "2026-11-22T18:00:00+03:00"
    source = (ROOT / "templates" / "categories" / "booking.yaml").read_text(encoding="utf-8")
    (home / "templates" / "categories").mkdir(parents=True)
    (home / "templates" / "categories" / "booking.yaml").write_text(
        source.replace("deadline_class: diagnostics-48h", "deadline_class: login-24h"),
        encoding="utf-8")
    assert due() == "2026-11-21T18:00:00+03:00"


@pytest.mark.guide("G-200", "G-201", "G-202")
@pytest.mark.parametrize(("said", "status"), [
    ("Ожидание рассмотрения", "waiting"), ("В работе", "in_progress"), ("Завершено", "closed"),
])
def test_the_words_of_the_support_are_kept_beside_the_status(
    home: Path, said: str, status: str
) -> None:
    draft(home)
    run_program("sent", "GS-1", "--ticket", "17")
    run_program("status", "17", "--set", "Исполнение")
    shape = json.loads(run_program("status", "17", "--set", said, "--json").out)
    assert (shape["status"], shape["status_label"], shape["raw_status"]) == (status, said, said)


@pytest.mark.guide("G-29", "G-166")
@pytest.mark.parametrize(("language", "steps"), [
    ("ru", ("Журнал сети: F12, «Сеть», повторите ошибку, «Экспорт HAR»",
            "Журнал консоли: F12, «Консоль»", "Обвести прямоугольник: место с ошибкой")),
    ("en", ("Network log: F12, Network, repeat the error, Export HAR",
            "Console log: F12, Console", "Frame a box: the place of the error")),
])
def test_the_help_says_how_to_save_a_log_and_how_to_mark_the_place(
    language: str, steps: tuple[str, ...]
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "gosupport_cli", "attach", "--help", "--lang", language], cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "1"}, capture_output=True, text=True, encoding="utf-8",
        check=True, timeout=60)
    said = " ".join(done.stdout.split())
    for one in steps:
        assert one in said


@pytest.mark.guide("G-166")
@pytest.mark.parametrize(("language", "hint", "size"), [
    ("ru", "Обвести место с ошибкой: --mark X,Y,W,H", "1 КБ"),
    ("en", "To frame the place of the error: --mark X,Y,W,H", "1 KB"),
])
def test_after_a_picture_the_way_to_mark_the_place_is_named(
    home: Path, tmp_path: Path, language: str, hint: str, size: str
) -> None:
    from PIL import Image

    draft(home)
    Image.new("RGB", (60, 40), "white").save(tmp_path / "screen.png")
    ran = run_program("attach", "GS-1", str(tmp_path / "screen.png"), "--lang", language)
    assert hint in ran.err
    assert size in ran.out


def test_in_english_the_page_and_what_is_said_before_it_are_english(home: Path) -> None:
    new_request()
    told = run_program("--lang", "en", "send", "GS-1", "--yes", "--no-open")
    page = (home / "handover" / "GS-1-portal.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in page and "The request is not sent yet: you send it." in page
    assert 'Subject (<span lang="ru">Тема обращения</span>)' in page
    assert "gosupport sent GS-1 --ticket NUMBER" in page and "НОМЕР" not in page
    assert "Subject: Ошибка 500" in told.err and "Тема обращения" not in told.err
    run_program("sent", "GS-1", "--no-number")
    run_program("--lang", "en", "reply", "GS-1", "--result", "Ошибка 500", "--yes")
    page = (home / "handover" / "GS-1-portal.html").read_text(encoding="utf-8")
    assert "The message is not sent yet" in page and "Paste the text into this same" in page
    assert 'Message (<span lang="ru">Сообщение</span>)' in page


def test_the_sheet_that_is_shown_is_the_same_in_both_languages() -> None:
    new_request(channel="phone")
    english = run_program("--lang", "en", "show", "GS-1")
    assert english.out == run_program("show", "GS-1").out
    assert "Никогда не говорите:" in english.out and "Never say" not in english.out
