"""What a setting takes: checked values, and never a password."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gosupport_cli.content.settings import declared_settings
from gosupport_cli.core.settings import (
    Setting,
    Unfit,
    fit,
    is_loopback,
    looks_secret,
    prints_itself,
)

SETTINGS = declared_settings()
_CONTRACT = """language profile mail.from mail.to mail.copy_to_self mail.transport
        sendmail.command smtp.host smtp.port smtp.security smtp.user smtp.password_command
        smtp.ca_file imap.host imap.port imap.security imap.user imap.password_command imap.ca_file
        imap.folder imap.trusted_authserv rt.url rt.queue rt.token_command redmine.url
        redmine.project redmine.key_command zammad.url zammad.group zammad.token_command
        open311.url open311.jurisdiction open311.key_command http.ca_file http.proxy http.timeout
        retention.days templates.folder"""


def refused(key: str, text: str) -> str:
    """The reason why ``key`` does not take ``text``, "" when it does."""
    try:
        fit(SETTINGS[key], text)
    except Unfit as unfit:
        return unfit.what
    return ""


@pytest.mark.parametrize(("key", "text", "kept"), [
    ("smtp.host", " Smtp.Example.RU ", "smtp.example.ru"), ("smtp.host", "[::1]", "::1"),
    ("smtp.port", "0587", "587"), ("smtp.security", "TLS", "tls"),
    ("mail.copy_to_self", "да", "yes"), ("mail.copy_to_self", "off", "no"),
    ("mail.to", "a@example.ru,  b@example.ru", "a@example.ru, b@example.ru"),
    ("mail.from", "почта@пример.рф", "почта@пример.рф"),
    ("rt.url", "https://rt.example.test/", "https://rt.example.test"),
    ("rt.url", "http://127.0.0.1:8080", "http://127.0.0.1:8080"),
    ("http.proxy", "socks5h://proxy.example.test:1080", "socks5h://proxy.example.test:1080"),
    ("smtp.password_command", "pass show mail/work", "pass show mail/work"),
    ("smtp.password_command", "secret-tool lookup service mail", "secret-tool lookup service mail"),
    ("language", "", ""),
])
def test_a_good_value_is_kept_in_one_spelling(key: str, text: str, kept: str) -> None:
    assert fit(SETTINGS[key], text) == kept


@pytest.mark.parametrize(("key", "text", "what"), [
    ("language", "fr", "choice"), ("mail.copy_to_self", "maybe", "choice"),
    ("smtp.port", "0", "number"), ("smtp.port", "65536", "number"), ("smtp.port", "-1", "number"),
    ("smtp.port", "٢٥", "number"), ("mail.from", "ivanova", "email"),
    ("mail.from", "a@example.ru, b@example.ru", "email"),
    ("smtp.proxy", "https://proxy.example.test", "mail-proxy"),
    ("smtp.host", "smtp.example.ru:25", "host"), ("smtp.host", "a b", "host"),
    ("rt.url", "rt.example.test", "url"), ("rt.url", "ftp://rt.example.test", "url"),
    ("rt.url", "https://rt.example.test:99999", "url"),
    ("rt.url", "https://rt.example.test/?a=1", "url-query"),
    ("rt.url", "http://rt.example.test", "url-not-safe"),
    ("rt.url", "https://user:word@rt.example.test", "password-inside"),
    ("http.proxy", "http://user:word@proxy.example.test", "password-inside"),
    ("smtp.password_command", "pass 'show", "command"),
    ("mail.to", "a@example.ru\nBcc: b@example.ru", "control"),
    ("rt.queue", "a\u202eb", "control"),
])
def test_a_wrong_value_has_a_reason(key: str, text: str, what: str) -> None:
    assert refused(key, text) == what


@pytest.mark.parametrize("command", [
    "tool --password=hunter2", "tool -p hunter2", "tool --token hunter2", "PASS=hunter2 tool",
    "curl https://user:hunter2@example.test",
])
def test_a_command_that_holds_the_password_itself_is_refused(command: str) -> None:
    assert refused("smtp.password_command", command) == "password-inside"


@pytest.mark.parametrize("command", [
    "echo hunter2", "/bin/echo hunter2", "printf %shunter2", "sh -c 'echo hunter2'",
    "cmd /c echo hunter2", "powershell -c Write-Output hunter2", "printf 'hunter2'",
])
def test_a_command_that_only_prints_is_recognised_and_taken_with_a_warning(command: str) -> None:
    assert prints_itself(command)
    assert fit(SETTINGS["smtp.password_command"], command) == command
    assert not prints_itself("pass show mail")


@given(st.text(max_size=60))
@example("\x00")
def test_any_text_is_kept_or_refused_with_a_reason_and_never_changes_twice(text: str) -> None:
    for setting in SETTINGS.values():
        try:
            kept = fit(setting, text)
        except Unfit:
            continue
        assert fit(setting, kept) == kept
        assert "\n" not in kept


@pytest.mark.parametrize("key", ["smtp.password", "rt.token", "redmine.key", "x.пароль"])
def test_a_name_of_a_secret_is_seen(key: str) -> None:
    assert looks_secret(key)


def test_no_declared_setting_is_a_secret_and_all_of_the_contract_are_there() -> None:
    wanted = {one for one in re.split(r"\s+", _CONTRACT) if one}
    assert wanted <= set(SETTINGS)
    assert not [key for key in SETTINGS if looks_secret(key)]


@pytest.mark.parametrize(("host", "own"), [
    ("localhost", True), ("LOCALHOST.", True), ("127.9.9.9", True), ("[::1]", True),
    ("10.0.0.1", False), ("localhost.example.test", False), ("127.0.0.1.example.test", False),
])
def test_only_this_computer_is_the_loopback(host: str, own: bool) -> None:
    assert is_loopback(host) is own


def test_a_setting_keeps_its_default_apart() -> None:
    assert Setting("k", "text", "d").default == ""
