"""Every parser that strangers' bytes reach, as ``bytes -> None`` with what must hold after it.

Fuzzing (``python -m tests.proof.fuzz``), hypothesis and the kept findings run the same targets.
A refusal that the program would show in words is an answer; anything else raised is a defect.
"""

import contextlib
import io
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta, timezone
from email import message_from_bytes
from pathlib import Path
from types import MappingProxyType

from gosupport_cli.adapters.identifiers import LibraryIdentifiers
from gosupport_cli.adapters.letter_reader import html_text, looks_like_letter, read_letter
from gosupport_cli.adapters.mail_message import build_message, mailto
from gosupport_cli.cli.streams import printable
from gosupport_cli.collectors.console_log import clean_console_log
from gosupport_cli.collectors.har import clean_har
from gosupport_cli.collectors.images import clean_picture
from gosupport_cli.content.answers_file import parse_set, read_answers
from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.content.parsed import Broken
from gosupport_cli.content.read import parse
from gosupport_cli.core import letters
from gosupport_cli.core.contacts import check_contact, find_contacts
from gosupport_cli.core.document import Document, DocumentField
from gosupport_cli.core.errors import NotDelivered, UsageError
from gosupport_cli.core.http_log import clean_url
from gosupport_cli.core.keyboard import latin_offer, russian_offer
from gosupport_cli.core.moments import read_moment
from gosupport_cli.core.normalise import clean_line, clean_link, clean_text
from gosupport_cli.core.redaction import cut_secrets, mask_found
from gosupport_cli.core.splitting import first_sentence, split_messages
from gosupport_cli.core.user_agent import describe
from gosupport_cli.flows.accept import accept
from tests.fakes import FixedClock

CATALOGUE = YamlCatalogue(Path("/nowhere"))
CLOCK = FixedClock()
IDENTIFIERS = LibraryIdentifiers()
NOW = datetime(2026, 11, 20, 18, 0, tzinfo=timezone(timedelta(hours=3)))
LONGEST = 20_000  # bytes; larger inputs are a matter of time limits, tested on their own
CONTROLS = frozenset(chr(code) for code in (*range(32), *range(127, 160))) - {"\n", "\t"}


def text_of(data: bytes) -> str:
    """As a file gives it: bytes that are no UTF-8 never come this far."""
    return data[:LONGEST].decode("utf-8", "replace")


def word_of(data: bytes) -> str:
    """As the command line gives it: bytes that are no UTF-8 come as lone surrogates."""
    return data[:LONGEST].decode("utf-8", "surrogateescape")


def clean(text: str) -> str:
    """``text``, which must hold nothing that a terminal obeys."""
    assert not CONTROLS & set(text), repr(text)
    return text


def answers_file(data: bytes) -> None:
    questions = CATALOGUE.questions
    with contextlib.suppress(UsageError):
        found = read_answers("answers.yaml", text_of(data), questions, categories=["login"],
                             channels=["portal"], deadlines=["none"])
        for key, value in found.answers.items():
            assert key in questions or key in ("category", "channel", "deadline_class")
            assert isinstance(value, str | tuple)
    with contextlib.suppress(UsageError):
        parse_set(word_of(data).split("\n"), questions)


def declared(data: bytes) -> None:
    with contextlib.suppress(Broken):
        parse(text_of(data))


def answers(data: bytes) -> None:
    """Every question takes the text or says why not; what it keeps is clean and stays itself."""
    text = word_of(data)
    for question in CATALOGUE.questions.values():
        taken = accept(question, text, clock=CLOCK, identifiers=IDENTIFIERS)
        for part in taken.value if isinstance(taken.value, tuple) else (taken.value or "",):
            clean(part)
            part.encode("utf-8")
            assert cut_secrets(part).text == part, (question.id, part)


def letter(data: bytes) -> None:
    looks_like_letter(data)
    found = read_letter(data[:LONGEST])
    for text in (found.subject, found.text, found.sender):
        text.encode("utf-8")
    letters.read(found, CATALOGUE.mail_patterns.values())
    letters.own_text(found.text)
    belief = letters.believe(found, trusted_server="mx.example.ru", expected=["example.ru"])
    assert belief.trust in ("person", "unverified", "suspect", "pass")
    if belief.trust == "pass":
        assert any(b"mx.example.ru" in line for line in data.splitlines())


def pasted(data: bytes) -> None:
    text = clean_text(text_of(data))
    letters.read(letters.Letter(text=text), CATALOGUE.mail_patterns.values())
    html_text(text)


def har(data: bytes) -> None:
    with _file(data, ".har") as source, contextlib.suppress(UsageError):
        target = io.StringIO()
        clean_har(source, target)
        made = json.loads(target.getvalue(), parse_constant=_no_constant)
        assert made["log"]["entries"]


def log(data: bytes) -> None:
    with _file(data, ".log") as source, contextlib.suppress(UsageError):
        target = io.StringIO()
        clean_console_log(source, target)
        clean(target.getvalue())


def picture(data: bytes) -> None:
    with _file(data, ".png") as source, contextlib.suppress(UsageError):
        made = clean_picture(source, limit=200_000)
        assert made.data[:4] in (b"\x89PNG", b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xdb")


def moment(data: bytes) -> None:
    found = read_moment(text_of(data), NOW)
    assert found is None or found.at.tzinfo is not None
    if found:
        found.at.isoformat()


def layout(data: bytes) -> None:
    text = text_of(data)
    for offer in (russian_offer(text), latin_offer(text)):
        assert offer is None or len(offer) == len(text)


def user_agent(data: bytes) -> None:
    found = describe(text_of(data))
    if found:
        clean(clean_line(f"{found.os} {found.browser} {found.device}"))


def contact(data: bytes) -> None:
    text = word_of(data)
    verdict = check_contact(text, CATALOGUE.facts)
    assert verdict.verdict in ("genuine", "unknown", "fake")
    for found in find_contacts(text):
        assert text[found.start : found.start + len(found.value)] == found.value
    assert "?" not in clean_url(text)
    if text.startswith("https://"):
        assert not clean_link(text).startswith("https://") or "?" not in clean_link(text)


def redaction(data: bytes) -> None:
    """Cut once is cut for good, and what was masked can be told apart."""
    text = clean_text(text_of(data))
    once = cut_secrets(text)
    assert cut_secrets(once.text).text == once.text, (text, once.text)
    masked = mask_found(once.text)
    for mark in masked.placeholders:
        assert mark in masked.text


def splitting(data: bytes) -> None:
    text = clean_text(text_of(data))
    first_sentence(text)
    for limit in (1000, 50):
        made = split_messages(text, limit)
        assert "".join("".join(made).split()) == "".join(text.split())


def headers(data: bytes) -> None:
    """No line of the text becomes a header of the letter, whatever stands in it."""
    parts = (text_of(data).split("\x1f") + [""] * 4)[:4]
    subject, sender, to, body = parts
    document = Document(channel="email", subject=clean_line(subject),
                        fields=(DocumentField("body", "", clean_text(body), None),))
    with contextlib.suppress(UsageError, NotDelivered):
        made = build_message(document, sender=sender, to=to, date=NOW,
                             message_id="<1@example.ru>", references=[to])
        names = [name.lower() for name in message_from_bytes(made)]
        assert len(names) == len(set(names)), names
        assert set(names) <= {"from", "to", "subject", "date", "message-id", "in-reply-to",
                              "references", "mime-version", "content-type",
                              "content-transfer-encoding"}, names
    with contextlib.suppress(UsageError):
        link = mailto(document, to)
        assert not CONTROLS & set(link) and "\n" not in link and link.count("?") == 1, link


def screen(data: bytes) -> None:
    clean(printable(word_of(data)))


TARGETS: Mapping[str, Callable[[bytes], None]] = MappingProxyType({
    one.__name__: one for one in (
        answers_file, declared, answers, letter, pasted, har, log, picture, moment, layout,
        user_agent, contact, redaction, splitting, headers, screen)
})


@contextlib.contextmanager
def _file(data: bytes, suffix: str) -> Iterator[Path]:
    with tempfile.NamedTemporaryFile(suffix=suffix) as made:
        made.write(data)
        made.flush()
        yield Path(made.name)


def _no_constant(name: str) -> None:
    raise AssertionError(f"{name} is no JSON")


