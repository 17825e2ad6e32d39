"""Files, times and numbers that the guide wants; what is complete, and what a verdict does."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.core.model import Status, Value
from gosupport_cli.flows.review import review, settle
from tests.factories import complete_answers, request
from tests.fakes import FixedClock
from tests.flows.reviewing import CATALOGUE, IDENTIFIERS, example_of, findings, fired


def test_a_waived_warning_stays_visible_with_its_reason() -> None:
    one = replace(request(problem__tried=()), waivers={"tried-missing": "не успела"})
    found = review(one, "portal", CATALOGUE, IDENTIFIERS, FixedClock())
    assert [(f.rule, f.waived) for f in found.findings] == [("tried-missing", "не успела")]


@pytest.mark.guide("G-78", "G-106")
@pytest.mark.parametrize(("channel", "size", "warns"), [
    ("chat", 2_097_152, False), ("chat", 2_097_153, True),
    ("portal", 5_242_880, False), ("portal", 5_242_881, True), ("phone", 9_000_000, False),
])
def test_a_file_over_the_limit_warns_and_is_no_error(channel: str, size: int, warns: bool) -> None:
    found = findings(channel, attachments=(f"screen.png {size} image/png Окно",))
    assert [one.level for one in found if one.rule == "file-size"] == ["warning"] * warns


@pytest.mark.guide("G-78", "G-96")
def test_limits_and_lists_can_be_changed_without_code(tmp_path: Path) -> None:
    (tmp_path / "lists.yaml").write_text("general-phrases: [абракадабра]\n", encoding="utf-8")
    (tmp_path / "channels").mkdir()
    source = Path("templates/channels/chat.yaml").read_text(encoding="utf-8")
    (tmp_path / "channels" / "chat.yaml").write_text(
        source.replace("2097152", "1000000"), encoding="utf-8")
    mine = YamlCatalogue(tmp_path)
    one = example_of(request(problem__actual="Абракадабра на странице"),
                     {"attachments": ("s.png 1000001 image/png Окно",)}, FixedClock().now())
    found = review(one, "chat", mine, IDENTIFIERS, FixedClock()).findings
    assert {"general-phrase", "file-size"} <= {f.rule for f in found}


@pytest.mark.guide("G-105")
def test_a_log_goes_by_letter_and_not_into_the_form() -> None:
    files = ("console.log 1000 text/plain Журнал",)
    assert "file-type" in fired("portal", attachments=files)
    assert "file-type" not in fired("email", attachments=files)


@pytest.mark.guide("G-45")
def test_a_named_file_has_to_be_there_and_an_attached_one_explained() -> None:
    text = "Страница с ошибкой, см. screen.png"
    assert fired(problem__actual=text) == {"file-absent"}
    assert fired(problem__actual=text, attachments=("screen.png 10 image/png",)) == set()
    assert fired(attachments=("screen.png 10 image/png",)) == {"file-unnamed"}


@pytest.mark.guide("G-74")
def test_a_follow_up_needs_a_number() -> None:
    text = "Уже писала об этом, страница с ошибкой"
    assert "no-number" in fired(problem__actual=text)
    assert "no-number" not in fired(problem__actual=text, problem__previous_ticket="SCR#1234567")
    assert "no-number" not in fired(problem__actual=text, problem__application_number="3500308079")


@pytest.mark.guide("G-39", "G-99", "G-160", "G-178")
@pytest.mark.parametrize(("moment", "rule"), [
    ("2026-11-20T18:01+03:00", "time-future"), ("2026-11-21", "time-future"),
    ("2026-11-20", "time-no-hour"), ("31.02.2026 10:00", "time-unread"),
    ("2026-11-20T17:59+03:00", ""), ("вчера в 14:30", ""),
])
def test_the_time_is_past_and_has_an_hour(moment: str, rule: str) -> None:
    errors = {one.rule for one in findings(problem__occurred_at=moment) if one.level == "error"}
    assert rule in errors if rule else not errors


@pytest.mark.guide("G-160")
def test_who_is_unsure_of_the_time_may_give_the_day() -> None:
    changes: dict[str, Value] = {"problem__occurred_at": "2026-11-20"}
    assert "time-no-hour" not in fired(**changes, problem__unsure=("problem.occurred_at",))


@pytest.mark.guide("G-167")
@pytest.mark.parametrize(("service", "pages", "missing"), [
    ("", (), True), ("unknown", (), False), ("", ("unknown",), False),
    ("Вход", (), False), ("", ("https://esia.gosuslugi.ru/login/",), False),
])
def test_a_service_a_page_or_unknown(service: str, pages: tuple[str, ...], missing: bool) -> None:
    found = fired(category="login", problem__service=service, problem__pages=pages)
    assert ("place-missing" in found) is missing


@pytest.mark.guide("G-157", "G-183")
@pytest.mark.parametrize(("key", "lacks"), [
    ("problem__steps", "steps"), ("environment__device", "device"),
    ("problem__occurred_at", "time"), ("", ""),
])
def test_it_is_said_whether_the_error_can_be_repeated(key: str, lacks: str) -> None:
    one = example_of(request(), {key.replace("__", "."): ""} if key else {}, FixedClock().now())
    complete = review(one, "portal", CATALOGUE, IDENTIFIERS, FixedClock()).complete
    assert complete.not_repeatable == ((lacks,) if lacks else ())
    assert complete.reproducible is not bool(lacks)


@pytest.mark.guide("G-169")
def test_requisites_are_needed_present_or_not_needed() -> None:
    def needs(**changes: Value) -> dict[str, str]:
        found = review(request(**changes), "portal", CATALOGUE, IDENTIFIERS, FixedClock())
        return dict(found.complete.requisites)

    assert needs()["person.inn"] == "not_needed"
    assert needs(person__inn="500100732259")["person.inn"] == "present"
    assert needs(person__phone="")["person.phone"] == "needed"
    assert needs()["problem.application_number"] == "not_needed"
    assert needs(category="status")["problem.application_number"] == "needed"


@pytest.mark.guide("G-109")
def test_every_field_gets_a_mark() -> None:
    one = request(person__phone="1", problem__tried=())
    marks = review(one, "portal", CATALOGUE, IDENTIFIERS, FixedClock()).complete.marks
    assert (marks["person.phone"], marks["problem.tried"]) == ("error", "warning")
    assert marks["problem.summary"] == "ok"


@pytest.mark.guide("G-25")
def test_ten_digits_are_asked_about() -> None:
    assert fired(problem__previous_ticket="3500308079") == {"ticket-or-application"}


@pytest.mark.guide("G-116")
def test_a_code_in_the_text_belongs_into_its_field() -> None:
    text = "Страница с ошибкой ESIA-007015"
    assert "code-outside" in fired(problem__actual=text, problem__error_code="")
    assert "code-outside" not in fired(problem__actual=text)


@pytest.mark.guide("G-36")
def test_a_draft_becomes_ready_and_falls_back(tmp_path: Path) -> None:
    journal, clock = SqliteJournal(tmp_path), FixedClock()
    made = journal.create(complete_answers(), at=clock.now(), source="person")

    def settled() -> Status:
        one = journal.get(made.id)
        found = review(one, "portal", CATALOGUE, IDENTIFIERS, clock)
        return settle(journal, one, found, at=clock.now()).status

    assert settled() is Status.READY
    journal.put_answers(made.id, {"problem.demand": None}, at=clock.now(), source="person")
    assert settled() is Status.DRAFT
    journal.set_status(made.id, Status.WAITING, at=clock.now(), source="person")
    assert settled() is Status.WAITING
    journal.close()


TEXT_KEYS = ["problem.subject", "problem.summary", "problem.actual", "problem.demand",
             "problem.error_code", "problem.occurred_at", "person.full_name", "person.phone",
             "person.email", "person.inn", "person.snils", "problem.previous_ticket"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(key=st.sampled_from(TEXT_KEYS), text=st.text(max_size=300),
       channel=st.sampled_from(["portal", "chat", "email"]))
def test_no_text_crashes_the_check(key: str, text: str, channel: str) -> None:
    for one in findings(channel, **{key.replace(".", "__"): text}):
        assert one.message and one.fix


@pytest.mark.parametrize("unit", ["а", " . ", "«", "https://a.b/", "a@", "слово ", "a ("])
def test_a_pasted_megabyte_ends_before_the_time_out_of_the_suite(unit: str) -> None:
    text = (unit * 1_000_000)[:1_000_000]
    findings("email", problem__actual=text)


@pytest.mark.parametrize(("domain", "meant"), [
    ("gmial.com", "gmail.com"), ("gmail.co", "gmail.com"), ("mial.ru", "mail.ru"),
    ("yandx.ru", "yandex.ru"), ("gmail.com", ""), ("mail.com", ""), ("example.ru", ""),
    ("mos.ru", ""), ("ok.ru", ""),
])
def test_an_address_one_slip_away_from_a_usual_one_is_asked_about(
    domain: str, meant: str
) -> None:
    said = [one.message for one in findings(person__email=f"ivanova@{domain}")
            if one.rule == "email-mistyped"]
    assert len(said) == bool(meant) and all(f"«{meant}»" in one for one in said)
