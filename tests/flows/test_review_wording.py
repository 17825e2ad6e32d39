"""Subject, summary and words of a request: what says little is reported with its place."""

import pytest

from gosupport_cli.core.model import Value
from tests.flows.reviewing import findings, fired


def test_a_place_in_a_list_is_named() -> None:
    [one] = findings(problem__steps=("Открыла услугу", "Нажала кнопку кнопку"))
    assert (one.rule, one.field) == ("doubled-word", "problem.steps[1]")


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
    ({"problem__actual": "Форма пустая. Что делать?",
      "problem__demand": "Прошу сообщить, когда починят форму?"}, "many-questions"),
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


@pytest.mark.guide("G-139", "G-168")
def test_a_text_longer_than_the_channel_takes_is_reported() -> None:
    lines = "\n".join(f"строка {n}: модуль {n} не загружен" for n in range(90))
    assert "text-limit" in fired("app", problem__error_text=lines)
    assert "text-limit" not in fired("email", problem__error_text=lines)
    assert "long-item" in fired(problem__steps=("Нажала кнопку. " * 20,))
