"""``ingest``: a letter or a pasted text, recorded when it may be believed or after a yes."""

import json
from pathlib import Path

import pytest

from tests.cli.correspondence import PASSED, letter, shape, status
from tests.cli.program import run_program


def test_pasted_text_is_recorded_after_a_yes_only(sent: Path) -> None:
    text = "Обращение SCR#1234567: требуется дополнительная информация"
    code, found = shape("ingest", "-", typed=text)
    assert (code, found["kind"], found["applied"], found["id"]) == (2, "status", False, "GS-1")
    assert status()["status"] == "waiting"
    code, found = shape("ingest", "-", "--yes", typed=text)
    assert (code, found["applied"], found["status"]) == (0, True, "needs_info")
    assert set(found) >= {"schema", "kind", "id", "ticket", "status", "raw_status", "applied",
                          "why"}
    assert found["raw_status"] == "требуется дополнительная информация"
    action = status()["next_action"]
    assert isinstance(action, dict) and action["code"] == "answer"


@pytest.mark.parametrize("charset", ["utf-8", "cp1251", "koi8-r"])
def test_a_letter_that_passed_is_recorded_by_itself(sent: Path, charset: str) -> None:
    run_program("config", "set", "imap.trusted_authserv", "mx.me")
    code, found = shape("ingest", letter(sent.parent, PASSED, charset=charset))
    assert (code, found["applied"], found["status"], found["raw_status"]) == (
        0, True, "resolved", "выполнен")


def test_an_unverified_letter_is_not_applied_by_a_script_even_with_yes(sent: Path) -> None:
    code, found = shape("ingest", letter(sent.parent), "--yes")
    assert (code, found["applied"], found["kind"]) == (2, False, "status")
    assert status()["status"] == "waiting"


@pytest.mark.parametrize(
    "header",
    ["Authentication-Results: mx.evil; dkim=pass header.d=sc.digital.gov.ru",
     "Authentication-Results: mx.me; dkim=fail header.d=sc.digital.gov.ru"],
)
def test_a_suspect_letter_changes_nothing_whatever_is_said(sent: Path, header: str) -> None:
    run_program("config", "set", "imap.trusted_authserv", "mx.me")
    code, found = shape("ingest", letter(sent.parent, header), "--yes")
    assert (code, found["kind"], found["applied"]) == (0, "suspect", False)
    assert status()["status"] == "waiting"


@pytest.mark.parametrize(
    ("sender", "result", "kind"),
    [
        ("ivanova@example.ru", "", "status"),
        ("Ivanova@Example.ru", "", "status"),
        ("petrova@example.ru", "", "suspect"),
        ("ivanova@example.ru", "Authentication-Results: mx.me; dkim=pass header.d=example.ru",
         "suspect"),
    ],
)
def test_what_the_person_forwarded_to_themselves_is_for_them_to_judge(
    sent: Path, sender: str, result: str, kind: str
) -> None:
    run_program("config", "set", "imap.trusted_authserv", "mx.me")
    file = sent.parent / "fwd.eml"
    file.write_text(
        f"From: {sender}\n{result or 'X-Y: z'}\nSubject: Fwd: Запрос SCR#1234567 выполнен. Тема: В"
        "\nContent-Type: text/plain; charset=utf-8\n\n-------- Пересылаемое сообщение --------\n"
        "От кого: noreply@sc.digital.gov.ru\n\nГотово\n", encoding="utf-8")
    found = shape("ingest", str(file), "--yes")[1]
    assert (found["kind"], found["applied"]) == (kind, False)
    assert status()["status"] == "waiting"


def test_a_letter_of_thirty_megabytes_is_read(sent: Path) -> None:
    run_program("config", "set", "imap.trusted_authserv", "mx.me")
    file = Path(letter(sent.parent, PASSED))
    file.write_bytes(file.read_bytes() + b"0123456789abcde\n" * (30 * 2**16))
    code, found = shape("ingest", str(file))
    assert (code, found["applied"], found["status"]) == (0, True, "resolved")


def test_a_code_is_neither_shown_nor_kept(sent: Path) -> None:
    file = letter(sent.parent, subject="Код подтверждения", body="Код: 739105")
    ran = run_program("ingest", file, "--yes", "--json")
    assert json.loads(ran.out)["kind"] == "code"
    assert "739105" not in ran.out + ran.err
    assert all(b"739105" not in one.read_bytes() for one in sent.rglob("*") if one.is_file())


@pytest.mark.parametrize(("date", "ru", "en"), [
    ("Mon, 16 Nov 2026 11:00:00 +0300", "Это раньше, чем отправлено обращение GS-1",
     "That is before request GS-1 was sent"),
    ("Mon, 23 Nov 2026 11:00:00 +0300", "Дата письма ещё не наступила",
     "is still to come"),
])
def test_a_letter_with_an_impossible_date_changes_nothing_by_itself_and_it_is_said(
    sent: Path, date: str, ru: str, en: str
) -> None:
    run_program("config", "set", "imap.trusted_authserv", "mx.me")
    file = Path(letter(sent.parent, PASSED))
    told = file.read_text(encoding="utf-8").replace("Fri, 20 Nov 2026 16:00:00 +0300", date)
    file.write_text(told, encoding="utf-8")
    for more in ((), ("--yes",)):  # a script is nobody who has looked at it
        code, found = shape("ingest", str(file), *more)
        assert (code, found["kind"], found["applied"]) == (2, "status", False)
    assert ru in run_program("ingest", str(file)).err
    assert en in run_program("--lang", "en", "ingest", str(file)).err
    assert status()["status"] == "waiting"


def test_a_pasted_answer_without_a_known_wording_is_kept_with_a_yes(
    sent: Path, tmp_path: Path
) -> None:
    text = tmp_path / "answer.txt"
    text.write_text("По обращению SCR#1234567 пришлите снимок и версию браузера.", encoding="utf-8")
    before = json.loads(run_program("status", "GS-1", "--json").out)
    refused = run_program("ingest", str(text), "--json")
    assert (refused.code, json.loads(refused.out)["applied"]) == (2, False)
    told = json.loads(run_program("ingest", str(text), "--yes", "--json").out)
    assert (told["kind"], told["applied"]) == ("unknown", True)
    after = json.loads(run_program("status", "GS-1", "--json").out)
    assert after["status"] == before["status"]
    assert "пришлите снимок" in after["history"][-2]["text"] + after["history"][-1]["text"]
    again = json.loads(run_program("ingest", str(text), "--yes", "--json").out)
    assert again["applied"] is False, "the same words twice"
