"""The steps beside a document: soft words of the guide, numbered, on stderr."""

import json

import pytest

from tests.cli.program import new_request, run_program
from tests.cli.shown import show


@pytest.mark.guide("G-1", "G-2")
def test_advice_goes_to_stderr_numbered_and_as_wide_as_the_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    new_request()
    monkeypatch.setenv("COLUMNS", "40")
    for channel in ("portal", "chat", "phone", "app"):
        shown = show("--channel", channel)
        assert "Что делать дальше:\n  1. " in shown.err and "Что делать дальше" not in shown.out
        # A command is never broken: longer than the screen, it has a line of its own.
        assert [line for line in shown.err.splitlines() if len(line) > 40 and " " in line.strip()
                and not line.strip().startswith("gosupport ")] == []
    assert run_program("show", "GS-1", "-q").err == ""


STEPS = {
    "chat": [
        pytest.param("обычно внизу справа, название может отличаться",
                     marks=pytest.mark.guide("G-49")),
        pytest.param("Сначала отвечает робот Макс", marks=pytest.mark.guide("G-47", "G-50")),
        pytest.param("Нет чата — прокрутите страницу вниз", marks=pytest.mark.guide("G-52")),
        pytest.param("https://www.gosuslugi.ru/help или gosupport contacts",
                     marks=pytest.mark.guide("G-53")),
        pytest.param("включите JavaScript, отключите блокировщики для *.gosuslugi.ru и "
                     "esia.gosuslugi.ru", marks=pytest.mark.guide("G-54", "G-55")),
        pytest.param("Откройте https://www.gosuslugi.ru и проверьте адрес в строке браузера",
                     marks=pytest.mark.guide("G-48", "G-57")),
        pytest.param("Войдите в личный кабинет", marks=pytest.mark.guide("G-58")),
        pytest.param("По данным руководства, ещё можно найти «Техподдержка»",
                     marks=pytest.mark.guide("G-59")),
        pytest.param("или «Помощь» в кабинете", marks=pytest.mark.guide("G-60")),
        pytest.param("«Выполнено» или «Проблема сохраняется»", marks=pytest.mark.guide("G-82")),
    ],
    "portal": [
        pytest.param("https://www.gosuslugi.ru/feedback", marks=pytest.mark.guide("G-89")),
        pytest.param("https://lk.gosuslugi.ru", marks=pytest.mark.guide("G-87")),
        pytest.param("«Помощь» справа вверху, «Обратная связь», «Технические вопросы» "
                     "(по данным руководства",
                     marks=pytest.mark.guide("G-86", "G-88", "G-89", "G-90")),
        pytest.param("Сверьте поля с тем, что показывает сайт", marks=pytest.mark.guide("G-91")),
        pytest.param("Нажмите «Отправить»", marks=pytest.mark.guide("G-64", "G-92")),
    ],
    "app": [
        pytest.param("Найдите раздел «Помощь и поддержка»",
                     marks=pytest.mark.guide("G-127", "G-132")),
        pytest.param("главное меню, «Помощь», «Обратная связь», «Создать сообщение» "
                     "(по данным руководства, названия могут отличаться)",
                     marks=pytest.mark.guide("G-127", "G-141", "G-142")),
        pytest.param("Чат есть на главном экране, сначала отвечает робот Макс; внутри форм его нет",
                     marks=pytest.mark.guide("G-130")),
        pytest.param("Если чего-то нет в приложении, откройте портал в браузере",
                     marks=pytest.mark.guide("G-208")),
    ],
}
CASES = [pytest.param(channel, *one.values, marks=one.marks)
         for channel, steps in STEPS.items() for one in steps]


@pytest.mark.parametrize(("channel", "words"), CASES)
def test_the_steps_say_it_softly(channel: str, words: str) -> None:
    new_request()
    steps = json.loads(show("--channel", channel, "--format", "json").out)["document"]["steps"]
    assert any(words in step for step in steps)


@pytest.mark.guide("G-50", "G-88", "G-92", "G-132")
def test_the_steps_come_in_an_order_and_promise_no_operator() -> None:
    new_request()

    def steps(channel: str) -> list[str]:
        shown = show("--channel", channel, "--format", "json").out
        return list(json.loads(shown)["document"]["steps"])

    form, chat, app = steps("portal"), steps("chat"), steps("app")
    assert "gosuslugi.ru/feedback" in form[0], "the direct address goes before the menus"
    assert "«Помощь»" in "".join(form[1:])
    assert form[-2] == "Нажмите «Отправить»." and "gosupport sent" in form[-1]
    assert "Помощь и поддержка" in app[1] and "войдите" in app[0]
    assert not [one for one in chat if "оператор" in one.lower()]


@pytest.mark.guide("G-56")
@pytest.mark.parametrize("channel", ["chat", "portal", "app", "phone"])
def test_the_steps_are_at_most_eight_and_end_with_keeping_the_number(channel: str) -> None:
    new_request()
    steps = json.loads(show("--channel", channel, "--format", "json").out)["document"]["steps"]
    assert len(steps) <= 8
    assert "номер" in steps[-1] and "gosupport sent GS-1 --ticket" in steps[-1]


@pytest.mark.guide("G-90")
def test_technical_questions_are_spoken_of_for_technical_problems_only() -> None:
    new_request(category="not-technical")
    steps = "".join(json.loads(show("--format", "json").out)["document"]["steps"])
    assert "«Обратная связь» (по данным" in steps and "Технические вопросы" not in steps
    assert "{" not in steps


def test_english_advice_around_the_russian_document() -> None:
    new_request()
    russian = show("--channel", "chat")
    english = run_program("--lang", "en", "show", "GS-1", "--channel", "chat")
    assert english.out == russian.out
    assert "What to do next:\n  1. Open https://www.gosuslugi.ru" in english.err
    assert "E-mail: not given in this channel." in english.err
