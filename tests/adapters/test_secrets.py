"""Passwords: environment, then a command, then the keyring, then the person; never a setting."""

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Event
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend

from gosupport_cli.adapters.secrets import (
    PLACES,
    Ask,
    StoredSecrets,
    from_keyring,
    keep_in_keyring,
    words,
)
from gosupport_cli.core.errors import UsageError
from tests.channels.conftest import Words

ACCOUNT = {"smtp__user": "ivanova", "smtp__host": "smtp.example.ru"}


class Keyring:
    """A stand-in that remembers what it was asked for."""

    def __init__(self, **kept: str) -> None:
        self.kept: Mapping[str, str] = kept
        self.asked: list[tuple[str, str]] = []

    def look(self, service: str, account: str) -> str | None:
        self.asked.append((service, account))
        return self.kept.get(account)


def printing(tmp_path: Path, code: str) -> str:
    script = tmp_path / "print.py"
    script.write_text(code, encoding="utf-8")
    return f'"{sys.executable}" "{script}"'


def secrets(kept: Keyring, environ: Mapping[str, str] | None = None, *, ask: Ask | None = None,
            command: str = "") -> StoredSecrets:
    chosen = Words(**ACCOUNT, smtp__password_command=command)
    return StoredSecrets(chosen, environ or {}, lookup=kept.look, ask=ask)


def test_each_place_is_asked_only_when_the_one_before_has_nothing(tmp_path: Path) -> None:
    kept = Keyring(**{"smtp:ivanova@smtp.example.ru": "из хранилища"})
    command = printing(tmp_path, "import sys; sys.stdout.buffer.write('из команды\\n'.encode())")
    environ = {"GOSUPPORT_SMTP_PASSWORD": "из среды"}
    assert secrets(kept, environ, command=command).get("smtp") == "из среды"
    assert secrets(kept, command=command).get("smtp") == "из команды"
    assert kept.asked == []
    assert secrets(kept).get("smtp") == "из хранилища"
    assert kept.asked == [("gosupport", "smtp:ivanova@smtp.example.ru")]
    assert secrets(Keyring(), ask=lambda label: f"для {label}").get("smtp") == (
        "для smtp:ivanova@smtp.example.ru")


def test_a_secret_is_found_once() -> None:
    asked: list[str] = []

    def ask(label: str) -> str:
        asked.append(label)
        return "слово"

    found = secrets(Keyring(), ask=ask)
    assert [found.get("smtp"), found.get("smtp")] == ["слово", "слово"]
    assert len(asked) == 1


@pytest.mark.parametrize("ask", [None, lambda label: ""])
def test_nowhere_a_secret_and_the_variable_is_named(ask: Ask | None) -> None:
    with pytest.raises(UsageError) as told:
        secrets(Keyring(), ask=ask).get("smtp")
    assert told.value.code == "no-secret"
    assert told.value.values["variable"] == "GOSUPPORT_SMTP_PASSWORD"


@pytest.mark.parametrize(("code", "wanted"), [
    ("import sys; print('тайна'); sys.exit(3)", "secret-command-failed"),
    ("pass", "secret-command-empty"), ("print(); print('тайна')", "secret-command-empty"),
    ("import sys; sys.stdout.buffer.write(b'\\xff\\xfe\\n')", "secret-command-empty"),
])
def test_a_command_that_fails_is_named_and_its_output_is_not(
    code: str, wanted: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError) as told:
        secrets(Keyring(), command=printing(tmp_path, code)).get("smtp")
    assert told.value.code == wanted
    assert "тайна" not in repr(told.value.values)


def test_a_command_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as told:
        secrets(Keyring(), command=str(tmp_path / "absent")).get("smtp")
    assert told.value.code == "secret-command-missing"


def test_a_command_never_reaches_a_shell(tmp_path: Path) -> None:
    mark = tmp_path / "made"
    command = printing(tmp_path, "import sys; print(' '.join(sys.argv[1:]))")
    found = secrets(Keyring(), command=f"{command} a ; touch {mark} $(touch {mark})").get("smtp")
    assert found == f"a ; touch {mark} $(touch {mark})"
    assert not mark.exists()


def test_a_command_is_cut_into_words_with_quotes() -> None:
    assert words('"/a b/c" -x "y z"') == ["/a b/c", "-x", "y z"]


class Slow(KeyringBackend):
    """A locked keyring: a dialogue that nobody sees."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        Event().wait(600)  # who waits for it runs into the time-out of the suite
        return "поздно"

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError("locked")


class PlaintextKeyring(KeyringBackend):
    """One that keeps passwords in the open."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        return "открыто"

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class Real(PlaintextKeyring):
    """One as it should be."""


_BACK_ENDS: tuple[Any, ...] = (Real, PlaintextKeyring, Slow)


@pytest.fixture
def restored() -> Iterator[None]:
    """The keyring of this process as it was, afterwards."""
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


@pytest.mark.usefixtures("restored")
def test_the_keyring_answers_and_a_locked_or_open_one_does_not() -> None:
    real, plain, slow = (kind() for kind in _BACK_ENDS)
    keyring.set_keyring(real)
    assert from_keyring("gosupport", "a") == "открыто"
    keyring.set_keyring(plain)
    assert from_keyring("gosupport", "a") is None
    keyring.set_keyring(slow)
    assert from_keyring("gosupport", "a", seconds=0.2) is None
    assert keep_in_keyring("gosupport", "a", "b") is False


def test_every_secret_has_its_variable_of_the_contract() -> None:
    assert {one.variable for one in PLACES.values()} == {
        "GOSUPPORT_SMTP_PASSWORD", "GOSUPPORT_IMAP_PASSWORD", "GOSUPPORT_RT_TOKEN",
        "GOSUPPORT_REDMINE_KEY", "GOSUPPORT_ZAMMAD_TOKEN", "GOSUPPORT_OPEN311_KEY"}
    assert os.name == "nt" or all(one.command for one in PLACES.values())
