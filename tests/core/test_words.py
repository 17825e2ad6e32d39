"""Word lists in texts."""

from hypothesis import given
from hypothesis import strategies as st

from gosupport_cli.core.words import _compiled, phrases_in

PHRASES = ("глюч*", "ещё раз", "ё", "не работает", "*", "сайт")
_TEXTS = st.lists(st.sampled_from([*"Ее ё,.-", "глючит", "ещё", "раз", "не", "работает", "сайт"]))


@given(_TEXTS)
def test_phrases_that_cannot_occur_are_left_out_and_no_other(parts: list[str]) -> None:
    text = "".join(parts)
    every = _compiled(PHRASES).finditer(text.lower().replace("ё", "е"))
    assert [one.span() for one in phrases_in(text, PHRASES)] == [one.span() for one in every]
