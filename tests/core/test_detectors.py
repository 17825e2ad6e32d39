"""Each detector of the checklist by itself: where it fires, what it names, what it lets pass."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from gosupport_cli.adapters.identifiers import LibraryIdentifiers
from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.core.case import Case, quoted
from gosupport_cli.core.catalogue import Rule
from gosupport_cli.core.detectors import DETECTORS
from gosupport_cli.core.document import Document, DocumentField
from gosupport_cli.core.model import Attachment, Request, Status, Value
from tests.fakes import FixedClock

CATALOGUE = YamlCatalogue(Path("/nonexistent"))
IDENTIFIERS = LibraryIdentifiers()
NOW = FixedClock().now()
LISTS = {"bad": ("кошмар", "ничего не работает", "глюч*"), "other": ("вы",),
         "plain": ("не работает сервис",), "abbreviations": ("СМС", "ИНН"),
         "attached": ("прилагаю",), "again": ("уже писала",)}
Hits = list[tuple[str, Mapping[str, str]]]
ACTUAL = "problem.actual"


def case_of(
    answers: Mapping[str, Value], channel: str = "portal", files: tuple[Attachment, ...] = (),
    ticket: str = "", fields: tuple[DocumentField, ...] = (),
) -> Case:
    one = Request("GS-1", Status.DRAFT, 1, NOW, NOW, answers, attachments=files, ticket=ticket)
    made = Document(channel, "", fields) if fields else None
    return Case(one, answers, CATALOGUE.channels[channel],
                CATALOGUE.categories.get(str(answers.get("category"))), CATALOGUE.questions,
                LISTS, CATALOGUE.facts, IDENTIFIERS, NOW, lambda: made)


def hits(
    test: str, case: Case | Mapping[str, Value] | str, *fields: str, **params: Any
) -> Hits:
    """What the detector finds; a bare text is what the person sees (``problem.actual``)."""
    answers: Mapping[str, Value] | Case = {ACTUAL: case} if isinstance(case, str) else case
    rule = Rule("r", "error", fields or (ACTUAL,), test, "", "", "", "", (), {}, {}, params)
    given = answers if isinstance(answers, Case) else case_of(answers)
    return [(one.field, one.values) for one in DETECTORS[test](given, rule)]


def named(test: str, text: str, **params: Any) -> list[str]:
    """The words that the message will name."""
    return [one for _, values in hits(test, text, **params) for one in values.values()]


def file(name: str = "screen.png", size: int = 10, media_type: str = "image/png",
         caption: str = "") -> Attachment:
    return Attachment(name=name, size=size, sha256="0" * 64, media_type=media_type,
                      original_size=size, caption=caption)


# --- What is there --------------------------------------------------------------------------


def test_a_required_answer_is_missed_only_where_the_category_asks_for_it() -> None:
    assert hits("required", {"category": "booking"}, ACTUAL) == [(ACTUAL, {})]
    assert hits("required", {"category": "booking", ACTUAL: " "}, ACTUAL) == [(ACTUAL, {})]
    assert hits("required", {"category": "booking", ACTUAL: "x"}, ACTUAL) == []
    assert hits("required", {}, "problem.payment_id") != []
    asked = CATALOGUE.categories["booking"].questions
    foreign = next(key for key in CATALOGUE.questions if key not in asked)
    assert hits("required", {"category": "booking"}, foreign) == []
    assert hits("required", {"category": "booking"}, foreign, always=True) == [(foreign, {})]
    both = hits("required", {"category": "booking"}, ACTUAL, "problem.summary")
    assert both == [(ACTUAL, {}), ("problem.summary", {})]


def test_not_known_and_none_are_answers_only_where_the_question_allows_them() -> None:
    for word, allows in (("unknown", "unknown"), ("none", "none")):
        for key, question in CATALOGUE.questions.items():
            fires = bool(hits("required", {key: word}, key, always=True))
            assert fires is not getattr(question, allows), (word, key)
            listed = bool(hits("required", {key: (word,)}, key, always=True))
            assert listed is fires


def test_one_of_several_is_enough_and_a_file_counts() -> None:
    keys = ("problem.error_text", "problem.error_code", "attachments")
    assert hits("required_any", {}, *keys) == [("problem.error_text", {})]
    assert hits("required_any", {"problem.error_code": "500"}, *keys) == []
    assert hits("required_any", case_of({}, files=(file(),)), *keys) == []
    assert hits("required_any", case_of({}, files=(file(),)), *keys[:2]) != []


@pytest.mark.parametrize(("test", "key", "good", "bad"), [
    ("phone", "person.phone", "+79000000001", "+7 000 000-00-00"),
    ("email", "person.email", "a@example.ru", "a@"),
    ("inn", "person.inn", "500100732259", "500100732258"),
    ("snils", "person.snils", "112-233-445 95", "112-233-445 96"),
])
def test_a_wrong_number_or_address_fires_and_no_number_does_not(
    test: str, key: str, good: str, bad: str
) -> None:
    assert hits(test, {key: bad}, key) == [(key, {})]
    for passed in (good, f" {good} ", "", " ", "unknown", "none"):
        assert hits(test, {key: passed}, key) == [], passed


def test_mixed_letters_of_an_address_have_their_own_rule() -> None:
    mixed = {"person.email": "ivanova@mаil.ru"}
    assert hits("email", mixed, "person.email") == []
    assert hits("email_scripts", mixed, "person.email") == [("person.email", {})]
    for other in ("ivanova@mail.ru", "mаil", "иванова@почта.рф"):
        assert hits("email_scripts", {"person.email": other}, "person.email") == [], other


TIME = "problem.occurred_at"


@pytest.mark.parametrize(("told", "unread", "future", "no_hour"), [
    ("2026-11-20T18:00+03:00", False, False, False), ("2026-11-20T18:01+03:00", False, True, False),
    ("2026-11-20", False, False, True), ("2026-11-21", False, True, True),
    ("2026-11-19", False, False, True), ("когда-то", True, False, False),
    ("", False, False, False), ("unknown", False, False, False),
])
def test_a_time_is_readable_past_and_has_an_hour(
    told: str, unread: bool, future: bool, no_hour: bool
) -> None:
    case = {TIME: told}
    value = {"value": told}
    assert hits("moment_unread", case, TIME) == [(TIME, value)] * unread
    assert hits("moment_future", case, TIME) == [(TIME, value)] * future
    assert hits("moment_no_hour", case, TIME) == [(TIME, {})] * no_hour
    assert hits("moment_no_hour", {**case, "problem.unsure": (TIME,)}, TIME) == []


def test_in_the_evening_the_bare_day_of_today_is_not_to_come_wherever_the_person_is() -> None:
    morning = datetime.fromisoformat("2026-11-20T01:00+03:00")
    case = replace(case_of({TIME: "2026-11-20"}), now=morning)
    assert hits("moment_future", case, TIME) == []


def test_a_value_that_is_no_choice_is_named_with_the_choices() -> None:
    key = "environment.device"
    known = ", ".join(one.id for one in CATALOGUE.questions[key].choices)
    assert hits("not_a_choice", {key: "утюг"}, key) == [(key, {"value": "утюг", "known": known})]
    for fine in ("computer", "unknown", "none", ""):
        assert hits("not_a_choice", {key: fine}, key) == []
    assert hits("not_a_choice", {key: "утюг", ACTUAL: "x"}, "environment.*", "problem.*",
                "no.such")[0][0] == key
    assert [values["value"] for _, values in hits(
        "not_a_choice", {key: ("computer", "утюг", "чайник")}, "no.such", "problem.summary", key)
    ] == ["утюг", "чайник"]
    free = next(key for key, one in CATALOGUE.questions.items() if one.free)
    assert hits("not_a_choice", {free: ("своё",)}, free) == []


def test_a_shape_is_wanted_or_refused() -> None:
    code = "problem.error_code"
    assert hits("pattern", {code: "ab"}, code, shape="[A-Z]{2}") == []
    assert hits("pattern", {code: "a1"}, code, shape="[A-Z]{2}") == [(code, {"value": "a1"})]
    assert hits("pattern", {code: "ab"}, code, shape="[A-Z]{2}", refused=True) == [
        (code, {"value": "ab"})]
    assert hits("pattern", {code: "ab!"}, code, shape="[A-Z]{2}", refused=True) == []


def test_what_is_seldom_needed_is_spoken_of_only_when_given() -> None:
    key = "person.inn"
    assert hits("given", {key: "500100732259"}, key) == [(key, {})]
    assert hits("given", {"environment.os": "unknown", key: "1"}, "environment.os", key) == [
        (key, {})]
    for nothing in ("", "unknown", "none"):
        assert hits("given", {key: nothing}, key) == []
    assert hits("condition", {}, key) == [(key, {})]


@pytest.mark.parametrize(("channel", "treatment", "fires"), [
    ("portal", "needed", True), ("portal", "masked", False),
    ("email", "masked", True), ("email", "needed", False),
])
def test_an_identity_number_gets_the_advice_of_its_channel(
    channel: str, treatment: str, fires: bool
) -> None:
    for key, value, wrong in (("person.inn", "500100732259", "1"),
                              ("person.snils", "112-233-445 95", "1"),
                              ("person.account", "LK-0077", "")):
        case = case_of({key: value}, channel)
        assert bool(hits("identity_given", case, key, treatment=treatment)) is fires
        slip = case_of({key: wrong}, channel)
        assert hits("identity_given", slip, key, treatment=treatment) == []


def test_a_channel_that_does_not_handle_the_category_is_named() -> None:
    category = next(one for one in CATALOGUE.categories.values()
                    if set(CATALOGUE.channels) - set(one.channels))
    other = next(one for one in CATALOGUE.channels if one not in category.channels)
    title = CATALOGUE.channels[other].title
    case = case_of({"category": category.id}, other)
    assert hits("unsuited_channel", case, "channel") == [("channel", {"channel": title})]
    fine = case_of({"category": category.id}, category.channels[0])
    assert hits("unsuited_channel", fine, "channel") == []
    assert hits("unsuited_channel", case_of({}, other), "channel") == []


def test_a_name_that_no_question_has_is_named() -> None:
    case = {"problem.unsure": (TIME, "problem.nothing")}
    assert hits("no_such_answer", case, "problem.unsure") == [
        ("problem.unsure[1]", {"value": "problem.nothing"})]


# --- What must not leave --------------------------------------------------------------------


def test_secrets_are_named_by_kind_in_texts_names_and_captions() -> None:
    case = case_of({ACTUAL: "пароль: Qwerty1 и код 4821 из смс", "problem.steps": ("Вошла",)},
                   files=(file(caption="CVV 123 на обороте"), file("Cookie: a=b.png")))
    found = dict(hits("secret", case, ACTUAL, "problem.steps", "attachments"))
    assert found["attachments[0]"] == {"kinds": "CVV"}
    assert set(found[ACTUAL]["kinds"].split(", ")) == {"пароль", "код"}
    assert "problem.steps[0]" not in found
    assert hits("secret", case, "problem.steps") == []


def test_a_token_behind_a_link_is_the_business_of_the_links_rule() -> None:
    page = "https://www.gosuslugi.ru/10700?token=eyJhbGciOiJIUzI1NiJ9.abc.def"
    assert hits("secret", f"открыла {page} и вижу") == []
    assert hits("secret", "открыла https://a.ru/eyJhbGciOiJIUzI1NiJ9.abcdefgh.ijklmnop") != []
    assert hits("link_query", f"открыла {page} и {page}") == [(ACTUAL, {})]
    for tail in ("#x", "?a=1"):
        assert hits("link_query", f"HTTPS://www.gosuslugi.ru/10700{tail}") != []
    assert hits("link_query", "https://user:word@www.gosuslugi.ru/") != []
    assert hits("link_query", "https://www.gosuslugi.ru/10700 и всё") == []
    assert hits("link_query", {ACTUAL: "https://a.ru/?q", "problem.demand": "https://a.ru/?q"},
                ACTUAL, "problem.demand") == [(ACTUAL, {}), ("problem.demand", {})]


def test_what_was_cut_out_is_named_once() -> None:
    text = "[удалено: пароль], [удалено: код], [удалено: пароль]"
    assert hits("secret_mark", text) == [
        (ACTUAL, {"marks": "[удалено: пароль], [удалено: код]"})]
    assert hits("secret_mark", "удалено: пароль") == []


def test_private_data_are_named_by_kind_and_the_own_are_none() -> None:
    person = {"person.full_name": "Иванова Мария Сергеевна", "person.phone": "+79000000001",
              "person.email": "a@example.ru"}
    assert hits("private_found", "паспорт 4510 808182, СНИЛС 112-233-445 95") == [
        (ACTUAL, {"kinds": "паспорт, СНИЛС"})]
    assert named("private_found", "карта 4000 0000 0000 0002, муж Петров Иван Ильич") == [
        "номер карты, имя другого человека"]
    assert named("private_found", "СНИЛС 112-233-445 95, СНИЛС 087-654-303 00") == ["СНИЛС"]
    own = {ACTUAL: "пишет Иванова Мария Сергеевна, с телефона мамы +7 900 000-00-01, "
                   "почта мамы a@example.ru", **person}
    assert hits("private_found", own, ACTUAL) == []
    assert [values["kinds"] for _, values in hits(
        "private_found", {ACTUAL: own[ACTUAL]}, ACTUAL)] == ["телефон, почта, имя другого человека"]


def test_a_code_in_the_text_is_named_while_its_field_is_empty() -> None:
    for text, value in (("Ошибка ESIA-007015 снова", "ESIA-007015"),
                        ("код ошибки: AB-12", "AB-12"), ("с кодом ошибки 500", "500")):
        assert hits("code_outside", text) == [(ACTUAL, {"value": value})]
    assert hits("code_outside", "Ошибка ESIA-0070155, код ошибки") == []
    case = {ACTUAL: "ESIA-007015", "problem.demand": "ESIA-007016"}
    assert hits("code_outside", case, ACTUAL, "problem.demand") == [
        (ACTUAL, {"value": "ESIA-007015"})]
    assert hits("code_outside", {**case, "problem.error_code": "x"}, ACTUAL) == []


def test_who_wrote_before_is_asked_for_the_number_once() -> None:
    case = {ACTUAL: "Я уже  писала вам", "problem.demand": "уже писала"}
    keys = (ACTUAL, "problem.demand")
    assert hits("no_number", case, *keys, list="again") == [(ACTUAL, {"words": "«уже писала»"})]
    for key in ("problem.previous_ticket", "problem.application_number"):
        assert hits("no_number", {**case, key: "1"}, *keys, list="again") == []
    assert hits("no_number", case_of(case, ticket="SCR#1234567"), *keys, list="again") == []
    assert hits("no_number", "Пишу впервые", list="again") == []


# --- Contacts -------------------------------------------------------------------------------


def test_a_false_number_is_told_apart_from_one_that_resembles_the_official() -> None:
    kinds = {"kinds": ("phone",)}
    fake, alike = "звонили с 8-800-555-66-66", "звонили с 8-800-100-70-70"
    assert named("contact_fake", fake, **kinds) == ["8-800-555-66-66", ""]
    assert hits("contact_fake", alike, **kinds) == []
    [(field, values)] = hits("contact_fake", alike, **kinds, resembling=True)
    assert (field, values["value"]) == (ACTUAL, "8-800-100-70-70")
    assert "100-70-10" in values["official"].replace(" ", "-").replace("‑", "-")
    assert hits("contact_fake", fake, **kinds, resembling=True) == []
    assert hits("contact_fake", fake, kinds=("link",)) == []
    assert hits("contact_fake", "звонили с 8-800-100-70-10", **kinds) == []
    link = "https://gosuslugi.ru.evil.com/login?token=1#x"
    assert named("contact_fake", f"открыла {link}", kinds=("link",))[0] == (
        "https://gosuslugi.ru.evil.com/login")


def test_pages_of_others_and_pages_without_encryption_are_named_without_their_tail() -> None:
    assert hits("link_foreign", "открыла https://example.ru/form?a=1?b#c") == [
        (ACTUAL, {"value": "https://example.ru/form"})]
    assert hits("link_foreign", "открыла https://www.gosuslugi.ru/10700") == []
    assert hits("link_http", "открыла http://www.gosuslugi.ru/10700#a") == [
        (ACTUAL, {"value": "http://www.gosuslugi.ru/10700"})]
    assert hits("link_http", "открыла https://www.gosuslugi.ru/10700") == []
    assert hits("link_foreign", "открыла http://www.gosuslugi.ru/10700") == []


@pytest.mark.parametrize(("text", "found"), [
    ("оператор звонил с 8 495 000-00-00", ["8 495 000-00-00"]),
    ("горячая линия 8 495 000-00-00", ["8 495 000-00-00"]),
    ("бабушка звонит с 8 495 000-00-00", []),
    ("оператор перезвонит на 8 900 000-00-01", []),
    ("оператор 8 800 100-70-10", []), ("оператор 8-800-555-66-66", []),
    ("специалист пишет с a@example.ru", []),
])
def test_another_number_is_named_only_beside_an_operator(text: str, found: list[str]) -> None:
    case = {"problem.summary": "Не вижу", ACTUAL: text, "person.phone": "+7 (900) 000-00-01"}
    assert hits("phone_unknown", case, "problem.summary", ACTUAL) == [
        (ACTUAL, {"value": one}) for one in found]


# --- Files and limits -----------------------------------------------------------------------


def test_files_are_judged_by_what_the_channel_takes_each_in_its_place() -> None:
    policy = CATALOGUE.channels["chat"].attachments
    assert policy.max_size is not None and policy.max_count is not None
    limit, most = policy.max_size.value, policy.max_count.value
    files = (file(), file("b.log", limit, "text/plain"), file("c.png", limit + 1))
    chat = case_of({}, "chat", files)
    assert hits("file_type", chat) == [("attachments[1]", {"name": "b.log"})]
    assert hits("file_size", chat) == [
        ("attachments[2]", {"name": "c.png", "limit": "2", "size": "2"})]
    big = case_of({}, "chat", (file("d.png", limit * 5 // 4),))
    assert hits("file_size", big)[0][1]["size"] == "2,5"
    ten = case_of({}, "chat", (file("d.png", 200 * 1024 * 1024),))
    assert hits("file_size", ten)[0][1] == {"name": "d.png", "limit": "2", "size": "200"}
    assert hits("file_count", case_of({}, "chat", (file(),) * most)) == []
    assert hits("file_count", case_of({}, "chat", (file(),) * (most + 1))) == [
        ("attachments", {"count": str(most + 1), "limit": str(most)})]
    for test in ("file_type", "file_size", "file_count"):
        phone = case_of({}, "phone", (file("a.exe", 10**9, "x/y"),) * 99)
        assert hits(test, phone) == []


def test_a_file_that_a_text_names_or_promises_has_to_be_there() -> None:
    def told(text: str, *files: Attachment) -> Hits:
        return hits("file_absent", case_of({ACTUAL: text}, files=files), ACTUAL, list="attached")

    assert told("вот: Screen.PNG") == [(ACTUAL, {"words": "«Screen.PNG»"})]
    assert told("см. screen.png", file("SCREEN.png")) == []
    assert told("вот: other.pdf, лог.txt", file()) == [
        (ACTUAL, {"words": "«other.pdf», «лог.txt»"})]
    assert told("Прилагаю снимок") == [(ACTUAL, {"words": "«прилагаю»"})]
    assert told("Прилагаю снимок", file()) == []
    assert told("a.png, b.png, c.png, d.png")[0][1]["words"].count("«") == 3
    assert told("https://a.ru/x/y.png") == []


def test_a_file_without_a_word_about_it_is_asked_for_its_caption() -> None:
    case = case_of({ACTUAL: "См. ONE.png"}, files=(
        file("one.png"), file("two.png"), file("three.png", caption="окно")))
    assert hits("file_unnamed", case) == [("attachments[1]", {"name": "two.png"})]


def test_a_text_longer_than_its_field_is_told_with_its_size() -> None:
    fields = (DocumentField("a", "Тема", "12345", 5), DocumentField("b", "Текст", "123456", 5),
              DocumentField("c", "Без границы", "1" * 99), DocumentField("d", "Лист", "123456", 5))
    case = case_of({}, fields=fields)
    assert hits("text_limit", case, ACTUAL, besides=("d",)) == [
        (ACTUAL, {"label": "Текст", "size": "6", "limit": "5"})]
    assert len(hits("text_limit", case, ACTUAL)) == 2
    assert hits("text_limit", case_of({}), ACTUAL) == []


def test_only_the_persons_own_words_are_judged_and_a_group_is_only_itself() -> None:
    case = case_of({"category": "booking", "category.technical": "yes", "problem.summary": "Сбой",
                    "problem.steps": ("Вошла", " ", "Вышла, пароль: Qwerty1"),
                    "problem.error_code": "none", "environment.device": "computer",
                    "environment.os": "unknown", "environment.browser": "Свой", ACTUAL: "[x] "})

    def own(*fields: str) -> list[tuple[str, str]]:
        return [(one.field, one.text) for one in case.passages(fields)]

    assert own("problem.*") == [
        ("problem.summary", "Сбой"), ("problem.steps[0]", "Вошла"),
        ("problem.steps[2]", "Вышла, пароль: "), (ACTUAL, "[x] ")]
    assert own("environment.*") == [("environment.browser", "Свой")]
    assert own("category", "category.*", "no.such") == []
    assert case.text("problem.steps") == "Вошла\nВышла, пароль: "
    assert [one.text for one in case.raw_passages(("problem.steps",))] == [
        "Вошла", "Вышла, пароль: Qwerty1"]
    assert [one.text for one in case.raw_passages(("environment.*",))] == ["computer", "Свой"]


def test_a_quotation_is_one_short_line_without_private_numbers() -> None:
    assert quoted(" a \n b ") == "a b"
    assert quoted("а" * 60) == "а" * 60
    assert quoted("а" * 61) == "а" * 59 + "…"
    assert quoted("слово слово", 7) == "слово…"
    assert quoted("СНИЛС 112-233-445 95") == "СНИЛС [СНИЛС-1]"
