"""What letters say, and which of them may be believed."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.core.domains import somebody_reads
from gosupport_cli.core.letters import (
    Letter,
    bare_subject,
    believe,
    own_text,
    read,
)
from gosupport_cli.core.statements import words_from
from gosupport_cli.core.wordings import Pattern, Reading

CATALOGUE = YamlCatalogue(Path("no-such"))
PATTERNS: Sequence[Pattern] = tuple(CATALOGUE.mail_patterns.values())
WORDS = words_from(CATALOGUE.lists)
OFFICIAL = "noreply@sc.digital.gov.ru"
PASS = "mx.example.ru; dkim=pass header.d=sc.digital.gov.ru; spf=none"


def by_paste(text: str) -> Reading:
    return read(Letter(text=text, is_mail=False), PATTERNS, words=WORDS)


def by_subject(subject: str, **parts: str) -> Reading:
    return read(Letter(text="", subject=subject, **parts), PATTERNS)  # type: ignore[arg-type]


# DOMAIN ML-1: the eight subjects, with their three spellings of the topic marker.
@pytest.mark.guide("G-204", "G-70")
@pytest.mark.parametrize(
    ("subject", "status", "raw"),
    [
        ("Зарегистрирован запрос SCR#1234567. Тема запроса: Вопрос", "waiting", "Зарегистрирован"),
        ("Статус работ по запросу SCR#1234567: «Исполнение». Тема запроса: Вопрос",
         "in_progress", "Исполнение"),
        ("Для запроса SCR#1234567 в системе Ростелекома присвоен номер. Тема запроса: В",
         "in_progress", "присвоен номер"),
        ("К запросу SCR#1234567 добавлен файл. Тема запроса: Вопрос", "", "добавлен файл"),
        ("К запросу SCR#1234567 добавлен комментарий. Тема запроса: Вопрос",
         "", "добавлен комментарий"),
        ("По запросу SCR#1234567 требуется дополнительная информация. Тема : Вопрос",
         "needs_info", "требуется дополнительная информация"),
        ("Запрос SCR#1234567 выполнен. Тема: Вопрос", "resolved", "выполнен"),
        ("Запрос SCR#1234567 закрыт. Тема : Вопрос", "closed", "закрыт"),
    ],
)
def test_the_eight_subjects_of_the_situation_centre(subject: str, status: str, raw: str) -> None:
    for spelling in (subject, f"Re: {subject}", f"Fwd: Отв: {subject.replace(' ', '  ')}"):
        found = by_subject(spelling)
        assert (found.kind, found.numbers[0], found.status, found.raw_status) == (
            "status", "SCR#1234567", status, raw,
        )


def test_a_word_for_the_status_that_the_table_knows_beats_the_pattern() -> None:
    subject = "Статус работ по запросу SCR#1234567: «Приостановлен». Тема запроса: Вопрос"
    letter = Letter(text="", subject=subject)
    assert read(letter, PATTERNS, lambda word: "waiting").status == "waiting"
    assert read(letter, PATTERNS, lambda word: "").raw_status == "Приостановлен"


@pytest.mark.guide("G-70")
@pytest.mark.parametrize("subject", ["Распродажа", "", "Новый штраф", "Счёт на оплату"])
def test_an_unknown_letter_is_told_apart_softly(subject: str) -> None:
    assert by_subject(subject).kind == "unknown"


@pytest.mark.guide("G-204")
def test_a_letter_with_a_code_has_no_number_and_no_status() -> None:
    found = by_subject("Код подтверждения адреса электронной почты организации")
    assert found == Reading("code")
    assert by_paste("Код подтверждения 4821. Запрос SCR#1234567 закрыт") == Reading("code")
    for sms in ("Код для входа на Госуслуги 482113. Никому его не сообщайте", "Ваш код 482113",
                "Код 4821 никому не сообщайте", "482113 — ваш код"):
        assert by_paste(sms) == Reading("code"), sms
    for other in ("Звоните 8 800 100-70-10\nКод не называйте", "Код ошибки 482113",
                  "Код 482113 мы проверили. " * 20):
        assert by_paste(other).kind == "unknown", other


@pytest.mark.parametrize(
    ("text", "number", "status"),
    [
        ("Обращение № 12345678 зарегистрировано", "12345678", "waiting"),
        ("Ваш запрос SCR#1234567 закрыт.", "SCR#1234567", "closed"),
        ("обращение 12345678 взято в работу", "12345678", "in_progress"),
        ("По обращению №12345678 просим уточнить адрес", "12345678", "needs_info"),
        ("Статус обращения №87654321: Завершено", "87654321", "closed"),
    ],
)
@pytest.mark.guide("G-69", "G-205")
def test_pasted_sms_and_chat_texts(text: str, number: str, status: str) -> None:
    found = by_paste(text)
    assert (found.numbers[0], found.status) == (number, status)


@pytest.mark.guide("G-69")
@pytest.mark.parametrize(
    "text",
    [
        "Ваше обращение № 12345678 не закрыто",
        "Обращение № 12345678 ещё не было закрыто.",
        "Обращение № 12345678 будет закрыто через 3 дня",
        "Если ответа не будет, обращение 12345678 может быть закрыто",
        "Обращение 12345678 не выполнено",
        "По обращению 12345678 не отказано",
        "Обращение 12345678 закрыто не было",
        "Когда обращение 12345678 закрыто",
        "Обращение 12345678: сбой в работе портала",
        "Обращение 12345678 решено ли, узнаете позже",
        "Запрос SCR#1234567 закрыт не будет",
    ],
)
def test_what_is_denied_or_still_to_come_is_no_status(text: str) -> None:
    found = by_paste(text)
    assert found.status == ""


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Обращение 12345678 закрыто, так как не подтвердилось", "closed"),
        ("Ответ не требуется. Обращение 12345678 закрыто", "closed"),
        ("Обращение 12345678 не закрыто. Обращение 12345678 в работе", "in_progress"),
        ("Сбой в работе портала; обращение 12345678 зарегистрировано", "waiting"),
        ("Не волнуйтесь, обращение 12345678 взято в работу", "in_progress"),
    ],
)
def test_a_denial_beside_a_statement_leaves_the_statement(text: str, status: str) -> None:
    assert by_paste(text).status == status


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Обращение 87654321 закрыто. Смотрите также обращение 12345678.", "87654321"),
        ("Ранее было обращение 12345678. Обращение 87654321 закрыто.", "87654321"),
        ("Обращение 87654321 закрыто как повтор обращения 12345678", "87654321"),
        ("Зарегистрировано обращение 87654321. Прежнее обращение 12345678.", "87654321"),
        ("Здравствуйте! Обращение 87654321. Статус: Завершено. Номер 12345678", "87654321"),
    ],
)
def test_a_number_that_is_only_mentioned_is_not_what_the_status_is_about(
    text: str, number: str
) -> None:
    assert by_paste(text).numbers == (number,)


def test_a_mentioned_number_never_stands_in_for_the_subjects_own() -> None:
    found = by_subject("Запрос SCR#7654321 закрыт. Тема: снова запрос SCR#1234567")
    assert found.numbers == ("SCR#7654321",)


def test_an_automatic_answer_brings_the_number_but_no_status() -> None:
    found = by_subject("[rt.example.test #17] AutoReply: Запрос SCR#1234567 закрыт",
                       auto_submitted="auto-replied")
    assert found.kind == "auto_reply"
    assert "17" in found.numbers
    assert found.status == ""


def test_a_number_in_a_quote_is_not_the_letters_number() -> None:
    text = own_text("Здравствуйте.\n\n24.11.2026 12:00, Поддержка писал(а):\n> обращение 11111111")
    assert text == "Здравствуйте."
    forwarded = own_text("---------- Forwarded message ---------\nОбращение 22222222 закрыто")
    assert "22222222" in forwarded


@pytest.mark.parametrize("above", [
    '20.11.2026, 12:00, "Центр" <noreply@sc.digital.gov.ru>:',
    "пт, 20 нояб. 2026 г. в 12:00, Центр\n<noreply@sc.digital.gov.ru>:",
    "________________________________\nОт: Центр",
    "> 20 нояб. 2026 г., в 12:00, Центр написал(а):",
    "-----Исходное сообщение-----",
    "On Fri, Nov 20, 2026 at 12:00 PM Centre <a@b.ru> wrote:",
])
def test_replies_on_top_leave_what_every_mail_program_quotes_below(above: str) -> None:
    assert own_text(f"Спасибо\n\n{above}\nобращение 11111111") == "Спасибо"


@pytest.mark.parametrize(("subject", "sender", "status"), [
    ("Ваше обращение № 12345678 закрыто", OFFICIAL, "closed"),
    ("Статус обращения № 12345678 изменён: В работе", "no-reply@gosuslugi.ru", "in_progress"),
    ("По обращению 12345678 нужна дополнительная информация", OFFICIAL, "needs_info"),
    ("Ваше обращение № 12345678 будет закрыто", OFFICIAL, ""),
    ("Re: Ваше обращение № 12345678 закрыто", OFFICIAL, ""),
    ("Ваше обращение № 12345678 закрыто", "help@desk.example.org", ""),
    ("Ваше обращение № 12345678 закрыто", "no-reply@gosuslugi.ru.evil.example", ""),
    ("Ответ поддержки. Тема: Обращение 12345678 закрыто", OFFICIAL, ""),
])
def test_other_subjects_of_official_senders_count_when_they_are_plain(
    subject: str, sender: str, status: str
) -> None:
    letter = Letter(text="", subject=subject, sender=sender)
    found = read(letter, PATTERNS, words=WORDS)
    assert found.status == status
    assert found.kind == ("status" if status else "answer")


@pytest.mark.parametrize("subject", [
    "К запросу SCR#1234567 добавлен комментарий. Тема запроса: Запрос SCR#1234567 закрыт",
    "Статус работ. Тема: Запрос SCR#1234567 закрыт",
])
def test_the_topic_is_the_persons_own_words_and_no_status(subject: str) -> None:
    assert by_subject(subject).status == ""


@pytest.mark.parametrize(
    ("header", "server", "trust"),
    [
        (PASS, "mx.example.ru", "pass"),
        ("mx.example.ru; dmarc=pass header.from=sc.digital.gov.ru", "mx.example.ru", "pass"),
        ("mx.example.ru; spf=pass smtp.mailfrom=noreply@sc.digital.gov.ru", "MX.example.ru",
         "pass"),
        ("mx.example.ru; dkim=pass header.d=evil.example", "mx.example.ru", "suspect"),
        ("mx.example.ru; dkim=pass header.d=xsc.digital.gov.ru", "mx.example.ru", "suspect"),
        ("mx.example.ru; dkim=pass header.d=sc.digital.gov.ru.evil.example", "mx.example.ru",
         "suspect"),
        ("mx.example.ru; dkim=pass header.d=sc.digital.gov.ru; dmarc=fail", "mx.example.ru",
         "suspect"),
        ("mx.example.ru; none", "mx.example.ru", "suspect"),
        ('mx.example.ru; spf=pass smtp.mailfrom="x@sc.digital.gov.ru"@evil.example',
         "mx.example.ru", "suspect"),
        ('mx.example.ru; spf=pass smtp.mailfrom="a; dmarc=pass header.from=sc.digital.gov.ru"'
         "@evil.example", "mx.example.ru", "suspect"),
        ('mx.example.ru; spf=pass smtp.mailfrom="a; dmarc=pass header.from=sc.digital.gov.ru',
         "mx.example.ru", "suspect"),
        (PASS, "mx.other.ru", "suspect"),
        (PASS, "", "suspect"),
        ("mx.example.ru (dkim=pass header.d=sc.digital.gov.ru); none", "mx.example.ru", "suspect"),
        ("mx.example.ru; x-dkim=pass header.d=sc.digital.gov.ru", "mx.example.ru", "suspect"),
        ("mx.example.ru; auth=pass smtp.auth=dkim=pass header.d=sc.digital.gov.ru",
         "mx.example.ru", "suspect"),
        ("mx.example.ru; dkim=pass header.d=evil.example header.d=sc.digital.gov.ru",
         "mx.example.ru", "suspect"),
        ("mx.example.ru; dkim=pass header.d=evil.example header.i=@sc.digital.gov.ru",
         "mx.example.ru", "suspect"),
        ("mx.example.ru; (a (dkim=pass header.d=sc.digital.gov.ru) b); none", "mx.example.ru",
         "suspect"),
        ("mx.example.ru; (open dkim=pass header.d=sc.digital.gov.ru", "mx.example.ru", "suspect"),
        ("mx.example.ru; dkim=pass header.d=sc.digital.gov.ru" + " (" * 9999, "mx.example.ru",
         "suspect"),
        ('mx.example.ru 1; dkim/1 = PASS (key) reason="good" header.i=@sc.digital.gov.ru',
         "mx.example.ru", "pass"),
    ],
)
def test_only_the_own_servers_word_on_the_exact_domain_counts(
    header: str, server: str, trust: str
) -> None:
    letter = Letter(text="", sender=OFFICIAL, authentication=(header,))
    assert believe(letter, trusted_server=server, expected=()).trust == trust


def test_the_topmost_word_of_the_own_server_counts_and_not_one_that_came_with_the_letter() -> None:
    failed = "mx.example.ru; dkim=fail header.d=sc.digital.gov.ru"
    forged = Letter(text="", sender=OFFICIAL, authentication=(failed, PASS))
    assert believe(forged, trusted_server="mx.example.ru", expected=()).trust == "suspect"


@pytest.mark.parametrize(
    ("sender", "trust"),
    [
        (OFFICIAL, "unverified"),
        ("help@desk.example.org", "unverified"),
        ("noreply@sc-digital.gov.ru.example.com", "suspect"),
        ("support@gosusIugi.ru", "suspect"),
        ("", "suspect"),
    ],
)
def test_without_any_results_a_letter_is_unverified_and_a_stranger_is_suspect(
    sender: str, trust: str
) -> None:
    letter = Letter(text="", sender=sender)
    assert believe(letter, trusted_server="mx", expected=("desk.example.org",)).trust == trust


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_letter_breaks_the_reader(subject: str, text: str) -> None:
    for is_mail in (True, False):
        letter = Letter(text=own_text(text), subject=subject, sender=text, is_mail=is_mail,
                        authentication=(subject,))
        assert read(letter, PATTERNS, words=WORDS).kind
        assert believe(letter, trusted_server="mx", expected=()).trust != "pass"
    assert len(bare_subject(subject)) <= len(subject)


@pytest.mark.parametrize(("address", "reads"), [
    ("sd@sc.digital.gov.ru", True), ("noreply@sc.digital.gov.ru", False), ("", False),
    ("no-reply@gosuslugi.ru", False), ("Do_Not.Reply@x.ru", False),
    ("MAILER-DAEMON@mx.example.ru", False),
])
def test_where_nobody_reads_nothing_is_answered(address: str, reads: bool) -> None:
    assert somebody_reads(address) is reads


@pytest.mark.parametrize(("result", "trust"), [
    ("dkim=pass header.d=gosuslugi.ru", "pass"),
    ("DKIM=PASS HEADER.D=GOSUSLUGI.RU.", "pass"),
    ("dkim=pass header.i=@gosuslugi.ru", "pass"),
    ("dmarc=pass header.from=gosuslugi.ru", "pass"),
    ("spf=pass smtp.mailfrom=no-reply@gosuslugi.ru", "pass"),
    # What is not a pass is none, whatever domain it names.
    ("dkim=none header.d=gosuslugi.ru", "suspect"),
    ("dkim=neutral header.d=gosuslugi.ru", "suspect"),
    ("dmarc=temperror header.from=gosuslugi.ru", "suspect"),
    ("spf=softfail smtp.mailfrom=no-reply@gosuslugi.ru", "suspect"),
    ("spf=permerror smtp.mailfrom=gosuslugi.ru; dkim=none", "suspect"),
    # A method that proves no domain neither helps nor hinders the next one.
    ("arc=pass; dkim=pass header.d=gosuslugi.ru", "pass"),
    ("arc=pass header.d=gosuslugi.ru", "suspect"),
    ("dkim=pass header.d=sender.example; dmarc=pass header.from=gosuslugi.ru", "pass"),
    # One failure outweighs a pass, but for SPF, which fails for everything forwarded.
    ("dkim=fail header.d=gosuslugi.ru; spf=pass smtp.mailfrom=gosuslugi.ru", "suspect"),
    ("dmarc=fail header.from=gosuslugi.ru; dkim=pass header.d=gosuslugi.ru", "suspect"),
    ("spf=fail smtp.mailfrom=gosuslugi.ru; dkim=pass header.d=gosuslugi.ru", "pass"),
])
def test_a_letter_is_believed_only_by_a_pass_of_its_own_domain(result: str, trust: str) -> None:
    letter = Letter(text="x", subject="x", sender="no-reply@gosuslugi.ru",
                    authentication=(f"mx.example.ru; {result}",))
    assert believe(letter, trusted_server="mx.example.ru", expected=()).trust == trust
