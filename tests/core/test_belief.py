"""Why a letter is believed or not, and what kind of letter it is; each reason has its words."""

from pathlib import Path

import pytest

from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.content.languages import YamlTexts
from gosupport_cli.core.letters import Letter, believe, own_text, read

PATTERNS = tuple(YamlCatalogue(Path("no-such")).mail_patterns.values())
TEXTS = YamlTexts("ru", Path("/nowhere"))
OFFICIAL, STRANGER = "noreply@sc.digital.gov.ru", "x@evil.example"
PASS = "mx.example.ru; dkim=pass header.d=sc.digital.gov.ru"


@pytest.mark.parametrize(("letter", "trust", "why"), [
    (Letter("x", is_mail=False), "person", "own-word"),
    (Letter("x", sender=OFFICIAL), "unverified", "no-results"),
    (Letter("x", sender="HELP@Desk.example."), "unverified", "no-results"),
    (Letter("x", sender="Ivanova@example.ru"), "unverified", "no-results"),
    (Letter("x", sender=STRANGER), "suspect", "stranger"), (Letter("x"), "suspect", "stranger"),
    (Letter("x", sender=OFFICIAL, authentication=("other.ru; dkim=pass",)),
     "suspect", "other-server"),
    (Letter("x", sender=OFFICIAL, authentication=("", PASS)), "pass", "passed"),
    (Letter("x", sender=STRANGER, authentication=("mx.example.ru; dkim=pass header.d=evil.example",
                                                  )), "suspect", "stranger"),
    (Letter("x", sender=OFFICIAL, authentication=(PASS,)), "pass", "passed"),
    (Letter("x", sender="a@evil.example@sc.digital.gov.ru", authentication=(PASS,)),
     "pass", "passed"),
    (Letter("x", sender=OFFICIAL, authentication=("mx.example.ru; spf=fail",)),
     "suspect", "failed"),
    # An empty part, spaces, comments in comments, a version and an equal sign in a value.
    (Letter("x", sender=OFFICIAL, authentication=(
        "MX.example.ru 1;; dkim/1 = pass (a (b) c) reason=a=b header.d = sc.digital.gov.ru",)),
     "pass", "passed"),
    # Quotes that name a domain, or do not end, prove nothing.
    (Letter("x", sender=OFFICIAL, authentication=(
        'mx.example.ru; dkim=pass header.d="sc.digital.gov.ru"',)), "suspect", "failed"),
    (Letter("x", sender=OFFICIAL, authentication=(
        'mx.example.ru; spf=pass smtp.mailfrom="x"@sc.digital.gov.ru',)), "suspect", "failed"),
    (Letter("x", sender=OFFICIAL, authentication=(f'{PASS} "x',)), "suspect", "other-server"),
    (Letter("x", sender=OFFICIAL, authentication=(f"{PASS} (x",)), "suspect", "other-server"),
    (Letter("x", sender=OFFICIAL, authentication=(PASS + " " * 10_000,)),
     "suspect", "other-server"),
])
def test_a_letter_is_believed_or_not_for_a_reason_that_has_words(
    letter: Letter, trust: str, why: str
) -> None:
    found = believe(letter, trusted_server=" MX.example.ru ", expected=("Desk.example",),
                    own=("", "ivanova@EXAMPLE.ru"))
    assert (found.trust, found.why) == (trust, why)
    assert TEXTS(f"ingest.{why}", number="", id="GS-1") or why in ("own-word", "passed")


@pytest.mark.parametrize(("letter", "kind", "event", "numbers"), [
    (Letter("x", is_bounce=True, subject="SCR#1234567"), "auto_reply", "bounced", ()),
    (Letter("x", subject="Re: SCR#1234567", auto_submitted="Auto-Replied (vacation)"),
     "auto_reply", "auto-reply", ("SCR#1234567",)),
    (Letter("x", subject="Вопрос", references=("<1@x>",)), "answer", "answer", ()),
    (Letter("Запрос SCR#1234567", subject="Вопрос"), "answer", "answer", ("SCR#1234567",)),
    (Letter("Вопрос", tickets=("77",)), "answer", "answer", ("77",)),
    (Letter("Вопрос"), "unknown", "", ()),
    (Letter("ваш код подтверждения 482193", subject="Вход"), "code", "", ()),
    # A wording of pasted texts states nothing in a letter.
    (Letter("запрос закрыт", subject="Вопрос"), "unknown", "", ()),
    # Whatever stands behind the topic is the person's.
    (Letter("", subject="Вопрос. Тема: а. Тема запроса: Запрос SCR#1234567 закрыт",
            sender=OFFICIAL), "answer", "answer", ("SCR#1234567",)),
    (Letter("", subject="Зарегистрирован запрос SCR#1234567", tickets=("1",)),
     "status", "registered", ("SCR#1234567",)),
])
def test_each_kind_of_letter_is_told_apart(
    letter: Letter, kind: str, event: str, numbers: tuple[str, ...]
) -> None:
    found = read(letter, PATTERNS)
    assert (found.kind, found.event, found.numbers) == (kind, event, numbers)


def test_a_forwarded_letter_keeps_its_lines_without_quotes() -> None:
    text = "Смотрите\n---- Пересылаемое сообщение ----\nЗапрос  закрыт\n> старое\n\nУдачи"
    assert own_text(text) == (
        "Смотрите\n---- Пересылаемое сообщение ----\nЗапрос  закрыт\n\nУдачи")
