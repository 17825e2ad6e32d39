"""Numbers, senders, addresses and links: genuine, unknown or fake, and why."""

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.core.contacts import as_number, check_contact, find_contacts
from gosupport_cli.core.domains import may_open, read_link

FACTS = YamlCatalogue(Path("no-such-folder")).facts


def spellings(ten: str) -> list[str]:
    """The ways in which people and articles write a number of ten digits."""
    a, b, c, d = ten[:3], ten[3:6], ten[6:8], ten[8:]
    nb, narrow = "\u2011", "\u202f"
    return [
        f"8-{a}-{b}-{c}-{d}", f"8{nb}{a}{nb}{b}{nb}{c}{nb}{d}", f"+7 ({a}) {b}-{c}-{d}",
        f"8 {a} {b} {c} {d}", f"8{narrow}({a}){narrow}{b}{nb}{c}{nb}{d}", f"8{ten}", f"+7{ten}",
        f"7{ten}", ten, f"8({a}){b}{c}{d}", f"8.{a}.{b}.{c}.{d}", f"tel:+7{ten}",
        f" 8-{a}-{b}-{c}-{d}. ", f"«8 ({a}) {b}-{c}-{d}»", f"8\u200b{a}\u200b{b}{c}{d}",
        f"8\u00a0{a}\u00a0{b}\u00a0{c}\u00a0{d}", f"810 7 {a} {b} {c} {d}",
    ]


@pytest.mark.guide("G-4", "G-8")
@pytest.mark.parametrize("number", ["8005556666", "8007772222"])
def test_the_numbers_of_the_guide_are_fake_in_any_spelling(number: str) -> None:
    for text in spellings(number):
        verdict = check_contact(text, FACTS)
        assert (verdict.verdict, verdict.why) == ("fake", "fake-number"), text


@pytest.mark.guide("G-10")
def test_the_look_alike_number_is_fake_and_is_told_apart_from_the_official_one() -> None:
    for text in spellings("8001007070"):
        verdict = check_contact(text, FACTS)
        assert (verdict.verdict, verdict.why) == ("fake", "fake-resembles"), text
        assert verdict.params["official"] == "8 (800) 100-70-10"


@pytest.mark.guide("G-3")
def test_the_official_numbers_are_genuine_in_any_spelling() -> None:
    for text in [*spellings("8001007010"), "115", " 115 ", "tel:115"]:
        assert check_contact(text, FACTS).verdict == "genuine", text


@pytest.mark.parametrize("number", [
    "8-800-555-35-35", "+7 495 123-45-67", "+7 495 777-77-77", "+7 800 200-00-00",
    "8 800 555-0 555", "8-800-100-00-00",
])
def test_every_number_of_sister_articles_gets_a_warning(number: str) -> None:
    assert check_contact(number, FACTS).verdict == "fake"


@pytest.mark.parametrize(("value", "why"), [
    ("8 800 100-70-11", "number-resembles"), ("+7 900 000-00-01", "number"),
    ("102", "known-other"), ("+7 495 727-47-47", "known-other"),
    ("+7 499 550-18-39", "known-other"), ("8 800 302-03-05", "known-other"), ("123", "number"),
])
def test_any_other_number_is_unknown(value: str, why: str) -> None:
    verdict = check_contact(value, FACTS)
    assert (verdict.verdict, verdict.why) == ("unknown", why)


@pytest.mark.parametrize("value", ["0919", "gosuslugi", "Gosuslugi", "no-reply@gosuslugi.ru",
                                   "noreply@sc.digital.gov.ru", "<no-reply@gosuslugi.ru>",
                                   '"Госуслуги" <no-reply@gosuslugi.ru>'])
def test_senders_that_are_known_are_genuine(value: str) -> None:
    assert check_contact(value, FACTS).verdict == "genuine"


@pytest.mark.guide("G-57")
@pytest.mark.parametrize("value", [
    "https://www.gosuslugi.ru", "https://gosuslugi.ru/", "gosuslugi.ru", "www.gosuslugi.ru/help",
    "HTTPS://WWW.GOSUSLUGI.RU/help", "https://lk.gosuslugi.ru/notifications?type=GEPS",
    "https://esia.gosuslugi.ru/login/", "https://sc.digital.gov.ru", "https://digital.gov.ru/x",
    "https://www.gosuslugi.ru:443/help", "«https://www.gosuslugi.ru/help»,", "gosuslugi.ru.",
])
def test_official_domains_over_https_are_genuine(value: str) -> None:
    assert check_contact(value, FACTS).verdict == "genuine"


@pytest.mark.guide("G-57")
@pytest.mark.parametrize("value", [
    "https://gosuslugi.ru.evil.com", "https://gosusIugi.ru", "gos-uslugi.ru", "gosuslugi-ru.com",
    "gosuslugii.ru", "gosuslug1.ru", "g0suslugi.ru", "gosuslgi.ru", "gossuslugi.ru",
    "gosulsugi.ru", "https://gоsuslugi.ru", "https://gosusluɡi.ru", "https://gοsuslugi.ru",
    "https://госуслуги.рф", "https://xn--gsuslugi-91h.ru", "https://xn--b1aew.xn--p1ai",
    "https://gosuslugi.ru@evil.com", "https://gosuslugi.ru:pw@evil.com/login",
    "https://gosuslugi.ru\\@evil.com", "https://evil.com\\@gosuslugi.ru",
    "https://gosuslugi.ru%2eevil.com", "https://gosuslugi。ru", "https://esia-gosuslugi.ru",
    "https://lk.gosuslugi.ru.login-page.top/enter", "https://digital.gov.ru.evil.com",
    "support@gosuslugi.ru.evil.com", "no-reply@gosusIugi.ru", "gosuslugi.help@mail.ru",
    "Госуслуги <support@mail.ru>", "https://t.me/gosuslugi_fiz", "t.me/gosuslugi_ruu",
    "gosuslugi_support", "@gosuslugi_help", "WhatsApp +7 900 000-00-01", "Telegram",
    "https://wa.me/79000000001", "gosusIugi", "GOSUSLUGI-RU", "tg://resolve?domain=gosuslugi",
])
def test_look_alikes_and_foreign_messengers_are_fake(value: str) -> None:
    assert check_contact(value, FACTS).verdict == "fake"


@pytest.mark.guide("G-57")
@pytest.mark.parametrize("value", [
    "http://www.gosuslugi.ru", "https://www.gosuslugi.ru./", "https://www.gosuslugi.ru:8443/",
    "https:/gosuslugi.ru", "https:\\\\gosuslugi.ru", "ftp://gosuslugi.ru", "https://мвд.рф",
    "https://status.gosuslugi.ru", "https://evil.com/gosuslugi.ru/login", "https://example.ru",
    "https://evil.com/?u=https://gosuslugi.ru", "https://evil.com#gosuslugi.ru",
    "https://uslugi.mosreg.ru", "info@gosuslugi.ru", "ivanova@example.ru", "Госуслуги", "MAX",
    "Иванова", "", "   ", "https://", "javascript:alert(1)", "@ivanov",
])
def test_all_else_is_unknown_and_never_genuine(value: str) -> None:
    assert check_contact(value, FACTS).verdict == "unknown"


def test_a_sentence_is_judged_by_its_worst_contact() -> None:
    said = "Звоните 115 или 8-800-555-66-66, сайт https://www.gosuslugi.ru"
    verdict = check_contact(said, FACTS)
    assert (verdict.verdict, verdict.value) == ("fake", "8-800-555-66-66")


def test_a_record_of_the_person_s_own_overrides_a_fact() -> None:
    hotline = FACTS["phone-hotline"]
    own = {**FACTS, "phone-hotline": dataclasses.replace(hotline, value="+7 900 000-00-09")}
    assert check_contact("8-900-000-00-09", own).verdict == "genuine"
    assert check_contact("8 (800) 100-70-10", own).verdict == "unknown"
    withdrawn = {**FACTS, "phone-short": dataclasses.replace(
        FACTS["phone-short"], verified="contradicted")}
    assert check_contact("115", withdrawn).verdict == "fake"


def test_contacts_are_found_in_a_text_and_numbers_of_other_kinds_are_not() -> None:
    text = (
        "Звонили с 8\u2011800\u2011555\u201166\u201166 и +7 (900) 000-00-01, потом 89000000002. "
        "Сайт gosuslugi.ru.evil.com, https://x.ru/a?b=c. Почта a.b@mail.ru! "
        "СНИЛС 812-345-678 90, карта 4111 1111 1111 1111, заявление 3500308079, "
        "@gosuslugi_fiz t.me/abc, версия 25.10.1, файл screen.png, УИН 18810177170325189254, "
        "услуга 10000000109, обращение SCR#1234567, 20.11.2026 14:30, ESIA-007015."
    )
    found = [(one.kind, one.value) for one in find_contacts(text)]
    assert found == [
        ("phone", "8\u2011800\u2011555\u201166\u201166"), ("phone", "+7 (900) 000-00-01"),
        ("phone", "89000000002"), ("link", "gosuslugi.ru.evil.com"), ("link", "https://x.ru/a?b=c"),
        ("email", "a.b@mail.ru"), ("account", "@gosuslugi_fiz"), ("account", "t.me/abc"),
    ]
    for one in find_contacts(text):
        assert text[one.start : one.end] == one.value


@pytest.mark.parametrize("piece", ["8 ", "a.", "1", "a@", "8-", "@a", "https://a.ru ", "t.me/",
                                   "+7("])
def test_a_megabyte_of_anything_is_scanned_to_its_end(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    assert find_contacts(f"{text}\n\nhelp@example.ru")[-1].value == "help@example.ru"
    assert check_contact(text, FACTS).verdict in ("genuine", "unknown", "fake")


@given(st.text(max_size=60))
def test_no_text_breaks_the_check(text: str) -> None:
    assert check_contact(text, FACTS).verdict in ("genuine", "unknown", "fake")
    assert check_contact(f"https://{text}", FACTS).verdict in ("genuine", "unknown", "fake")


@given(st.text(alphabet="gosuli0I1-._rоcѕ", min_size=1, max_size=14))
def test_only_the_exact_domain_is_ever_genuine(name: str) -> None:
    verdict = check_contact(f"https://{name}.ru", FACTS)
    exact = f"{name}.ru".lower() == "gosuslugi.ru" or f"{name}.ru".lower().endswith(".gosuslugi.ru")
    assert verdict.verdict != "genuine" or exact


@pytest.mark.guide("G-48")
@pytest.mark.parametrize(("url", "wanted"), [
    ("https://www.gosuslugi.ru/feedback", True), ("https://lk.gosuslugi.ru/", True),
    ("http://www.gosuslugi.ru", False), ("https://status.gosuslugi.ru", False),
    ("www.gosuslugi.ru", False), ("https://gosuslugi.ru.evil.com", False),
    ("https://user@www.gosuslugi.ru", False), ("https://www.gosuslugi.ru:8443", False),
    ("https://www.gosuslugi.ru\\@evil.com", False), ("javascript:alert(1)", False),
    ("file:///etc/passwd", False), ("https://example.ru", False),
])
def test_only_https_addresses_of_the_allow_list_may_be_opened(url: str, wanted: bool) -> None:
    assert may_open(url) is wanted


def test_a_broken_port_makes_an_address_odd_instead_of_an_error() -> None:
    link = read_link("https://gosuslugi.ru:99999999")
    assert link is not None and link.odd


def test_letters_for_digits_are_read_as_digits() -> None:
    assert as_number("8-8OO-1OO-7O-1O") == "8001007010"
    assert as_number("Ошибка 500") == ""


@pytest.mark.guide("G-10")
@pytest.mark.parametrize(("said", "verdict"), [
    ("восемь восемьсот пятьсот пятьдесят пять шестьдесят шесть шестьдесят шесть", "fake"),
    ("Восемь восемьсот семьсот семьдесят семь двадцать два двадцать два", "fake"),
    ("8 800 сто семьдесят семьдесят", "fake"), ("８ ８００ ５５５ ６６ ６６", "fake"),
    ("восемь, восемьсот, сто, семьдесят, десять", "genuine"), ("сто пятнадцать", "genuine"),
    ("ноль девять один девять", "genuine"), ("сто рублей", "unknown"),
])
def test_a_number_told_in_words_or_wide_digits_is_judged_too(said: str, verdict: str) -> None:
    assert check_contact(said, FACTS).verdict == verdict


def test_an_address_all_in_russian_letters_has_none_that_were_replaced() -> None:
    assert check_contact("https://госуслуги.рф", FACTS).why == "lookalike"
    assert check_contact("https://гоcуслуги.рф", FACTS).why == "homoglyph"


def test_a_twin_letter_in_a_ministry_domain_is_fake() -> None:
    verdict = check_contact("https://ѕc.digital.gov.ru/", FACTS)
    assert (verdict.verdict, verdict.why) == ("fake", "homoglyph")
    assert check_contact("https://sc.digital.gov.ru/", FACTS).verdict == "genuine"


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
    rumour = dataclasses.replace(FACTS["sender-mail"], verified="unverified")
    found = check_contact(rumour.value, {**FACTS, rumour.id: rumour})
    assert (found.verdict, found.why) == ("unknown", "email-unlisted")


def test_an_address_of_the_portal_without_https_is_not_genuine() -> None:
    safe, bare, open_ = (check_contact(f"{scheme}www.gosuslugi.ru", FACTS)
                         for scheme in ("https://", "", "http://"))
    assert (safe.why, bare.why) == ("genuine-link", "genuine-link")
    assert (open_.verdict, open_.why) == ("unknown", "not-https")
    assert {one.params["host"] for one in (safe, bare, open_)} == {"www.gosuslugi.ru"}
