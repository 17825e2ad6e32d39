"""Whatever stands in the answers, every channel has a document and no placeholder is made up."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from gosupport_cli.cli.show.document import as_markdown, as_text
from gosupport_cli.core.model import Value
from tests.factories import complete_answers, request
from tests.rendering import CATALOGUE, CHANNELS, document

KEYS = sorted(key for key in complete_answers() if "." in key)
LISTS = {"problem.steps", "problem.pages", "problem.tried"}
PIECES = st.sampled_from([
    "unknown", "none", "", "ё", "{{7*7}}", "{%", "[СНИЛС-1]", "[удалено: пароль]", "\n",
    "\n\n\n",
    "112-233-445 95", "Иванова Мария Сергеевна", "+79000000001", "ivanova@example.ru", "\0", "😢",
    "\nпароль: Qwerty1\n", "2026-11-18", "---", "«", "\\1", "\\g<0>",
    "$(id)", "=1+1", " ", "8 (800)"])
TEXTS = st.one_of(st.lists(PIECES, max_size=6).map("".join), PIECES, st.text(max_size=40))


def value(key: str) -> st.SearchStrategy[Value]:
    return st.lists(TEXTS, max_size=4).map(tuple) if key in LISTS else TEXTS


ANSWERS = st.fixed_dictionaries({}, optional={key: value(key) for key in KEYS})


@settings(max_examples=80, deadline=None)
@given(ANSWERS, st.sampled_from(CHANNELS), st.sampled_from(["ru", "en"]))
def test_every_channel_can_show_any_answers(
    answers: dict[str, Value], channel: str, language: str
) -> None:
    about = replace(request(), answers={"category": "login", "channel": channel, **answers})
    made = document(about, channel, language)
    assert [one.id for one in made.fields] == [
        one.id for one in CATALOGUE.channels[channel].fields]
    assert "\n" not in made.subject
    whole = "\n".join((made.subject, *made.messages, *(one.text for one in made.fields)))
    assert "Qwerty1" not in whole and "\0" not in whole and "\n\n\n" not in whole
    assert as_text(CATALOGUE.channels[channel], made).endswith("\n")
    assert as_markdown(CATALOGUE.channels[channel], made).endswith("\n")
    assert all(one.why and one.instead for one in made.loss)
