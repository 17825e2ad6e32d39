"""``reply``: kept, shown, or handed over; the status goes on only with what was sent."""

from pathlib import Path

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.flows.reply import Tools, after_delivery, compose_reply
from tests.cli.correspondence import EXAMPLE, shape, status
from tests.cli.program import run_program
from tests.fakes import FixedClock


@pytest.mark.guide("G-82", "G-67", "G-177")
@pytest.mark.parametrize(
    ("words", "kind", "said"),
    [
        (("reply", "GS-1", "--done"), "reply", "Выполнено"),
        (("reply", "GS-1", "--not-fixed", "--result", "Ошибка 500 снова"), "reply",
         "Проблема сохраняется"),
        (("reply", "GS-1", "--result", "Браузер 25.10"), "reply", "Браузер 25.10"),
        (("reply", "GS-1", "--message", "Мой текст"), "reply", "Мой текст"),
        (("remind", "GS-1"), "remind", "Ответа пока нет"),
        (("followup", "GS-1"), "followup", "Проблема сохраняется"),
    ],
)
def test_a_message_that_is_not_sent_is_kept_and_shown(
    sent: Path, words: tuple[str, ...], kind: str, said: str
) -> None:
    code, receipt = shape(*words, "--no-send")
    assert (code, receipt["schema"], receipt["outcome"]) == (0, "gosupport.receipt/1", "kept")
    message = receipt["message"]
    assert isinstance(message, dict) and message["kind"] == kind and said in message["text"]
    kept = SqliteJournal(sent).get("GS-1").messages
    assert [(one.kind, one.outcome) for one in kept] == [(kind, "kept")]
    # Whatever goes out of the program carries the number, also where the words do not.
    assert "SCR#1234567" in run_program(*words, "--no-send").out


def test_the_same_words_that_may_have_arrived_are_not_sent_again(sent: Path) -> None:
    """A crash in the middle of sending leaves «unknown»; the same command is no second letter."""
    words = ("reply", "GS-1", "--done", "--channel", "email", "--to", "help@example.ru")
    run_program(*words, "--no-send")
    journal = SqliteJournal(sent)
    now = journal.get("GS-1").updated_at
    one = journal.begin_attempt("GS-1", channel="email", key="k", digest="d", at=now, message_id=1)
    journal.finish_attempt(one.id, "unknown", at=now)
    code, told = shape(*words, "--yes")
    assert (code, told["code"]) == (6, "message-unknown")
    assert len(journal.get("GS-1").messages) == 1


@pytest.mark.guide("G-83")
def test_what_was_ticked_off_stands_in_the_answer_that_it_did_not_help(sent: Path) -> None:
    run_program("todo", "GS-1", "--add", "Очистить кэш", "--add", "Войти снова")
    run_program("todo", "GS-1", "--done", "1")
    said = run_program("reply", "GS-1", "--not-fixed", "--result", "Та же ошибка", "--no-send").out
    assert "Сделано: Очистить кэш\n" in said


def test_a_secret_in_a_reply_is_cut_and_kept_nowhere(sent: Path) -> None:
    ran = run_program("reply", "GS-1", "--message", "Мой пароль: Zx81qwe7", "--no-send")
    assert ran.code == 0 and "Zx81qwe7" not in ran.out + ran.err
    assert all(b"Zx81qwe7" not in one.read_bytes() for one in sent.rglob("*") if one.is_file())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("reply", "GS-1"), "reply-what"),
        (("reply", "GS-1", "--done", "--not-fixed"), "reply-both"),
        (("reply", "GS-1", "--not-fixed"), "reply-result"),
        (("reply", "GS-1", "--done"), "send-needs-yes"),
        (("reply", "GS-1", "--done", "--channel", "pigeon"), "unknown-channel"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(
    sent: Path, words: tuple[str, ...], code: str
) -> None:
    left, error = shape(*words)
    assert (left, error["code"]) == (2, code)
    assert SqliteJournal(sent).get("GS-1").messages == ()


def test_a_draft_has_nothing_to_answer_to(private_world: Path) -> None:
    run_program("new", "--no-input", "--answers", EXAMPLE)
    code, error = shape("reply", "GS-1", "--done", "--no-send")
    assert (code, error["code"]) == (2, "reply-not-sent")


def test_a_trial_keeps_and_sends_nothing(sent: Path) -> None:
    ran = run_program("reply", "GS-1", "--done", "--dry-run")
    assert ran.code == 0 and "Выполнено" in ran.out
    assert SqliteJournal(sent).get("GS-1").messages == ()


def answered(*words: str, before: str, after: str) -> None:
    """A page was opened: the status goes on only with the command that is told then."""
    run_program("status", "GS-1", "--set", before)
    told = run_program("reply", "GS-1", *words, "--yes")
    assert status()["status"] == before, "nothing was sent yet (G-64)"
    command = f"gosupport status GS-1 --set {after}"
    assert command in told.err
    assert run_program(*command.split()[1:]).code == 0
    assert status()["status"] == after


def test_done_closes_and_not_fixed_reopens_what_was_resolved(sent: Path) -> None:
    answered("--not-fixed", "--result", "Ошибка снова", before="resolved", after="reopened")
    answered("--done", before="resolved", after="closed")


def test_an_answer_by_the_portal_leads_to_the_same_ticket_not_to_a_new_form(sent: Path) -> None:
    for words in (("reply", "GS-1", "--done"), ("remind", "GS-1"), ("followup", "GS-1")):
        told = run_program(*words, "--yes")
        page = (sent / "handover" / "GS-1-portal.html").read_text(encoding="utf-8")
        assert "https://lk.gosuslugi.ru/notifications" in page and "в это же обращение" in page
        assert "/feedback" not in page + told.err and "sent GS-1" not in page


def test_the_history_tells_an_answer_without_the_old_words_of_the_support(sent: Path) -> None:
    run_program("status", "GS-1", "--set", "требуется дополнительная информация")
    tools = Tools(SqliteJournal(sent), YamlCatalogue(sent / "templates"), FixedClock())
    after_delivery(tools, compose_reply(tools, "GS-1", wording="info", text="Снимок приложен"))
    shown = run_program("status", "GS-1").out
    assert "вы ответили, статус: В работе" in " ".join(shown.split())
    assert "В работе: «" not in shown


def test_what_is_still_wrong_while_information_is_wanted_is_an_answer(sent: Path) -> None:
    """«Возобновлено» follows only what had ended (templates/statuses.yaml)."""
    answered("--not-fixed", "--result", "Ошибка снова", before="needs_info", after="in_progress")
    told = run_program("reply", "GS-1", "--not-fixed", "--result", "Ошибка всё ещё", "--yes")
    assert status()["status"] == "in_progress"
    assert "--set" not in told.err


def test_a_file_that_is_spoken_of_and_does_not_go_along_is_pointed_out(sent: Path) -> None:
    told = run_program("reply", "GS-1", "--result", "Снимок прикладываю", "--no-send").err
    assert "gosupport reply GS-1 --attach ФАЙЛ" in told
    run_program("ingest", "-", "--yes", typed=(
        "Обращение SCR#1234567: требуется дополнительная информация. Пришлите снимок экрана."))
    told = run_program("reply", "GS-1", "--result", "Ошибка 500", "--no-send").err
    assert "--attach" in told
    for words in (("--result", "Без снимка: его нет"), ("--done",)):
        assert "--attach" not in run_program("reply", "GS-1", *words, "--no-send").err


def test_an_answer_that_is_kept_for_a_call_is_a_sheet_with_steps_of_an_answer(sent: Path) -> None:
    words = ("reply", "GS-1", "--done", "--channel", "phone", "--no-send")
    told = run_program(*words)
    assert "Перед звонком:\nНомер обращения: SCR#1234567" in told.out
    assert "\nЧто сказать:\nЗдравствуйте! Звоню по обращению SCR#1234567" in told.out
    steps = " ".join(told.err.split())
    assert "Скажите, что это дополнение к нему" in steps and "gosupport sent" not in steps
    english = run_program("--lang", "en", *words)
    assert english.out == told.out
    assert "Name the ticket number first. Say that this adds to it" in " ".join(english.err.split())


def test_the_sheet_of_an_answer_says_nothing_of_a_page_or_of_sending(sent: Path) -> None:
    told = run_program("reply", "GS-1", "--done", "--channel", "phone", "--yes")
    assert "лист для звонка готов. Звоните вы" in told.err and "Страница" not in told.err
    assert "gosupport sent" not in told.err  # that is for a request, not for an answer
    page = (sent / "handover" / "GS-1-phone.html").read_text(encoding="utf-8")
    assert "Звоните вы: программа никому не звонит" in page and "не отправлено" not in page
    assert "После звонка запишите, что сказал оператор" in page
    run_program("reply", "GS-1", "--done", "--yes")
    page = (sent / "handover" / "GS-1-portal.html").read_text(encoding="utf-8")
    assert "Сообщение ещё не отправлено: его отправляете вы." in page
