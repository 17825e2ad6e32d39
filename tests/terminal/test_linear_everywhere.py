"""``--linear`` of every command that asks: numbered lines, no escape byte, no slip chosen."""

from pathlib import Path

import click
import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.cli.commands import COMMANDS
from gosupport_cli.cli.root import root_command
from gosupport_cli.core.journal_ports import Selection
from gosupport_cli.core.model import Status
from tests.cli.program import run_program
from tests.factories import complete_answers
from tests.fakes import FixedClock
from tests.terminal.person import Person

pytestmark = [pytest.mark.terminal, pytest.mark.timeout(150)]
# Commands that never ask; whoever adds one that does gives it ``asks=True``.
SILENT = {"check", "explain", "show", "privacy", "status", "list", "due", "solve", "contacts",
          "facts", "env", "doctor", "profile", "config", "schema", "completion", "man", "todo"}


def test_every_command_that_asks_has_the_option() -> None:
    root = root_command()
    context = click.Context(root)
    for name in COMMANDS:
        one = root.get_command(context, name)  # type: ignore[attr-defined]
        options = [word for part in one.params for word in part.opts]
        assert ("--linear" in options) == (name not in SILENT), name


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """GS-1 waits with a number, GS-2 is ready."""
    journal = SqliteJournal(tmp_path)
    for channel in ("portal", "chat"):
        journal.create(complete_answers(channel=channel), at=FixedClock().now(), source="test")
    ran = run_program("--home", str(tmp_path), "sent", "GS-1", "--ticket", "SCR#1234567",
                      "--at", "15.11.2026 10:00")
    assert ran.code == 0, ran
    return tmp_path


def plainly(home: Path, *words: str, asked: tuple[tuple[str, str], ...], code: int = 0) -> Person:
    """Run ``words --linear``, type each answer at its question; no escape byte came."""
    one = Person(home, *words, "--linear", cols=100, rows=60)
    for question, answer in asked:
        one.sees(question)
        one.type(answer + "\n")
    assert one.ends() == code, "\n".join(one.screen.display)
    assert "\x1b" not in one.raw
    return one


def test_sent_asks_for_the_number_that_was_left_out(sent: Path) -> None:
    plainly(sent, "sent", "GS-2", asked=(
        ("Какой номер", "?"), ("Номер портал показывает", "SCR#7654321")))
    assert SqliteJournal(sent).get("GS-2").ticket == "SCR#7654321"


def test_send_asks_in_lines_and_a_slip_is_asked_again(sent: Path) -> None:
    one = plainly(sent, "send", "GS-2", "--no-open", asked=(
        ("Открыть страницу", "угу"), ("Выберите одну из строк", "?"), ("Сама программа", "да"),
        ("Дальше?", "хватит"), ("Вы уже отправили", "2")))
    assert "Когда отправите" in one.shown()
    assert SqliteJournal(sent).get("GS-2").sent_at is None


def test_reply_reminder_and_follow_up_ask_in_lines(sent: Path) -> None:
    plainly(sent, "reply", "GS-1", "--no-send", asked=(
        ("Что ответить поддержке", "3"), ("Что вы видите теперь", "Ошибка 500 снова\n")))
    for name in ("remind", "followup"):
        plainly(sent, name, "GS-1", code=5, asked=(("Открыть страницу", "нет"),))
    journal = SqliteJournal(sent)
    assert "Ошибка 500 снова" in journal.get("GS-1").messages[0].text


def test_an_answer_to_a_question_shows_it_and_asks_for_the_file(sent: Path) -> None:
    SqliteJournal(sent).set_status(
        "GS-1", Status.NEEDS_INFO, at=FixedClock().now(), source="letter",
        text="Пришлите снимок экрана. Код 482913")
    one = plainly(sent, "reply", "GS-1", "--no-send", asked=(
        ("Пришлите снимок", "?"), ("Поддержка спросила", "1"),
        ("Что ответить на вопрос", "Ошибка 500\n"),
        ("Какой файл приложить", "нет-такого.png"), ("Какой файл приложить", "")))
    assert "482913" not in one.raw
    assert "Ошибка 500" in SqliteJournal(sent).get("GS-1").messages[0].text


def test_ingest_asks_in_lines(sent: Path, tmp_path: Path) -> None:
    (tmp_path / "sms.txt").write_text("Обращение SCR#1234567 выполнено", encoding="utf-8")
    plainly(sent, "ingest", str(tmp_path / "sms.txt"), asked=(("Записать", "1"),))
    assert SqliteJournal(sent).get("GS-1").status is Status.RESOLVED


def test_a_log_is_offered_in_lines(sent: Path, tmp_path: Path) -> None:
    log = tmp_path / "portal.log"
    log.write_text("POST https://www.gosuslugi.ru/10700 500 x-trace-id: ab12cd34ef56ab12\n")
    journal = SqliteJournal(sent)
    journal.put_answers("GS-2", {"problem.error_code": None}, at=FixedClock().now(), source="test")
    one = Person(sent, "attach", "GS-2", str(log), "--linear", cols=100, rows=60)
    one.read(2)
    one.type("2\n")
    assert one.ends() in (0, 2)
    assert "\x1b" not in one.raw


def test_backup_restore_and_erasing_ask_in_lines(sent: Path, tmp_path: Path) -> None:
    archive, other = tmp_path / "b.zip", tmp_path / "other"
    plainly(sent, "export", str(archive), asked=())
    plainly(other, "import", str(archive), asked=(("Добавить их", "1"),))
    assert len(SqliteJournal(other).find(Selection())) == 2
    plainly(other, "purge", "GS-1", asked=(("Стереть?", "\n"),), code=5)
    plainly(other, "purge", "--all", asked=(("Стереть?", "да"),))
    assert not (other / "journal.sqlite3").exists()


def test_setup_asks_in_lines(sent: Path) -> None:
    plainly(sent, "setup", asked=(
        ("Введите номер", "почту"), ("Выберите одну из строк", "3"), ("1/3", "?"), ("записывает",  "https://127.0.0.1:9"),
        ("2/3", "General"), ("3/3", ""), ("Пароль или ключ", "тайна")), code=5)


def test_plain_text_can_be_kept_for_good(tmp_path: Path) -> None:
    run_program("--home", str(tmp_path), "config", "set", "linear", "yes")
    one = Person(tmp_path, "new", cols=100, rows=60)
    one.sees("Введите номер")
    one.type("ошибка входа\n")
    one.sees("Выбрано: Вход и коды")
    one.type("\x03")
    assert one.ends() == 130
    assert "gosupport new --resume GS-1" in one.shown()


def test_who_asked_for_plain_text_once_goes_on_in_plain_text(tmp_path: Path) -> None:
    one = Person(tmp_path, "new", "login", "--linear", cols=100, rows=60)
    one.sees("Введите номер")
    one.type("\x03")
    assert one.ends() == 130
    assert "gosupport new --resume GS-1 --linear" in one.shown()
    again = Person(tmp_path, "new", "--linear", "--resume", "GS-1", cols=100, rows=60)
    again.sees("Продолжаем GS-1. Тема: Вход и коды.")
    assert "gosupport config set linear yes" in one.shown()


def test_the_desk_takes_the_option_too(private_world: Path) -> None:
    ran = run_program("--linear")
    assert ran.code == 0 and "gosupport new" in ran.out, ran


@pytest.mark.parametrize("words", [("purge", "GS-1"), ("purge", "--all")])
def test_the_setting_holds_for_the_commands_that_run_with_broken_settings(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    SqliteJournal(tmp_path).create(complete_answers(), at=FixedClock().now(), source="test")
    (tmp_path / "settings.yaml").write_text("linear: yes\n", encoding="utf-8")
    one = Person(tmp_path, *words)
    one.sees("Стереть?")
    one.sees("номер и нажмите Enter")
    one.type("2\n")
    assert one.ends() == 5
    assert "Стрелки" not in one.shown()


def test_plain_lines_say_in_words_what_is_done(tmp_path: Path) -> None:
    SqliteJournal(tmp_path).create(complete_answers(), at=FixedClock().now(), source="test")
    run_program("--home", str(tmp_path), "todo", "GS-1", "--add", "Очистить кэш", "--add", "Войти")
    run_program("--home", str(tmp_path), "todo", "GS-1", "--done", "2")
    one = Person(tmp_path, "todo", "GS-1", GOSUPPORT_LINEAR="1")
    assert one.ends() == 0
    assert "1. Очистить кэш — не сделано" in one.shown()
    assert "2. Войти — сделано" in one.shown()
