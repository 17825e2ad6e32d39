"""A password before a real terminal: typed unseen, tried, kept by the system if one likes."""

import base64
import json
from pathlib import Path

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from tests.factories import complete_answers
from tests.fakes import FixedClock
from tests.servers import Smtp, listening
from tests.terminal.person import Person

pytestmark = [pytest.mark.terminal, pytest.mark.timeout(150)]
WORD = "Тайна-слово"


def settled(home: Path, port: int) -> SqliteJournal:
    journal = SqliteJournal(home)
    journal.create(complete_answers(channel="email"), at=FixedClock().now(), source="test")
    chosen = {"smtp.host": "127.0.0.1", "smtp.port": str(port), "smtp.security": "none",
              "smtp.user": "ivanova", "mail.to": "help@example.ru"}
    text = "".join(f"{key}: {json.dumps(value)}\n" for key, value in chosen.items())
    (home / "settings.yaml").write_text(text, encoding="utf-8")
    return journal


def logins(server: Smtp) -> list[str]:
    return [base64.b64decode(one.split()[-1]).decode() for one in server.commands
            if one.upper().startswith("AUTH")]


def test_a_typed_password_is_not_shown_and_the_letter_leaves(tmp_path: Path) -> None:
    home, server = tmp_path / "h", Smtp()
    with listening(server.serve) as port:
        settled(home, port)
        one = Person(home, "send", "GS-1", cols=100, rows=60, GOSUPPORT_LINEAR="1",
                     PYTHON_KEYRING_BACKEND="keyring.backends.null.Keyring")
        one.sees("Отправить?")
        one.type("1\n")
        one.sees("ivanova@127.0.0.1")
        one.type(f"{WORD}\n")
        assert one.ends() == 0
    assert (len(server.letters), logins(server)) == (1, [f"\0ivanova\0{WORD}"])
    assert WORD not in one.raw


def test_ctrl_c_at_the_password_sends_nothing(tmp_path: Path) -> None:
    home, server = tmp_path / "h", Smtp()
    with listening(server.serve) as port:
        journal = settled(home, port)
        one = Person(home, "send", "GS-1", cols=100, rows=60, GOSUPPORT_LINEAR="1",
                     PYTHON_KEYRING_BACKEND="keyring.backends.null.Keyring")
        one.sees("Отправить?")
        one.type("1\n")
        one.sees("ivanova@127.0.0.1")
        one.type("\x03")
        assert one.ends() == 130
    assert "\r\nПрервано. Ничего не отправлено" in one.raw  # on a line of its own
    assert (server.commands, journal.attempts("GS-1")) == ([], ())


@pytest.mark.parametrize("keep", [True, False])
def test_setup_keeps_a_password_that_works_in_the_systems_store(
    keep: bool, tmp_path: Path
) -> None:
    home, server, store = tmp_path / "h", Smtp(), tmp_path / "keyring.json"
    words = {"GOSUPPORT_LINEAR": "1", "GOSUPPORT_TEST_KEYRING": str(store),
             "PYTHON_KEYRING_BACKEND": "tests.terminal.file_keyring.Keyring"}
    with listening(server.serve) as port:
        settled(home, port)
        one = Person(home, "setup", "mail", "--test", cols=100, rows=60, **words)
        one.sees("ivanova@127.0.0.1")
        one.type(f"{WORD}\n")
        one.sees("хранилище паролей")
        one.type("1\n" if keep else "2\n")
        assert one.ends() == 0
        assert store.exists() is keep
        assert WORD not in one.raw
        if keep:
            again = Person(home, "send", "GS-1", cols=100, rows=60, **words)
            again.sees("Отправить?")
            again.type("1\n")
            assert again.ends() == 0
            assert len(server.letters) == 1
    assert logins(server) == [f"\0ivanova\0{WORD}"] * (2 if keep else 1)
    files = b"".join(one.read_bytes() for one in home.rglob("*") if one.is_file())
    assert WORD.encode() not in files


def test_a_short_or_mistyped_new_password_is_asked_again(tmp_path: Path) -> None:
    pytest.importorskip("pyrage")
    SqliteJournal(tmp_path).create(complete_answers(), at=FixedClock().now(), source="test")
    one = Person(tmp_path, "export", str(tmp_path / "b.zip.age"), "--encrypt")
    one.sees("Придумайте пароль")
    one.type("123\n")
    one.sees("короче 8 знаков")
    one.type("one-two-three\n")
    one.sees("Тот же пароль ещё раз")
    one.type("one-two-thrice\n")
    one.sees("Пароли не совпали")
    for _ in range(2):
        one.type("one-two-three\n")
        one.read(0.5)
    assert one.ends() == 0
    assert (tmp_path / "b.zip.age").stat().st_size
