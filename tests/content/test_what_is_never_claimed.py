"""What the guide says and nobody confirms is in no template, and routes go the safe way first."""

import re
from pathlib import Path

import pytest

from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.content.knowledge import YamlKnowledge
from gosupport_cli.content.languages import YamlTexts
from tests.rules.tree import TEMPLATES

NOWHERE = Path("/nowhere")
FILES = sorted(one for one in TEMPLATES.rglob("*") if one.suffix in (".yaml", ".j2"))
# Where a wrong number of the guide is named in order to warn of it, and the old one of ГИС ЖКХ
# (DOMAIN, PH-5) that stands in one entry beside «проверить на сайте».
ELSEWHERE = {"checklist.yaml": {"8001007070"}, "j-not-technical.yaml": {"8003020305"},
             "knowledge.yaml": {"8003020305"}}
NUMBER = re.compile(r"(?<![\w/.,-])(?:\+?7|8)[ (]{1,2}\d{3}[) -]{1,2}\d{3}[ -]\d{2}[ -]\d{2}(?!\d)"
                    r"|(?<![\w/.,-])8-\d{3}-\d{3}-\d{2}-\d{2}(?!\d)")
# The hotline and its second spelling; the one for calls from abroad; samples (DOMAIN §0.6).
KNOWN = re.compile(r"8001007010|4957274747|900000000\d|0000000000")


@pytest.fixture(scope="module")
def knowledge() -> YamlKnowledge:
    return YamlKnowledge(NOWHERE)


def steps_of(knowledge: YamlKnowledge, entry: str, texts: YamlTexts | None = None) -> str:
    said = (knowledge.steps[name].text if texts is None else texts.of(f"step.{name}.text", "")
            for name in knowledge.entries[entry].steps)
    return " ".join(said)


@pytest.mark.guide("G-3", "G-4", "G-8", "G-10")
def test_no_template_names_a_number_that_is_not_official() -> None:
    found = {}
    for file in FILES:
        numbers = {re.sub(r"\D", "", one)[1:] for one in
                   NUMBER.findall(file.read_text(encoding="utf-8"))}
        strange = {one for one in numbers if not KNOWN.fullmatch(one)}
        if file.name != "contacts.yaml" and strange - ELSEWHERE.get(file.name, set()):
            found[file.relative_to(TEMPLATES).as_posix()] = strange
    assert found == {}
    facts = YamlCatalogue(NOWHERE).facts.values()
    phones = {one.value: one.verified for one in facts if one.kind == "phone"}
    assert {"8 (800) 100-70-10", "115"} <= set(phones)
    assert not {"contradicted", "dangerous"} & set(phones.values())
    others = {one.kind for one in facts if NUMBER.search(one.value)
              and not KNOWN.fullmatch(re.sub(r"\D", "", one.value)[1:])}
    assert others == {"warning", "other-system"}
    lines = [line for file in FILES if file.name in ELSEWHERE
             for line in file.read_text(encoding="utf-8").splitlines()]
    assert all("проверить на сайте" in line or "check it on the site" in line
               for line in lines if "302-03-05" in line)


@pytest.mark.guide("G-12", "G-210", "G-94", "G-184")
@pytest.mark.parametrize(("claim", "allowed"), [
    (r"без перерыва|without a break", ()),
    # The record of `gosupport facts` says that nobody has seen such a button.
    (r"Повторное уведомление", ("facts.yaml", "fact.yaml")),
    (r"установленн\w+ срок", ()), (r"(?:поддержка|портал) обязан", ()),
])
def test_no_template_promises_what_nobody_confirms(claim: str, allowed: tuple[str, ...]) -> None:
    names = [file.name for file in FILES
             if re.search(claim, file.read_text(encoding="utf-8"), re.IGNORECASE)]
    assert [one for one in names if one not in allowed] == []


@pytest.mark.guide("G-184")
def test_terms_of_the_law_stand_only_where_appeals_and_complaints_are_spoken_of(
    knowledge: YamlKnowledge,
) -> None:
    law = re.compile(r"59-ФЗ|210-ФЗ|15 рабочих дней")
    spoken = {one.id for one in knowledge.entries.values() if law.search(f"{one.title} {one.note}")}
    assert spoken and all(one.startswith("J") for one in spoken)
    for file in FILES:
        if file.parent.name in ("channels", "categories", "documents"):
            assert not law.search(file.read_text(encoding="utf-8")), file.name
    facts = YamlCatalogue(NOWHERE).facts
    for identity in ("term-59fz", "term-210fz"):
        assert facts[identity].kind == "law" and facts[identity].note.startswith("Закон.")


@pytest.mark.guide("G-13")
@pytest.mark.parametrize("entry", ["B13", "B14"])
def test_where_all_have_the_trouble_it_is_advised_to_wait(
    knowledge: YamlKnowledge, entry: str
) -> None:
    assert knowledge.steps[knowledge.entries[entry].steps[0]].text.startswith("Подождите")
    assert "массового сбоя" in steps_of(knowledge, entry)
    assert "Wait" in steps_of(knowledge, entry, YamlTexts("en", NOWHERE))


@pytest.mark.guide("G-13")
def test_nobody_says_that_outages_are_announced_in_advance() -> None:
    said = re.compile(r"заранее|предупре\w+ об отключ|плановы\w+ (?:технич\w+ )?отключ", re.I)
    for file in FILES:
        if file.name not in ("synonyms.yaml", "facts.yaml") and file.parent.name != "knowledge":
            for line in file.read_text(encoding="utf-8").splitlines():
                assert not (said.search(line) and "отключ" in line), (file.name, line)


@pytest.mark.guide("G-11")
def test_integration_is_for_organisations_only(knowledge: YamlKnowledge) -> None:
    assert "от имени организации" in steps_of(knowledge, "J07")
    assert "on behalf of the organisation" in steps_of(
        knowledge, "J07", YamlTexts("en", NOWHERE))
    sender = YamlCatalogue(NOWHERE).facts["sender-sc-reply"]
    assert (sender.value, "только для организаций" in sender.title) == (
        "sd@sc.digital.gov.ru", True)


@pytest.mark.guide("G-9")
def test_a_lost_password_is_recovered_by_oneself(knowledge: YamlKnowledge) -> None:
    assert "«Восстановить»" in steps_of(knowledge, "A02")
    assert not re.search(r"Позвоните|Напишите в поддержку", steps_of(knowledge, "A02"))


@pytest.mark.guide("G-7")
def test_the_phone_is_for_groups_a_to_i_and_not_for_what_the_support_does_not_settle(
    knowledge: YamlKnowledge,
) -> None:
    categories = YamlCatalogue(NOWHERE).categories.values()
    by_phone = {group for one in categories for group in one.groups if "phone" in one.channels}
    never = {group for one in categories for group in one.groups if "phone" not in one.channels}
    assert by_phone >= set("ABCDEFGHI") and "J" not in by_phone
    assert never == {"J"}
    for entry in ("J01", "J02", "J03", "J04", "J06", "J07"):
        assert knowledge.entries[entry].group == "J"
        assert "100-70-10" not in steps_of(knowledge, entry)


@pytest.mark.guide("G-130")
def test_the_robot_of_the_app_is_not_inside_forms(knowledge: YamlKnowledge) -> None:
    assert "главный экран" in steps_of(knowledge, "I04")


@pytest.mark.guide("G-189")
def test_wrong_personal_data_is_compared_with_documents_then_with_the_register_then_the_office(
    knowledge: YamlKnowledge,
) -> None:
    said = steps_of(knowledge, "A34")
    places = [said.index(word) for word in ("документами", "СФР или МВД", "в МФЦ")]
    assert places == sorted(places)


@pytest.mark.guide("G-23", "G-107", "G-113")
def test_no_form_profile_and_no_question_has_a_field_for_login_password_or_code() -> None:
    catalogue = YamlCatalogue(NOWHERE)
    words = re.compile(r"логин|парол|\blogin\b|password|капч|код подтвержд|код из", re.IGNORECASE)
    for channel in catalogue.channels.values():
        for field in channel.fields:
            assert not words.search(f"{field.id} {field.label}"), (channel.id, field.id)
    for question in catalogue.questions.values():
        assert not words.search(f"{question.id} {question.label}"), question.id
    account = catalogue.questions["person.account"]
    assert "оставьте" in account.help.lower() or "пропустите" in account.help.lower()


@pytest.mark.guide("G-38")
def test_the_two_services_of_the_guide_are_among_the_examples() -> None:
    examples = [one.lower() for one in YamlCatalogue(NOWHERE).questions["problem.service"].examples]
    assert {"получение справки", "регистрация заявления"} <= set(examples)


@pytest.mark.guide("G-33")
def test_the_device_is_one_of_three() -> None:
    choices = YamlCatalogue(NOWHERE).questions["environment.device"].choices
    assert [one.label for one in choices] == ["компьютер", "планшет", "смартфон"]


@pytest.mark.guide("G-43")
def test_what_was_tried_has_the_three_of_the_guide_and_more() -> None:
    question = YamlCatalogue(NOWHERE).questions["problem.tried"]
    labels = [one.label for one in question.choices]
    assert labels[:3] == ["перезапуск браузера", "очистка кэша", "повторный ввод данных"]
    assert len(labels) > 5 and question.free


@pytest.mark.guide("G-34", "G-35")
@pytest.mark.parametrize("key", ["environment.vpn", "environment.proxy"])
def test_vpn_and_proxy_are_yes_no_or_unknown(key: str) -> None:
    question = YamlCatalogue(NOWHERE).questions[key]
    assert [one.id for one in question.choices] == ["yes", "no"] and question.unknown


@pytest.mark.guide("G-172", "G-20", "G-173", "G-174", "G-113")
@pytest.mark.parametrize(("key", "words", "english"), [
    ("person.full_name", "как в личном кабинете", "as in"),
    ("person.inn", "только в форме на портале после входа", "after"),
    ("person.snils", "только в форме на портале после входа", "after"),
    ("person.account", "нет известного номера", "No public number"),
])
def test_the_help_says_how_and_when_a_personal_value_is_given(
    key: str, words: str, english: str
) -> None:
    assert words in YamlCatalogue(NOWHERE).questions[key].help
    assert english in YamlTexts("en", NOWHERE).of(f"question.{key}.help", "")
