"""What stands in a written document, and in which order."""

from dataclasses import replace
from pathlib import Path

import pytest

from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.core.catalogue import Question
from gosupport_cli.flows.render import render, variant
from tests.factories import request
from tests.rendering import (
    CATALOGUE,
    CHANNELS,
    SERVERS,
    WRITTEN,
    document,
    everything,
    picture,
    text,
    with_files,
)

FULL = with_files(picture("screen.png", caption="окно с ошибкой"), picture("список.png"))


def placed(shown: str, *parts: str) -> list[int]:
    places = [shown.find(part) for part in parts]
    assert -1 not in places, parts[places.index(-1)]
    return places


@pytest.mark.guide("G-110")
@pytest.mark.parametrize("channel", [*WRITTEN, "chat"])
def test_the_parts_come_in_the_order_of_the_guide(channel: str) -> None:
    happened = () if channel == "chat" else ("Что случилось:",)
    files = () if channel == "open311" else ("Файлы:",)
    places = placed(
        text(FULL, channel), "Тип обращения:", "Услуга:", *happened, "Когда:", "Шаги:",
        "Ошибка:", "Уже пробовали:", "Ожидалось:", "Прошу ", *files, "ФИО:")
    assert places == sorted(places)


@pytest.mark.guide("G-115", "G-178")
@pytest.mark.parametrize("channel", CHANNELS)
def test_day_hour_zone_and_action_stand_in_one_line(channel: str) -> None:
    line = ("Когда: 20.11.2026 в 14:30 (UTC+3, МСК), после действия: "
            "Нажала кнопку «Выбрать время»")
    assert line in text(FULL, channel).splitlines()


@pytest.mark.guide("G-146", "G-180")
@pytest.mark.parametrize("channel", CHANNELS)
def test_steps_are_numbered(channel: str) -> None:
    assert "1. Открыла услугу\n2. Выбрала поликлинику\n3. Нажала «Выбрать время»" in text(
        FULL, channel)


@pytest.mark.guide("G-158")
@pytest.mark.parametrize("channel", CHANNELS)
def test_the_error_text_stands_word_for_word(channel: str) -> None:
    error = ('  Ошибка:  «Х»   {{7*7}} {% raw %} <b>500</b>\n\tat a.b(c.js:1:2)\n\n'
             'please   try "again"…')
    assert f"«{error}»" in text(request(problem__error_text=error), channel)


@pytest.mark.guide("G-181", "G-182", "G-98")
@pytest.mark.parametrize("channel", CHANNELS)
def test_expected_and_actual_have_a_line_each(channel: str) -> None:
    lines = text(FULL, channel).splitlines()
    assert "Ожидалось: Откроется список времени" in lines
    assert "Произошло: Страница с ошибкой" in lines


@pytest.mark.guide("G-114")
@pytest.mark.parametrize("channel", [*WRITTEN])
def test_what_does_not_work_is_said(channel: str) -> None:
    assert "Что случилось: При выборе времени приёма появляется ошибка 500." in text(FULL, channel)


@pytest.mark.guide("G-45", "G-136")
@pytest.mark.parametrize("channel", ["portal", "app", "email", "chat", "rt", "redmine", "zammad"])
def test_every_file_is_named_in_the_text_with_its_caption(channel: str) -> None:
    lines = text(FULL, channel).splitlines()
    assert "- screen.png: окно с ошибкой" in lines
    assert "- список.png" in lines


@pytest.mark.guide("G-116")
@pytest.mark.parametrize("channel", ["app", "email", *SERVERS])
def test_files_and_codes_stand_at_the_end(channel: str) -> None:
    shown = text(FULL, channel)
    files = () if channel == "open311" else ("Файлы:",)
    places = placed(shown, "Ожидалось:", "Прошу ", *files, "Код ошибки: ab12cd34ef56",
                    "Контакты:")
    assert places == sorted(places)


@pytest.mark.guide("G-125")
@pytest.mark.parametrize("channel", WRITTEN)
def test_the_gist_is_the_last_line_and_one_sentence(channel: str) -> None:
    about = request(problem__summary="Кнопки нет. Страница пустая. Помогите.")
    field = next(one for one in document(about, channel).fields
                 if one.id in ("description", "message", "body"))
    assert field.text.splitlines()[-1] == "Суть проблемы: Кнопки нет."


@pytest.mark.guide("G-125")
def test_the_gist_goes_first_when_there_is_no_room() -> None:
    room = next(one.limit for one in document(request(), "portal").fields
                if one.id == "description")
    assert room
    base = len(document(request(problem__actual="А"), "portal").fields[1].text)
    tight = document(request(problem__actual="А" * (room - base + 20)), "portal").fields[1]
    assert "Суть проблемы" not in tight.text
    assert len(tight.text) <= room


@pytest.mark.guide("G-120")
@pytest.mark.parametrize(("via", "words"), [
    ("account", "сообщением в личном кабинете"), ("email", "по электронной почте"),
    ("phone", "по телефону")])
def test_the_way_of_reply_is_a_wish(via: str, words: str) -> None:
    line = f"Как удобнее получить ответ (пожелание): {words}"
    assert line in text(request(problem__reply_via=via), "portal").splitlines()


@pytest.mark.guide("G-168")
@pytest.mark.parametrize("channel", WRITTEN)
def test_one_fact_stands_on_a_line(channel: str) -> None:
    lines = text(FULL, channel).splitlines()
    for line in ("- перезапуск браузера", "- очистка кэша", "Браузер: Яндекс Браузер 25.10",
                 "Система: Windows 11 23H2", "VPN: нет", "Сеть: домашняя"):
        assert line in lines


@pytest.mark.guide("G-38")
@pytest.mark.parametrize("service", ["Получение справки", "Регистрация заявления"])
def test_the_service_is_free_text(service: str) -> None:
    for channel in CHANNELS:
        assert f"Услуга: {service}" in text(request(problem__service=service), channel)


@pytest.mark.guide("G-102")
def test_the_full_form_has_contacts_in_a_field_of_their_own() -> None:
    fields = {one.id: one for one in document(FULL, "portal").fields}
    assert fields["contacts"].label == "Контактные данные"
    assert fields["contacts"].text == (
        "ФИО: Иванова Мария Сергеевна\nТелефон: +7 900 000-00-01\n"
        "Электронная почта: ivanova@example.ru")
    assert "Контакты:" not in fields["description"].text


@pytest.mark.guide("G-91")
def test_the_short_form_carries_contacts_in_the_description() -> None:
    short = variant(CATALOGUE.channels["portal"], "short")
    fields = render(FULL, short, CATALOGUE).fields
    assert [one.label for one in fields] == [
        "Тема обращения", "Описание проблемы", "Прикрепить файл"]
    assert "Контакты:\nФИО: Иванова Мария Сергеевна" in fields[1].text


@pytest.mark.guide("G-107")
def test_no_field_waits_for_the_code_of_a_captcha() -> None:
    made = document(FULL, "portal")
    assert all("код" not in one.label.lower() for one in made.fields)
    assert any("капча" in step and "на сайте" in step for step in made.steps)


@pytest.mark.guide("G-143", "G-144", "G-145", "G-151", "G-147")
def test_the_app_gets_subject_and_message_with_device_and_version() -> None:
    about = with_files(picture(), environment__device="phone", environment__app_version="4.52.1",
                       problem__subject="Ошибка при загрузке документа")
    fields = document(about, "app").fields
    assert [one.label for one in fields] == ["Тема", "Сообщение"]
    assert fields[0].text == "Ошибка при загрузке документа"
    lines = fields[1].text.splitlines()
    for line in ("Устройство: смартфон", "Версия приложения: 4.52.1", "Уже пробовали:",
                 "Ожидалось: Откроется список времени", "- screen.png"):
        assert line in lines
    assert any(line.startswith("Когда: 20.11.2026 в 14:30") for line in lines)
    without = document(request(), "app").fields[1].text
    assert "Файлы" not in without


@pytest.mark.guide("G-160", "G-171")
def test_doubt_stands_beside_what_is_doubted() -> None:
    shown = text(request(problem__unsure=("problem.occurred_at", "environment.browser")), "email")
    assert "Когда: примерно 20.11.2026 в 14:30" in shown
    assert "Браузер: Яндекс Браузер 25.10 (автор не уверен)" in shown
    assert shown.count("не уверен") == 1 and shown.count("примерно") == 1


@pytest.mark.parametrize(("stored", "shown"), [
    ("2026-11-18", "Когда: 18.11.2026, после"), ("18.11.2026", "Когда: 18.11.2026, после"),
    ("2026-11-18T09:00+07:00", "Когда: 18.11.2026 в 09:00 (UTC+7, МСК+4), после"),
    ("2026-11-18T09:00", "Когда: 18.11.2026 в 09:00, после"),
    ("когда-то утром", "Когда: когда-то утром, после"),
])
def test_a_moment_is_shown_as_far_as_it_is_known(stored: str, shown: str) -> None:
    assert shown in text(request(problem__occurred_at=stored), "portal")


@pytest.mark.guide("G-67")
@pytest.mark.parametrize("channel", CHANNELS)
def test_the_number_of_a_ticket_stands_in_every_document(channel: str) -> None:
    assert "SCR#1234567" in text(replace(request(), ticket="SCR#1234567"), channel)


def test_a_question_that_a_person_added_is_not_lost() -> None:
    added = Question(id="problem.queue", group="problem", kind="text", label="Номер в очереди",
                     ask="Какой?", help="")
    wider = YamlCatalogue(Path("/nowhere"))
    wider.__dict__["questions"] = {**CATALOGUE.questions, added.id: added}
    for channel in CHANNELS:
        made = render(request(problem__queue="77"), CATALOGUE.channels[channel], wider)
        whole = "\n".join((*made.messages, *(one.text for one in made.fields)))
        assert "Номер в очереди: 77" in whole


@pytest.mark.parametrize("channel", CHANNELS)
def test_what_people_type_is_never_a_template(channel: str) -> None:
    typed = "{{7*7}} {% include 'x' %} ${x} <script>alert(1)</script> =1+1 «ё» 😢"
    about = request(problem__actual=typed, problem__summary=typed, problem__subject=typed,
                    problem__steps=(typed,), problem__demand=typed)
    shown = everything(about, channel)
    assert f"Произошло: {typed}" in shown and f"1. {typed}" in shown
    assert "49" not in shown
