"""Long text is cut only where a reader would pause."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gosupport_cli.core.splitting import first_sentence, split_messages

TEXTS = st.text(alphabet="абвЯ .!\n1 +7-/:«»", max_size=400)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.integers(10, 120))
def test_every_word_survives_whole_and_in_order(text: str, limit: int) -> None:
    pieces = split_messages(text, limit)
    assert [word for piece in pieces for word in piece.split()] == text.split()


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(["слово", "Да.", "нет", "\n\n"]), max_size=120),
       st.integers(12, 80))
def test_pieces_stay_below_the_limit_where_words_do(words: list[str], limit: int) -> None:
    assert all(0 < len(one) <= limit for one in split_messages(" ".join(words), limit))


def test_a_paragraph_is_a_better_place_than_a_sentence_and_that_than_a_blank() -> None:
    assert split_messages("Раз два. Три.\n\nЧетыре. Пять", 20) == (
        "Раз два. Три.", "Четыре. Пять")
    assert split_messages("Раз два три. Четыре пять", 20) == ("Раз два три.", "Четыре пять")
    assert split_messages("раз два три четыре", 12) == ("раз два три", "четыре")


def test_a_gentle_cut_that_leaves_the_piece_nearly_empty_is_not_taken() -> None:
    assert split_messages("Да. Раз два три четыре", 20) == ("Да. Раз два три", "четыре")


@pytest.mark.parametrize("whole", [
    "+7 900 000-00-01", "https://www.gosuslugi.ru/600104/1/form", "8 800 100 70 10"])
def test_a_number_and_a_link_stay_in_one_piece(whole: str) -> None:
    for before in range(1, 30):
        text = f"{'а' * before} {whole} конец"
        assert any(whole in piece for piece in split_messages(text, 20))


def test_what_cannot_be_cut_stays_longer_than_the_limit() -> None:
    assert split_messages(f"да {'x' * 50} нет", 10) == ("да", "x" * 50, "нет")


@pytest.mark.parametrize(("text", "sentence"), [
    ("Ошибка 500. Затем пусто", "Ошибка 500."),
    ("Живу в г. Москва. Ошибка", "Живу в г. Москва."),
    ("Пишет Иванова М. С. Ошибка", "Пишет Иванова М. С. Ошибка"),
    ("Версия 4.52.1 не работает. Да", "Версия 4.52.1 не работает."),
    ("Пишет «Стоп!» Потом пусто", "Пишет «Стоп!»"),
    ("Без точки\nдальше", "Без точки"),
    ("", ""),
])
def test_where_a_sentence_ends(text: str, sentence: str) -> None:
    assert first_sentence(text)[0] == sentence


@pytest.mark.timeout(20)
@pytest.mark.parametrize("paste", [". " * 500_000, "Иванов Иван " * 80_000, "1 " * 500_000],
                         ids=["dots", "words", "numbers"])
def test_a_paste_of_a_megabyte_is_cut_in_time_that_grows_with_it(paste: str) -> None:
    pieces = split_messages(paste, 1000)
    assert "".join("".join(pieces).split()) == "".join(paste.split())
