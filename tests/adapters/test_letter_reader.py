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
     ("utf-8", "ascii"), ("utf-16", "utf-16"), ("koi8-r", "x-unknown"), ("cp866", "cp866")],
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


def test_words_that_nobody_sees_are_no_words_of_the_letter() -> None:
    html = ('<p>Запрос закрыт<div style="display: none">обращение <div>1111111</div></div>'
            '<img hidden><span hidden>2222222</span>Спасибо')
    assert html_text(html).split() == ["Запрос", "закрыт", "Спасибо"]


def bounce(action: str = "failed", original: str = "message/rfc822") -> bytes:
    return (
        "From: Mail Delivery System <MAILER-DAEMON@mx.example.ru>\n"
        "Subject: Undelivered Mail\nMessage-ID: <dsn@mx>\nAuto-Submitted: auto-replied\n"
        "MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status;"
        ' boundary="B"\n'
        "\n--B\nContent-Type: text/plain; charset=utf-8\n\nunknown user\n"
        "--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.ru\n\n"
        f"Final-Recipient: rfc822; sd@desk.example\nAction: {action}\nStatus: 5.1.1\n\n"
        f"--B\nContent-Type: {original}\n\nMessage-ID: <ours@example.ru>\n"
        "Subject: SCR#7654321\n\nобращение 12345678\n--B--\n"
    ).encode()


@pytest.mark.parametrize("original", ["message/rfc822", "text/rfc822-headers"])
def test_a_report_of_a_letter_that_came_back_names_it(original: str) -> None:
    found = read_letter(bounce(original=original))
    assert (found.is_bounce, found.returned) == (True, ("<ours@example.ru>",))
    assert found.text == "unknown user"
    assert read_letter(bounce().split(b"\n\n")[0] + b"\n\n").is_bounce


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed"])
def test_a_report_of_anything_else_is_no_bounce(action: str) -> None:
    found = read_letter(bounce(action))
    assert (found.is_bounce, found.returned) == (False, ())


def enclosing(own: str) -> bytes:
    return (
        "From: me@example.ru\nSubject: Fwd\nMIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=A\n\n--A\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{own}\n"
        "--A\nContent-Type: message/rfc822\n\nSubject: y\n"
        "Content-Type: text/plain; charset=utf-8\n\nобращение 99999999\n--A--\n"
    ).encode()


def test_an_enclosed_letter_is_a_quote_unless_there_is_nothing_else() -> None:
    assert read_letter(enclosing("Смотрите ниже")).text == "Смотрите ниже"
    assert read_letter(enclosing("")).text == "обращение 99999999"


def test_of_a_letter_that_is_nested_to_break_readers_the_head_is_read() -> None:
    deep = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3000))
    letter = read_letter(b"From: help@example.org\nSubject: =?utf-8?B?0KHRgtCw0YLRg9GB?=\n" + deep)
    assert (letter.sender, letter.subject) == ("help@example.org", "Статус")
