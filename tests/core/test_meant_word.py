"""A word that no entry knows is read again: errors, other forms, other keys, other letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gosupport_cli.core.meant_word import Vocabulary, edits, spelled_russian

KNOWN = Vocabulary(
    frozenset(("не", "код", "смс", "пароль", "приходит", "подпис", "блокировк", "vpn", "привяза")),
    stem=lambda word: word.removesuffix("ами"),
)


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("пароль", ["пароль"]),
        ("пороль", ["пароль"]),
        ("паролами", ["пароль"]),
        ("gfhjkm", ["пароль"]),
        ("parol'", ["пароль"]),
        ("пaроль", ["пароль"]),
        ("мзт", ["vpn"]),
        ("cvc", ["смс"]),
        ("смсок", ["смс"]),
        ("неприходит", ["не", "приходит"]),
        ("привязыва", ["привяза"]),
        ("блокировочн", ["блокировк"]),
    ],
)
def test_the_known_word_is_found_that_was_meant(word: str, wanted: list[str]) -> None:
    assert [root for root, _ in KNOWN.meant(word)] == wanted


@pytest.mark.parametrize("word", ["борщ", "кодекс", "hello", "12345", "к", "холодильник", "сом"])
def test_a_word_that_means_something_else_is_left_alone(word: str) -> None:
    assert KNOWN.meant(word) == ()


def test_what_was_guessed_is_less_sure_than_what_was_said() -> None:
    words = ("пароль", "пороль", "блокировочн")
    said, mistyped, alike = (KNOWN.meant(word)[0][1] for word in words)
    assert said == 1.0
    assert said > mistyped > alike


@pytest.mark.parametrize(
    ("latin", "russian"),
    [
        ("oshibka avtorizacii", "ошибка авторизации"),
        ("ne otkryvayutsya", "не открываются"),
        ("podtverzhdeniye", "подтверждение"),
        ("zayavleniye yeshchyo", "заявление ещё"),
    ],
)
def test_russian_in_latin_letters_is_read(latin: str, russian: str) -> None:
    assert spelled_russian(latin) == russian.replace("ё", "е")


@given(st.text("абв", max_size=7), st.text("абв", max_size=7))
def test_edits_are_counted_alike_from_both_sides(one: str, other: str) -> None:
    assert edits(one, other, 9) == edits(other, one, 9)
    assert (edits(one, other, 9) == 0) == (one == other)


@given(st.text(max_size=40))
def test_no_word_breaks_the_reading(word: str) -> None:
    assert all(root in KNOWN.roots and 0 < sure <= 1 for root, sure in KNOWN.meant(word))
