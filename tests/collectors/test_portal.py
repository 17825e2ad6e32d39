"""Every fault on the way to a server, provoked on real sockets, and what is said of it."""

import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from gosupport_cli.collectors.portal import Prober, system_context
from gosupport_cli.collectors.proxies import system_proxy
from gosupport_cli.core.diagnosis import Check, Place, Trace, judge
from tests.collectors.faulty_servers import (
    HOST,
    Authority,
    Server,
    answers,
    cuts_short,
    dead_port,
    drips,
    greets,
    hangs,
    relays,
    resets,
    says,
    serving,
)

OURS = Authority()
QUICK = Prober(seconds=1.5, context=OURS.client)
Talk = Callable[[Server, socket.socket], None]


def look(talk: Talk, prober: Prober = QUICK, *, authority: Authority = OURS,
         host: str = HOST, since: int = -30, until: int = 30) -> Trace:
    with serving(talk, authority.server(host, since=since, until=until)) as server:
        return prober(Place(HOST, connect=server.address))


def codes(*traces: Trace) -> dict[str, Check]:
    return {check.code: check for check in judge(traces)}


def test_a_healthy_server_is_reachable_at_every_step() -> None:
    trace = look(answers())
    assert (trace.dns, trace.tcp4, trace.tls, trace.http, trace.status) == (
        "ok", "ok", "ok", "ok", 200)
    found = codes(trace)
    assert {"dns-ok", "tcp-ok", "tls-ok", "http-ok", "clock-ok", "captive-none"} <= set(found)
    assert "Trusted Example CA" in found["tls-ok"].values["detail"]


@pytest.mark.guide("G-196", "G-58")
def test_the_probe_sends_no_cookies_and_no_credentials_and_follows_nothing() -> None:
    with serving(answers("302 Found", Location="https://lk.gosuslugi.ru/x?token=1"),
                 OURS.server(HOST)) as server:
        for _ in range(2):  # the first answer sets a cookie: the second look must not bring it
            trace = QUICK(Place(HOST, connect=server.address))
        assert trace.status == 302
        assert trace.redirect == "lk.gosuslugi.ru"
        assert len(server.heard) == 2, "no redirect is followed"
        for request in server.heard:
            lines = request.decode().lower().split("\r\n")
            assert lines[0] == "get / http/1.1"
            names = {line.partition(":")[0] for line in lines[1:] if line}
            assert names == {"host", "accept-encoding", "user-agent", "accept", "connection"}


def test_nobody_listens() -> None:
    trace = QUICK(Place(HOST, connect=dead_port()))
    assert trace.tcp4 == "refused"
    assert codes(trace)["tcp-refused"].state == "problem"


def test_a_connection_that_is_cut_at_once_is_told_apart_from_silence() -> None:
    with serving(cuts_short) as server:
        cut = QUICK(Place(HOST, connect=server.address))
    with serving(hangs) as server:
        silent = replace(QUICK, seconds=0.3)(Place(HOST, connect=server.address))
    assert codes(cut)["tls-reset"].state == "problem"
    assert codes(silent)["tls-timeout"].state == "problem"


def test_a_connection_that_is_cut_before_a_word_is_a_reset_wherever_that_is_seen() -> None:
    """Connecting itself may fail already, or only the first word: it is a race."""
    with serving(resets) as server:
        found = codes(QUICK(Place(HOST, connect=server.address)))
    assert {"tcp-reset", "tls-reset"} & set(found)


def test_a_server_that_speaks_no_tls() -> None:
    with serving(greets) as server:
        trace = QUICK(Place(HOST, connect=server.address))
    assert "tls-broken" in codes(trace)


def test_a_connection_that_never_comes_about_has_timed_out() -> None:
    # A full queue of connections: the kernel answers no more of them.
    with socket.socket() as crowded:
        crowded.bind(("127.0.0.1", 0))
        crowded.listen(0)
        address = crowded.getsockname()
        held = [socket.socket() for _ in range(4)]
        for sock in held:
            sock.setblocking(False)
            sock.connect_ex(address)
        trace = replace(QUICK, seconds=0.3)(Place(HOST, connect=address))
        for sock in held:
            sock.close()
    assert codes(trace)["tcp-timeout"].state == "problem"


def test_a_certificate_for_another_name_is_named() -> None:
    trace = look(answers(), host="hotel.example.ru")
    assert trace.tls == "wrong-name"
    assert trace.http == "", "nothing is said over a connection that is not the portal's"
    assert codes(trace)["tls-wrong-name"].values["detail"]


@pytest.mark.parametrize(
    ("since", "until", "code"), [(-60, -3, "tls-expired"), (3, 60, "tls-not-yet")]
)
def test_a_certificate_out_of_its_time_gives_the_date(since: int, until: int, code: str) -> None:
    found = codes(look(answers(), since=since, until=until))
    assert found[code].state == "problem"
    last = datetime.now(UTC) + timedelta(days=until)
    if code == "tls-not-yet":  # it is the clock that is wrong: no date of theirs helps
        assert found[code].values["detail"] == ""
        return
    assert found[code].values["detail"] == last.strftime("%d.%m.%Y")


@pytest.mark.parametrize(
    ("name", "code", "state"),
    [
        ("Some Office Firewall", "tls-unknown-authority", "problem"),
        ("Russian Trusted Root CA", "tls-russian-root", "warning"),
        ("AO Kaspersky Lab", "tls-shield", "warning"),
    ],
)
def test_an_unknown_authority_is_named_and_never_talked_to(
    name: str, code: str, state: str
) -> None:
    stranger = Authority(name)
    with serving(answers(), stranger.server(HOST)) as server:
        trace = QUICK(Place(HOST, connect=server.address))
        assert server.heard == []
    found = codes(trace)
    assert found[code].state == state
    assert name in found[code].values["detail"]


def test_the_words_of_another_verifier_are_not_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows and macOS give no number: the certificate itself says why it is refused."""
    from gosupport_cli.collectors import certificates

    monkeypatch.setattr(certificates, "_CODES", {})
    assert look(answers(), host="hotel.example.ru").tls == "wrong-name"
    assert look(answers(), since=-60, until=-3).tls == "expired"
    assert look(answers(), since=3, until=60).tls == "not-yet"
    assert look(answers(), authority=Authority("Stranger")).tls == "unknown-authority"


@pytest.mark.parametrize(
    ("talk", "code", "state"),
    [
        (answers("403 Forbidden"), "http-refuses-programs", "ok"),
        (answers("500 X", "Доступ ограничен по соображениям безопасности".encode()),
         "http-refuses-programs", "ok"),
        (answers("404 Not Found"), "http-ok", "ok"),
        (answers("429 Too Many"), "http-too-many", "warning"),
        (answers("503 Unavailable"), "http-server-error", "problem"),
        (answers("302 Found", Location="https://wifi.example.ru/login"), "http-elsewhere",
         "problem"),
        (answers("301 Moved", Location="/help"), "http-ok", "ok"),
        (says(b"this is no HTTP at all\r\n\r\n"), "http-other", "problem"),
        (says(b""), "http-reset", "problem"),
        (drips, "http-server-error", "problem"),
    ],
)
def test_each_answer_has_its_meaning(talk: Talk, code: str, state: str) -> None:
    found = codes(look(talk))
    assert found[code].state == state


def test_a_server_that_accepts_and_never_answers() -> None:
    assert "http-timeout" in codes(look(hangs, replace(QUICK, seconds=0.4)))


def test_a_plain_door_that_leads_elsewhere_is_a_captive_portal() -> None:
    with serving(answers("302 Found", Location="http://login.hotel.example.ru/?to=x")) as server:
        trace = QUICK(Place(HOST, connect=server.address, tls=False))
        assert b"Cookie" not in server.heard[0]
    found = judge([look(answers()), trace])
    captive = next(check for check in found if check.id == "captive")
    assert (captive.state, captive.code) == ("problem", "captive-redirect")
    assert captive.values["host"] == "login.hotel.example.ru"


@pytest.mark.parametrize(
    ("ahead", "code", "state"),
    [
        (timedelta(seconds=20), "clock-ok", "ok"),
        (timedelta(minutes=5), "clock-slow", "warning"),
        (timedelta(minutes=-5), "clock-fast", "warning"),
        (timedelta(days=-2), "clock-fast", "problem"),
    ],
)
def test_the_clock_is_compared_with_the_servers(ahead: timedelta, code: str, state: str) -> None:
    assert codes(look(answers(ahead=ahead)))[code].state == state


@pytest.mark.parametrize("date", ["nonsense", "", "Mon, 99 Foo 2026 00:00:00 GMT",
                                  "Mon, 01 Jan 99999999999999999999 00:00:00 GMT"])
def test_a_nonsense_date_leaves_the_clock_unknown(date: str) -> None:
    assert codes(look(answers(Date=date)))["clock-unknown"].state == "unknown"


def test_a_name_that_nobody_knows_and_a_name_server_that_is_away() -> None:
    def unknown(_host: str, _port: int) -> list[tuple[int, str]]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    def away(_host: str, _port: int) -> list[tuple[int, str]]:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    assert replace(QUICK, resolve=unknown)(Place(HOST)).dns == "no-name"
    trace = replace(QUICK, resolve=away)(Place(HOST))
    assert trace.dns == "no-network"
    assert [check.code for check in judge([trace])] == ["dns-none"]


def test_broken_ipv6_is_told_apart_from_no_ipv6() -> None:
    with serving(answers(), OURS.server(HOST)) as server:
        port = server.address[1]

        def both(_host: str, _port: int) -> list[tuple[int, str]]:
            return [(socket.AF_INET6, "::1"), (socket.AF_INET, "127.0.0.1")]

        trace = replace(QUICK, resolve=both)(Place(HOST, port=port))
    if trace.tcp6:  # a machine without IPv6 says nothing of it
        assert trace.tcp6 == "refused"
        assert codes(trace)["ipv6-broken"].state == "warning"
    assert trace.tcp4 == trace.http == "ok"


def test_through_a_proxy_everything_is_seen_as_well() -> None:
    with serving(answers(), OURS.server(HOST)) as far, serving(relays(far.address)) as proxy:
        where = f"127.0.0.1:{proxy.address[1]}"
        trace = replace(QUICK, proxy=lambda _host: where)(Place(HOST))
        assert proxy.heard[0] == f"CONNECT {HOST}:443 HTTP/1.1\r\nHost: {HOST}:443\r\n\r\n".encode()
    assert (trace.tls, trace.status, trace.proxy) == ("ok", 200, where)


@pytest.mark.guide("G-35")
@pytest.mark.parametrize(
    ("talk", "code"),
    [
        (answers("407 Proxy Authentication Required"), "proxy-login"),
        (answers("502 Bad Gateway"), "proxy-refuses"),
        (resets, "proxy-silent"),
        (says(b"nonsense\r\n\r\n"), "proxy-silent"),
    ],
)
def test_a_proxy_that_stands_in_the_way_is_named(talk: Talk, code: str) -> None:
    with serving(talk) as proxy:
        where = f"127.0.0.1:{proxy.address[1]}"
        trace = replace(QUICK, proxy=lambda _host: where)(Place(HOST))
    found = codes(trace)
    assert code in found
    assert where in found[code].values["detail"]


@pytest.mark.guide("G-196")
@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("http://maria:tainoe@proxy.example.ru:3128", "proxy.example.ru:3128"),
        ("proxy.example.ru:8080", "proxy.example.ru:8080"),
        ("socks5://proxy.example.ru:1080", ""),
        ("http://[bad", ""),
        ("", ""),
    ],
)
def test_of_the_systems_proxy_no_name_and_password_are_used(
    address: str, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", address)
    assert system_proxy(HOST) == asked


def test_the_systems_context_verifies() -> None:
    with serving(answers(), OURS.server(HOST)) as server:
        trace = Prober(seconds=2, context=lambda: system_context(""))(
            Place(HOST, connect=server.address))
        assert server.heard == []
    assert trace.tls == "unknown-authority"
