"""What a backup brings is cleaned like what is typed."""

import json

from hypothesis import given
from hypothesis import strategies as st

from gosupport_cli.core.brought import without_secrets


def test_secrets_are_cut_out_of_texts_keys_lists_and_packed_columns() -> None:
    packed = json.dumps({"problem.actual": "Мой пароль: Qwerty1 не подходит",
                         "problem.steps": ["Ввела пароль:", "Zaq12wsx"]}, ensure_ascii=False)
    data = {"requests": [{"row": {"answers": packed, "uid": "a1b2"},
                          "events": [{"text": "код 4821 из смс"}]}],
            "profiles": [{"name": "пароль: Qwerty1", "answers": "{}"}]}
    cleaned, kinds = without_secrets(data)
    assert kinds == ("password", "code")
    whole = json.dumps(cleaned, ensure_ascii=False)
    assert not any(one in whole for one in ("Qwerty1", "Zaq12wsx", "4821"))
    answers = json.loads(cleaned["requests"][0]["row"]["answers"])
    assert answers["problem.actual"] == "Мой пароль: [удалено: пароль] не подходит"
    assert answers["problem.steps"] == ["Ввела пароль:", "[удалено: пароль]"]
    assert cleaned["requests"][0]["row"]["uid"] == "a1b2"


plain = st.recursive(st.none() | st.integers() | st.text(max_size=20),
                     lambda inner: st.lists(inner, max_size=4)
                     | st.dictionaries(st.text(max_size=6), inner, max_size=4))


@given(plain)
def test_any_data_keeps_its_shape_and_clean_data_is_untouched(data: object) -> None:
    cleaned, kinds = without_secrets(data)
    assert type(cleaned) is type(data)
    if not kinds:
        assert cleaned == data
    assert without_secrets(cleaned) == (cleaned, ())
