"""The sheet for a call: to be read aloud by somebody who has it in front of them."""

import re
from dataclasses import replace

import pytest

from gosupport_cli.core.model import Request
from tests.factories import request
from tests.rendering import document, picture, text, with_files

NUMBERED = replace(request(), ticket="SCR#1234567")


def field(name: str, about: Request | None = None) -> str:
    made = document(about or request(), "phone")
    return next(one.text for one in made.fields if one.id == name)


@pytest.mark.guide("G-14")
def test_the_first_block_is_the_number_or_that_there_is_none() -> None:
    first = text(NUMBERED, "phone").splitlines()[1]
    assert first == "Номер обращения: SCR#1234567 (по группам: SCR#123 45 67)"
    assert text(request(), "phone").splitlines()[1] == "Номер обращения: номера пока нет"


@pytest.mark.guide("G-15")
def test_kind_and_one_line_of_the_problem_come_next() -> None:
    lines = field("before").splitlines()
    assert lines[1] == "Вид проблемы: Запись на приём"
    assert lines[2] == "Кратко: При выборе времени приёма появляется ошибка 500."


@pytest.mark.guide("G-3", "G-5", "G-6")
def test_only_the_two_official_numbers_are_offered() -> None:
    shown = text(request(person__phone=""), "phone")
    phones = re.findall(r"^- ([0-9 ()-]+): (.*)$", shown, re.MULTILINE)
    assert [one for one, _ in phones] == ["8 (800) 100-70-10", "115"]
    assert all("обычно круглосуточно, проверьте на сайте" in said for _, said in phones)
    assert ["бесплатно по России" in said for _, said in phones] == [True, False]
    assert not re.search(r"800-\d|495|499|800\) (?!100-70-10)", shown)


@pytest.mark.guide("G-16", "G-23")
@pytest.mark.parametrize("about", [request(), NUMBERED, request(person__full_name="")])
def test_what_may_be_said_and_what_never_are_always_there(about: Request) -> None:
    before = field("before", about)
    may, _, never = before.partition("Никогда не говорите:")
    for word in ("ФИО", "телефон для связи", "номер обращения и номер заявления"):
        assert word in may.partition("Можно сказать:")[2]
    for word in ("логин и пароль", "из СМС", "из почты", "из MAX", "из программы для входа",
                 "номер карты", "секретные вопросы"):
        assert word in never
    assert "сам вход в личный кабинет: вводите всё сами, вслух не диктуйте" in never


@pytest.mark.guide("G-18")
def test_what_is_still_missing_is_named() -> None:
    before = field("before", request(problem__error_code="", problem__tried=(),
                                     person__full_name=""))
    missing = before.partition("Не хватает для звонка:\n")[2].partition("\n\n")[0].splitlines()
    assert missing == ["- Код ошибки", "- Уже пробовали", "- ФИО"]
    assert "Не хватает для звонка:\n- ничего, всё готово" in field("before")


@pytest.mark.guide("G-37")
def test_the_script_has_the_order_of_the_guide_and_fits_one_screen() -> None:
    script = field("script")
    order = [script.find(part) for part in (
        "Услуга:", "Когда:", "Что делали:", "Произошло:", "Ошибка:", "Код ошибки:",
        "Уже пробовали:", "Ожидалось:")]
    assert -1 not in order and order == sorted(order)
    assert len(script.splitlines()) <= 24
    assert len(script) <= 1600


def test_a_code_stands_as_it_is_and_letter_by_letter() -> None:
    lines = field("script", request(problem__error_code="ESIA-007015")).splitlines()
    assert "Код ошибки: ESIA-007015" in lines
    spelled = next(line for line in lines if line.startswith("Код по буквам: "))
    assert spelled.startswith("Код по буквам: латинская и (E), латинская эс (S)")
    assert spelled.endswith("дефис, ноль, ноль, семь, ноль, один, пять")
    assert "Код по буквам" not in field("script", request(problem__error_code="none"))


def test_cyrillic_letters_in_a_code_are_told_from_latin_ones() -> None:
    script = field("script", request(problem__error_code="СC5"))
    assert "Код по буквам: С — Семён, латинская си (C), пять" in script


def test_long_numbers_stand_in_groups_too() -> None:
    script = field("script", request(problem__application_number="3500308079"))
    assert "Номер заявления: 3500308079 (по группам: 350 030 80 79)" in script


@pytest.mark.guide("G-44")
def test_files_have_no_line_and_the_sheet_says_why() -> None:
    about = with_files(picture("screen.png", caption="окно"))
    shown = text(about, "phone")
    assert "screen.png" not in shown and "Файлы:" not in shown
    assert "Файлы по телефону не передать." in shown
    assert document(about, "phone").attachments == ()
    assert "Снимки экрана по телефону не передать." in text(request(), "phone")
    lost = document(about, "phone").loss
    assert [one.field for one in lost] == ["attachments"] and "screen.png" in lost[0].why


@pytest.mark.guide("G-13")
def test_a_call_that_fails_has_another_way_and_a_later_hour() -> None:
    steps = " ".join(document(request(), "phone").steps)
    assert "попробуйте позже" in steps and "через форму на портале" in steps
    assert "отключени" not in steps


def test_there_is_room_for_the_words_of_the_operator() -> None:
    log = field("log")
    assert log.count("____") >= 7
    assert "gosupport sent GS-1 --ticket НОМЕР --term СРОК" in log


def test_likely_questions_have_answers_or_room() -> None:
    answers = field("answers", request(environment__vpn="unknown", problem__conditions=""))
    assert "Включён ли VPN? не знаю" in answers
    assert "Всегда ли так бывает? …" in answers
    assert "Назовите код из СМС или пароль. — Не называю никому." in answers


def test_of_a_long_error_text_the_first_line_is_read_and_all_of_it_stands_below() -> None:
    error = "413 Request Entity Too Large\n" + "at Zone.runTask (poly.js:1:37)\n" * 20 + "end"
    about = request(problem__error_text=error, problem__application_number="unknown")
    script = field("script", about)
    assert "Ошибка: «413 Request Entity Too Large» (весь текст ниже)" in script.splitlines()
    assert len(script.splitlines()) <= 24 and "runTask" not in script
    assert f"Ошибка: «{error}»" in field("answers", about)
    assert "Номер заявления" not in script


def test_a_summary_of_several_sentences_is_read_aloud_whole() -> None:
    said = "Кнопка не нажимается. После этого страница пустая."
    assert f"Суть: {said}" in field("script", request(problem__summary=said)).splitlines()
    assert "Суть:" not in field("script")
