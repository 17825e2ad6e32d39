"""Texts that Windows pipes and saves, without a word about their encoding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gosupport_cli.core.encodings import text_of

TEXT = "Обращение SCR#1234567: требуется дополнительная информация"


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "cp866", "cp1251", "koi8-r"])
@pytest.mark.parametrize("text", [TEXT, "код", "не входит", "Сообщение 42: заявление закрыто.\r\n"])
def test_russian_is_read_from_every_encoding_that_windows_has(name: str, text: str) -> None:
    assert text_of(text.encode(name)) == text


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\xff\xfe\x80", bytes(range(128, 160)),
                                  "ПРОСТО КРИК".encode("koi8-r")[:3] + b"\xb0\xb1\xb2\xb3\xb4"])
def test_bytes_that_are_no_russian_are_not_made_into_some(data: bytes) -> None:
    assert text_of(data) is None


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    text_of(data)
