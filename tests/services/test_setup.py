"""``setup --test`` against a real mailbox: it says who answers, or what is wrong."""

from collections.abc import Iterator

import pytest

from tests.cli.program import run_program
from tests.services.dovecot import PASSWORD, USER, Dovecot, running

pytestmark = pytest.mark.services("dovecot")


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with running() as server:
        yield server


@pytest.fixture
def chosen(dovecot: Dovecot) -> None:
    for key, value in (("imap.host", "localhost"), ("imap.port", str(dovecot.tls)),
                       ("imap.user", USER), ("imap.ca_file", dovecot.ca_file)):
        assert run_program("config", "set", key, value).code == 0


@pytest.mark.usefixtures("chosen")
def test_the_inbox_is_opened_and_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOSUPPORT_IMAP_PASSWORD", PASSWORD)
    done = run_program("setup", "inbox", "--test")
    assert done.code == 0, done.err
    assert "localhost" in done.out


@pytest.mark.usefixtures("chosen")
@pytest.mark.parametrize(("key", "value"), [
    ("imap.user", "nobody"), ("imap.folder", "Нет такой"), ("imap.ca_file", ""),
    ("imap.port", "9"),
])
def test_what_is_wrong_is_told(key: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOSUPPORT_IMAP_PASSWORD", PASSWORD)
    run_program("config", "set", key, value)
    done = run_program("setup", "inbox", "--test")
    assert (done.code, done.out) == (5, "")
    assert PASSWORD not in done.err


def test_an_inbox_without_a_host_is_not_set_up() -> None:
    done = run_program("setup", "inbox", "--test")
    assert done.code == 4
    assert "imap.host" in done.err
