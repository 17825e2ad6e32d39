"""Mail and ticket servers through a real proxy: HTTP and SOCKS, and every way one can refuse."""

import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import trustme

from gosupport_cli.channels.connection import proxy_for
from gosupport_cli.channels.smtp import check_account, send
from gosupport_cli.channels.smtp_client import Account
from gosupport_cli.core.delivery import Parcel
from gosupport_cli.core.errors import DeclarationError, NotDelivered
from tests.channels.conftest import Words
from tests.channels.test_email import email
from tests.channels.ticket_desks import desk, taking
from tests.proxies import Proxy
from tests.servers import Smtp, listening, web

MAIL, DESK = "mail.example.test", "desk.example.test"
LETTER = b"From: ivanova@example.ru\r\nSubject: a\r\n\r\nb\r\n"
EVERY = pytest.mark.parametrize("scheme", ["http", "socks5h"])
WRONG = pytest.mark.parametrize("how", ["refuse", "silent", "garbage", "drop", "nobody"])


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> str:
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    return str(tmp_path / "ca.pem")


@pytest.fixture
def context(authority: trustme.CA) -> ssl.SSLContext:
    made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(MAIL, DESK).configure_cert(made)
    return made


def post(proxy: Proxy, scheme: str, login: str = "", **words: Any) -> str:
    """A letter through ``proxy``; with «nobody» the proxy is not even there."""
    with listening(proxy.serve) as port:
        if proxy.how != "nobody":
            return _sent(f"{scheme}://{login}127.0.0.1:{port}", words)
    return _sent(f"{scheme}://{login}127.0.0.1:{port}", words)


def _sent(proxy: str, words: dict[str, Any]) -> str:
    account = Account(**{"host": MAIL, "port": 587, "security": "none", "timeout": 1.0, **words,
                         "proxy": proxy})
    return send(account, "ivanova@example.ru", ["help@example.ru"], LETTER)


@EVERY
@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_a_letter_goes_through_the_proxy_and_certificates_are_still_checked(
    scheme: str, security: str, context: ssl.SSLContext, ca_file: str
) -> None:
    server = Smtp(context=context, tls_first=security == "tls")
    with listening(server.serve) as port:
        proxy = Proxy(port)
        said = post(proxy, scheme, security=security, ca_file=ca_file)
        assert said.startswith("250")
        assert (proxy.asked, len(server.letters)) == ([f"{MAIL}:587"], 1)
        if security != "none":
            with pytest.raises(NotDelivered) as told:
                post(proxy, scheme, security=security)
            assert told.value.code == "mail-certificate"
    assert len(server.letters) == 1


def test_what_the_server_says_together_with_the_proxy_is_not_lost() -> None:
    server = Smtp()
    with listening(server.serve) as port:
        assert post(Proxy(port, "eager"), "http").startswith("250")
    assert len(server.letters) == 1


@EVERY
def test_a_password_of_the_proxy_is_used_and_a_wrong_one_is_told_unechoed(scheme: str) -> None:
    server = Smtp()
    with listening(server.serve) as port:
        proxy = Proxy(port, user="ivan", password="сло:во")
        login = "ivan:%D1%81%D0%BB%D0%BE%3A%D0%B2%D0%BE@"
        assert post(proxy, scheme, login).startswith("250")
        with pytest.raises(NotDelivered) as told:
            post(proxy, scheme, "ivan:other-word@")
    assert told.value.code == "mail-proxy"
    assert "other-word" not in str(told.value.values)
    assert len(server.letters) == 1


@EVERY
@WRONG
def test_a_proxy_that_does_not_work_means_that_nothing_was_sent(scheme: str, how: str) -> None:
    server = Smtp()
    with listening(server.serve) as port, pytest.raises(NotDelivered) as told:
        post(Proxy(port, how), scheme)
    assert told.value.code == "mail-proxy"
    assert (server.letters, server.commands) == ([], [])


def test_mail_says_beforehand_that_a_proxy_of_that_kind_will_not_do() -> None:
    with pytest.raises(DeclarationError) as told:
        check_account(Account(MAIL, 587, "starttls", proxy="https://proxy.example.test:443"))
    assert told.value.code == "smtp-proxy-kind"


@pytest.mark.parametrize(("host", "without", "chosen", "wanted"), [
    (MAIL, "", "socks5h://p.example.test:1080", "socks5h://p.example.test:1080"),
    (MAIL, "", "p.example.test:3128", "http://p.example.test:3128"), (MAIL, "", "", ""),
    ("127.0.0.1", "", "http://p.example.test:3128", ""),
    ("localhost", "", "http://p.example.test:3128", ""),
    (MAIL, "other.test, example.test", "http://p.example.test:3128", ""),
    (MAIL, ".example.test", "http://p.example.test:3128", ""),
    (MAIL, "*", "http://p.example.test:3128", ""),
    (MAIL, "ple.test", "http://p.example.test:3128", "http://p.example.test:3128"),
])
def test_which_servers_the_proxy_stands_before(
    host: str, without: str, chosen: str, wanted: str
) -> None:
    words = Words(smtp__proxy=chosen, http__no_proxy=without)
    assert proxy_for(words, "smtp.proxy", host) == wanted


def test_the_letter_takes_the_proxy_of_the_settings(
    parcel: Callable[..., Parcel], tmp_path: Path
) -> None:
    server = Smtp()
    with listening(server.serve) as port:
        proxy = Proxy(port)
        with listening(proxy.serve) as front:
            one = email(tmp_path, smtp__host=MAIL, smtp__security="none", http__timeout="2",
                        smtp__proxy=f"socks5h://127.0.0.1:{front}")
            assert one.deliver(one.prepare(parcel("email"))).outcome == "sent"
    assert (proxy.asked, len(server.letters)) == ([f"{MAIL}:25"], 1)


@EVERY
def test_a_ticket_goes_through_the_proxy(
    scheme: str, context: ssl.SSLContext, ca_file: str, parcel: Callable[..., Parcel],
    tmp_path: Path,
) -> None:
    with web(taking, context=context) as (url, seen):
        proxy = Proxy(int(url.rpartition(":")[2]))
        with listening(proxy.serve) as front:
            one: Any = desk("rt", f"https://{DESK}", tmp_path, http__ca_file=ca_file,
                            http__proxy=f"{scheme}://127.0.0.1:{front}")
            assert one.deliver(one.prepare(parcel("rt"))).ticket == "17"
    assert proxy.asked == [f"{DESK}:443"]
    assert "Authorization" in seen[0].headers


@EVERY
@WRONG
def test_a_ticket_that_no_proxy_took_was_surely_not_sent(
    scheme: str, how: str, context: ssl.SSLContext, ca_file: str,
    parcel: Callable[..., Parcel], tmp_path: Path,
) -> None:
    with web(taking, context=context) as (url, seen):
        proxy = Proxy(int(url.rpartition(":")[2]), how)
        with listening(proxy.serve) as front:
            address = f"{scheme}://127.0.0.1:{front if how != 'nobody' else 9}"
            one: Any = desk("rt", f"https://{DESK}", tmp_path, http__ca_file=ca_file,
                            http__proxy=address)
            with pytest.raises(NotDelivered) as told:
                one.deliver(one.prepare(parcel("rt")))
    assert told.value.code == "server-proxy"
    assert seen == []


def test_a_proxy_that_is_no_address_sends_nothing(
    parcel: Callable[..., Parcel], tmp_path: Path
) -> None:
    for wrong in ("ftp://127.0.0.1:9", "http://[", "http://127.0.0.1:none"):
        one: Any = desk("rt", f"https://{DESK}", tmp_path, http__proxy=wrong)
        with pytest.raises(NotDelivered) as told:
            one.deliver(one.prepare(parcel("rt")))
        assert told.value.code == "server-proxy"
