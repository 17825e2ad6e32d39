"""Letters become statuses, terms, advice and lines of history."""

from datetime import datetime

import pytest

from gosupport_cli.core.model import Request, Status
from gosupport_cli.core.todo import things_of
from gosupport_cli.flows.ingest import Tools, examine, record
from gosupport_cli.flows.thread import thread_of
from tests.fakes import MOSCOW
from tests.flows.letters.incoming import DONE, WANTED, letter


@pytest.mark.guide("G-204")
def test_a_letter_that_passed_changes_the_status_and_keeps_the_supports_words(
    tools: Tools, waiting: Request
) -> None:
    found = examine(tools, letter(DONE))
    assert (found.kind, found.can_apply, found.needs_yes) == ("status", True, False)
    changed = record(tools, found).request
    assert changed is not None
    assert (changed.status, changed.raw_status) == (Status.RESOLVED, "выполнен")
    assert changed.support_at == datetime(2026, 11, 20, 9, 0, tzinfo=MOSCOW)


@pytest.mark.guide("G-71", "G-70")
def test_information_wanted_gives_three_calendar_days_from_the_letter(
    tools: Tools, waiting: Request
) -> None:
    changed = record(tools, examine(tools, letter(WANTED))).request
    assert changed is not None and changed.status is Status.NEEDS_INFO
    assert changed.answer_by == datetime(2026, 11, 23, 9, 0, tzinfo=MOSCOW)


@pytest.mark.guide("G-204", "G-209")
@pytest.mark.parametrize("what", ["файл", "комментарий"])
def test_an_added_file_or_comment_is_an_event_and_no_status(
    tools: Tools, waiting: Request, what: str
) -> None:
    found = examine(tools, letter(f"К запросу SCR#1234567 добавлен {what}. Тема запроса: В"))
    changed = record(tools, found).request
    assert changed is not None and changed.status is Status.WAITING
    assert f"добавлен {what}" in tools.journal.events("GS-1")[-1].text


def test_a_letter_older_than_the_last_word_of_the_support_does_not_turn_time_back(
    tools: Tools, waiting: Request
) -> None:
    record(tools, examine(tools, letter(WANTED)))
    older = letter(DONE, date=datetime(2026, 11, 19, 9, 0, tzinfo=MOSCOW))
    assert examine(tools, older).why == "older"


@pytest.mark.guide("G-154")
def test_the_headers_for_an_answer_are_remembered_and_no_reply_boxes_are_not_answered(
    tools: Tools, waiting: Request
) -> None:
    record(tools, examine(tools, letter(WANTED, references=("<ours@example.ru>",))))
    thread = thread_of(tools.journal, "GS-1")
    assert thread is not None
    assert (thread.subject, thread.to) == (WANTED, "sd@sc.digital.gov.ru")
    assert thread.chain == ("<ours@example.ru>", "<m@sc>")
    record(tools, examine(tools, letter(DONE, reply_to="", date=None)))
    later = thread_of(tools.journal, "GS-1")
    assert later is not None and later.to == ""


@pytest.mark.guide("G-153")
def test_advice_in_a_letter_becomes_a_list_to_tick_off(tools: Tools, waiting: Request) -> None:
    text = "Здравствуйте! Очистите кэш браузера и войдите снова.\nНе сообщайте никому код из СМС."
    done = record(tools, examine(tools, letter(WANTED, text=text)))
    assert done.things == 2
    assert [(one.text, one.source) for one in things_of(tools.journal.events("GS-1"))] == [
        ("Очистите кэш браузера", "letter"), ("Войдите снова", "letter")]


@pytest.mark.guide("G-209")
def test_an_answer_without_a_status_ends_the_silence_and_an_automatic_one_does_not(
    tools: Tools, waiting: Request
) -> None:
    answered = datetime(2026, 11, 20, 9, 0, tzinfo=MOSCOW)
    automatic = letter("Re: Ошибка", references=("<ours@example.ru>",), message_id="<auto@sc>",
                       auto_submitted="auto-replied")
    record(tools, examine(tools, automatic))
    assert tools.journal.get("GS-1").support_at is None
    record(tools, examine(tools, letter("Re: Ошибка", references=("<ours@example.ru>",))))
    assert tools.journal.get("GS-1").support_at == answered


def test_a_status_may_come_after_a_younger_answer(tools: Tools, waiting: Request) -> None:
    record(tools, examine(tools, letter("Re: Ошибка", references=("<ours@example.ru>",))))
    earlier = letter(WANTED, date=datetime(2026, 11, 20, 8, 59, tzinfo=MOSCOW))
    changed = record(tools, examine(tools, earlier)).request
    assert changed is not None and changed.status is Status.NEEDS_INFO
    assert changed.support_at == datetime(2026, 11, 20, 9, 0, tzinfo=MOSCOW)


def test_the_same_letter_given_twice_is_recorded_once(tools: Tools, waiting: Request) -> None:
    record(tools, examine(tools, letter(WANTED)))
    events = tools.journal.events("GS-1")
    again = examine(tools, letter(WANTED))
    assert (again.can_apply, again.why) == (False, "already")
    assert tools.journal.events("GS-1") == events
