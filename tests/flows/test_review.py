"""Single findings that the guide describes: places, borders, and what must not fire."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gosupport_cli.adapters.identifiers import LibraryIdentifiers
from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.core.checklist import example_of
from gosupport_cli.core.finding import Finding
from gosupport_cli.core.model import Status, Value
from gosupport_cli.flows.review import review, settle
from tests.factories import complete_answers, request
from tests.fakes import FixedClock

CATALOGUE = YamlCatalogue(Path("/nonexistent"))
IDENTIFIERS = LibraryIdentifiers()
SECRET = "secret-in-text"


def findings(channel: str = "", /, **changes: Value) -> tuple[Finding, ...]:
    one = example_of(
        request(), {k.replace("__", "."): v for k, v in changes.items()}, FixedClock().now()
    )
    return review(one, channel or one.channel, CATALOGUE, IDENTIFIERS, FixedClock()).findings


def fired(channel: str = "", /, **changes: Value) -> set[str]:
    return {one.rule for one in findings(channel, **changes)}


NO_SECRET = ("пароль не подходит", "забыл пароль", "СМС с номера 0919 не приходит",
             "код ошибки 12345678", "код услуги 60010153", "ESIA-007015",
             "Не приходит код подтверждения", "Ошибка 500", "код региона 77")


@pytest.mark.guide("G-24", "G-108")
@pytest.mark.parametrize("text", NO_SECRET)
@pytest.mark.parametrize("key", ["problem__actual", "problem__error_text", "problem__summary"])
def test_words_about_passwords_and_codes_are_no_secrets(text: str, key: str) -> None:
    assert not {SECRET, "secret-removed"} & fired(**{key: text})


SECRETS = {"пароль: Qwerty1": "Qwerty1", "код 4821 из смс": "4821", "смс 482193": "482193",
           "password=Hunter22": "Hunter22", "CVV 123": "123"}


@pytest.mark.guide("G-23", "G-24", "G-108")
@pytest.mark.parametrize("channel", list(CATALOGUE.channels))
@pytest.mark.parametrize("text", SECRETS)
def test_a_secret_is_an_error_everywhere_and_its_value_nowhere(text: str, channel: str) -> None:
    for key in ("problem__actual", "person__full_name", "problem__service", "problem__error_text"):
        found = findings(channel, **{key: f"Иванова Мария {text}"})
        assert SECRET in {one.rule for one in found if one.level == "error"}, key
        told = json.dumps([(f.message, f.fix, dict(f.values)) for f in found], ensure_ascii=False)
        assert SECRETS[text] not in told


@pytest.mark.guide("G-24")
def test_a_secret_cannot_be_waived() -> None:
    one = replace(request(problem__actual="пароль: Qwerty1"), waivers={SECRET: "так надо"})
    found = review(one, "portal", CATALOGUE, IDENTIFIERS, FixedClock())
    assert not found.ok
    assert [f.waived for f in found.findings if f.rule == SECRET] == [""]


def test_a_waived_warning_stays_visible_with_its_reason() -> None:
    one = replace(request(problem__tried=()), waivers={"tried-missing": "не успела"})
    found = review(one, "portal", CATALOGUE, IDENTIFIERS, FixedClock())
    assert [(f.rule, f.waived) for f in found.findings] == [("tried-missing", "не успела")]


def test_a_place_in_a_list_is_named() -> None:
    [one] = findings(problem__steps=("Открыла услугу", "Нажала кнопку кнопку"))
    assert (one.rule, one.field) == ("doubled-word", "problem.steps[1]")


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


@pytest.mark.guide("G-4", "G-8", "G-10")
@pytest.mark.parametrize("number", [
    "8-800-555-66-66", "8‑800‑555‑66‑66", "8 800 555 66 66", "+7 (800) 555-66-66",
    "8-800-777-22-22", "8 (800) 777‑22‑22", "8-800-100-70-70", "+7 800 100 70 70",
])
def test_false_numbers_are_met_in_any_spelling(number: str) -> None:
    [one] = findings(problem__actual=f"Звонила на {number}, ответил робот")
    assert one.rule in ("phone-fake", "phone-lookalike")
    assert "не принадлежит Госуслугам" in one.message
    assert "8 (800) 100-70-10 и 115" in one.fix
    alike = one.rule == "phone-lookalike"
    assert alike == ("100" in number) == ("отличается одной парой цифр" in one.message)


@pytest.mark.guide("G-57", "G-117")
@pytest.mark.parametrize("page", [
    "https://gosuslugi.ru.evil.com/login", "https://gosusIugi.ru/", "https://gos-uslugi.ru/",
    "https://xn--gosuslug-p4i.ru/", "http://www.gosuslugi.ru/10700", "https://example.ru/form",
])
def test_a_page_that_is_not_the_portal_warns(page: str) -> None:
    assert {"link-fake", "link-http", "link-foreign"} & fired(problem__pages=(page,))


@pytest.mark.guide("G-117")
def test_the_tail_of_a_link_is_reported_and_not_repeated() -> None:
    found = findings(problem__pages=("https://www.gosuslugi.ru/600101/1/form?token=abc#x",))
    assert [one.rule for one in found] == ["link-query"]
    assert "abc" not in found[0].message + found[0].fix


@pytest.mark.guide("G-96", "G-97", "G-138")
@pytest.mark.parametrize(("subject", "rule", "level"), [
    ("Проблема", "subject-general", "error"), ("Вопрос", "subject-general", "error"),
    ("Помогите!", "subject-general", "error"), ("Не вижу", "subject-short", "warning"),
    ("Сбой при оплате " * 7, "subject-long", "warning"),
    ("Не работает сервис", "subject-plain", "hint"),
])
def test_a_subject_that_says_little_is_reported(subject: str, rule: str, level: str) -> None:
    assert (rule, level) in {(one.rule, one.level) for one in findings(problem__subject=subject)}


@pytest.mark.guide("G-97")
def test_a_categorys_name_is_a_subject_to_be_completed() -> None:
    assert "subject-plain" in fired(category="login", problem__subject="Ошибка входа")


@pytest.mark.guide("G-77", "G-98")
@pytest.mark.parametrize("summary", ["Не работает", "Всё глючит", "Госуслуги не работают",
                                     "У меня опять ничего не работает"])
def test_a_summary_without_a_symptom_is_reported(summary: str) -> None:
    assert "no-symptom" in fired(problem__summary=summary)


@pytest.mark.guide("G-77")
@pytest.mark.parametrize("summary", ["Ошибка 500", "Нет кнопки «Отправить»",
                                     "Неверный статус заявки", "Страница не открывается"])
def test_the_guides_symptoms_are_symptoms(summary: str) -> None:
    assert "no-symptom" not in fired(problem__summary=summary)


@pytest.mark.guide("G-101", "G-121", "G-124", "G-46", "G-62", "G-79", "G-150")
@pytest.mark.parametrize(("text", "rule", "named"), [
    ("Ничего не работает на странице", "general-phrase", "ничего не работает"),
    ("Тут постоянно ошибка", "general-phrase", "постоянно ошибка"),
    ("Сделайте что-нибудь с формой", "general-phrase", "сделайте что-нибудь"),
    ("К сожалению, форма пустая", "introductory", "к сожалению"),
    ("Форма как-то мигает", "vague", "как-то"), ("Иногда форма пустая", "vague", "иногда"),
    ("Форма вроде пустая", "vague", "вроде"), ("Форма недавно пустая", "vague", "недавно"),
    ("Форма, короче, пустая", "filler", "короче"),
    ("Форма пустая, кошмар", "opinions", "кошмар"),
    ("Форма пустая, идиоты", "rude", "идиоты"),
    ("Форма пустая, подам в суд", "threats", "подам в суд"),
])
def test_a_word_is_reported_with_its_place(text: str, rule: str, named: str) -> None:
    for key in ("problem__actual", "problem__summary"):
        found = [one for one in findings(**{key: text}) if one.rule == rule]
        assert [one.field for one in found] == [key.replace("__", ".")]
        assert f"«{named}»" in found[0].message


@pytest.mark.guide("G-79", "G-80", "G-81", "G-84", "G-122", "G-123", "G-182", "G-75")
@pytest.mark.parametrize(("changes", "rule"), [
    ({"problem__actual": "ФОРМА ПУСТАЯ СОВСЕМ"}, "capitals"),
    ({"problem__actual": "Форма пустая!!!"}, "exclamations"),
    ({"problem__actual": "Форма форма пустая"}, "doubled-word"),
    ({"problem__actual": "Форма,, пустая"}, "doubled-signs"),
    ({"problem__actual": "Фopма пустая"}, "mixed-letters"),
    ({"problem__demand": "Когда починят форму? Кто виноват?"}, "many-questions"),
    ({"problem__actual": "Форма пустая, а ещё не приходит СМС"}, "two-problems"),
    ({"problem__demand": "Прошу вас помочь, ты же можешь"}, "ty-and-vy"),
    ({"problem__actual": "Я вижу форму, заявитель её не видит"}, "first-and-third-person"),
    ({"problem__actual": "Ошибка 500 при выборе времени приёма."}, "repeats-subject"),
    ({"problem__actual": "Откроется список времени."}, "expected-equals-actual"),
    ({"problem__actual": "Форма просит код ДПЦР"}, "abbreviations"),
    ({"problem__demand": "Запись очень важна"}, "demand-asks-nothing"),
])
def test_manners_and_clearness_are_checked(changes: dict[str, Value], rule: str) -> None:
    assert rule in fired(**changes)


@pytest.mark.guide("G-75", "G-80", "G-81")
@pytest.mark.parametrize("text", [
    "Форма не принимает ИНН и КПП", "HTML-код виден на странице", "Чуть-чуть видно страницу",
    "На кнопке надпись «ГОТОВО»", "Ошибка НЕ исчезает", "Открылось 12 12 окон",
])
def test_what_is_right_is_left_alone(text: str) -> None:
    assert fired(problem__actual=text) == set()


@pytest.mark.guide("G-76")
def test_the_chat_wants_one_sentence() -> None:
    two = "Выбираю время. Появляется ошибка 500."
    assert "summary-one-sentence" in fired("chat", problem__summary=two)
    assert "summary-one-sentence" not in fired("portal", problem__summary=two)


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


@pytest.mark.guide("G-20", "G-21", "G-22", "G-95", "G-137", "G-171", "G-173", "G-174")
@pytest.mark.parametrize(("key", "good", "bad"), [
    ("person__phone", "8 (900) 000‑00‑01", "+7 000 000-00-00"),
    ("person__email", "ivanova@example.ru", "ivanova@"),
    ("person__email", "ivanova@example.ru", "ivanova@mаil.ru"),
    ("person__inn", "500100732259", "500100732258"),
    ("person__inn", "7707083893", "1111111111"),
    ("person__snils", "087-654-303 00", "112-233-445 96"),
    ("person__snils", "000-000-600 04", "1122334459"),
])
def test_numbers_and_addresses_are_validated(key: str, good: str, bad: str) -> None:
    assert not [one for one in findings(**{key: good}) if one.level == "error"]
    [error] = [one for one in findings(**{key: bad}) if one.level == "error"]
    assert error.field == key.replace("__", ".")


@pytest.mark.guide("G-20", "G-112", "G-173", "G-174")
def test_identity_numbers_get_advice_by_the_channels_policy() -> None:
    changes: dict[str, Value] = {"person__inn": "500100732259"}
    assert fired("portal", **changes) == {"identity-not-asked"}
    assert fired("app", **changes) == {"identity-not-asked"}
    assert fired("chat", **changes) == fired("email", **changes) == {"identity-masked"}


@pytest.mark.guide("G-112")
@pytest.mark.parametrize("text", [
    "Форма не принимает паспорт 4500 000000", "Дата рождения 01.02.1950 не подходит",
    "Мой муж Петров Пётр Сергеевич не видит услугу",
])
def test_private_data_in_a_text_warns_and_is_not_repeated(text: str) -> None:
    [one] = [f for f in findings(problem__actual=text) if f.rule == "private-in-text"]
    assert not set(text.split()) & {"4500", "01.02.1950", "Петров"} & set(one.message.split())


@pytest.mark.guide("G-102", "G-103")
def test_the_portal_wants_both_contacts_and_other_contacts_are_only_a_hint() -> None:
    assert {"phone-missing", "email-missing"} <= fired("portal", person__phone="", person__email="")
    assert fired(person__same_contacts="no") == {"contacts-differ"}
    assert fired(person__same_contacts="yes") == set()


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


@pytest.mark.guide("G-139", "G-168")
def test_a_text_longer_than_the_channel_takes_is_reported() -> None:
    lines = "\n".join(f"строка {n}: модуль {n} не загружен" for n in range(90))
    assert "text-limit" in fired("app", problem__error_text=lines)
    assert "text-limit" not in fired("email", problem__error_text=lines)
    assert "long-item" in fired(problem__steps=("Нажала кнопку. " * 20,))


@pytest.mark.guide("G-172")
def test_one_word_is_no_full_name() -> None:
    assert fired(person__full_name="Иванова") == {"name-short"}
    assert fired(person__full_name="Иванова Мария") == set()


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
