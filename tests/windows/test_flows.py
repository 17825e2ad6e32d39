"""Whole errands in the real Python for Windows, from the answers to the backup."""

import json
import subprocess
from email import message_from_bytes, policy

import pytest
from PIL import Image

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.core.journal_ports import Selection
from tests.servers import Smtp, listening
from tests.windows.world import PYTHON, Windows, windows_path

pytestmark = [pytest.mark.services("wine", str(PYTHON)), pytest.mark.timeout(300)]
TICKET = "SCR#1234567"


def test_a_request_from_notepads_file_to_the_answer_of_the_support(windows: Windows) -> None:
    windows.made()
    assert json.loads(windows.run("check", "1", "--json").out)["ok"]
    for kind in ("text", "html", "json"):
        name = f"письмо ёж.{kind}"
        assert windows.run("show", "GS-1", "--format", kind, "--output", name).code == 0
        assert "Ошибка 500" in (windows.folder / name).read_text(encoding="utf-8")
    sent = windows.run("send", "1", "--yes", "--json")
    assert json.loads(sent.out)["outcome"] == "handed_over"
    page = windows.home / "handover" / "GS-1-portal.html"
    assert "Ошибка 500 при выборе времени приёма" in page.read_text(encoding="utf-8")
    assert windows.run("sent", "1", "--ticket", TICKET).code == 0
    asked = f"Обращение {TICKET}: требуется дополнительная информация"
    said = windows.run("ingest", "-", "--yes", "--json", given=asked.encode("cp866"))
    assert json.loads(said.out)["status"] == "needs_info"
    told = json.loads(windows.run("status", TICKET, "--json").out)
    assert (told["status"], told["next_action"]["code"]) == ("needs_info", "answer")
    assert TICKET in windows.run("list").out


def test_a_letter_goes_by_smtp_once_and_arrives_whole(windows: Windows) -> None:
    server = Smtp(features=("SIZE 1000000",))
    with listening(server.serve) as port:
        windows.made("--channel", "email")
        assert windows.run("config", "set", "mail.to", "desk@example.ru").code == 0
        with (windows.home / "settings.yaml").open("a", encoding="utf-8", newline="\r\n") as file:
            file.write(f"smtp.host: 127.0.0.1\nsmtp.port: {port}\nsmtp.security: none\n")
        assert windows.run("send", "1", "--dry-run").code == 0
        assert server.letters == []
        sent = windows.run("send", "1", "--yes", "--json")
        assert json.loads(sent.out)["outcome"] == "sent", sent.err
        assert windows.run("send", "1", "--yes").code == 2
    (letter,) = server.letters
    read = message_from_bytes(letter, policy=policy.default)
    assert read["Subject"] == "Ошибка 500 при выборе времени приёма"
    assert b"\r\r\n" not in letter
    eml = windows.run("show", "1", "--format", "eml", page="utf-8").out
    assert "\r\r\n" not in eml and message_from_bytes(eml.encode())["Subject"]


def test_pictures_and_logs_go_along_cleaned(windows: Windows) -> None:
    windows.made("--channel", "email")
    Image.new("RGB", (2400, 1500), "white").save(windows.folder / "Снимок экрана (2).png")
    entry = {"request": {"method": "GET", "url": "https://www.gosuslugi.ru/a?token=SECRET",
                         "headers": [{"name": "Cookie", "value": "SECRET"}]},
             "response": {"status": 500, "headers": []}}
    (windows.folder / "лог.har").write_text(json.dumps({"log": {"entries": [entry]}}))
    assert windows.run("attach", "1", windows.path("Снимок экрана (2).png"), "лог.har").code == 0
    kept = {file.name: file.read_bytes() for file in (windows.home / "evidence").rglob("*.*")}
    assert {"Снимок экрана (2).png", "лог.har"} <= kept.keys()
    assert b"SECRET" not in b"".join(kept.values())
    assert "лог.har" in windows.run("attach", "1", "--list").out


def test_a_backup_comes_back_on_another_computer_and_all_can_be_erased(windows: Windows) -> None:
    windows.made()
    person = ("person.full_name=Петрова Анна Ивановна", "person.phone=+7 900 000-00-02")
    assert windows.run("profile", "set", "мама", *person).code == 0
    assert windows.run("export", "копия 1.zip").code == 0
    other = Windows(windows.folder, {"GOSUPPORT_HOME": windows.path("Другой компьютер")})
    assert other.run("import", windows.path("копия 1.zip"), "--yes").code == 0
    assert "Петрова" in other.run("profile", "show", "мама").out
    assert [one["id"] for one in json.loads(other.run("list", "--json").out)["requests"]] == [
        "GS-1"]
    assert windows.run("purge", "--all", "--yes").code == 0
    left = [file for file in windows.home.rglob("*") if file.is_file()]
    assert not [file for file in left if b"\xd0" in file.read_bytes()], left


def test_names_that_windows_keeps_for_itself_are_refused_in_a_sentence(windows: Windows) -> None:
    windows.made()
    for name in ("CON", "aux.txt", "C:\\", "a*b.png", "\\\\server\\share\\x.png"):
        ran = windows.run("attach", "1", name)
        assert (ran.code, ran.out) == (2, ""), name
        assert name in ran.err and "Traceback" not in ran.err


def test_four_programs_at_once_make_four_requests(windows: Windows) -> None:
    words = windows.command("new", "--no-input", "--answers", windows.example())
    children = [subprocess.Popen(words, env=windows.environment(), cwd=windows.folder,
                                 stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE) for _ in range(4)]
    assert [child.communicate(timeout=120) and child.returncode for child in children] == [0] * 4
    made = {one.id for one in SqliteJournal(windows.home).find(Selection())}
    assert made == {"GS-1", "GS-2", "GS-3", "GS-4"}


def test_a_file_and_a_journal_that_another_program_holds_are_told_so(windows: Windows) -> None:
    windows.made()
    assert windows.run("show", "1", "--output", "письмо.txt").code == 0
    held = (f"import sqlite3\nfile = open({windows.path('письмо.txt')!r}, 'r+')\n"
            f"base = sqlite3.connect({windows.path('Данные Марии')!r} + '/journal.sqlite3',"
            " isolation_level=None)\nbase.execute('BEGIN IMMEDIATE')\n"
            "print('held', flush=True)\ninput()\n")
    with subprocess.Popen(windows.python(held), env=windows.environment(), cwd=windows.folder,
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT) as other:
        assert other.stdout is not None and other.stdin is not None
        said = other.stdout.readline()
        assert said.strip() == b"held", said + other.stdout.read()
        ran = windows.run("show", "1", "--output", "письмо.txt", "--force")
        assert ran.code == 2 and "открыт в другой программе" in ran.err
        assert windows.run("list").code == 0
        ran = windows.run("status", "1", "--note", "Звонила")
        assert ran.code == 1 and "Журнал занят другой программой" in ran.err
        other.stdin.write(b"\n")
        other.stdin.close()
    assert windows.run("status", "1", "--note", "Звонила").code == 0
    assert not [file.name for file in windows.folder.rglob("*.part")]


@pytest.mark.parametrize("page", ["cp866", "cp1251", "utf-16", "utf-8-sig"])
def test_words_piped_in_any_encoding_of_windows_are_understood(
    windows: Windows, page: str
) -> None:
    ran = windows.run("solve", "-", given="Не приходит код из СМС".encode(page))
    assert ran.code == 0 and "СМС" in ran.out


def test_a_redirected_file_is_utf8(windows: Windows) -> None:
    windows.made()
    line = f'"{windows_path(PYTHON)}" -m gosupport_cli list > список.txt'
    (windows.folder / "список.cmd").write_text(f"@{line}\r\n", encoding="cp866")
    done = subprocess.run(["wine", "cmd", "/c", "список.cmd"], env=windows.environment(),
                          stdin=subprocess.DEVNULL, capture_output=True, check=False,
                          cwd=windows.folder, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "Готово к отправке" in (windows.folder / "список.txt").read_text(encoding="utf-8")
