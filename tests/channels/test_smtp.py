"""SMTP: whatever goes wrong at whatever stage, the outcome told is the true one."""

import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme

from gosupport_cli.channels.smtp import send, try_account
from gosupport_cli.channels.smtp_client import Account
from gosupport_cli.core.errors import DeclarationError, NotDelivered, OutcomeUnknown
from tests.servers import Smtp, certificate, listening

LETTER = (
    "From: ivanova@example.ru\r\nSubject: =?utf-8?b?0J7RiNC40LHQutCw?=\r\n\r\n.точка\r\nконец\r\n"
).encode()


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return certificate(tmp_path_factory.mktemp("tls"), "127.0.0.1", "localhost")


@pytest.fixture
def context(pair: tuple[Path, Path]) -> ssl.SSLContext:
    made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    made.load_cert_chain(*pair)
    return made


def account(port: int, **words: object) -> Account:
    given = {"host": "127.0.0.1", "port": port, "security": "none", "timeout": 1.0, **words}
    return Account(**given)  # type: ignore[arg-type]


def post(server: Smtp, **words: object) -> str:
    with listening(server.serve) as port:
        return send(account(port, **words), "a@example.ru", ["b@example.ru"], LETTER)


def test_a_letter_arrives_byte_by_byte_as_it_was_given() -> None:
    server = Smtp()
    said = post(server)
    assert said.startswith("250")
    assert [one.replace(b"\r\n.", b"\r\n") for one in server.letters] == [LETTER]


@pytest.mark.parametrize("at", ["connect", "ehlo", "mail", "rcpt", "data"])
@pytest.mark.parametrize("how", ["drop", "hang", "garbage", "endless", "421 bye", "550 no"])
def test_before_the_final_dot_nothing_was_sent(at: str, how: str) -> None:
    server = Smtp(at, how)
    with pytest.raises(NotDelivered):
        post(server)
    assert server.letters == []


@pytest.mark.parametrize(("at", "wanted"), [("ehlo", NotDelivered), ("dot", OutcomeUnknown)])
def test_an_answer_drop_by_drop_is_not_waited_for_without_end(
    at: str, wanted: type[Exception]
) -> None:
    server = Smtp(at, "drip")
    with pytest.raises(wanted):
        post(server, timeout=0.2)
    assert len(server.letters) == (at == "dot")


@pytest.mark.parametrize("how", ["drop", "hang", "garbage", "endless"])
def test_silence_after_the_final_dot_is_unknown(how: str) -> None:
    server = Smtp("dot", how)
    with pytest.raises(OutcomeUnknown) as told:
        post(server)
    assert told.value.code == "mail-unknown"
    assert len(server.letters) == 1


@pytest.mark.parametrize(("how", "code"), [
    ("552 5.3.4 too big", "mail-too-large"), ("451 4.3.0 later", "mail-later"),
    ("554 5.7.1 spam", "mail-refused"), ("530 5.7.0 login", "mail-login-needed"),
])
def test_a_refusal_after_the_final_dot_is_a_refusal(how: str, code: str) -> None:
    server = Smtp("dot", how)
    with pytest.raises(NotDelivered) as told:
        post(server)
    assert told.value.code == code
    assert server.letters == []


@pytest.mark.parametrize(("at", "how", "code"), [
    ("rcpt", "550 5.1.1 no such user", "mail-no-recipient"),
    ("mail", "552 5.3.4 too big", "mail-too-large"),
    ("mail", "530 5.7.0 Must issue a STARTTLS command first", "mail-login-needed"),
    ("rcpt", "451 4.7.1 greylisted", "mail-later"),
])
def test_refusals_have_plain_names(at: str, how: str, code: str) -> None:
    with pytest.raises(NotDelivered) as told:
        post(Smtp(at, how))
    assert told.value.code == code
    assert how[:3] in str(told.value.values["said"])


def test_a_refused_recipient_stops_the_letter_for_all() -> None:
    server = Smtp("rcpt", "550 no")
    with listening(server.serve) as port, pytest.raises(NotDelivered):
        send(account(port), "a@example.ru", ["b@example.ru", "c@example.ru"], LETTER)
    assert "RSET" in [one.upper() for one in server.commands]


def test_nobody_listens() -> None:
    with listening(lambda one: None) as port:
        pass
    with pytest.raises(NotDelivered) as told:
        send(account(port), "a@example.ru", ["b@example.ru"], LETTER)
    assert told.value.code == "mail-no-connection"


def test_starttls_with_a_certificate_that_is_trusted(
    context: ssl.SSLContext, pair: tuple[Path, Path]
) -> None:
    server = Smtp(context=context)
    post(server, security="starttls", ca_file=str(pair[0]), user="я", password="пароль")
    assert len(server.letters) == 1
    import base64

    login = next(one for one in server.commands if one.upper().startswith("AUTH"))
    assert base64.b64decode(login.split()[-1]).decode() == "\0я\0пароль"


def test_an_unknown_certificate_ends_it_before_the_password(context: ssl.SSLContext) -> None:
    server = Smtp(context=context)
    with pytest.raises(NotDelivered) as told:
        post(server, security="starttls", user="a", password="b")
    assert told.value.code == "mail-certificate"
    assert not any(one.upper().startswith(("AUTH", "MAIL")) for one in server.commands)


def test_a_certificate_for_another_name_ends_it(tmp_path: Path) -> None:
    cert, key = certificate(tmp_path, "other.example.test")
    made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    made.load_cert_chain(cert, key)
    with pytest.raises(NotDelivered) as told:
        post(Smtp(context=made), security="starttls", ca_file=str(cert))
    assert told.value.code == "mail-certificate"


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_an_expired_certificate_ends_it(security: str, tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    long_ago = datetime(2024, 1, 2, tzinfo=UTC)
    authority.issue_cert("127.0.0.1", not_after=long_ago).configure_cert(made)
    server = Smtp(context=made, tls_first=security == "tls")
    with pytest.raises(NotDelivered) as told:
        post(server, security=security, ca_file=str(tmp_path / "ca.pem"), user="a", password="b")
    assert told.value.code == "mail-certificate"
    assert not any(one.upper().startswith(("AUTH", "MAIL")) for one in server.commands)


@pytest.mark.parametrize("how", ["drop", "hang", "garbage", "454 no tls now"])
def test_trouble_at_starttls_sends_nothing(how: str, context: ssl.SSLContext) -> None:
    server = Smtp("starttls", how, context=context)
    with pytest.raises(NotDelivered):
        post(server, security="starttls", user="a", password="b")
    assert not any(one.upper().startswith(("AUTH", "MAIL")) for one in server.commands)


def test_a_server_that_hides_starttls_gets_no_password() -> None:
    server = Smtp()
    with pytest.raises(NotDelivered) as told:
        post(server, security="starttls", user="a", password="b")
    assert told.value.code == "mail-no-starttls"
    assert not any(one.upper().startswith("AUTH") for one in server.commands)


@pytest.mark.parametrize(("how", "code"), [
    ("535 5.7.8 bad", "mail-login-refused"), ("454 4.7.0 later", "mail-later"),
    ("drop", "mail-no-connection"), ("hang", "mail-silent"),
])
def test_trouble_at_the_login(how: str, code: str) -> None:
    with pytest.raises(NotDelivered) as told:
        post(Smtp("auth", how), user="a", password="b")
    assert told.value.code == code


def test_a_password_never_travels_in_the_open() -> None:
    with pytest.raises(DeclarationError) as told:
        send(Account("mail.example.test", 25, "none", user="a", password="b"),
             "a@example.ru", ["b@example.ru"], LETTER)
    assert told.value.code == "smtp-open-password"


def test_the_test_of_an_account_sends_no_letter() -> None:
    server = Smtp()
    with listening(server.serve) as port:
        assert try_account(account(port, user="a", password="b")) == "127.0.0.1"
    assert not any(one.upper().startswith("MAIL") for one in server.commands)


def test_a_password_is_not_in_the_words_of_an_account() -> None:
    assert "тайна" not in repr(Account("h", 1, "tls", password="тайна"))


