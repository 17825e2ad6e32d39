"""Letters become history and statuses only when they may be believed; mailboxes are only read."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.core.delivery_ports import FolderState
from gosupport_cli.core.letters import Letter
from gosupport_cli.core.model import Request, Status
from gosupport_cli.core.todo import things_of
from gosupport_cli.flows.ingest import Examined, Tools, examine, record
from gosupport_cli.flows.sync import answered, sync_mail
from gosupport_cli.flows.thread import thread_of
from tests.factories import complete_answers
from tests.fakes import MOSCOW, FixedClock

SENDER = "noreply@sc.digital.gov.ru"
PASSED = "mx.me; dkim=pass header.d=sc.digital.gov.ru"
SENT = datetime(2026, 11, 18, 12, 0, tzinfo=MOSCOW)


@pytest.fixture
def tools(tmp_path: Path, clock: FixedClock) -> Tools:
    return Tools(
        journal=SqliteJournal(tmp_path / "home"),
        catalogue=YamlCatalogue(tmp_path / "own"),
        clock=clock,
        trusted_server="mx.me",
    )


@pytest.fixture
def waiting(tools: Tools) -> Request:
    """GS-1, sent by letter on 18 November, number SCR#1234567."""
    journal = tools.journal
    request = journal.create(complete_answers(), at=SENT, source="test")
    attempt = journal.begin_attempt(request.id, channel="email", key="<ours@example.ru>",
                                    digest="0", at=SENT)
    journal.finish_attempt(attempt.id, "sent", at=SENT)
    return journal.set_ticket(request.id, "SCR#1234567", at=SENT, source="test")


def letter(subject: str, **parts: object) -> Letter:
    made: dict[str, object] = {
        "text": "Здравствуйте", "subject": subject, "sender": SENDER,
        "reply_to": "sd@sc.digital.gov.ru", "message_id": "<m@sc>",
        "date": datetime(2026, 11, 20, 9, 0, tzinfo=MOSCOW), "authentication": (PASSED,),
    }
    return Letter(**{**made, **parts})  # type: ignore[arg-type]


DONE = "Запрос SCR#1234567 выполнен. Тема: Вопрос"
WANTED = "По запросу SCR#1234567 требуется дополнительная информация. Тема : Вопрос"


def everything_on_disk(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())


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


@pytest.mark.guide("G-71")
def test_information_wanted_gives_three_calendar_days_from_the_letter(
    tools: Tools, waiting: Request
) -> None:
    changed = record(tools, examine(tools, letter(WANTED))).request
    assert changed is not None and changed.status is Status.NEEDS_INFO
    assert changed.answer_by == datetime(2026, 11, 23, 9, 0, tzinfo=MOSCOW)


@pytest.mark.guide("G-204")
@pytest.mark.parametrize("what", ["файл", "комментарий"])
def test_an_added_file_or_comment_is_an_event_and_no_status(
    tools: Tools, waiting: Request, what: str
) -> None:
    found = examine(tools, letter(f"К запросу SCR#1234567 добавлен {what}. Тема запроса: В"))
    changed = record(tools, found).request
    assert changed is not None and changed.status is Status.WAITING
    assert f"добавлен {what}" in tools.journal.events("GS-1")[-1].text


@pytest.mark.parametrize(
    ("change", "kind", "needs_yes"),
    [
        ({"authentication": ()}, "status", True),
        ({"authentication": ("mx.me; dkim=fail header.d=sc.digital.gov.ru",)}, "suspect", True),
        ({"authentication": ("mx.evil; dkim=pass header.d=sc.digital.gov.ru",)}, "suspect", True),
        ({"sender": "noreply@sc-digital.gov.ru.example.com"}, "suspect", True),
        ({"text": "Позвоните 8-800-555-66-66"}, "suspect", True),
        ({"text": "Войдите: https://gosuslugi.ru.example.com/login"}, "suspect", True),
    ],
)
def test_spoofed_letters_change_nothing_and_unverified_ones_wait_for_a_person(
    tools: Tools, waiting: Request, change: dict[str, object], kind: str, needs_yes: bool
) -> None:
    before = tools.journal.get("GS-1")
    found = examine(tools, letter(DONE, **change))
    assert (found.kind, found.needs_yes) == (kind, needs_yes)
    assert found.can_apply is (kind != "suspect")
    assert tools.journal.get("GS-1") == before


@pytest.mark.guide("G-204")
def test_a_letter_with_a_code_is_ignored_and_its_code_is_nowhere(
    tools: Tools, waiting: Request, tmp_path: Path
) -> None:
    code = letter("Код подтверждения адреса электронной почты организации", text="Код: 739105")
    found = examine(tools, code)
    assert (found.kind, found.can_apply, found.request) == ("code", False, None)
    assert b"739105" not in everything_on_disk(tmp_path)


def test_secrets_in_a_letter_are_cut_before_they_are_kept(
    tools: Tools, waiting: Request, tmp_path: Path
) -> None:
    record(tools, examine(tools, letter(DONE, text="Ваш пароль: Zx81qwe7 и код 5512 из смс")))
    kept = everything_on_disk(tmp_path)
    assert b"Zx81qwe7" not in kept and b"5512" not in kept


def test_the_thread_counts_before_the_number_and_brings_the_number(tools: Tools) -> None:
    journal = tools.journal
    journal.create(complete_answers(), at=SENT, source="test")
    attempt = journal.begin_attempt("GS-1", channel="email", key="<ours@example.ru>", digest="0",
                                    at=SENT)
    journal.finish_attempt(attempt.id, "sent", at=SENT)
    answer = letter("[desk #77] Ваше письмо", references=("<ours@example.ru>",), tickets=("77",))
    found = examine(tools, answer)
    assert (found.kind, found.number) == ("answer", "77")
    changed = record(tools, found).request
    assert changed is not None and changed.ticket == "77"
    assert changed.status is Status.WAITING


@pytest.mark.parametrize(
    ("subject", "why"),
    [
        ("Запрос SCR#7654321 выполнен. Тема: В", "no-such-number"),
        ("Зарегистрирован запрос SCR#1234567. Тема запроса: В", "wrong-order"),
    ],
)
def test_an_unknown_number_or_a_step_backwards_is_said_and_not_recorded(
    tools: Tools, waiting: Request, subject: str, why: str
) -> None:
    record(tools, examine(tools, letter(DONE)))
    found = examine(tools, letter(subject))
    assert (found.can_apply, found.why) == (False, why)


def test_a_letter_older_than_the_last_word_of_the_support_does_not_turn_time_back(
    tools: Tools, waiting: Request
) -> None:
    record(tools, examine(tools, letter(WANTED)))
    older = letter(DONE, date=datetime(2026, 11, 19, 9, 0, tzinfo=MOSCOW))
    assert examine(tools, older).why == "older"


@pytest.mark.parametrize(("recorded", "kept"), [
    ("1234567", Status.RESOLVED), ("№ 1234567", Status.RESOLVED), ("INC#1234567", Status.WAITING),
    ("SCR#11234567", Status.WAITING),
])
def test_a_letter_finds_a_number_that_was_recorded_without_its_letters(
    tools: Tools, waiting: Request, recorded: str, kept: Status
) -> None:
    tools.journal.set_ticket("GS-1", recorded, at=SENT, source="test")
    found = examine(tools, letter(DONE))
    if found.can_apply:
        record(tools, found)
    else:
        assert found.why == "no-such-number"
    assert tools.journal.get("GS-1").status is kept


def test_an_id_of_ours_with_a_number_of_its_own_is_no_number_of_the_support(
    tools: Tools, waiting: Request
) -> None:
    assert examine(tools, letter("[desk #1] Ваша заявка выполнена")).request is None


def test_our_own_ids_are_no_numbers_of_the_support(tools: Tools) -> None:
    tools.journal.create(complete_answers(), at=SENT, source="test")
    found = examine(tools, letter("[desk #1] Привет"))
    assert found.request is None


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


class ShownMailbox:
    """A mailbox of letters by UID; remembers what was asked for."""

    def __init__(self, letters: dict[int, Letter], validity: int = 1) -> None:
        self.letters_by_uid, self.validity = letters, validity
        self.read: list[int] = []

    def state(self) -> FolderState:
        return FolderState(self.validity, max(self.letters_by_uid, default=0) + 1)

    def uids(self, *, after: int = 0, since: date | None = None) -> list[int]:
        return [uid for uid in sorted(self.letters_by_uid) if uid > after]

    def headers(
        self, uids: Sequence[int], progress: Callable[[int, int], None] = lambda _d, _a: None
    ) -> Iterator[tuple[int, Letter]]:
        for uid in uids:
            yield uid, self.letters_by_uid[uid]
        progress(len(uids), len(uids))

    def letters(self, uids: Sequence[int]) -> Iterator[tuple[int, Letter]]:
        for uid in uids:
            if uid in self.letters_by_uid:
                self.read.append(uid)
                yield uid, self.letters_by_uid[uid]


def other(number: int) -> Letter:
    return letter(f"Распродажа {number}", sender="shop@example.com", message_id=f"<{number}@s>")


def test_sync_reads_only_letters_that_may_be_ours_and_the_second_time_only_new_ones(
    tools: Tools, waiting: Request
) -> None:
    mailbox = ShownMailbox({1: other(1), 2: letter(WANTED), 3: other(3)})
    first = sync_mail(tools, mailbox, "me")
    assert (first.seen, first.new, len(first.applied), mailbox.read) == (3, 1, 1, [2])
    assert sync_mail(tools, mailbox, "me").seen == 0
    mailbox.letters_by_uid[4] = letter(DONE, message_id="<next@sc>",
                                       date=datetime(2026, 11, 20, 10, 0, tzinfo=MOSCOW))
    again = sync_mail(tools, mailbox, "me")
    assert (again.seen, len(again.applied)) == (1, 1)
    assert tools.journal.get("GS-1").status is Status.RESOLVED


def test_new_uids_for_the_same_letters_record_nothing_twice(
    tools: Tools, waiting: Request
) -> None:
    sync_mail(tools, ShownMailbox({7: letter(WANTED)}), "me")
    events = len(tools.journal.events("GS-1"))
    renumbered = sync_mail(tools, ShownMailbox({1: letter(WANTED)}, validity=2), "me")
    assert renumbered.applied == ()
    assert len(tools.journal.events("GS-1")) == events


def test_a_trial_records_nothing_and_looks_again_next_time(
    tools: Tools, waiting: Request
) -> None:
    mailbox = ShownMailbox({1: letter(DONE)})
    trial = sync_mail(tools, mailbox, "me", dry_run=True)
    assert (trial.new, trial.applied) == (1, ())
    assert tools.journal.get("GS-1").status is Status.WAITING
    assert len(sync_mail(tools, mailbox, "me").applied) == 1


def test_sync_names_suspicious_letters_and_changes_nothing_by_them(
    tools: Tools, waiting: Request
) -> None:
    spoofed = letter(DONE, authentication=("mx.me; dkim=fail",))
    found = sync_mail(tools, ShownMailbox({1: spoofed}), "me")
    assert [one.why for one in found.suspect] == ["failed"]
    assert tools.journal.get("GS-1").status is Status.WAITING


def test_an_interruption_neither_loses_nor_repeats_a_letter(
    tools: Tools, waiting: Request
) -> None:
    class Breaks(ShownMailbox):
        def letters(self, uids: Sequence[int]) -> Iterator[tuple[int, Letter]]:
            for number, found in enumerate(super().letters(uids)):
                if number == 1:
                    raise ConnectionResetError
                yield found

    letters = {
        1: letter(WANTED, message_id="<1@sc>"),
        2: letter(DONE, message_id="<2@sc>", date=datetime(2026, 11, 20, 10, 0, tzinfo=MOSCOW)),
    }
    with pytest.raises(ConnectionResetError):
        sync_mail(tools, Breaks(letters), "me")
    assert tools.journal.get("GS-1").status is Status.NEEDS_INFO
    found = sync_mail(tools, ShownMailbox(letters), "me")
    assert len(found.applied) == 1
    assert tools.journal.get("GS-1").status is Status.RESOLVED


def test_the_first_look_goes_back_to_the_oldest_open_request(
    tools: Tools, waiting: Request
) -> None:
    asked: list[date | None] = []

    class Asked(ShownMailbox):
        def uids(self, *, after: int = 0, since: date | None = None) -> list[int]:
            asked.append(since)
            return super().uids(after=after, since=since)

    sync_mail(tools, Asked({1: other(1)}), "me")
    assert asked == [SENT.date()]


def test_a_pasted_text_is_the_persons_own_word_and_wants_a_yes(
    tools: Tools, waiting: Request
) -> None:
    found: Examined = examine(tools, Letter(text="Обращение SCR#1234567 в работе", is_mail=False))
    assert (found.belief.trust, found.can_apply, found.needs_yes) == ("person", True, True)
    changed = record(tools, found).request
    assert changed is not None and changed.raw_status == "В работе"
    assert changed.support_at == tools.clock.now()
    assert tools.clock.now() - SENT > timedelta(hours=48)


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


def bounce(**parts: object) -> Letter:
    return letter("Undelivered Mail", sender="MAILER-DAEMON@mx.example.ru", authentication=(),
                  is_bounce=True, returned=("<ours@example.ru>",), **parts)


def test_a_letter_that_came_back_is_asked_about_and_makes_the_delivery_unknown(
    tools: Tools, waiting: Request
) -> None:
    found = examine(tools, bounce())
    assert (found.kind, found.why, found.can_apply, found.needs_yes) == (
        "auto_reply", "bounced", True, True)
    changed = record(tools, found).request
    assert changed is not None and changed.status is Status.UNKNOWN
    assert thread_of(tools.journal, "GS-1") is None
    again = tools.journal.begin_attempt("GS-1", channel="email", key="<two@example.ru>",
                                        digest="0", at=SENT, resend=True)
    assert tools.journal.finish_attempt(again.id, "sent", at=SENT).status is Status.WAITING


def test_a_bounce_changes_no_status_once_the_support_has_answered(
    tools: Tools, waiting: Request
) -> None:
    record(tools, examine(tools, letter(WANTED)))
    changed = record(tools, examine(tools, bounce())).request
    assert changed is not None and changed.status is Status.NEEDS_INFO
    assert tools.journal.events("GS-1")[-1].event == "bounced"


def test_a_bounce_of_other_letters_is_nobodys_fraud_and_nothing_new(
    tools: Tools, waiting: Request
) -> None:
    other_one = bounce(message_id="<d@x>")
    mailbox = ShownMailbox({1: Letter(**{**vars(other_one), "returned": ("<alien@x>",)})})
    found = sync_mail(tools, mailbox, "me")
    assert (found.new, found.suspect, found.waiting, mailbox.read) == (0, (), (), [1])
    waits = sync_mail(tools, ShownMailbox({2: bounce(message_id="<e@x>")}), "me")
    assert [one.why for one in waits.waiting] == ["bounced"]
    assert tools.journal.get("GS-1").status is Status.WAITING


@pytest.mark.guide("G-71")
@pytest.mark.parametrize(("text", "until"), [
    ("Ответьте в течение 5-ти календарных дней.", datetime(2026, 11, 25, 18, 0, tzinfo=MOSCOW)),
    ("Ответьте в течение 2 рабочих дней.", datetime(2026, 11, 24, 23, 59, 59, tzinfo=MOSCOW)),
    ("", None),
])
def test_a_pasted_question_has_the_term_that_it_names_and_no_other(
    tools: Tools, waiting: Request, text: str, until: datetime | None
) -> None:
    said = f"По обращению SCR#1234567 нужна дополнительная информация. {text}"
    changed = record(tools, examine(tools, Letter(text=said, is_mail=False))).request
    assert changed is not None and changed.status is Status.NEEDS_INFO
    assert changed.answer_by == until


def test_a_code_beside_a_status_is_kept_nowhere(
    tools: Tools, waiting: Request, tmp_path: Path
) -> None:
    said = "Госуслуги: код 482913. Обращение SCR#1234567 в работе. Введите 482913 на сайте."
    record(tools, examine(tools, Letter(text=said, is_mail=False)))
    record(tools, examine(tools, letter(DONE, text="482913 — ваш код. Введите 482913", date=None)))
    assert b"482913" not in everything_on_disk(tmp_path)


def test_a_letter_that_waits_for_a_person_is_asked_about_until_they_have_answered(
    tools: Tools, waiting: Request
) -> None:
    nobody = ShownMailbox({
        1: letter(WANTED, authentication=(), message_id="<1@sc>"), 2: other(2),
        3: letter(DONE, authentication=(), message_id="<3@sc>"),
    })
    assert len(sync_mail(tools, nobody, "me").waiting) == 2  # no terminal: nobody was asked
    assert sync_mail(tools, nobody, "me").waiting == ()
    asked = sync_mail(tools, nobody, "me", ask_again=True).waiting
    assert [one.letter.message_id for one in asked] == ["<1@sc>", "<3@sc>"]
    answered(tools, "me")
    asked = sync_mail(tools, nobody, "me", ask_again=True).waiting
    assert [one.letter.message_id for one in asked] == ["<3@sc>"]
    del nobody.letters_by_uid[3]
    nobody.letters_by_uid[4] = other(4)
    assert sync_mail(tools, nobody, "me", ask_again=True).waiting == ()
    assert sync_mail(tools, nobody, "me", ask_again=True).seen == 0


def test_a_text_about_another_request_is_not_recorded_where_the_person_slipped(
    tools: Tools, waiting: Request
) -> None:
    tools.journal.create(complete_answers(), at=SENT, source="test")
    tools.journal.mark_sent("GS-2", sent_at=SENT, at=SENT, ticket="SCR#7654321")
    said = Letter(text="Запрос SCR#7654321 закрыт", is_mail=False)
    assert examine(tools, said, ref="GS-1").why == "names-another"
    assert examine(tools, said, ref="GS-2").can_apply


def test_the_same_letter_given_twice_is_recorded_once(tools: Tools, waiting: Request) -> None:
    record(tools, examine(tools, letter(WANTED)))
    events = tools.journal.events("GS-1")
    again = examine(tools, letter(WANTED))
    assert (again.can_apply, again.why) == (False, "already")
    assert tools.journal.events("GS-1") == events
