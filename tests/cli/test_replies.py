"""reply, remind, followup, ingest and sync through the program."""

import json
from pathlib import Path

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.core.model import Status
from gosupport_cli.flows.reply import Tools, after_delivery, compose_reply
from tests.cli.program import run_program
from tests.fakes import FixedClock

EXAMPLE = str(Path(__file__).parent.parent / "answers_example.yaml")
OFFICIAL = ("From: noreply@sc.digital.gov.ru\nTo: a@example.ru\nMessage-ID: <m@sc>\n"
            "Reply-To: sd@sc.digital.gov.ru\nDate: Fri, 20 Nov 2026 16:00:00 +0300\n")


@pytest.fixture
def sent(private_world: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """GS-1, number SCR#1234567, sent on 18 November."""
    monkeypatch.chdir(private_world)
    run_program("new", "--no-input", "--answers", EXAMPLE)
    ran = run_program("sent", "GS-1", "--ticket", "SCR#1234567", "--at", "18.11.2026 12:00")
    assert ran.code == 0, ran
    return private_world / "gosupport"


def shape(*words: str, typed: str = "") -> tuple[int, dict[str, object]]:
    ran = run_program(*words, "--json", typed=typed)
    return ran.code, json.loads(ran.out)


def status(ref: str = "GS-1") -> dict[str, object]:
    return shape("status", ref)[1]


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


@pytest.mark.guide("G-210", "G-194")
def test_reminders_and_repeat_requests_are_composed_of_what_the_journal_knows(
    sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOSUPPORT_NOW", "2026-12-10T10:00:00+03:00")
    code, receipt = shape("followup", "GS-1", "--no-send")
    message = receipt["message"]
    assert code == 0 and isinstance(message, dict)
    assert "SCR#1234567" in message["text"] and "18.11.2026 12:00" in message["text"]
    assert "20.11.2026 12:00" in message["text"], "the date until which an answer was expected"


def test_the_repeat_request_counts_working_days_and_names_promises_and_reminders(
    sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_program("sent", "GS-1", "--term", "1 рабочий день", "--operator", "Перезвонят завтра")
    monkeypatch.setenv("GOSUPPORT_NOW", "2026-12-10T10:00:00+03:00")
    text = run_program("followup", "GS-1", "--no-send").out
    assert "Рабочих дней с отправки: 16" in text
    assert "Портал назвал срок: 1 рабочий день" in text
    assert "Ответ по телефону 20.11.2026 18:00: Перезвонят завтра" in text


@pytest.mark.parametrize("word", ["needs_info", "resolved", "refused", "closed"])
@pytest.mark.parametrize("command", ["remind", "followup"])
def test_nobody_is_told_that_there_is_no_answer_when_there_is_one(
    sent: Path, command: str, word: str
) -> None:
    run_program("status", "GS-1", "--set", word)
    code, error = shape(command, "GS-1", "--no-send")
    assert (code, error["code"]) == (2, "remind-answered")


def test_a_reminder_before_its_time_is_pointed_out(
    sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOSUPPORT_NOW", "2026-11-18T15:00:00+03:00")
    assert "Новостей нет 3 часа" in run_program("remind", "GS-1", "--no-send").err
    assert "20.11.2026 12:00" in run_program("followup", "GS-1", "--no-send").err


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


def test_pasted_text_is_recorded_after_a_yes_only(sent: Path) -> None:
    text = "Обращение SCR#1234567: требуется дополнительная информация"
    code, found = shape("ingest", "-", typed=text)
    assert (code, found["kind"], found["applied"], found["id"]) == (2, "status", False, "GS-1")
    assert status()["status"] == "waiting"
    code, found = shape("ingest", "-", "--yes", typed=text)
    assert (code, found["applied"], found["status"]) == (0, True, "needs_info")
    assert set(found) >= {"schema", "kind", "id", "ticket", "status", "raw_status", "applied",
                          "why"}
    assert found["raw_status"] == "требуется дополнительная информация"
    action = status()["next_action"]
    assert isinstance(action, dict) and action["code"] == "answer"


def letter(folder: Path, *headers: str, subject: str = "Запрос SCR#1234567 выполнен. Тема: В",
           body: str = "Текст", charset: str = "utf-8") -> str:
    text = OFFICIAL + "".join(f"{one}\n" for one in headers)
    text += f"Content-Type: text/plain; charset={charset}\nSubject: {subject}\n\n{body}\n"
    file = folder / "letter.eml"
    file.write_bytes(text.encode(charset))
    return str(file)


PASSED = "Authentication-Results: mx.me; dkim=pass header.d=sc.digital.gov.ru"


@pytest.mark.parametrize("charset", ["utf-8", "cp1251", "koi8-r"])
def test_a_letter_that_passed_is_recorded_by_itself(sent: Path, charset: str) -> None:
    run_program("config", "set", "imap.trusted_authserv", "mx.me")
    code, found = shape("ingest", letter(sent.parent, PASSED, charset=charset))
    assert (code, found["applied"], found["status"], found["raw_status"]) == (
        0, True, "resolved", "выполнен")


def test_an_unverified_letter_is_not_applied_by_a_script_even_with_yes(sent: Path) -> None:
    code, found = shape("ingest", letter(sent.parent), "--yes")
    assert (code, found["applied"], found["kind"]) == (2, False, "status")
    assert status()["status"] == "waiting"


@pytest.mark.parametrize(
    "header",
    ["Authentication-Results: mx.evil; dkim=pass header.d=sc.digital.gov.ru",
     "Authentication-Results: mx.me; dkim=fail header.d=sc.digital.gov.ru"],
)
def test_a_suspect_letter_changes_nothing_whatever_is_said(sent: Path, header: str) -> None:
    run_program("config", "set", "imap.trusted_authserv", "mx.me")
    code, found = shape("ingest", letter(sent.parent, header), "--yes")
    assert (code, found["kind"], found["applied"]) == (0, "suspect", False)
    assert status()["status"] == "waiting"


@pytest.mark.parametrize(
    ("sender", "result", "kind"),
    [
        ("ivanova@example.ru", "", "status"),
        ("Ivanova@Example.ru", "", "status"),
        ("petrova@example.ru", "", "suspect"),
        ("ivanova@example.ru", "Authentication-Results: mx.me; dkim=pass header.d=example.ru",
         "suspect"),
    ],
)
def test_what_the_person_forwarded_to_themselves_is_for_them_to_judge(
    sent: Path, sender: str, result: str, kind: str
) -> None:
    run_program("config", "set", "imap.trusted_authserv", "mx.me")
    file = sent.parent / "fwd.eml"
    file.write_text(
        f"From: {sender}\n{result or 'X-Y: z'}\nSubject: Fwd: Запрос SCR#1234567 выполнен. Тема: В"
        "\nContent-Type: text/plain; charset=utf-8\n\n-------- Пересылаемое сообщение --------\n"
        "От кого: noreply@sc.digital.gov.ru\n\nГотово\n", encoding="utf-8")
    found = shape("ingest", str(file), "--yes")[1]
    assert (found["kind"], found["applied"]) == (kind, False)
    assert status()["status"] == "waiting"


def test_a_letter_of_thirty_megabytes_is_read(sent: Path) -> None:
    run_program("config", "set", "imap.trusted_authserv", "mx.me")
    file = Path(letter(sent.parent, PASSED))
    file.write_bytes(file.read_bytes() + b"0123456789abcde\n" * (30 * 2**16))
    code, found = shape("ingest", str(file))
    assert (code, found["applied"], found["status"]) == (0, True, "resolved")


def test_a_code_is_neither_shown_nor_kept(sent: Path) -> None:
    file = letter(sent.parent, subject="Код подтверждения", body="Код: 739105")
    ran = run_program("ingest", file, "--yes", "--json")
    assert json.loads(ran.out)["kind"] == "code"
    assert "739105" not in ran.out + ran.err
    assert all(b"739105" not in one.read_bytes() for one in sent.rglob("*") if one.is_file())


def test_sync_with_nothing_set_up_says_how_to_set_it_up(sent: Path) -> None:
    code, error = shape("sync")
    assert (code, error["code"]) == (2, "sync-nothing-set")
    assert "gosupport setup" in str(error["hint"])


@pytest.mark.guide("G-194")
def test_a_repeat_request_quotes_the_old_number_and_both_know_of_each_other(sent: Path) -> None:
    code, made = shape("new", "--no-input", "--from", "GS-1",
                       "--set", "problem.occurred_at=вчера в 10:00")
    problem = made["problem"]
    assert code in (0, 3) and isinstance(problem, dict)
    assert problem["previous_ticket"] == "SCR#1234567"
    assert "SCR#1234567" in run_program("show", "GS-2").out
    journal = SqliteJournal(sent)
    assert (journal.get("GS-1").links, journal.get("GS-2").links) == (("GS-2",), ("GS-1",))


def test_answers_from_stdin_are_read_once_also_where_nobody_can_be_asked(
    private_world: Path,
) -> None:
    typed = Path(EXAMPLE).read_text(encoding="utf-8")
    ran = run_program("new", "--answers", "-", "--json", typed=typed)
    assert ran.code == 0 and json.loads(ran.out)["category"]


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


@pytest.mark.guide("G-111", "G-135")
def test_type_and_conditions_are_asked_and_stand_in_the_text(private_world: Path) -> None:
    schema = json.loads(run_program("schema").out)["properties"]["problem"]["properties"]
    kinds = schema["type"]["enum"]
    assert {"technical", "service-error", "login-failure"} <= set(kinds) and len(kinds) > 3
    run_program("new", "--no-input", "--answers", EXAMPLE, "--set", "problem.type=login-failure",
                "--set", "problem.conditions=Только вечером")
    text = run_program("show", "GS-1", "--field", "description").out
    assert "Тип обращения: сбой при авторизации" in text
    assert "Только вечером" in text


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
