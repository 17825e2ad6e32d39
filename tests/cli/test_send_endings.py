"""How ``send`` ends when a folder of the person's own cannot be written: told, and never twice."""

import json
from pathlib import Path

import pytest

from tests.cli.program import new_request, run_program
from tests.rules.tree import TESTS
from tests.servers import Smtp, listening


def made(channel: str) -> None:
    done = run_program("new", "--no-input", "--channel", channel,
                       "--answers", str(TESTS / "answers" / "booking.yaml"))
    assert done.code == 0, done.err
    assert run_program("config", "set", "mail.to", "help@example.ru").code == 0


@pytest.mark.parametrize("as_json", [False, True])
def test_a_letter_whose_copy_cannot_be_kept_is_sent_all_the_same(
    as_json: bool, tmp_path: Path
) -> None:
    made("email")
    (tmp_path / "gosupport" / "sent").write_text("in the way", encoding="utf-8")
    server = Smtp()
    with listening(server.serve) as port:
        for key, value in (("smtp.host", "127.0.0.1"), ("smtp.port", str(port)),
                           ("smtp.security", "none")):
            assert run_program("config", "set", key, value).code == 0
        done = run_program("send", "GS-1", "--yes", *(["--json"] if as_json else []))
        again = run_program("send", "GS-1", "--yes")
    assert (done.code, len(server.letters)) == (0, 1), done.err
    if as_json:
        told = json.loads(done.out)
        assert (told["outcome"], told["copy_kept"]) == ("sent", False)
    else:
        assert "отправлено" in done.out and "Копию отправленного записать не удалось" in done.err
    assert again.code == 2


@pytest.mark.parametrize(("channel", "folder"), [
    ("email", "outbox"), ("portal", "handover"), ("phone", "handover"),
])
def test_a_hand_over_that_cannot_be_written_has_sent_nothing(
    channel: str, folder: str, tmp_path: Path
) -> None:
    made(channel)
    (tmp_path / "gosupport" / folder).write_text("in the way", encoding="utf-8")
    done = run_program("send", "GS-1", "--yes", "--no-open")
    assert (done.code, done.out) == (5, "")
    assert "Ничего не отправлено" in done.err
    told = json.loads(run_program("status", "GS-1", "--json").out)
    assert (told["status"], told["next_action"]["code"]) == ("ready", "send")
    (tmp_path / "gosupport" / folder).unlink()
    assert run_program("send", "GS-1", "--yes", "--no-open").code == 0


def test_a_letter_for_the_mail_program_is_called_a_letter(tmp_path: Path) -> None:
    made("email")
    done = run_program("send", "GS-1", "--yes", "--no-open")
    assert done.code == 0
    assert "письмо готово, но ещё не отправлено" in done.err
    assert "Страница" not in done.err.split("письмо готово")[1]
    assert Path(done.out.strip()).read_bytes().startswith(b"X-Unsent: 1\r\n")


@pytest.mark.parametrize(("at", "code", "outcome"), [("mail", 5, "failed"), ("dot", 6, "unknown")])
def test_a_bad_end_is_a_receipt_too_with_what_went_wrong(
    at: str, code: int, outcome: str, tmp_path: Path
) -> None:
    made("email")
    made("email")
    server = Smtp(at, "drop")
    with listening(server.serve) as port:
        for key, value in (("smtp.host", "127.0.0.1"), ("smtp.port", str(port)),
                           ("smtp.security", "none")):
            assert run_program("config", "set", key, value).code == 0
        assert run_program("send", "GS-1", "--yes", "--json").code == code
        done = run_program("send", "GS-2", "--yes", "--json")
    told = json.loads(done.out)
    assert done.code == told["exit_code"] == code
    assert (told["schema"], told["id"], told["channel"], told["outcome"], told["attempt"]) == (
        "gosupport.receipt/1", "GS-2", "email", outcome, 1)
    assert told["error"] and told["hint"] and told["code"]


@pytest.mark.parametrize(("channel", "opened", "given"), [
    ("portal", "Вы открыли страницу с текстом", "--ticket НОМЕР"),
    ("chat", "Вы открыли страницу с текстом", "--ticket НОМЕР"),
    ("app", "Вы открыли страницу с текстом", "--ticket НОМЕР"),
    ("phone", "Вы открыли лист для звонка, но не сказали, что позвонили", "--ticket НОМЕР"),
    ("email", "Вы открыли письмо", "--no-number"),
])
@pytest.mark.parametrize("own", [True, False], ids=["its-own-channel", "another-channel"])
def test_the_next_step_names_what_was_opened(
    channel: str, opened: str, given: str, own: bool, private_world: Path
) -> None:
    new_request(channel=channel if own else "portal")
    ran = run_program("send", "GS-1", "--yes", "--no-open", "--channel", channel,
                      *(("--to", "help@example.ru") if channel == "email" else ()))
    assert ran.code == 0, ran.err
    action = json.loads(run_program("status", "GS-1", "--json").out)["next_action"]
    assert action["text"].startswith(opened)
    assert (action["code"], action["command"]) == ("record_ticket", f"gosupport sent GS-1 {given}")


def test_a_request_lives_from_now_on_where_it_was_sent(outbox: Path) -> None:
    run_program("new", "--no-input", "--answers", str(TESTS / "answers" / "booking.yaml"))
    assert run_program("send", "GS-2", "--channel", "email", "--yes").code == 0
    assert json.loads(run_program("status", "GS-2", "--json").out)["channel"] == "email"
    listed = json.loads(run_program("list", "--channel", "email", "--json").out)["requests"]
    assert "GS-2" in [one["id"] for one in listed]
    done = run_program("reply", "GS-2", "--result", "Яндекс Браузер 25.10", "--yes", "--json")
    assert (json.loads(done.out)["channel"], len(list(outbox.glob("*.eml")))) == ("email", 3)
    again = run_program("send", "GS-2", "--resend", "--yes", "--json")
    told = json.loads(again.out)
    assert (told["channel"], told["outcome"]) == ("email", "sent"), again.err
