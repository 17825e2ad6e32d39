"""The letter that ``show`` makes: what arrives is what was written."""

import base64
import json
import re
import socket
import subprocess
import sys
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from tests.cli.evidence import picture
from tests.cli.program import Ran, new_request, run_program

LONG = ("Прошу помочь: при выборе времени приёма у врача открывается страница с ошибкой 500, "
        "а после обновления страницы пропадает вся очередь, и запись приходится начинать "
        "сначала; так было уже трижды за ноябрь!")
NAME = "Семёнова Алёна Пётровна"
TO = "support@example.ru"


def letter(*words: str) -> bytes:
    ran = run_program("show", "GS-1", "--format", "eml", *words)
    assert ran.code == 0, ran.err
    return ran.out.encode("ascii")


def header(raw: bytes, name: str) -> str:
    """A header read by hand: RFC 5322 unfolding, then the encoded words of RFC 2047."""
    head = raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0].decode("ascii")
    found = re.search(rf"^{name}: (.*(?:\n[ \t].*)*)", head, re.MULTILINE)
    assert found, name
    flat = re.sub(r"\n(?=[ \t])", "", found[1])
    flat = re.sub(r"\?=\s+=\?", "?==?", flat)
    return re.sub(r"=\?utf-8\?b\?([^?]*)\?=",
                  lambda word: base64.b64decode(word[1]).decode("utf-8"), flat,
                  flags=re.IGNORECASE)


def test_a_long_subject_and_a_name_with_yo_arrive_exactly() -> None:
    assert len(LONG) >= 200
    new_request(channel="email", problem__subject=LONG)
    raw = letter("--to", f"{NAME} <{TO}>")
    assert header(raw, "Subject") == LONG
    assert header(raw, "To") == f"{NAME} <{TO}>"
    seen = message_from_bytes(raw, policy=policy.default)
    # Not the name: this reader of CPython 3.11 puts blanks between encoded words.
    assert [one.addr_spec for one in seen["to"].addresses] == [TO]
    assert seen["subject"] == LONG
    assert [line for line in raw.decode().split("\r\n") if len(line) > 78] == []
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_the_body_is_what_show_prints() -> None:
    new_request(channel="email",
                problem__actual="Ёж:\n.точка в начале\nFrom here\n" + "д" * 1500)
    body = message_from_bytes(letter("--to", TO), policy=policy.default).get_content()
    body = body.replace("\r\n", "\n")
    assert body == run_program("show", "GS-1", "--channel", "email").out
    assert "\n.точка в начале\nFrom here\n" in body


@pytest.mark.parametrize("bad", ["a@example.ru\r\nBcc: thief@example.ru", "a@example.ru\nX: y"])
def test_a_line_break_makes_no_header(bad: str) -> None:
    new_request(channel="email",
                problem__subject="Ошибка при записи к врачу\r\nBcc: thief@example.ru")
    ran = run_program("show", "GS-1", "--format", "eml", "--to", bad)
    head = ran.out.partition("\r\n\r\n")[0]
    assert not re.search(r"^(Bcc|X):", head, re.MULTILINE)
    assert ran.code in (0, 2)
    if ran.code == 0:
        assert header(ran.out.encode(), "Subject").endswith("врачу Bcc: thief@example.ru")


def test_a_cyrillic_domain_is_written_as_mail_servers_know_it() -> None:
    new_request(channel="email")
    raw = letter("--to", "support@почта.рф")
    assert header(raw, "To") == "support@xn--80a1acny.xn--p1ai"
    ran = run_program("show", "GS-1", "--format", "eml", "--to", "поддержка@почта.рф")
    assert ran.code == 2 and "поддержка@почта.рф" in ran.err


def test_files_go_along_under_their_russian_names(tmp_path: Path) -> None:
    new_request(channel="email")
    name = "снимок экрана с очень длинным именем ёжик и ещё что-то о записи к врачу.png"
    picture(tmp_path, name)
    assert run_program("attach", "GS-1", str(tmp_path / name)).code == 0
    data = json.loads(run_program("show", "GS-1", "--format", "json").out)
    files = list(message_from_bytes(letter("--to", TO), policy=policy.default).iter_attachments())
    assert [one.get_filename() for one in files] == [one["name"] for one in data["attachments"]]
    assert "ёжик" in str(files[0].get_filename())
    paths = run_program("show", "GS-1", "--attachment-paths").out.splitlines()
    assert files[0].get_payload(decode=True) == Path(paths[0]).read_bytes()


def test_a_file_that_changed_since_is_not_sent_on(tmp_path: Path) -> None:
    new_request(channel="email")
    picture(tmp_path)
    run_program("attach", "GS-1", str(tmp_path / "screen.png"))
    kept = Path(run_program("show", "GS-1", "--attachment-paths").out.strip())
    kept.chmod(0o600)
    kept.write_bytes(b"other")
    ran = run_program("show", "GS-1", "--format", "eml", "--to", TO)
    assert ran.code == 5 and ran.out == "" and "screen.png" in ran.err


def test_the_same_request_gives_the_same_bytes(tmp_path: Path) -> None:
    new_request(channel="email")
    picture(tmp_path)
    run_program("attach", "GS-1", str(tmp_path / "screen.png"))
    assert letter("--to", TO) == letter("--to", TO)


def test_the_number_of_the_letter_is_that_of_the_letter_which_send_sends(tmp_path: Path) -> None:
    new_request(channel="email")
    kept = tmp_path / "kept.eml"
    catcher = tmp_path / "catcher.py"
    catcher.write_text("import sys, pathlib\n"
                       "pathlib.Path(sys.argv[1]).write_bytes(sys.stdin.buffer.read())\n")
    for key, value in {"mail.to": TO, "mail.transport": "sendmail", "sendmail.command":
                       f'"{sys.executable}" "{catcher}" "{kept}"'}.items():
        assert run_program("config", "set", key, value).code == 0
    before = letter()
    sent = run_program("send", "GS-1", "--yes")
    assert sent.code == 0, sent.err
    after = kept.read_bytes().replace(b"\r\n", b"\n")
    assert header(before, "Message-ID") == header(after, "Message-ID")
    assert after == before.replace(b"\r\n", b"\n")


def test_from_is_the_setting_or_the_person_and_to_is_the_option_or_the_setting() -> None:
    new_request(channel="email")
    ran = run_program("show", "GS-1", "--format", "eml")
    assert header(ran.out.encode(), "From") == "ivanova@example.ru"
    assert "\r\nTo:" not in ran.out and "Получатель не указан" in ran.err
    run_program("config", "set", "mail.from", "other@example.ru")
    run_program("config", "set", "mail.to", "desk@example.ru")
    assert header(letter(), "From") == "other@example.ru"
    assert header(letter(), "To") == "desk@example.ru"
    assert header(letter("--to", TO), "To") == TO


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


class Box:
    """Keeps what aiosmtpd takes in."""

    def __init__(self) -> None:
        self.raw = b""
        self.to: list[str] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.raw, self.to = envelope.content, envelope.rcpt_tos
        return "250 OK"


SENDMAIL = '''
import smtplib, sys
from email import message_from_bytes, policy
assert sys.argv[2:] == ["-t"]
raw = sys.stdin.buffer.read()
seen = message_from_bytes(raw, policy=policy.SMTP)
to = [one.addr_spec for one in seen["to"].addresses]
with smtplib.SMTP("127.0.0.1", int(sys.argv[1])) as server:
    server.sendmail("a@example.ru", to, raw)
'''


def test_a_real_pipe_into_sendmail_and_a_real_mail_server(tmp_path: Path) -> None:
    new_request(channel="email", problem__subject=LONG)
    picture(tmp_path, "ёж.png")
    run_program("attach", "GS-1", str(tmp_path / "ёж.png"))
    script = tmp_path / "sendmail.py"
    script.write_text(SENDMAIL)
    box = Box()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    try:
        port = str(server.port)
        words = ["show", "GS-1", "--format", "eml", "--to", TO]
        with subprocess.Popen([sys.executable, "-m", "gosupport_cli", *words],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as show:
            done = subprocess.run([sys.executable, str(script), port, "-t"], stdin=show.stdout,
                                  capture_output=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
    finally:
        server.stop()
    assert box.to == [TO]
    assert header(box.raw, "Subject") == LONG
    seen = message_from_bytes(box.raw, policy=policy.default)
    assert [one.get_filename() for one in seen.iter_attachments()] == ["ёж.png"]
    body = seen.get_body()
    assert body and body.get_content().replace("\r\n", "\n") == run_program("show", "GS-1").out


def mailto(**changes: str) -> Ran:
    new_request(channel="email", **changes)
    return run_program("show", "GS-1", "--format", "mailto", "--to", "desk@почта.рф")


def test_a_short_letter_is_a_link_and_a_long_one_is_refused() -> None:
    run_program("new", "--no-input", "--answers", "-", typed=json.dumps(
        {"category": "login", "problem": {"subject": "Вход & выход?", "summary": "Нет=входа"},
         "environment": {"elsewhere": "yes"}}))
    short = run_program("show", "1", "--format", "mailto", "--to", "desk@почта.рф")
    assert short.code == 0, short.err
    assert short.out.startswith("mailto:desk@xn--80a1acny.xn--p1ai?subject=%D0%92")
    assert short.out.count("&") == 1 and short.out.count("?") == 1 and "%0D%0A" in short.out
    assert len(short.out.strip()) <= 2000
    new_request(channel="email")
    long = run_program("show", "2", "--format", "mailto", "--to", TO)
    assert long.code == 3 and long.out == ""
    assert "2000" in long.err and "--format eml" in long.err
