"""Screen texts: values are data, forms of words follow the number, a person's own file wins."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gosupport_cli.content.languages import YamlTexts, plural
from gosupport_cli.core.errors import DeclarationError


def own(folder: Path, language: str, area: str, text: str) -> None:
    place = folder / "languages" / language
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{area}.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("count", "form"), [
    (0, "дней"), (1, "день"), (2, "дня"), (4, "дня"), (5, "дней"), (11, "дней"), (12, "дней"),
    (14, "дней"), (21, "день"), (22, "дня"), (25, "дней"), (101, "день"), (111, "дней"),
    (112, "дней"), (1001, "день"), (-1, "день"),
])
def test_russian_words_follow_the_number(count: int, form: str) -> None:
    assert plural(count, "день|дня|дней", "ru") == form


@given(st.integers(min_value=0, max_value=10_000))
def test_the_form_depends_on_the_last_two_digits_only(count: int) -> None:
    forms = "один|два|пять"
    assert plural(count, forms, "ru") == plural(count % 100, forms, "ru")
    assert plural(count, "one|many", "en") == ("one" if count == 1 else "many")


def test_values_are_data_and_never_walked_into(tmp_path: Path) -> None:
    own(tmp_path, "ru", "own", 'said: "Вы написали: {text}"\nn: "{n} {n:plural:день|дня|дней}"\n')
    texts = YamlTexts("ru", tmp_path)
    assert texts("own.said", text="{0.__class__} {{ 7*7 }} %s") == (
        "Вы написали: {0.__class__} {{ 7*7 }} %s")
    assert texts("own.n", n=3) == "3 дня"


def test_a_place_in_a_text_cannot_reach_into_a_value(tmp_path: Path) -> None:
    own(tmp_path, "ru", "own", 'bad: "{text.__class__}"\n')
    with pytest.raises(KeyError):
        YamlTexts("ru", tmp_path)("own.bad", text="x")


def test_a_text_that_english_lacks_is_said_in_russian(tmp_path: Path) -> None:
    own(tmp_path, "ru", "own", 'only: "Только по-русски"\n')
    assert YamlTexts("en", tmp_path)("own.only") == "Только по-русски"
    with pytest.raises(LookupError, match=r"no text own\.none"):
        YamlTexts("en", tmp_path)("own.none")


def test_a_persons_own_words_replace_ours_one_by_one(tmp_path: Path) -> None:
    own(tmp_path, "ru", "error", 'set-malformed.hint: "Спросите внука."\n')
    texts = YamlTexts("ru", tmp_path)
    assert texts("error.set-malformed.hint") == "Спросите внука."
    assert "непонятна" in texts("error.set-malformed.message", pair="x")


def test_a_broken_file_of_words_is_told_with_its_line(tmp_path: Path) -> None:
    own(tmp_path, "ru", "own", "a: b\nc: [d]\n")
    with pytest.raises(DeclarationError) as error:
        YamlTexts("ru", tmp_path)("own.a")
    assert error.value.values["line"] == 2


def test_declared_texts_are_translated_by_id_or_stay_russian(tmp_path: Path) -> None:
    own(tmp_path, "en", "question", 'own.ask: "Which colour?"\n')
    assert YamlTexts("en", tmp_path).of("question.own.ask", "Какого цвета?") == "Which colour?"
    assert YamlTexts("en", tmp_path).of("question.none.ask", "Какого цвета?") == "Какого цвета?"
    assert YamlTexts("ru", tmp_path).of("question.own.ask", "Какого цвета?") == "Какого цвета?"
