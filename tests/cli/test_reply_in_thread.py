"""An answer by letter goes into the support's own thread (ML-4), seen as the MTA gets it."""

import json
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.cli.correspondence import EXAMPLE, OFFICIAL, PASSED
from tests.cli.program import run_program

WANTED = "По запросу SCR#1234567 требуется дополнительная информация. Тема : Вопрос"


def receive(*headers: str, subject: str = WANTED) -> None:
    text = OFFICIAL + "".join(f"{one}\n" for one in (PASSED, *headers))
    Path("in.eml").write_text(f"{text}Subject: {subject}\n\nНазовите версию браузера.\n",
                              encoding="utf-8")
    ran = run_program("ingest", "in.eml")
    assert ran.code == 0, ran


@pytest.mark.guide("G-154", "G-83")
def test_subject_thread_and_place_above_the_quote(outbox: Path) -> None:
    receive("References: <first@sc>")
    ran = run_program("reply", "GS-1", "--result", "Яндекс Браузер 25.10", "--yes")
    assert ran.code == 0, ran
    (last,) = [one for one in outbox.glob("*.eml") if "0.eml" not in one.name]
    letter = message_from_bytes(last.read_bytes(), policy=policy.default)
    assert letter["Subject"] == WANTED
    assert letter["In-Reply-To"] == "<m@sc>"
    assert letter["References"].split() == ["<first@sc>", "<m@sc>"]
    assert letter["To"] == "sd@sc.digital.gov.ru"
    body = letter.get_content()
    assert body.index("Яндекс Браузер 25.10") < body.index("> Назовите версию браузера.")
    assert "SCR#1234567" in body


def test_a_box_that_nobody_reads_is_not_answered(outbox: Path) -> None:
    text = OFFICIAL.replace("Reply-To: sd@sc.digital.gov.ru\n", "")
    Path("in.eml").write_text(f"{text}{PASSED}\nSubject: {WANTED}\n\nТекст\n", encoding="utf-8")
    run_program("ingest", "in.eml")
    assert run_program("reply", "GS-1", "--result", "Ответ", "--yes").code == 0
    (words,) = [one for one in outbox.glob("*.words") if "0.words" not in one.name]
    assert words.read_text(encoding="utf-8").endswith("--\ndesk@example.org")
    run_program("config", "set", "mail.to", "")
    for more in ((), ("--to", "no-reply@example.org"), ("--to", "do.not.reply@example.org")):
        ran = run_program("reply", "GS-1", "--result", "Ещё ответ", "--yes", *more)
        assert ran.code in (2, 4) and ran.err.strip(), ran
    assert "никто не читает" in ran.err
    assert len(list(outbox.glob("*.eml"))) == 2


def test_the_desk_that_the_person_wrote_to_may_answer_and_a_stranger_may_not(
    outbox: Path,
) -> None:
    """``--to`` names a desk that no setting knows."""
    run_program("new", "--no-input", "--answers", EXAMPLE, "--channel", "email")
    run_program("send", "GS-2", "--to", "help@mfc.example.com", "--yes")
    run_program("sent", "GS-2", "--ticket", "MFC-20261")
    for domain, kind in (("mfc.example.com", "status"), ("evil.example.com", "suspect")):
        Path("in.eml").write_text(
            f"From: help@{domain}\nMessage-ID: <a@{domain}>\nDate: Fri, 20 Nov 2026 16:00:00 +0300"
            f"\nAuthentication-Results: mx.me; dkim=pass header.d={domain}\n"
            "Subject: Запрос MFC-20261 выполнен. Тема: В\n\nТекст\n", encoding="utf-8")
        found = json.loads(run_program("ingest", "in.eml", "--json").out)
        assert (found["kind"], found["applied"]) == (kind, kind == "status"), found


def test_the_history_tells_of_the_answer_and_the_request_is_with_the_support_again(
    outbox: Path,
) -> None:
    receive()
    run_program("reply", "GS-1", "--result", "Яндекс Браузер 25.10", "--yes")
    ran = run_program("status", "GS-1")
    assert "В работе" in ran.out and "отправлено" in ran.out


def test_the_thread_goes_with_its_request(outbox: Path) -> None:
    receive(subject="По запросу SCR#1234567 требуется дополнительная информация. Тема: Зебра")
    home = outbox.parent / "gosupport"
    assert "Зебра".encode() in b"".join(f.read_bytes() for f in home.rglob("*") if f.is_file())
    assert run_program("purge", "GS-1", "--yes").code == 0
    left = b"".join(one.read_bytes() for one in home.rglob("*") if one.is_file())
    for word in ("Зебра", "SCR#1234567", "Иванова", "браузера"):
        assert word.encode() not in left, word
