"""Words about secrets in letters of another alphabet."""

from hypothesis import given
from hypothesis import strategies as st

from gosupport_cli.core import lookalikes
from gosupport_cli.core.lookalikes import as_meant

_SIGNS = sorted({sign for signs in (*lookalikes._FOR_RUSSIAN.values(),
                                    *lookalikes._FOR_LATIN.values())
                 for sign in (*signs, *signs.upper())} | set(" :ſKıİᲂᲃᲄᲅ"))
_SPELT = [st.tuples(*(st.sampled_from(letters[letter]) for letter in word)).map("".join)
          for words, letters in ((lookalikes._LATIN, lookalikes._FOR_LATIN),
                                 (lookalikes._RUSSIAN, lookalikes._FOR_RUSSIAN))
          for word in words]


@given(st.lists(st.one_of(st.text(_SIGNS, max_size=4), *_SPELT,
                          *(one.map(str.upper) for one in _SPELT)), max_size=6))
def test_no_word_is_overlooked_by_looking_quickly_first(parts: list[str]) -> None:
    text = "".join(parts)
    assert as_meant(text) == lookalikes._MEANT.sub(lookalikes._plain, text)
