"""The second reader understands what the first builder wrote, and sees every difference."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gosupport_cli.adapters.mail_message import build_message
from gosupport_cli.channels.second_reader import Unreadable, read_letter
from gosupport_cli.core.delivery import Parcel
from gosupport_cli.core.document import Document, DocumentField

SIGNS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp"))
WORDS = st.text(SIGNS, min_size=1, max_size=200).map(lambda one: " ".join(one.split()))


def built(parcel: Parcel, subject: str, body: str) -> bytes:
    document = Document(
        "email", subject, (DocumentField("subject", "Тема", subject),
                           DocumentField("body", "Текст", body)),
        attachments=parcel.document.attachments,
    )
    return build_message(document, sender="Иванова <ivanova@example.ru>", to="help@example.ru",
                         date=parcel.at, message_id="<a@example.ru>")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(subject=WORDS.filter(bool), body=WORDS.filter(bool))
def test_any_subject_and_text_come_back_as_written(
    subject: str, body: str, parcel: Callable[..., Parcel]
) -> None:
    seen = read_letter(built(parcel("email"), subject, body))
    assert (seen.subject, seen.body) == (subject, body)


def test_200_russian_signs_with_yo_and_a_file(parcel: Callable[..., Parcel]) -> None:
    subject = ("Ещё ёлка — «ошибка 500» при записи на приём, щёлкнула всё по порядку " * 4)[:200]
    one = parcel("email")
    seen = read_letter(built(one, subject.strip(), ".\n..\nFrom here\n" + "ё" * 2000))
    assert seen.subject == subject.strip()
    assert seen.body == ".\n..\nFrom here\n" + "ё" * 2000
    assert [(part.name, part.sha256) for part in seen.parts] == [
        (file.name, file.sha256) for file in one.document.attachments]
    assert "ivanova@example.ru" in seen.sender
    assert (seen.to, seen.message_id) == ("help@example.ru", "<a@example.ru>")


HEAD = b"Subject: a\r\nMIME-Version: 1.0\r\n"


@pytest.mark.parametrize("letter", [
    b"Subject: =?no-such-set?q?a?=\r\n\r\nx",
    b"Subject: =?utf-8?q?=ff?=\r\n\r\nx",
    HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\n\xff\xfe",
    HEAD + b"Content-Type: text/plain; charset=no-such\r\n\r\nx",
    HEAD + b"Content-Type: multipart/mixed\r\n\r\nx",
    HEAD + b"Content-Transfer-Encoding: base64\r\n\r\nabc",
    HEAD + b"Content-Disposition: attachment; filename*=no-such''a\r\n\r\nx",
])
def test_what_cannot_be_read_is_said_to_be_unreadable(letter: bytes) -> None:
    with pytest.raises(Unreadable):
        read_letter(letter)


@pytest.mark.parametrize(("header", "name"), [
    (b"filename=plain.txt", "plain.txt"), (b'filename="two words.txt"', "two words.txt"),
    (b"filename*=utf-8''%D1%91.png", "ё.png"),
    (b"filename*0*=utf-8''%D1%91;\r\n filename*1*=%D0%B6;\r\n filename*2=.png", "ёж.png"),
])
def test_names_of_files_in_every_spelling(header: bytes, name: str) -> None:
    letter = HEAD + b"Content-Disposition: attachment; " + header + b"\r\n\r\nx"
    assert [part.name for part in read_letter(letter).parts] == [name]


def test_the_reader_tells_letters_apart(parcel: Callable[..., Parcel]) -> None:
    one = parcel("email")
    other = replace(one, document=replace(one.document, attachments=()))
    assert read_letter(built(one, "Тема", "а")) != read_letter(built(other, "Тема", "а"))
