"""Ticket servers are asked by number; the desk's word counts once, the person's own stands."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.core.delivery import Answer, Delivered, Parcel, Prepared, ServerTicket
from gosupport_cli.core.errors import NotDelivered
from gosupport_cli.core.model import Request, Status
from gosupport_cli.flows.sync_servers import ServersSynced, remember_seen, sync_servers
from gosupport_cli.flows.todo import look
from gosupport_cli.flows.track import Tools
from tests.factories import complete_answers
from tests.fakes import MOSCOW, FixedClock

SENT = datetime(2026, 11, 18, 12, 0, tzinfo=MOSCOW)
WORDS = {"new": Status.WAITING, "open": Status.IN_PROGRESS, "resolved": Status.RESOLVED,
         "feedback": Status.NEEDS_INFO}


class FakeDesk:
    """A ticket server as the tests set it; remembers which numbers were read."""

    def __init__(self) -> None:
        self.raw, self.at = "new", SENT
        self.answers: list[Answer] = []
        self.broken: tuple[str, ...] = ()
        self.read_numbers: list[str] = []

    def says(self, raw: str, minutes: int, *texts: str) -> None:
        """The desk does something ``minutes`` after the sending."""
        self.raw, self.at = raw, SENT + timedelta(minutes=minutes)
        for text in texts:
            name = f"5/{len(self.answers) + 1}"
            self.answers.append(Answer(name, self.at, "desk", text))

    def read(self, number: str) -> ServerTicket:
        self.read_numbers.append(number)
        if number in self.broken:
            raise NotDelivered("server-unreachable", host="desk")
        return ServerTicket(number, self.raw, WORDS.get(self.raw), self.at, tuple(self.answers))

    def test(self) -> str:
        raise AssertionError("not asked for")

    def prepare(self, parcel: Parcel) -> Prepared:
        raise AssertionError("not asked for")

    def unlock(self) -> None:
        raise AssertionError("not asked for")

    def deliver(self, prepared: Prepared) -> Delivered:
        raise AssertionError("not asked for")


@pytest.fixture
def journal(tmp_path: Path) -> SqliteJournal:
    """GS-1 went to the desk and is its number 5."""
    made = SqliteJournal(tmp_path / "home")
    sent(made, "5")
    return made


def sent(journal: SqliteJournal, number: str) -> Request:
    request = journal.create(complete_answers(channel="rt"), at=SENT, source="test")
    attempt = journal.begin_attempt(request.id, channel="rt", key=f"<{number}@x>", digest="0",
                                    at=SENT)
    return journal.finish_attempt(attempt.id, "sent", at=SENT, ticket=number)


def sync(
    journal: SqliteJournal, desk: FakeDesk, *, dry_run: bool = False, names: Sequence[str] = ("rt",)
) -> ServersSynced:
    tools = Tools(journal, YamlCatalogue(Path("no-such")), FixedClock())
    return sync_servers(tools, lambda _name: desk, names, dry_run=dry_run)


def status(journal: SqliteJournal) -> Status:
    return journal.get("GS-1").status


def reply(journal: SqliteJournal, text: str) -> None:
    """An answer of the person's own was delivered."""
    message = journal.put_message("GS-1", "reply", text, at=SENT)
    attempt = journal.begin_attempt("GS-1", channel="rt", key=f"<m{message.id}@x>", digest="0",
                                    at=SENT, message_id=message.id)
    journal.finish_attempt(attempt.id, "sent", at=SENT)


def test_status_and_answers_are_recorded_once_with_the_desks_own_word_and_time(
    journal: SqliteJournal,
) -> None:
    desk = FakeDesk()
    desk.says("feedback", 30, "Назовите браузер. Ваш пароль: Zx81qwe7")
    (change,) = sync(journal, desk).changed
    request = journal.get("GS-1")
    assert (change.answers, change.status_changed, change.recorded) == (1, True, True)
    assert (request.status, request.raw_status) == (Status.NEEDS_INFO, "feedback")
    assert request.support_at == SENT + timedelta(minutes=30)
    (answer,) = [one for one in journal.events("GS-1") if one.event == "answer"]
    assert (answer.source, answer.at) == ("server", SENT + timedelta(minutes=30))
    assert "Назовите браузер" in answer.text and "Zx81qwe7" not in answer.text
    before = journal.events("GS-1")
    assert sync(journal, desk) == ServersSynced(1)
    assert journal.events("GS-1") == before


def test_a_trial_says_what_would_change_and_changes_nothing(journal: SqliteJournal) -> None:
    desk = FakeDesk()
    desk.says("resolved", 30, "Исправлено")
    before = (journal.get("GS-1"), journal.events("GS-1"))
    (change,) = sync(journal, desk, dry_run=True).changed
    assert (change.request.status, change.answers, change.recorded) == (Status.RESOLVED, 1, False)
    assert (journal.get("GS-1"), journal.events("GS-1")) == before
    assert sync(journal, desk).changed[0].answers == 1


def test_one_server_that_fails_keeps_no_other_ticket_back(journal: SqliteJournal) -> None:
    sent(journal, "6")
    desk = FakeDesk()
    desk.broken = ("6",)
    desk.says("resolved", 30)
    done = sync(journal, desk)
    assert (done.asked, [one.request.id for one in done.changed]) == (2, ["GS-1"])
    assert [(one.id, error.code) for one, error in done.failed] == [("GS-2", "server-unreachable")]
    assert status(journal) is Status.RESOLVED


def test_drafts_other_channels_and_requests_without_a_number_are_not_asked_about(
    journal: SqliteJournal,
) -> None:
    journal.create(complete_answers(channel="rt"), at=SENT, source="test")
    desk = FakeDesk()
    sync(journal, desk)
    assert desk.read_numbers == ["5"]
    assert sync(journal, desk, names=("redmine",)).asked == 0


def test_an_unknown_word_of_the_desk_changes_no_status(journal: SqliteJournal) -> None:
    desk = FakeDesk()
    desk.says("somewhere", 30)
    assert sync(journal, desk).changed == ()
    assert status(journal) is Status.WAITING


def test_a_status_set_by_hand_stands_until_the_desk_changes_something(
    journal: SqliteJournal,
) -> None:
    desk = FakeDesk()
    desk.says("open", 10)
    sync(journal, desk)
    journal.set_status("GS-1", Status.RESOLVED, at=SENT, source="person-override")
    assert sync(journal, desk).changed == ()
    assert status(journal) is Status.RESOLVED
    desk.says("open", 20)
    sync(journal, desk)
    assert status(journal) is Status.IN_PROGRESS


def test_what_the_server_makes_of_our_own_answer_is_no_word_of_the_desk(
    journal: SqliteJournal,
) -> None:
    desk = FakeDesk()
    desk.says("resolved", 10)
    sync(journal, desk)
    reply(journal, "Проблема сохраняется: ошибка 500.\n\nПрошу посмотреть ещё раз.")
    journal.set_status("GS-1", Status.REOPENED, at=SENT, source="reply")
    # Request Tracker opens a ticket again when somebody writes into it.
    desk.says("open", 20, "Обращение 5.\n\nПроблема сохраняется: ошибка 500.\n\n"
              "Прошу  посмотреть ещё раз.\n\nФайлы:\n- экран.png")
    remember_seen(journal, journal.get("GS-1"), desk.read("5"))
    assert sync(journal, desk).changed == ()
    assert status(journal) is Status.REOPENED
    # The same word as before our answer, but said anew.
    desk.says("resolved", 21)
    sync(journal, desk)
    assert status(journal) is Status.RESOLVED


def test_a_confirmed_ticket_is_not_to_be_confirmed_again(journal: SqliteJournal) -> None:
    desk = FakeDesk()
    desk.says("resolved", 10)
    sync(journal, desk)
    reply(journal, "Выполнено, спасибо.")
    journal.set_status("GS-1", Status.CLOSED, at=SENT, source="reply")
    desk.says("resolved", 20)
    sync(journal, desk)
    assert status(journal) is Status.CLOSED
    desk.says("open", 30, "Открыли снова: нашли ещё одну причину")
    sync(journal, desk)
    assert status(journal) is Status.IN_PROGRESS


@pytest.mark.parametrize(
    "answer",
    ["Дайте снимок экрана, пожалуйста", "Принято.\n\n> Да", "Да, мы видим ошибку и у себя",
     "Да\n" + "Мы нашли причину и исправили её на стороне ведомства. " * 9],
)
def test_an_answer_that_only_contains_our_word_is_the_desks(
    journal: SqliteJournal, answer: str
) -> None:
    reply(journal, "Да")
    desk = FakeDesk()
    desk.says("open", 10, answer)
    assert sync(journal, desk).changed[0].answers == 1


def test_a_message_that_was_only_kept_is_not_taken_for_an_answer_of_ours(
    journal: SqliteJournal,
) -> None:
    journal.put_message("GS-1", "reply", "Готово", at=SENT)
    desk = FakeDesk()
    desk.says("open", 10, "Готово")
    assert sync(journal, desk).changed[0].answers == 1


def test_what_an_older_version_kept_is_understood(journal: SqliteJournal) -> None:
    journal.put_state("server.GS-1", '["5/1"]')
    desk = FakeDesk()
    desk.says("open", 10, "Старый ответ")
    desk.says("open", 20, "Новый ответ")
    assert sync(journal, desk).changed[0].answers == 1


@pytest.mark.guide("G-153")
def test_advice_of_a_desk_goes_on_the_list_and_its_answer_ends_the_silence(
    journal: SqliteJournal,
) -> None:
    desk, said = FakeDesk(), SENT + timedelta(hours=30)
    desk.answers.append(Answer("a1", said, "desk", "Очистите кэш и войдите снова."))
    sync(journal, desk)
    tools = Tools(journal, YamlCatalogue(Path("no-such")), FixedClock())
    assert [(one.text, one.source) for one in look(tools, "GS-1").things] == [
        ("Очистите кэш", "server"), ("Войдите снова", "server")]
    assert journal.get("GS-1").support_at == said
    sync(journal, desk)
    assert len(look(tools, "GS-1").things) == 2
