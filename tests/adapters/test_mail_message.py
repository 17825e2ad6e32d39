"""Letters as bytes: headers of every kind survive, nothing gets in through a value."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gosupport_cli.adapters.mail_message import build_message, mailto, message_id
from gosupport_cli.channels.second_reader import read_letter
from gosupport_cli.core.document import Document, DocumentField
from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.written import one_line
from tests.factories import request

AT = datetime(2026, 11, 20, 18, 0, tzinfo=timezone(timedelta(hours=3)))


def letter(subject: str = "Ошибка", body: str = "Текст", **words: object) -> bytes:
    made = Document(channel="email", subject=subject,
                    fields=(DocumentField(id="body", label="", text=body),))
    given_words = {"sender": "a@example.ru", "to": "b@example.ru", **words}
    return build_message(made, date=AT, message_id="<gs-1.1.x@example.ru>",
                         **given_words)  # type: ignore[arg-type]


def heads(raw: bytes) -> list[str]:
    head = raw.partition(b"\r\n\r\n")[0].decode("ascii")
    return [line.partition(":")[0] for line in head.split("\r\n") if not line.startswith(" ")]


NAMES = ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type",
         "Content-Transfer-Encoding"]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x85"),
               max_size=250))
def test_any_subject_arrives_and_makes_no_header(subject: str) -> None:
    raw = letter(subject=subject)
    assert [one for one in heads(raw) if one != "Subject"] == [
        one for one in NAMES if one != "Subject"]
    seen = read_letter(raw)
    shown = "".join(" " if ord(sign) < 32 or 127 <= ord(sign) < 160 else sign for sign in subject)
    assert one_line(seen.subject) == one_line(shown)
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="абё .\n-\tFrom<>&=😢", max_size=400))
def test_any_body_arrives(body: str) -> None:
    assert read_letter(letter(body=body)).body == body.rstrip("\n")


@pytest.mark.parametrize("name", ["Семёнова Алёна Пётровна", "O'Neil, Jr.", 'a "b" c', "Ли"])
def test_a_name_stands_before_its_address(name: str) -> None:
    from email.utils import formataddr

    to = formataddr((name, "b@example.ru")) if name.isascii() else f"{name} <b@example.ru>"
    raw = letter(sender=to, to=to)
    seen = read_letter(raw)
    for one in (seen.sender, seen.to):
        assert name.replace('"', r"\"") in one and one.endswith("<b@example.ru>")


@pytest.mark.parametrize("bad", [
    "b@example.ru\r\nBcc: c@example.ru", "b@example.ru\nX-Y: z",
    "Имя\r\nBcc: c@example.ru <b@e.ru>",
])
def test_an_address_with_a_line_break_makes_no_header(bad: str) -> None:
    try:
        raw = letter(to=bad)
    except UsageError:
        return
    assert set(heads(raw)) == set(NAMES)


def test_no_addressee_means_no_line_for_one() -> None:
    assert "To" not in heads(letter(to=""))


@pytest.mark.parametrize("bad", ["ерунда", "@", "поддержка@почта.рф"])
def test_what_is_no_address_is_refused(bad: str) -> None:
    with pytest.raises(UsageError) as told:
        letter(to=bad)
    assert told.value.code == "mail-bad-address"


def test_a_message_id_belongs_to_one_revision_of_one_request() -> None:
    from dataclasses import replace

    about = request()
    one = message_id(about, "a@почта.рф")
    assert one.startswith("<gs-1.1.") and one.endswith("@xn--80a1acny.xn--p1ai>")
    assert one == message_id(about, "a@почта.рф")
    assert one != message_id(replace(about, revision=2), "a@почта.рф")
    assert one != message_id(replace(about, id="GS-2"), "a@почта.рф")
    assert message_id(about, "").endswith("@gosupport.invalid>")


def test_a_thread_is_named_and_garbage_in_it_is_left_out() -> None:
    raw = letter(references=("<a@b>", "<x>\r\nBcc: y", "<c@d>"))
    assert b"In-Reply-To: <c@d>\r\n" in raw
    assert b"References: <a@b>\r\n <c@d>\r\n" in raw
    assert b"Bcc" not in raw


def test_a_mailto_link_is_one_line_of_plain_signs() -> None:
    made = Document(channel="email", subject="Тема & что?\n", messages=(),
                    fields=(DocumentField(id="body", label="", text="Раз\nдва=три#"),))
    link = mailto(made, "b@почта.рф")
    assert link.isascii() and "\n" not in link and " " not in link
    assert link.startswith("mailto:b@xn--80a1acny.xn--p1ai?subject=%D0%A2")
    assert link.endswith("%0D%0A%D0%B4%D0%B2%D0%B0%3D%D1%82%D1%80%D0%B8%23")


def test_base64_stands_in_lines_of_76_signs() -> None:
    raw = letter(body="Длинный текст. " * 100)
    assert max(len(line) for line in raw.partition(b"\r\n\r\n")[2].split(b"\r\n")) == 76
