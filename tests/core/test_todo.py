"""An answer of the support as things to do."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gosupport_cli.core.model import Event
from gosupport_cli.core.todo import ADDED, DONE, MOST, OPEN, REMOVED, things_in, things_of
from tests.fakes import FixedClock

AT = FixedClock().now()
COURTESY = ("здравствуйте", "извините", "ожидайте", "сайте")


@pytest.mark.guide("G-153")
@pytest.mark.parametrize(("answer", "things"), [
    ("Здравствуйте! Очистите кэш браузера, перезапустите браузер и войдите снова. Извините.",
     ("Очистите кэш браузера", "Перезапустите браузер", "Войдите снова")),
    ("Для решения:\n1. Откройте настройки\n   браузера.\n2) Удалите файлы cookie\n\nПоддержка",
     ("Откройте настройки браузера", "Удалите файлы cookie")),
    ("- Проверьте СНИЛС\n- Обратитесь в МФЦ", ("Проверьте СНИЛС", "Обратитесь в МФЦ")),
    ("Рекомендуем обновить приложение.", ("Обновить приложение",)),
    ("Если не поможет, пришлите скриншот.", ("Если не поможет, пришлите скриншот",)),
    ("На сайте откройте раздел «Помощь». Ожидайте ответа.", ("На сайте откройте раздел «Помощь»",)),
    ("Попробуйте через час, затем позвоните 115", ("Попробуйте через час", "Позвоните 115")),
    ("Ваш запрос выполнен. Спасибо за обращение.", ()),
    ("Не сообщайте никому код.", ()),
    ("Вы видите ошибку?", ()),
    ("", ()),
])
def test_an_answer_is_split_into_what_it_asks_to_do(answer: str, things: tuple[str, ...]) -> None:
    assert things_in(answer, (*COURTESY, "видите")) == things


@given(st.text(max_size=500))
def test_any_text_gives_few_short_single_lines(text: str) -> None:
    found = things_in(text)
    assert len(found) <= MOST
    assert all(0 < len(one) <= 300 and "\n" not in one for one in found)


def test_the_list_is_the_history_itself() -> None:
    lines = [(ADDED, "а"), (ADDED, "б"), (ADDED, "а"), (DONE, "а"), (REMOVED, "б"), (ADDED, "в"),
             (DONE, "в"), (OPEN, "в"), (DONE, "нет такого"), ("note", "а")]
    events = [Event(AT + timedelta(minutes=n), event, "waiting", "letter", text)
              for n, (event, text) in enumerate(lines)]
    assert [(one.number, one.text, one.done_at) for one in things_of(events)] == [
        (1, "а", AT + timedelta(minutes=3)), (3, "в", None)]
