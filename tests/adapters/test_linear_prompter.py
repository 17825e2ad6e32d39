"""Plain lines as they are heard: advice once, then only what went wrong and the question."""

import io
from dataclasses import replace
from pathlib import Path

import pytest

from gosupport_cli.adapters.linear_prompter import LinearPrompter
from gosupport_cli.cli.streams import Streams
from gosupport_cli.content.languages import YamlTexts
from gosupport_cli.core.asking_ports import Erase, Option, Screen, Typed
from gosupport_cli.core.errors import Interrupted

ADVICE = "Подождите сутки."
ASK = "Что делаем?"


def screen(problem: str = "", intro: tuple[str, ...] = (ADVICE,)) -> Screen:
    return Screen(id="known", shape="choice", ask=ASK, intro=intro, problem=problem,
                  options=(Option("yes", "Да"), Option("no", "Нет")))


def test_a_number_that_is_not_in_the_list_is_answered_with_those_that_are() -> None:
    heard = io.StringIO()
    streams = Streams(io.StringIO("99\n2\n"), heard, heard)
    one = LinearPrompter(YamlTexts("ru", Path("nowhere")), streams)
    assert one.ask(screen()) == Typed("no")
    assert "номер от 1 до 2" in " ".join(heard.getvalue().split())


def test_where_own_words_are_an_answer_it_is_said() -> None:
    heard = io.StringIO()
    streams = Streams(io.StringIO("спросила в банке\n"), heard, heard)
    asked = Screen(id="tried", shape="choices", ask=ASK, free=True, options=(Option("a", "Да"),))
    answered = LinearPrompter(YamlTexts("ru", Path("nowhere")), streams).ask(asked)
    assert answered == Typed(("спросила в банке",))
    assert "или ответ своими словами" in " ".join(heard.getvalue().split())


def test_advice_is_not_read_aloud_again_after_a_slip() -> None:
    heard = io.StringIO()
    streams = Streams(io.StringIO("1\n1\n2\n"), heard, heard)
    one = LinearPrompter(YamlTexts("ru", Path("nowhere")), streams)
    one.ask(screen())
    one.ask(screen("Такого варианта нет."))
    assert (heard.getvalue().count(ADVICE), heard.getvalue().count(ASK)) == (1, 2)
    assert "Такого варианта нет." in heard.getvalue()
    assert one.ask(screen("Ещё раз.", ("Другой совет.",))) == Typed("no")
    assert "Другой совет." in heard.getvalue(), "what is new is said also beside a problem"


def hears(typed: str, asked: Screen) -> tuple[object, str]:
    """What comes of ``typed``, and all that was said on the way, as one line."""
    heard = io.StringIO()
    streams = Streams(io.StringIO(typed), heard, heard)
    answered = LinearPrompter(YamlTexts("ru", Path("nowhere")), streams).ask(asked)
    return answered, " ".join(heard.getvalue().split())


def test_of_one_line_it_is_not_said_that_there_are_more() -> None:
    one = Screen(id="tried", shape="choices", ask=ASK, options=(Option("a", "Банк"),))
    answered, heard = hears("7\n1\n", one)
    assert answered == Typed(("a",))
    assert "от 1 до 1" not in heard and "В списке одна строка" in heard


@pytest.mark.parametrize(("screen", "says"), [
    (Screen(id="a", shape="text", ask=ASK, prefill="31.02", slip=True), "Вы написали: 31.02"),
    (Screen(id="a", shape="text", ask=ASK, prefill="Вошла", source="Взято из ваших шагов"),
     "Взято из ваших шагов: Вошла"),
    (Screen(id="a", shape="text", ask=ASK, prefill="Вошла", answered=True), "Сейчас: Вошла"),
])
def test_it_is_said_what_stands_there_and_a_minus_erases_it(screen: Screen, says: str) -> None:
    answered, heard = hears("-\n", screen)
    assert answered == Erase() and says in heard
    assert heard.count("Сейчас") == says.count("Сейчас")


def test_a_minus_where_nothing_stands_is_no_answer() -> None:
    assert hears("-\n", Screen(id="a", shape="text", ask=ASK))[0] == Typed("")


@pytest.mark.parametrize("editor", [True, False])
def test_the_editor_is_explained_and_only_where_there_is_one(editor: bool) -> None:
    _, heard = hears("a\n", Screen(id="a", shape="text", ask=ASK, editor=editor))
    assert ("Восклицательный знак (!) и Enter — писать" in heard) == editor


def test_a_long_number_where_a_choice_stands_is_for_the_flow_to_understand() -> None:
    assert hears("89000000001\n", screen())[0] == Typed("89000000001")


def test_what_is_said_after_an_interruption_begins_a_line() -> None:
    heard = io.StringIO()
    one = LinearPrompter(YamlTexts("ru", Path("nowhere")), Streams(io.StringIO(""), heard, heard))
    with pytest.raises(Interrupted):
        one.ask(screen())
    assert heard.getvalue().endswith(":\n\n"), "«^C» stood behind the colon"


@pytest.mark.parametrize(("skip", "says"), [
    ("", "Enter — пропустить."), ("Без файла — Enter.", "Без файла — Enter."),
])
def test_what_enter_means_is_said_once(skip: str, says: str) -> None:
    _, heard = hears("\n", Screen(id="a", shape="text", ask=ASK, optional=True, skip=skip))
    assert says in heard and heard.count("пропустить") == (not skip)


@pytest.mark.parametrize(("lines", "times"), [(9, 1), (3, 2)])
def test_a_long_list_is_not_said_again_at_once(lines: int, times: int) -> None:
    options = tuple(Option(str(one), f"строка-{one}") for one in range(1, lines + 1))
    asked = Screen(id="q", shape="choice", ask="Что случилось?", options=options)
    heard = io.StringIO()
    prompter = LinearPrompter(YamlTexts("ru", Path("nowhere")),
                              Streams(io.StringIO("?\n2\n"), heard, heard))
    prompter.ask(asked)
    assert prompter.ask(replace(asked, problem="Так нельзя.")) == Typed("2")
    said = heard.getvalue()
    assert said.count("строка-3") == times
    assert ("Строки те же, с 1 по 9." in said) == (times == 1)
