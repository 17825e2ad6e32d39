"""The letter and its ways: sendmail, the mail program, mailto, a copy to oneself."""

import os
import shlex
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from gosupport_cli.adapters.folders import keep_private
from gosupport_cli.adapters.mail_message import build_message, mailto
from gosupport_cli.channels.email import MAILTO_LIMIT, Email
from gosupport_cli.channels.second_reader import read_letter
from gosupport_cli.core.delivery import Parcel
from gosupport_cli.core.errors import DeclarationError, NotDelivered, OutcomeUnknown, UsageError
from tests.channels.conftest import Key, Words

Make = Callable[..., Parcel]


@dataclass
class Program:
    """The person's mail program: remembers what it got."""

    works: bool = True
    files: list[Path] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def file(self, one: Path) -> bool:
        self.files.append(one)
        return self.works

    def link(self, one: str) -> bool:
        self.links.append(one)
        return self.works


def email(home: Path, program: Program | None = None, build: Any = build_message,
          **chosen: str) -> Email:
    words = Words(**{"mail__from": "ivanova@example.ru", "mail__to": "help@example.ru",
                     "smtp__security": "starttls", **chosen})
    used = program or Program()
    return Email(words, Key(), home, build=build, mailto=mailto, facts={}, keep=keep_private,
                 open_file=used.file, open_link=used.link)


def sendmail(tmp_path: Path, code: str = "") -> str:
    """A stand-in that keeps its words and its stdin."""
    script = tmp_path / "sendmail.py"
    script.write_text(
        "import sys, pathlib\n"
        f"here = pathlib.Path({str(tmp_path)!r})\n"
        "(here / 'words').write_text('\\n'.join(sys.argv[1:]))\n"
        f"(here / 'letter').write_bytes(sys.stdin.buffer.read())\n{code}\n", encoding="utf-8")
    return shlex.join([sys.executable, str(script), "-i"])


def test_sendmail_gets_the_letter_and_the_addresses_as_words(parcel: Make, tmp_path: Path) -> None:
    one = email(tmp_path, mail__transport="sendmail", sendmail__command=sendmail(tmp_path),
                mail__to="help@example.ru, second@example.ru")
    prepared = one.prepare(parcel("email"))
    one.unlock()
    assert one.deliver(prepared).outcome == "sent"
    assert (tmp_path / "words").read_text().splitlines() == [
        "-i", "-f", "ivanova@example.ru", "--", "help@example.ru", "second@example.ru"]
    got = (tmp_path / "letter").read_bytes()
    assert got.replace(b"\n", b"\r\n") == prepared.payload
    assert b"\r" not in got


@pytest.mark.parametrize(("code", "kind", "wanted"), [
    ("sys.stderr.write('no user'); sys.exit(67)", NotDelivered, "mail-no-recipient"),
    ("sys.exit(64)", NotDelivered, "sendmail-failed"),
    ("sys.exit(75)", OutcomeUnknown, "sendmail-later"),
])
def test_what_sendmail_says_in_the_end_is_told_truly(
    code: str, kind: type[Exception], wanted: str, parcel: Make, tmp_path: Path
) -> None:
    command = sendmail(tmp_path, code)
    one = email(tmp_path, mail__transport="sendmail", sendmail__command=command)
    with pytest.raises(kind) as told:
        one.deliver(one.prepare(parcel("email")))
    assert getattr(told.value, "code", "") == wanted


def test_no_sendmail_and_a_silent_one(
    parcel: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    absent = email(tmp_path, mail__transport="sendmail", sendmail__command=str(tmp_path / "no"))
    with pytest.raises(NotDelivered) as told:
        absent.deliver(absent.prepare(parcel("email")))
    assert told.value.code == "sendmail-missing"
    monkeypatch.setattr("gosupport_cli.channels.email.SENDMAIL_SECONDS", 1.0)
    command = sendmail(tmp_path, "import time; time.sleep(20)")
    silent = email(tmp_path, mail__transport="sendmail", sendmail__command=command)
    with pytest.raises(OutcomeUnknown) as lost:
        silent.deliver(silent.prepare(parcel("email")))
    assert lost.value.code == "sendmail-silent"


@pytest.mark.guide("G-64")
def test_the_mail_program_gets_a_draft_to_press_send_on(parcel: Make, tmp_path: Path) -> None:
    program = Program()
    one = email(tmp_path, program)
    prepared = one.prepare(parcel("email"))
    done = one.deliver(prepared)
    assert (prepared.way, done.outcome, done.detail) == ("hand", "handed_over", "eml")
    file = program.files[0]
    assert file.read_bytes() == b"X-Unsent: 1\r\n" + prepared.payload
    assert os.name == "nt" or file.stat().st_mode & 0o777 == 0o600
    assert program.links == []


def test_a_short_letter_without_files_is_a_link_and_a_long_one_a_file(
    parcel: Make, tmp_path: Path
) -> None:
    program = Program()
    one = email(tmp_path, program)
    assert one.deliver(one.prepare(parcel("email", files=False))).detail == "mailto"
    assert program.links[0].startswith("mailto:help@example.ru?")
    assert len(program.links[0]) <= MAILTO_LIMIT
    assert program.files == []
    long = one.prepare(parcel("email", files=False, text="Слово " * 400))
    assert one.deliver(long).detail == "eml"
    assert len(program.links) == 1


def test_without_a_mail_program_the_file_is_named(parcel: Make, tmp_path: Path) -> None:
    one = email(tmp_path, Program(works=False))
    done = one.deliver(one.prepare(parcel("email", files=False)))
    assert (done.outcome, done.detail) == ("handed_over", "file")
    assert Path(done.reference).is_file()


def test_a_copy_to_oneself_is_shown_and_goes_only_into_the_envelope(
    parcel: Make, tmp_path: Path
) -> None:
    plain = email(tmp_path, smtp__host="smtp.example.ru").prepare(parcel("email"))
    copied = email(tmp_path, smtp__host="smtp.example.ru", mail__copy_to_self="yes").prepare(
        parcel("email"))
    assert copied.payload == plain.payload
    assert copied.detail("envelope") == "help@example.ru, ivanova@example.ru"
    assert [one.text for one in copied.preview if one.label == "copy"] == ["ivanova@example.ru"]
    assert not [one for one in plain.preview if one.label == "copy"]
    again = email(tmp_path, smtp__host="smtp.example.ru", mail__copy_to_self="yes",
                  mail__to="ivanova@example.ru").prepare(parcel("email"))
    assert again.detail("envelope") == "ivanova@example.ru"


def test_the_preview_is_read_from_the_very_bytes(parcel: Make, tmp_path: Path) -> None:
    prepared = email(tmp_path).prepare(parcel("email"))
    seen = read_letter(prepared.payload)
    shown = {one.label: one.text for one in prepared.preview}
    assert (shown["subject"], shown["body"], shown["to"]) == (seen.subject, seen.body, seen.to)


@pytest.mark.parametrize(("wrong", "what"), [
    (("Ошибка", "Ошибки"), "subject"), (("первая", "вторая"), "body"), (("", ""), "attachments"),
])
def test_a_builder_that_changes_anything_is_caught(
    wrong: tuple[str, str], what: str, parcel: Make, tmp_path: Path
) -> None:
    def bad(document: Any, **words: Any) -> bytes:
        if what == "attachments":
            return build_message(replace(document, attachments=()), **words)
        fields = tuple(replace(one, text=one.text.replace(*wrong)) for one in document.fields)
        subject = document.subject.replace(*wrong) if what == "subject" else document.subject
        return build_message(replace(document, subject=subject, fields=fields), **words)

    with pytest.raises(NotDelivered) as told:
        email(tmp_path, build=bad).prepare(parcel("email"))
    assert (told.value.code, told.value.values["what"]) == ("mail-differs", what)


def test_where_to_and_from_must_be_known(parcel: Make, tmp_path: Path) -> None:
    with pytest.raises(DeclarationError) as told:
        email(tmp_path, mail__to="").prepare(parcel("email"))
    assert told.value.code == "mail-no-recipient-set"
    assert email(tmp_path, mail__to="").prepare(parcel("email", to="x@example.ru")).where == (
        "x@example.ru")
    for bad in ("x@example.ru\r\nBcc: y@example.ru", "a b@example.ru"):
        with pytest.raises((UsageError, DeclarationError)):
            email(tmp_path).prepare(parcel("email", to=bad))
    with pytest.raises(DeclarationError) as told:
        email(tmp_path, mail__from="не адрес").prepare(parcel("email"))
    assert told.value.code == "mail-no-sender"


def test_a_cyrillic_domain_travels_in_ascii(parcel: Make, tmp_path: Path) -> None:
    one = email(tmp_path, mail__transport="sendmail", sendmail__command=sendmail(tmp_path),
                mail__to="help@почта.рф")
    one.deliver(one.prepare(parcel("email")))
    assert (tmp_path / "words").read_text().splitlines()[-1] == "help@xn--80a1acny.xn--p1ai"


def test_without_an_account_nothing_asks_for_a_password(parcel: Make, tmp_path: Path) -> None:
    one = email(tmp_path, smtp__host="smtp.example.ru")
    one.unlock()
    assert one._secrets.asked == []  # type: ignore[attr-defined]
    named = email(tmp_path, smtp__host="smtp.example.ru", smtp__user="ivanova")
    named.unlock()
    assert named._secrets.asked == ["smtp"]  # type: ignore[attr-defined]
