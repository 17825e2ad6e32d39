"""Behaviours that mutation testing found unproven: each test kills mutants that had survived.

See CONTRIBUTING, Mutation testing; a module's own file has the rest of its behaviour.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.core.contacts import check_contact
from gosupport_cli.core.deadlines import Terms, deadline_of, read_term
from gosupport_cli.core.letters import Letter, believe
from gosupport_cli.core.model import Request, Status
from gosupport_cli.core.tracking import DueItem, due_items, is_due, silent_hours
from tests.factories import request
from tests.fakes import MOSCOW, FixedClock

CATALOGUE = YamlCatalogue(Path("/nowhere"))
FACTS = CATALOGUE.facts
TERMS = Terms(CATALOGUE.categories, CATALOGUE.deadlines, CATALOGUE.calendar)
NOW = FixedClock().now()
FRIDAY = datetime(2026, 11, 20, 18, 0, tzinfo=MOSCOW)


def sent(status: Status, **fields: object) -> Request:
    base: dict[str, object] = {"sent_at": NOW, "ticket": "SCR#1234567", "delivered_revision": 1}
    return replace(request(category="payment"), status=status,
                   **{**base, **fields})  # type: ignore[arg-type]


def due(one: Request, later: timedelta = timedelta()) -> list[DueItem]:
    return list(due_items(one, deadline_of(one, TERMS), NOW + later))


@pytest.mark.parametrize(("result", "trust"), [
    ("dkim=pass header.d=gosuslugi.ru", "pass"),
    ("DKIM=PASS HEADER.D=GOSUSLUGI.RU.", "pass"),
    ("dkim=pass header.i=@gosuslugi.ru", "pass"),
    ("dmarc=pass header.from=gosuslugi.ru", "pass"),
    ("spf=pass smtp.mailfrom=no-reply@gosuslugi.ru", "pass"),
    # What is not a pass is none, whatever domain it names.
    ("dkim=none header.d=gosuslugi.ru", "suspect"),
    ("dkim=neutral header.d=gosuslugi.ru", "suspect"),
    ("dmarc=temperror header.from=gosuslugi.ru", "suspect"),
    ("spf=softfail smtp.mailfrom=no-reply@gosuslugi.ru", "suspect"),
    ("spf=permerror smtp.mailfrom=gosuslugi.ru; dkim=none", "suspect"),
    # A method that proves no domain neither helps nor hinders the next one.
    ("arc=pass; dkim=pass header.d=gosuslugi.ru", "pass"),
    ("arc=pass header.d=gosuslugi.ru", "suspect"),
    ("dkim=pass header.d=sender.example; dmarc=pass header.from=gosuslugi.ru", "pass"),
    # One failure outweighs a pass, but for SPF, which fails for everything forwarded.
    ("dkim=fail header.d=gosuslugi.ru; spf=pass smtp.mailfrom=gosuslugi.ru", "suspect"),
    ("dmarc=fail header.from=gosuslugi.ru; dkim=pass header.d=gosuslugi.ru", "suspect"),
    ("spf=fail smtp.mailfrom=gosuslugi.ru; dkim=pass header.d=gosuslugi.ru", "pass"),
])
def test_a_letter_is_believed_only_by_a_pass_of_its_own_domain(result: str, trust: str) -> None:
    letter = Letter(text="x", subject="x", sender="no-reply@gosuslugi.ru",
                    authentication=(f"mx.example.ru; {result}",))
    assert believe(letter, trusted_server="mx.example.ru", expected=()).trust == trust


@pytest.mark.parametrize(("value", "verdict", "why"), [
    ("no-reply@gosuslugi.ru", "genuine", "genuine-email"),
    ("NO-REPLY@GOSUSLUGI.RU", "genuine", "genuine-email"),
    ("support@gosuslugi.ru", "genuine", "genuine-email"),
    ("info@gosuslugi.ru", "unknown", "email-unlisted"),
    ("support@xn--gsuslugi-91h.ru", "fake", "punycode"),
    ("support@mail.xn--gsuslugi-91h.ru", "fake", "punycode"),
    ("no-reply@gosuslugi.ru.example.com", "fake", "lookalike"),
    ("no-reply@gоsuslugi.ru", "fake", "homoglyph"),
    ("gosuslugi.help@mail.example", "fake", "borrowed-local"),
    ("ivanova@example.ru", "unknown", "email"),
])
def test_an_address_is_judged_with_its_reason(value: str, verdict: str, why: str) -> None:
    found = check_contact(value, FACTS)
    assert (found.verdict, found.why, found.kind) == (verdict, why, "email")
    assert found.params["host"].casefold() == value.rpartition("@")[2].casefold()
    assert (found.fact is not None) is (verdict == "genuine")


def test_a_sender_that_is_only_a_rumour_is_not_called_genuine() -> None:
    rumour = replace(FACTS["sender-mail"], verified="unverified")
    found = check_contact(rumour.value, {**FACTS, rumour.id: rumour})
    assert (found.verdict, found.why) == ("unknown", "email-unlisted")


def test_an_address_of_the_portal_without_https_is_not_genuine() -> None:
    safe, bare, open_ = (check_contact(f"{scheme}www.gosuslugi.ru", FACTS)
                         for scheme in ("https://", "", "http://"))
    assert (safe.why, bare.why) == ("genuine-link", "genuine-link")
    assert (open_.verdict, open_.why) == ("unknown", "not-https")
    assert {one.params["host"] for one in (safe, bare, open_)} == {"www.gosuslugi.ru"}


@pytest.mark.parametrize(("status", "kind", "code"), [
    (Status.NEEDS_INFO, "answer", "answer"),
    (Status.RESOLVED, "confirm", "confirm"),
    (Status.REFUSED, "contest", "contest"),
    (Status.UNKNOWN, "delivery", "check_delivery"),
])
def test_what_the_person_is_to_do_is_due_under_its_own_name(
    status: Status, kind: str, code: str
) -> None:
    item, = due(sent(status))
    assert (item.kind, item.action.code, item.request.id) == (kind, code, "GS-1")
    assert (item.due_at, item.overdue) == (None, False)


@pytest.mark.parametrize("status", [Status.NEEDS_INFO, Status.RESOLVED, Status.REFUSED])
def test_the_term_of_a_letter_runs_out_for_every_answer(status: Status) -> None:
    one = sent(status, answer_by=NOW + timedelta(days=3))
    assert [item.overdue for item in due(one)] == [False]
    assert [item.overdue for item in due(one, timedelta(days=4))] == [True]


def test_a_missing_number_names_the_command_that_records_it() -> None:
    item = due(sent(Status.WAITING, ticket=""))[-1]
    assert (item.kind, item.action.code) == ("number", "record_ticket")
    assert item.action.command == "gosupport sent GS-1 --ticket НОМЕР"
    assert (item.due_at, item.overdue) == (None, False)


def test_a_request_that_waits_has_its_date_its_reminder_and_once_late_only_the_date() -> None:
    one = sent(Status.WAITING)
    by_kind = {item.kind: item for item in due(one)}
    assert set(by_kind) == {"silence", "deadline"}
    assert by_kind["silence"].due_at == NOW + timedelta(hours=48)
    assert by_kind["silence"].action.code == "remind"
    wait = by_kind["deadline"].action
    assert (wait.code, wait.command) == ("wait", "gosupport status GS-1")
    late, = due(one, timedelta(days=30))
    assert (late.kind, late.overdue, late.action.code) == ("deadline", True, "followup")


def test_what_is_due_today_is_due_by_the_clock_of_the_person() -> None:
    # 23:30 in Moscow is still today there, although in Vladivostok it is tomorrow.
    item, = due(sent(Status.NEEDS_INFO, answer_by=FRIDAY.replace(hour=23, minute=30)))
    assert is_due(item, FRIDAY)
    assert not is_due(item, FRIDAY - timedelta(days=1))


def test_an_hour_of_silence_is_full_after_3600_seconds() -> None:
    one = sent(Status.WAITING)
    assert silent_hours(one, NOW + timedelta(seconds=3599)) == 0
    assert silent_hours(one, NOW + timedelta(seconds=3600 * 100)) == 100


@pytest.mark.parametrize(("term", "wanted"), [
    ("сегодня", "2026-11-20T23:59:59+03:00"), ("today", "2026-11-20T23:59:59+03:00"),
    ("завтра", "2026-11-21T23:59:59+03:00"), ("tomorrow", "2026-11-21T23:59:59+03:00"),
    ("послезавтра", "2026-11-22T23:59:59+03:00"),
    ("в течение трёх дней", "2026-11-23T23:59:59+03:00"),
    ("Ответ в течение 3 дней!", "2026-11-23T23:59:59+03:00"),
    ("30 минут", "2026-11-20T18:30:00+03:00"), ("2 часа", "2026-11-20T20:00:00+03:00"),
    ("1 месяц", "2026-12-20T23:59:59+03:00"), ("2 недели", "2026-12-04T23:59:59+03:00"),
])
def test_a_promised_term_is_understood_to_the_minute(term: str, wanted: str) -> None:
    found = read_term(term, FRIDAY, CATALOGUE.calendar)
    assert found is not None
    assert found.isoformat() == wanted
