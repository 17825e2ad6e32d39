"""``contacts`` and ``facts`` as people and programs see them."""

import json
import re
from pathlib import Path

import pytest

from gosupport_cli.core.contacts import as_number, find_contacts
from tests.cli.program import run_program


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.guide("G-3", "G-5", "G-6")
def test_contacts_offers_two_numbers_with_state_date_and_source() -> None:
    ran = run_program("contacts")
    assert ran.code == 0
    numbers = {as_number(one.value) for one in find_contacts(ran.out) if one.kind == "phone"}
    assert numbers == {"8001007010"}
    assert re.search(r"(?<!\d)115(?!\d)", ran.out)
    shown = plain(ran.out)
    assert "Подтверждено, 26.01.2026. Источник: МВД через ТАСС" in shown
    assert shown.count("Обычно круглосуточно, проверьте на сайте") == 2
    assert shown.count("Бесплатно по России") == 1


@pytest.mark.guide("G-3")
def test_the_number_for_calls_from_abroad_is_shown_only_on_demand() -> None:
    assert "727-47-47" not in run_program("contacts").out
    shown = plain(run_program("contacts", "--abroad").out)
    assert "+7 495 727-47-47" in shown
    assert "проверьте на gosuslugi.ru/help" in shown


@pytest.mark.guide("G-4", "G-8", "G-10")
def test_numbers_of_the_guide_are_only_shown_as_warnings() -> None:
    default = run_program("contacts").out
    everything = run_program("contacts", "--all").out
    beware = everything.index("Не звоните и не пишите туда")
    for number in ("8-800-555-66-66", "8-800-777-22-22", "8-800-100-70-70"):
        assert number not in default
        assert everything.index(number) > beware


@pytest.mark.guide("G-3")
def test_no_record_of_contacts_json_is_callable_but_the_two() -> None:
    records = json.loads(run_program("contacts", "--all", "--json").out)["contacts"]
    assert [one["value"] for one in records if one["callable"]] == ["8 (800) 100-70-10", "115"]
    assert all({"id", "kind", "value", "verified", "as_of", "source"} <= set(one)
               for one in records)


@pytest.mark.guide("G-4", "G-8")
@pytest.mark.parametrize("number", ["8\u2011800\u2011555\u201166\u201166", "+7 (800) 777 22 22"])
def test_a_check_says_whose_number_it_is_not_and_names_the_right_ones(number: str) -> None:
    shown = plain(run_program("contacts", "--check", number).out)
    assert "Этот номер не принадлежит Госуслугам" in shown
    assert "8 (800) 100-70-10 и 115" in shown


@pytest.mark.guide("G-10")
def test_a_check_of_the_look_alike_names_the_difference() -> None:
    shown = plain(run_program("contacts", "--check", "8 800 100 70 70").out)
    assert "Он похож на 8 (800) 100-70-10, отличается одной парой цифр" in shown


def test_a_check_in_json_has_the_promised_fields() -> None:
    result = json.loads(run_program("contacts", "--check", "gosuslugi.ru@evil.com", "--json").out)
    assert result["schema"] == "gosupport.contact_check/1"
    assert result["verdict"] == "fake"
    assert "не" in result["why"] or "чужая" in result["why"]


def test_a_value_can_be_piped_in() -> None:
    ran = run_program("contacts", "--check", "-", "--json", typed="Звоните: 8-800-777-22-22\n")
    assert json.loads(ran.out)["verdict"] == "fake"


def test_facts_show_every_record_and_never_a_contradicted_one_as_true() -> None:
    records = json.loads(run_program("facts", "--json").out)["facts"]
    assert len(records) > 50
    contradicted = run_program("facts", "--state", "contradicted").out
    assert "8-800-555-66-66" in contradicted
    assert "Подтверждено," not in contradicted
    assert contradicted.count("Опровергнуто,") == sum(
        one["verified"] == "contradicted" for one in records)


def test_a_record_in_the_person_s_folder_overrides_the_packaged_one(
    private_world: Path,
) -> None:
    folder = private_world / "gosupport" / "templates"
    folder.mkdir(parents=True)
    (folder / "contacts.yaml").write_text(
        "facts:\n  - {id: phone-hotline, kind: phone, value: '+7 900 000-00-09',"
        " verified: confirmed, as_of: '2026-11-20', source: проверено мной, callable: true}\n",
        encoding="utf-8")
    assert "+7 900 000-00-09" in run_program("contacts").out
    checked = json.loads(run_program("contacts", "--check", "+79000000009", "--json").out)
    assert checked["verdict"] == "genuine"


@pytest.mark.guide("G-12")
@pytest.mark.parametrize("words", [("contacts", "--all"), ("facts",), ("contacts", "--lang", "en")])
def test_nothing_promises_work_without_a_break(words: tuple[str, ...]) -> None:
    ran = run_program(*words)
    assert ran.code == 0
    assert "без перерыва" not in plain(ran.out + ran.err)
    for found in re.finditer(r"круглосуточно[^.]*", plain(ran.out)):
        assert "проверьте" in found.group()


def test_english_words_are_english() -> None:
    shown = run_program("contacts", "--lang", "en", "--check", "8-800-100-70-70").out
    assert "does not belong to Gosuslugi" in plain(shown)


def test_a_secret_in_a_checked_link_is_not_echoed() -> None:
    ran = run_program("contacts", "--check", "https://x.ru/?access_token=SEEDTOKEN12345", "--json")
    assert "SEEDTOKEN12345" not in ran.out + ran.err


def test_each_fact_has_the_name_under_which_a_person_corrects_it(tmp_path: Path) -> None:
    assert "Имя записи: browser-minimum" in plain(run_program("facts").out)
    own = tmp_path / "gosupport" / "templates"
    own.mkdir(parents=True)
    (own / "facts.yaml").write_text(
        "facts:\n  - {id: browser-minimum, kind: browser, value: Chrome 120, verified: plausible,\n"
        "     as_of: '2026-11-20', source: моя проверка, title: Версии}\n", encoding="utf-8")
    shown = plain(run_program("facts").out)
    assert "Версии: Chrome 120 Похоже на правду, проверьте, 20.11.2026. Источник: моя" in shown
    assert shown.count("browser-minimum") == 1
