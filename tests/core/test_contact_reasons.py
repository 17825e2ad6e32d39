"""Each verdict on a contact: the reason, the kind, what it names and the fact it rests on."""

from dataclasses import replace
from pathlib import Path

import pytest

from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.content.languages import YamlTexts
from gosupport_cli.core.contacts import Verdict, as_number, check_contact, refuse_fake
from gosupport_cli.core.errors import UsageError

FACTS = YamlCatalogue(Path("/nowhere")).facts
HOTLINE = "8 (800) 100-70-10"
# typed -> verdict, reason, kind, what is named (the host, or the official number), fact
TABLE = {
    "": ("unknown", "empty", "name", "", ""), " « » ": ("unknown", "empty", "name", "", ""),
    "115": ("genuine", "genuine-number", "phone", "", "phone-short"),
    "«115».": ("genuine", "genuine-number", "phone", "", "phone-short"),
    "tel:115": ("genuine", "genuine-number", "phone", "", "phone-short"),
    "TEL://115": ("genuine", "genuine-number", "phone", "", "phone-short"),
    "+7 800 100-70-10 доб. 12": ("genuine", "genuine-number", "phone", "", "phone-hotline"),
    "8-800-555-66-66": ("fake", "fake-number", "phone", "", "fake-555-66-66"),
    "8-800-100-70-70": ("fake", "fake-resembles", "phone", HOTLINE, "fake-100-70-70"),
    "8-800-100-70-11": ("unknown", "number-resembles", "phone", HOTLINE, "phone-hotline"),
    "8-800-100-71-10": ("unknown", "number-resembles", "phone", HOTLINE, "phone-hotline"),
    "8-800-100-71-11": ("unknown", "number", "phone", "", ""),
    "8-800-101-70-10": ("unknown", "number", "phone", "", ""),
    "8-801-100-70-10": ("unknown", "number", "phone", "", ""),
    "116": ("unknown", "number", "phone", "", ""),
    "+7 495 727-47-47": ("unknown", "known-other", "phone", "", "phone-abroad"),
    "0919": ("genuine", "genuine-sms", "phone", "", "sender-sms"),
    "gosuslugi": ("genuine", "genuine-sms", "name", "", "sender-sms-name"),
    "GOSUSLUGI": ("genuine", "genuine-sms", "name", "", "sender-sms-name"),
    "MAX": ("unknown", "known-other", "name", "", "sender-messengers"),
    "госуслуги": ("unknown", "name-russian", "name", "", ""),
    "ivanova": ("unknown", "name", "name", "", ""),
    "просто слова": ("unknown", "name", "name", "", ""),
    "@gosuslugi_help": ("fake", "messenger", "account", "", ""),
    "@ivanova": ("unknown", "name", "name", "", ""),
    "gosuslugi_support": ("fake", "borrowed-account", "account", "", ""),
    "t.me/x": ("fake", "messenger", "account", "", ""),
    "Телеграм": ("fake", "messenger", "account", "", ""),
    "https://t.me/x": ("fake", "messenger", "account", "t.me", ""),
    "https://WWW.t.me/x": ("fake", "messenger", "account", "WWW.t.me", ""),
    "viber://chat": ("fake", "messenger", "account", "", ""),
    "https://gosuslugi.ru": ("genuine", "genuine-link", "link", "gosuslugi.ru", ""),
    "gosuslugi.ru": ("genuine", "genuine-link", "link", "gosuslugi.ru", ""),
    "HTTPS://GOSUSLUGI.ru/x": ("genuine", "genuine-link", "link", "gosuslugi.ru", ""),
    "http://gosuslugi.ru": ("unknown", "not-https", "link", "gosuslugi.ru", ""),
    "ftp://gosuslugi.ru": ("unknown", "not-https", "link", "gosuslugi.ru", ""),
    "https://gosuslugi.ru:8443/x": ("unknown", "odd-address", "link", "gosuslugi.ru", ""),
    "https://status.gosuslugi.ru": ("unknown", "known-other", "link", "status.gosuslugi.ru",
                                    "page-status"),
    "https://user@gosuslugi.ru": ("fake", "lookalike", "link", "gosuslugi.ru", ""),
    "https://gosuslugi.ru@evil.example": ("fake", "hidden-host", "link", "evil.example", ""),
    "https://evil.example\\@gosuslugi.ru": ("fake", "hidden-host", "link", "evil.example", ""),
    "https://evil.example\\gosuslugi": ("fake", "hidden-host", "link", "evil.example", ""),
    "https://user@evil.example": ("unknown", "link", "link", "evil.example", ""),
    "https://xn--gosuslug-p4i.ru/": ("fake", "punycode", "link", "xn--gosuslug-p4i.ru", ""),
    "https://a.XN--gosuslug-p4i.ru/": ("fake", "punycode", "link", "a.XN--gosuslug-p4i.ru", ""),
    "https://gosuslugi-help.ru": ("fake", "lookalike", "link", "gosuslugi-help.ru", ""),
    "https://gоsuslugi.ru": ("fake", "homoglyph", "link", "gоsuslugi.ru", ""),
    "https://example.ru": ("unknown", "link", "link", "example.ru", ""),
    "https://": ("unknown", "no-address", "link", "", ""),
    "Госуслуги <x@evil.example>": ("fake", "borrowed-name", "email", "Госуслуги", ""),
    "\"Gosuslugi\" <x@evil.example>": ("fake", "borrowed-name", "email", "Gosuslugi", ""),
    "Иванова <x@evil.example>": ("unknown", "email", "email", "evil.example", ""),
    "Кто-то <x@gosuslugi-help.ru>": ("fake", "lookalike", "email", "gosuslugi-help.ru", ""),
    "Госуслуги <no-reply@gosuslugi.ru>": ("genuine", "genuine-email", "email", "gosuslugi.ru",
                                          "sender-mail"),
    "mailto:no-reply@gosuslugi.ru?subject=x": ("genuine", "genuine-email", "email",
                                               "gosuslugi.ru", "sender-mail"),
    "gosuslugi@evil.example": ("fake", "borrowed-local", "email", "evil.example", ""),
    # A whole sentence is judged by its worst contact.
    "звоните 115 или 8-800-555-66-66": ("fake", "fake-number", "phone", "", "fake-555-66-66"),
    "gosuslugi.ru и https://example.ru": ("unknown", "link", "link", "example.ru", ""),
}


@pytest.mark.parametrize(("typed", "expected"), TABLE.items())
def test_a_verdict_has_its_reason_its_kind_and_what_it_rests_on(
    typed: str, expected: tuple[str, str, str, str, str]
) -> None:
    found = check_contact(typed, FACTS)
    named = found.params.get("host") or found.params.get("official") or found.params.get("name", "")
    fact = found.fact.id if found.fact else ""
    assert (found.verdict, found.why, found.kind, named, fact) == expected
    if found.fact and found.why in ("genuine-number", "genuine-sms", "fake-number", "known-other"):
        record = found.fact
        assert {key: found.params[key] for key in ("value", "title", "note")} == {
            "value": record.value, "title": record.title, "note": record.note}
    for language in ("ru", "en"):
        texts = YamlTexts(language, Path("/nowhere"))
        params = {"value": "", "title": "", "note": "", "host": "", "official": "", "name": "",
                  **found.params}
        assert texts(f"contacts.why-{found.why}", **params).strip()


@pytest.mark.parametrize(("typed", "value"), [
    ("«115».", "115"), (" https://gosuslugi.ru. ", "https://gosuslugi.ru"),
    ("Иванова <x@evil.example>", "x@evil.example"), ("mailto:x@evil.example", "x@evil.example"),
    ("«example.ru.»!", "example.ru"), ("(example.ru);", "example.ru"), ("tel:115", "tel:115"),
])
def test_what_was_judged_is_given_back_without_the_signs_around_it(typed: str, value: str) -> None:
    assert check_contact(typed, FACTS).value == value


def test_a_number_of_the_portal_that_is_not_to_be_called_is_not_called_genuine() -> None:
    silent = {"a": replace(FACTS["phone-hotline"], callable=False)}
    assert check_contact("8 800 100-70-10", silent).why == "known-other"
    rumour = {"a": replace(FACTS["sender-sms"], verified="plausible")}
    assert check_contact("0919", rumour).why == "known-other"
    name = {"a": replace(FACTS["sender-sms-name"], verified="plausible")}
    assert check_contact("gosuslugi", name).why == "known-other"
    dangerous = {"a": replace(FACTS["fake-555-66-66"], verified="dangerous")}
    assert check_contact("8-800-555-66-66", dangerous).why == "fake-number"
    assert check_contact("gosuslugi", {}).why == "borrowed-account"


@pytest.mark.parametrize(("typed", "number"), [
    ("8107 800 100 70 10", "8001007010"), ("007 800 100 70 10", "8001007010"),
    ("8-8OO-1OO-7O-1O", "8001007010"), ("8 8ОО 1оо 7о 1o", "8001007010"), ("115", "115"),
    ("12", ""), ("+7 (800) 100–70—10", "8001007010"), ("8 800 100 70 10, 123", "8001007010"),
    ("8 800 100 70 10 EXT. 5", "8001007010"), ("800.100.70.10", "8001007010"), ("а", ""),
    ("8 800 100 70 10 а", ""), ("8８００1007010", "8001007010"), ("9 800 100 70 10", "98001007010"),
])
def test_a_number_is_read_in_every_spelling(typed: str, number: str) -> None:
    assert as_number(typed) == number


def test_nothing_goes_to_an_address_that_only_looks_official() -> None:
    with pytest.raises(UsageError) as refused:
        refuse_fake("x@gosuslugi-help.ru", FACTS)
    assert refused.value.code == "mail-fake-recipient"
    assert refused.value.values["value"] == "x@gosuslugi-help.ru"
    why = refused.value.values["why"]
    assert isinstance(why, Verdict) and why.why == "lookalike"
    for fine in ("no-reply@gosuslugi.ru", "help@desk.example"):
        refuse_fake(fine, FACTS)
