"""Bytes of real and of hostile letters."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gosupport_cli.adapters.letter_reader import html_text, looks_like_letter, read_letter

SUBJECT = "Запрос SCR#1234567 выполнен. Тема: Вопрос по регламенту"


def encoded(text: str, charset: str = "utf-8") -> str:
    return f"=?{charset}?B?{base64.b64encode(text.encode(charset)).decode()}?="


def letter(*headers: str, body: bytes = "Текст".encode()) -> bytes:
    return "\r\n".join(headers).encode() + b"\r\n\r\n" + body


def test_headers_numbers_and_the_thread_are_read() -> None:
    found = read_letter(
        letter(
            f"From: {encoded('Федеральный ситуационный центр')} <noreply@sc.digital.gov.ru>",
            "Reply-To: sd@sc.digital.gov.ru",
            f"Subject: {encoded(SUBJECT)}",
            "Date: Fri, 20 Nov 2026 12:00:00 +0300",
            "Message-ID: <one@sc>",
            "In-Reply-To: <ours@example.ru>",
            "References: <RT-Ticket-1@x>\r\n <ours@example.ru>",
            "X-RT-Ticket: rt.example.test #17",
            "Authentication-Results: mx.example.ru;\r\n dkim=pass header.d=sc.digital.gov.ru",
            "Content-Type: text/plain; charset=utf-8",
        )
    )
    assert found.subject == SUBJECT
    assert (found.sender, found.reply_to) == ("noreply@sc.digital.gov.ru", "sd@sc.digital.gov.ru")
    assert found.references == ("<ours@example.ru>", "<RT-Ticket-1@x>")
    assert found.tickets == ("17",)
    assert found.message_id == "<one@sc>"
    assert found.date is not None and found.date.isoformat() == "2026-11-20T12:00:00+03:00"
    assert found.authentication == ("mx.example.ru; dkim=pass header.d=sc.digital.gov.ru",)
    assert found.text == "Текст"


@pytest.mark.parametrize(
    ("charset", "declared"),
    [("utf-8", "utf-8"), ("cp1251", "windows-1251"), ("koi8-r", "koi8-r"), ("cp1251", "x-unknown"),
     ("utf-8", "ascii")],
)
def test_any_charset_and_a_wrong_one_too(charset: str, declared: str) -> None:
    body = "Запрос выполнен, проверьте".encode(charset)
    found = read_letter(letter("From: a@b.ru", f"Content-Type: text/plain; charset={declared}",
                               body=body))
    assert found.text == "Запрос выполнен, проверьте"


def test_a_letter_of_html_only_is_read_without_scripts() -> None:
    html = "<style>p{}</style><p>Запрос&nbsp;закрыт</p><script>alert(1)</script><p>Спасибо"
    found = read_letter(letter("From: a@b.ru", "Content-Type: text/html; charset=utf-8",
                               body=html.encode()))
    assert found.text.split() == ["Запрос", "закрыт", "Спасибо"]
    assert html_text("<blockquote>старое</blockquote>").strip().startswith(">")


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"Message-ID: <<x>>\r\nFrom: a@b\r\n\r\nx",
        b"From: =?utf-8?B?!!!?=\r\nSubject: =?no-such?Q?=FF?=\r\nDate: 31 Feb\r\n\r\nx",
        b"From: a@b.ru, c@d.ru\r\nSubject: x\r\n\r\nx",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n--x--",
        b"Content-Transfer-Encoding: base64\r\n\r\n@@@@",
        b"Subject: \x1b[31mred\x1b[0m\xe2\x80\xae\r\n\r\n\x1b]0;title\x07text",
    ],
)
def test_broken_and_hostile_letters_are_read_as_far_as_they_go(broken: bytes) -> None:
    found = read_letter(broken)
    for text in (found.subject, found.text, found.sender):
        assert "\x1b" not in text and "\u202e" not in text


def test_two_senders_are_no_sender() -> None:
    assert read_letter(b"From: noreply@sc.digital.gov.ru, x@evil.example\r\n\r\nx").sender == ""


def test_a_name_that_looks_like_an_address_is_not_the_sender() -> None:
    found = read_letter(b'From: "support@gosuslugi.ru" <x@evil.example>\r\n\r\nx')
    assert found.sender == "x@evil.example"


@pytest.mark.parametrize(
    ("data", "is_letter"),
    [
        (b"From: a@b\r\nSubject: x\r\n\r\ntext", True),
        (b"From: a@evil.example\n\ntext", True),
        ("Обращение № 12345678 закрыто".encode(), False),
        ("Тема: вопрос\nОт: поддержка\n\nтекст".encode(), False),
        (b"", False),
    ],
)
def test_letters_and_pasted_texts_are_told_apart(data: bytes, is_letter: bool) -> None:
    assert looks_like_letter(data) is is_letter


@given(st.binary(max_size=2000))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    assert read_letter(data) is not None
    assert looks_like_letter(data) in (True, False)
