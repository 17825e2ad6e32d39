"""Plain lines as they are heard: advice once, then only what went wrong and the question."""

import io
from pathlib import Path

from gosupport_cli.adapters.linear_prompter import LinearPrompter
from gosupport_cli.cli.streams import Streams
from gosupport_cli.content.languages import YamlTexts
from gosupport_cli.core.asking_ports import Option, Screen, Typed

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
