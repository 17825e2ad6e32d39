"""Replies, reminders and repeat requests: what they say, and in which shape they go out."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from gosupport_cli.content.languages import YamlTexts
from gosupport_cli.core.document import Document
from gosupport_cli.core.model import Message
from gosupport_cli.flows.render import compose_message, render_message
from tests.factories import request
from tests.rendering import CATALOGUE, CHANNELS, picture

AT = datetime(2026, 11, 23, 10, 0, tzinfo=timezone(timedelta(hours=3)))
ABOUT = replace(request(person__snils="112-233-445 95"), ticket="SCR#1234567")
DATES = {"sent_at": "20.11.2026", "due_at": "23.11.2026", "last_at": "", "previous": ["SCR#1"],
         "term": "", "reminded": (), "operator": "", "working_days": 0}


def composed(template: str, **more: object) -> str:
    values = {"result": "", "done": "", **DATES, **more}
    return compose_message(ABOUT, template, CATALOGUE.channels["portal"], CATALOGUE, **values)


def sent(text: str, channel: str = "portal") -> Document:
    message = Message(id=1, kind="reply", text=text, created_at=AT)
    return render_message(ABOUT, message, CATALOGUE.channels[channel], CATALOGUE,
                          attachments=(picture(caption="после совета"),))


def body_of(made: Document) -> str:
    return next(one.text for one in made.fields if one.id == "message")


@pytest.mark.guide("G-82")
def test_what_helped_and_what_did_not_have_their_words() -> None:
    assert composed("done", result="Список времени открылся.").splitlines() == [
        "Обращение SCR#1234567. Выполнено.", "Результат: Список времени открылся.", "Спасибо."]
    assert composed("not-fixed").startswith("Обращение SCR#1234567. Проблема сохраняется.")


@pytest.mark.guide("G-83")
def test_advice_that_did_not_help_gets_the_result_and_a_request_for_more() -> None:
    assert composed("not-fixed", done="Очистила кэш", result="Та же страница.").splitlines() == [
        "Обращение SCR#1234567. Проблема сохраняется.", "Сделано: Очистила кэш",
        "Сейчас: Та же страница.", "Код ошибки: ab12cd34ef56",
        "Прошу продолжить работу по этому обращению и сообщить следующий шаг."]


@pytest.mark.guide("G-210")
def test_the_reminder_has_number_date_and_question_and_no_button_of_the_portal() -> None:
    said = composed("remind")
    assert said.startswith("Обращение SCR#1234567 от 20.11.2026. Ответа пока нет.")
    assert "Тема: Ошибка 500 при выборе времени приёма" in said
    assert said.endswith("Прошу сообщить, в каком состоянии обращение и когда ждать ответа.")
    assert "уведомлени" not in said.lower() and "кнопк" not in said.lower()


def test_the_repeat_request_quotes_numbers_and_dates() -> None:
    said = composed("followup")
    for part in ("Повторно по обращению SCR#1234567 от 20.11.2026.",
                 "Ответ ожидался к 23.11.2026, его нет.", "Прежнее обращение: SCR#1",
                 "Код ошибки: ab12cd34ef56", "Проблема сохраняется."):
        assert part in said.splitlines()


def test_promises_questions_and_working_days_are_told_where_they_are_known() -> None:
    said = composed("followup", term="3 дня", reminded=("22.11.2026 10:00",), working_days=4,
                    operator="22.11.2026 11:00: Перезвонят", last_at="21.11.2026 09:00")
    for part in ("Рабочих дней с отправки: 4", "Портал назвал срок: 3 дня",
                 "Последнее сообщение поддержки: 21.11.2026 09:00",
                 "Уже спрашивали: 22.11.2026 10:00",
                 "Ответ по телефону 22.11.2026 11:00: Перезвонят"):
        assert part in said.splitlines()
    said = composed("remind", last_at="21.11.2026 09:00")
    assert "21.11.2026 09:00. С тех пор новостей нет." in said
    assert "Ответа пока нет" not in said


@pytest.mark.guide("G-67")
@pytest.mark.parametrize("channel", CHANNELS)
def test_the_number_is_in_the_message_whatever_was_typed(channel: str) -> None:
    opening = "Здравствуйте! Звоню по обращению " if channel == "phone" else "Обращение "
    body = body_of(sent("Всё так же.", channel))
    assert body.startswith(f"{opening}SCR#1234567")
    assert body_of(sent("Обращение SCR#1234567. Да.", channel)).count("SCR#1234567") == 1


@pytest.mark.parametrize("channel", CHANNELS)
def test_messages_keep_the_policy_the_subject_and_the_files_of_their_channel(channel: str) -> None:
    made = sent("Ввела 112-233-445 95, пишет Иванова Мария Сергеевна", channel)
    body = body_of(made)
    assert "112-233" not in body and "[СНИЛС-1]" in body
    assert ("Мария" in body) == (channel != "chat")
    assert made.subject == "Ошибка 500 при выборе времени приёма"
    carried = channel not in ("phone", "open311")
    assert ("- screen.png: после совета" in body) == carried
    assert bool(made.attachments) == carried
    assert bool(made.messages) == (channel == "chat")


def test_a_call_about_an_answer_names_the_number_first_and_that_it_is_an_addition() -> None:
    made = sent(composed("not-fixed", result="Та же страница."), "phone")
    assert [one.id for one in made.fields] == ["before", "message", "answers", "log"]
    assert body_of(made).splitlines()[:6] == [
        "Здравствуйте! Звоню по обращению SCR#1234567 (по группам: SCR#123 45 67).",
        "Это дополнение к нему, новое обращение не нужно.",
        "Меня зовут Иванова Мария Сергеевна.", "",
        "Проблема сохраняется.", "Сейчас: Та же страница."]
    assert "Код по буквам: латинская эй (a)" in body_of(made)
    whole = "\n".join(one.text for one in made.fields)
    # A first call asks for these; here the request is known already.
    for word in ("Вид проблемы", "Не хватает для звонка", "Назовите, пожалуйста, номер",
                 "gosupport sent"):
        assert word not in whole
    for word in ("8 (800) 100-70-10", "Никогда не говорите:", "gosupport status GS-1 --note"):
        assert word in whole


def test_a_call_about_a_request_without_a_number_says_so() -> None:
    message = Message(id=1, kind="reply", text="Всё так же.", created_at=AT)
    made = render_message(request(), message, CATALOGUE.channels["phone"], CATALOGUE)
    assert body_of(made).startswith(
        "Здравствуйте! Звоню по обращению, которое уже отправлено. Номера у меня нет.")


@pytest.mark.parametrize("channel", CHANNELS)
def test_an_answer_has_steps_of_its_own_in_both_languages(channel: str) -> None:
    declared, english = CATALOGUE.channels[channel], YamlTexts("en", Path("/nowhere"))
    steps = declared.reply_steps
    assert steps and "gosupport sen" not in " ".join(steps)  # neither send nor sent: no request
    assert sent("Да.", channel).steps == tuple(one.replace("{id}", "GS-1") for one in steps)
    told = [english.of(f"channel.{channel}.reply_steps.{place}", "") for place in range(len(steps))]
    assert all(told) and not english.of(f"channel.{channel}.reply_steps.{len(steps)}", "")
