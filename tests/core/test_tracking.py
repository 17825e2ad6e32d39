"""What may follow what, what the support's words mean, what to do next, what is due."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.content.languages import YamlTexts
from gosupport_cli.core.deadlines import Deadline, Terms, deadline_of
from gosupport_cli.core.model import Message, Request, Status
from gosupport_cli.core.tracking import (
    DueItem,
    by_urgency,
    due_items,
    followup_steps,
    is_due,
    lacks_number,
    may_follow,
    meaning_of,
    next_action,
    silent_hours,
)
from tests.factories import request
from tests.fakes import FixedClock

CATALOGUE = YamlCatalogue(Path("/nowhere"))
STATUSES = CATALOGUE.statuses
APPLICATION = CATALOGUE.lists["application-statuses"]
TERMS = Terms(CATALOGUE.categories, CATALOGUE.deadlines, CATALOGUE.calendar)
NOW = FixedClock().now()
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def made(status: Status = Status.WAITING, category: str = "payment", **fields: object) -> Request:
    base = {"sent_at": NOW, "ticket": "SCR#1234567", "delivered_revision": 1}
    return replace(request(category=category), status=status,
                   **{**base, **fields})  # type: ignore[arg-type]


def after(one: Request, later: timedelta = timedelta()) -> tuple[str, str]:
    action = next_action(one, deadline_of(one, TERMS), NOW + later)
    return action.code, action.command


def test_every_status_is_declared_with_the_label_of_the_contract() -> None:
    assert {one.id: one.label for one in STATUSES.values()} == {
        "draft": "Черновик", "ready": "Готово к отправке", "sending": "Отправляется",
        "unknown": "Неизвестно, доставлено ли", "waiting": "Ожидание рассмотрения",
        "in_progress": "В работе", "needs_info": "Требуется дополнительная информация",
        "resolved": "Решено, ждёт подтверждения", "closed": "Завершено", "refused": "Отказано",
        "reopened": "Возобновлено", "cancelled": "Отменено"}
    assert all(set(one.follows) <= set(STATUSES) for one in STATUSES.values())


@pytest.mark.guide("G-202")
def test_the_table_of_the_help_desk_holds() -> None:
    def follows(before: Status) -> set[Status]:
        return {one for one in Status if one is not before and may_follow(before, one, STATUSES)}

    assert follows(Status.CLOSED) == set()
    assert follows(Status.RESOLVED) == {Status.REOPENED, Status.CLOSED}
    assert follows(Status.REFUSED) == {Status.REOPENED, Status.CLOSED}
    assert Status.DRAFT not in follows(Status.WAITING)


@pytest.mark.guide("G-200", "G-201", "G-202", "G-203")
@pytest.mark.parametrize(("word", "status"), [
    ("Ожидание рассмотрения", "waiting"), ("В работе", "in_progress"), ("Завершено", "closed"),
    ("ЗАВЕРШЕНО.", "closed"), ("«в работе»", "in_progress"), ("Зарегистрирован", "waiting"),
    ("Исполнение", "in_progress"), ("присвоен номер", "in_progress"),
    ("требуется дополнительная информация", "needs_info"), ("выполнен", "resolved"),
    ("закрыт", "closed"), ("Отказано", "refused"), ("Возобновлено", "reopened"),
    ("решён", "resolved"), ("решен", "resolved"), ("in_progress", "in_progress"),
    ("in-progress", "in_progress"), ("IN PROGRESS", "in_progress"), ("Черновик", "draft"),
])
def test_the_words_of_people_and_of_the_support_are_known(word: str, status: str) -> None:
    assert meaning_of(word, STATUSES, APPLICATION).status == status


def test_no_word_names_two_statuses() -> None:
    words = [word.casefold().replace("ё", "е") for one in STATUSES.values()
             for word in (one.label, *one.words)]
    assert len(words) == len(set(words))


@pytest.mark.guide("G-203")
@pytest.mark.parametrize("word", ["Услуга оказана", "Заявление принято к рассмотрению",
                                  "Принято в обработку", "Отказано в предоставлении услуги"])
def test_a_status_of_an_application_is_told_apart(word: str) -> None:
    meaning = meaning_of(word, STATUSES, APPLICATION)
    assert meaning.status is None
    assert meaning.of_application


@given(st.text(max_size=40))
def test_any_text_has_some_meaning_or_none(word: str) -> None:
    meaning = meaning_of(word, STATUSES, APPLICATION)
    assert meaning.status is None or meaning.status in Status


@pytest.mark.parametrize(("one", "wanted"), [
    (made(Status.DRAFT, sent_at=None, delivered_revision=0),
     ("finish", "gosupport new --resume GS-1")),
    (made(Status.READY, sent_at=None, delivered_revision=0), ("send", "gosupport send GS-1")),
    (made(Status.READY, sent_at=None),
     ("record_ticket", "gosupport sent GS-1 --ticket НОМЕР")),
    (made(Status.UNKNOWN, sent_at=None),
     ("check_delivery", "gosupport sent GS-1 --ticket НОМЕР")),
    (made(Status.SENDING, sent_at=None),
     ("check_delivery", "gosupport sent GS-1 --ticket НОМЕР")),
    (made(ticket=""), ("record_ticket", "gosupport sent GS-1 --ticket НОМЕР")),
    (made(sent_at=None), ("record_ticket", "gosupport sent GS-1 --ticket НОМЕР")),
    (made(ticket="", number_refused=True), ("wait", "gosupport status GS-1")),
    (made(), ("wait", "gosupport status GS-1")),
    (made(Status.IN_PROGRESS), ("wait", "gosupport status GS-1")),
    (made(Status.REOPENED), ("wait", "gosupport status GS-1")),
    (made(Status.NEEDS_INFO), ("answer", "gosupport reply GS-1")),
    (made(Status.RESOLVED), ("confirm", "gosupport reply GS-1 --done")),
    (made(Status.REFUSED), ("contest", "gosupport reply GS-1 --not-fixed")),
    (made(Status.CLOSED), ("none", "")),
    (made(Status.CANCELLED), ("none", "")),
])
def test_every_state_has_one_step_and_one_command(
    one: Request, wanted: tuple[str, str]
) -> None:
    assert after(one) == wanted


def test_every_step_has_a_sentence_in_both_languages() -> None:
    cases = [(made(status, sent_at=sent, answer_by=by, ticket=ticket, delivered_revision=rev),
              NOW + later)
             for status in Status for sent in (None, NOW) for by in (None, NOW, NOW + HOUR)
             for ticket in ("", "1") for rev in (0, 1)
             for later in (timedelta(), 49 * HOUR, 999 * HOUR)]
    for language in ("ru", "en"):
        texts = YamlTexts(language, Path("/nowhere"))
        for one, now in cases:
            action = next_action(one, deadline_of(one, TERMS), now)
            said = texts(f"track.next-{action.text}", due="D", label="L", **action.values)
            assert said
            assert "{" not in said


@pytest.mark.guide("G-209")
@pytest.mark.parametrize(("silence", "code", "listed"), [
    (48 * HOUR - MINUTE, "wait", False), (48 * HOUR, "remind", True),
    (48 * HOUR + MINUTE, "remind", True),
])
def test_silence_of_48_hours_calls_for_a_reminder(
    silence: timedelta, code: str, listed: bool
) -> None:
    one = made()
    assert after(one, silence)[0] == code
    items = due_items(one, deadline_of(one, TERMS), NOW + silence)
    assert ("silence" in [item.kind for item in items if is_due(item, NOW + silence)]) is listed


@pytest.mark.guide("G-209")
def test_silence_counts_from_the_last_change_of_status() -> None:
    one = made(Status.IN_PROGRESS, support_at=NOW + 40 * HOUR)
    assert silent_hours(one, NOW + 87 * HOUR + 59 * MINUTE) == 47
    assert after(one, 87 * HOUR + 59 * MINUTE)[0] == "wait"
    assert after(one, 88 * HOUR)[0] == "remind"


def test_hours_of_silence_are_whole_and_only_where_something_is_to_come() -> None:
    assert silent_hours(made(), NOW + 90 * MINUTE) == 1
    assert silent_hours(made(Status.DRAFT, sent_at=None), NOW) is None
    assert silent_hours(made(Status.CLOSED), NOW) is None
    assert silent_hours(made(), NOW - HOUR) == 0


@pytest.mark.guide("G-194")
def test_overdue_goes_first_to_the_same_ticket_then_to_the_hotline_then_anew() -> None:
    one, late = made(category="login"), 25 * HOUR
    assert after(one, late) == ("followup", "gosupport followup GS-1")
    assert [command for _, command in followup_steps(one)] == [
        "gosupport followup GS-1", "gosupport show GS-1 --channel phone",
        "gosupport new --from GS-1"]
    asked = Message(1, "followup", "?", NOW, "sent", NOW + 26 * HOUR)
    assert after(replace(one, messages=(asked,)), 27 * HOUR) == (
        "followup", "gosupport show GS-1 --channel phone")
    kept = replace(asked, outcome="kept", sent_at=None)
    assert after(replace(one, messages=(kept,)), late)[1] == "gosupport followup GS-1"


@pytest.mark.guide("G-71")
def test_information_that_is_wanted_is_due_when_the_letter_says() -> None:
    by = NOW + timedelta(days=3)
    one = made(Status.NEEDS_INFO, answer_by=by)
    action = next_action(one, deadline_of(one, TERMS), NOW)
    assert (action.code, action.values["by"]) == ("answer", by)
    for later, overdue in ((timedelta(), False), (timedelta(days=4), True)):
        item, = due_items(one, deadline_of(one, TERMS), NOW + later)
        assert (item.kind, item.due_at, item.overdue) == ("answer", by, overdue)


@pytest.mark.guide("G-192")
def test_a_missing_number_is_due_until_it_is_given_or_refused() -> None:
    def kinds(one: Request) -> list[str]:
        return [item.kind for item in due_items(one, deadline_of(one, TERMS), NOW)
                if is_due(item, NOW)]

    assert kinds(made(ticket="")) == ["number"]
    assert kinds(made()) == []
    assert kinds(made(ticket="", number_refused=True)) == []
    assert lacks_number(made(Status.CLOSED, ticket="")) is False


@pytest.mark.guide("G-211")
def test_the_most_urgent_comes_first() -> None:
    cases: Sequence[tuple[str, Request]] = (
        ("number", replace(made(ticket="", sent_at=NOW - HOUR), id="GS-1")),
        ("deadline", replace(made(category="login", sent_at=NOW - 30 * HOUR), id="GS-2")),
        ("deadline", replace(made(category="login", sent_at=NOW - 90 * HOUR), id="GS-3")),
        ("answer", replace(made(Status.NEEDS_INFO), id="GS-4")),
        ("delivery", replace(made(Status.UNKNOWN, sent_at=None), id="GS-5")),
        ("deadline", replace(made(category="login", sent_at=NOW - 20 * HOUR), id="GS-6")),
        ("silence", replace(made(sent_at=NOW - 50 * HOUR), id="GS-7")),
    )
    items = [item for _, one in cases for item in due_items(one, deadline_of(one, TERMS), NOW)
             if is_due(item, NOW)]
    found = [(item.request.id, item.kind, item.overdue) for item in by_urgency(items)]
    assert found[:2] == [("GS-3", "deadline", True), ("GS-2", "deadline", True)]
    assert found[2:5] == [("GS-5", "delivery", False), ("GS-4", "answer", False),
                          ("GS-1", "number", False)]
    assert found[5:] == [("GS-7", "silence", False), ("GS-6", "deadline", False)]


def test_a_date_of_tomorrow_is_not_due_today() -> None:
    one = made(category="booking")
    items = due_items(one, deadline_of(one, TERMS), NOW)
    assert {item.kind for item in items} == {"silence", "deadline"}
    assert [item for item in items if is_due(item, NOW)] == []
    deadline = next(item for item in items if item.kind == "deadline")
    assert is_due(deadline, NOW + 30 * HOUR)


def test_a_finished_request_is_never_due() -> None:
    for status in (Status.CLOSED, Status.CANCELLED, Status.DRAFT, Status.READY):
        one = made(status, ticket="", sent_at=None)
        assert due_items(one, _no_term(), NOW + 999 * HOUR) == ()


def _no_term() -> Deadline:
    return Deadline("none", "", "", None, "", "unverified")


@given(st.lists(st.tuples(st.booleans(), st.none() | st.integers(-99, 99)), max_size=9))
def test_nothing_overdue_ever_stands_below_what_is_not(
    found: list[tuple[bool, int | None]],
) -> None:
    action = next_action(made(), _no_term(), NOW)
    items = [DueItem(made(), "deadline", _later(hours), overdue, action)
             for overdue, hours in found]
    flags = [item.overdue for item in by_urgency(items)]
    assert flags == sorted(flags, reverse=True)


def _later(hours: int | None) -> datetime | None:
    return None if hours is None else NOW + hours * HOUR
