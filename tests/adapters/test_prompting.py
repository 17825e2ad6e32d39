"""Tokens that both ways of asking understand."""

import pytest

from gosupport_cli.adapters.prompting import token
from gosupport_cli.core.asking_ports import Back, Help, UseEditor


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
