"""Tokens that both ways of asking understand."""

import pytest

from gosupport_cli.adapters.prompting import pick, pick_several, token
from gosupport_cli.core.asking_ports import Back, Help, Option, UseEditor


@pytest.mark.parametrize(
    ("text", "offered", "wish"),
    [
        ("<", "", Back()),
        ("Назад", "", Back()),
        ("?", "", Help()),
        ("!", "", UseEditor()),
        ("вчера<", "вчера", Back()),
        ("вчера ?", "вчера", Help()),
        ("вчера", "вчера", None),
        ("вчера в 14:30", "вчера", None),
        ("ошибка <", "", None),
        ("Что это?", "", None),
        ("?1", "", Help()),
        ("? да", "", Help()),
        ("?error=access_denied", "", None),
    ],
)
def test_a_token_is_known_alone_and_behind_the_offered_answer(
    text: str, offered: str, wish: object
) -> None:
    assert token(text, offered) == wish


@pytest.mark.parametrize(("text", "value"), [
    ("y", "yes"), ("Yes", "yes"), ("д", "yes"), ("Да.", "yes"), ("lf", "yes"), ("1", "yes"),
    ("n", "no"), ("NO", "no"), ("н", "no"), ("нет", "no"), ("ytn", "no"), ("2", "no"),
    ("может быть", None), ("3", None),
])
@pytest.mark.parametrize("labels", [("Да", "Нет"), ("Yes", "No"), ("Да, верны", "Оставить так")])
def test_yes_and_no_are_understood_in_both_languages(
    text: str, value: str | None, labels: tuple[str, str]
) -> None:
    options = [Option("yes", labels[0]), Option("no", labels[1])]
    assert pick(options, text) == value


def test_yes_is_no_word_for_a_list_that_has_none() -> None:
    assert pick([Option("phone", "Yandex phone"), Option("tablet", "Tablet")], "n") is None


@pytest.mark.parametrize(("text", "free", "found"), [
    ("1, 2", True, ("cache", "browser")), ("1 2", False, ("cache", "browser")),
    ("очистка кэша, другой браузер", False, ("cache", "browser")),
    ("Звонила в банк, платёж исполнен", True, ("Звонила в банк, платёж исполнен",)),
    ("Звонила в банк; ждала, долго", True, ("Звонила в банк", "ждала, долго")),
    ("2, позвонила, не помогло", True, ("browser", "позвонила, не помогло")),
    ("Звонила, другой браузер", True, ("Звонила, другой браузер",)),
    ("1, 7", True, None), ("Звонила в банк, платёж", False, None),
])
def test_own_words_keep_their_commas_and_only_what_is_listed_is_split(
    text: str, free: bool, found: tuple[str, ...] | None
) -> None:
    options = [Option("cache", "очистка кэша"), Option("browser", "другой браузер")]
    assert pick_several(options, text, free=free) == found
