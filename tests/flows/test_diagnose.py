"""Servers side by side within a bounded time; this computer's settings; our own health."""

import threading
from collections.abc import Mapping

import pytest

from gosupport_cli.core.catalogue import FactRecord
from gosupport_cli.core.diagnosis import Check, Place, Trace
from gosupport_cli.core.errors import DeclarationError
from gosupport_cli.core.model import Fact
from gosupport_cli.flows.diagnose import diagnose, of_facts, places_of, proposals
from gosupport_cli.flows.own_health import mail_health, reached, readable, servers_health
from tests.factories import request

AT = "2026-11-20T18:00:00+03:00"
MAIN, CABINET = Place("www.gosuslugi.ru"), Place("lk.gosuslugi.ru")


def well(place: Place) -> Trace:
    return Trace(place, dns="ok", tcp4="ok", tls="ok", http="ok", status=200)


def one(checks: tuple[Check, ...], check_id: str) -> Check:
    return next(check for check in checks if check.id == check_id)


def test_hosts_come_from_the_facts_and_unverified_ones_are_left_alone() -> None:
    def page(name: str, verified: str, kind: str = "page") -> FactRecord:
        return FactRecord(name, kind, f"https://{name}/x", verified, "2026", "")  # type: ignore[arg-type]

    records = [page("www.gosuslugi.ru", "confirmed"), page("lk.gosuslugi.ru", "plausible"),
               page("www.gosuslugi.ru", "confirmed"), page("status.gosuslugi.ru", "unverified"),
               page("other.example.ru", "confirmed", "sender")]
    assert places_of(records) == (
        MAIN, CABINET, Place("www.gosuslugi.ru", port=80, tls=False))


def test_a_hanging_server_costs_the_bound_and_the_others_still_count() -> None:
    free = threading.Event()

    def probe(place: Place) -> Trace:
        if place == CABINET:
            free.wait(600)  # who waits for it runs into the time-out of the suite
        return well(place)

    seen: list[tuple[int, int]] = []
    found = diagnose([MAIN, CABINET], probe, tuple, bound=0.3,
                     progress=lambda done, of: seen.append((done, of)))
    free.set()
    codes = {check.code: check for check in found.checks}
    assert codes["late"].values["hosts"] == "lk.gosuslugi.ru"
    assert codes["http-ok"].values["hosts"] == "www.gosuslugi.ru"
    assert seen == [(0, 2), (1, 2)]


def test_a_crash_while_trying_one_server_leaves_the_others() -> None:
    def probe(place: Place) -> Trace:
        if place == CABINET:
            raise RuntimeError("broken")
        return well(place)

    found = diagnose([MAIN, CABINET], probe, tuple)
    assert {check.code for check in found.checks} >= {"dns-unknown", "http-ok"}


def test_without_internet_one_calm_line_replaces_six() -> None:
    found = diagnose([MAIN, CABINET], lambda place: Trace(place, dns="no-name"), tuple)
    assert [check.code for check in found.checks if check.id in ("dns", "tcp", "tls", "http")] == [
        "dns-none"]


def test_one_unknown_name_may_be_a_slip() -> None:
    found = diagnose([MAIN], lambda place: Trace(place, dns="no-name"), tuple)
    assert one(found.checks, "dns").code == "dns-no-name"


def test_hosts_with_the_same_fault_share_a_line() -> None:
    found = diagnose([MAIN, CABINET], lambda place: Trace(place, dns="ok", tcp4="refused"), tuple)
    tcp = [check for check in found.checks if check.id == "tcp"]
    assert len(tcp) == 1
    assert tcp[0].values["hosts"] == "www.gosuslugi.ru, lk.gosuslugi.ru"


@pytest.mark.guide("G-34", "G-35", "G-55")
def test_vpn_proxy_and_filters_are_told_to_switch_off() -> None:
    facts = [Fact("vpn", "yes", "адаптер tun0", "high", AT),
             Fact("proxy", "no", "нет", "medium", AT),
             Fact("filters", "zapret", "программы", "medium", AT)]
    checks = of_facts(facts)
    assert (one(checks, "vpn").state, one(checks, "proxy").state) == ("warning", "ok")
    assert one(checks, "filters").values["detail"] == "zapret"
    assert one(of_facts([]), "vpn").state == "unknown"


def test_what_the_person_said_already_is_not_proposed_again() -> None:
    facts = [Fact("os", "Windows 10", "реестр", "high", AT), Fact("vpn", "yes", "tun0", "high", AT)]
    assert proposals(request(environment__vpn=""), facts) == {"environment.vpn": "yes"}
    elsewhere = request(environment__vpn="", environment__elsewhere="yes")
    assert proposals(elsewhere, facts) == {}


class Chosen:
    """Settings out of a dictionary."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = {"smtp.security": "starttls", "sendmail.command": "sendmail -i", **values}

    def get(self, key: str) -> str:
        return self.values.get(key, "")


MAIL = {"smtp.host": "mail.example.ru", "mail.from": "ivanova@example.ru"}


@pytest.mark.parametrize(
    ("values", "there", "code", "state"),
    [
        ({}, False, "mail-client", "ok"),
        (MAIL, True, "mail-ok", "ok"),
        (MAIL, False, "mail-silent", "problem"),
        ({"smtp.host": "mail.example.ru"}, True, "mail-no-from", "warning"),
        ({"mail.transport": "smtp"}, True, "mail-no-host", "problem"),
        ({"mail.transport": "sendmail"}, True, "mail-sendmail", "ok"),
        ({"mail.transport": "sendmail"}, False, "mail-no-sendmail", "problem"),
    ],
)
def test_the_mail_is_looked_at_the_way_it_is_set(
    values: dict[str, str], there: bool, code: str, state: str
) -> None:
    check = mail_health(Chosen(values), lambda _host, _port: there, lambda _name: there)
    assert (check.code, check.state) == (code, state)


def test_the_port_of_the_mail_follows_from_its_security() -> None:
    asked: list[tuple[str, int]] = []

    def reaches(host: str, port: int) -> bool:
        asked.append((host, port))
        return True

    for security in ("starttls", "tls", "none"):
        mail_health(Chosen({**MAIL, "smtp.security": security}), reaches, lambda _name: True)
    assert [port for _, port in asked] == [587, 465, 25]


@pytest.mark.parametrize(
    ("values", "there", "codes"),
    [
        ({}, True, ["servers-none"]),
        ({"rt.url": "https://rt.example.test", "rt.queue": "General"}, True, ["server-ok"]),
        ({"rt.url": "https://rt.example.test", "rt.queue": "General"}, False, ["server-silent"]),
        ({"redmine.url": "http://re.example.test:3000"}, True, ["server-incomplete"]),
    ],
)
def test_ticket_servers_are_looked_at(
    values: dict[str, str], there: bool, codes: list[str]
) -> None:
    checks = servers_health(Chosen(values), lambda _host, _port: there)
    assert [check.code for check in checks] == codes


def test_a_wrong_file_of_the_persons_is_a_finding_and_not_a_crash() -> None:
    def read() -> None:
        raise DeclarationError("template-syntax", file="x.yaml", line=3, detail="")

    check = readable("templates", read)
    assert (check.code, check.state) == ("templates-wrong", "problem")
    assert check.error is not None and check.error.values["line"] == 3
    assert readable("settings", lambda: None).state == "ok"


def test_servers_that_hang_are_waited_for_all_at_once_and_never_long() -> None:
    settings = Chosen({**MAIL, "rt.url": "https://rt.example.ru", "rt.queue": "q",
                       "open311.url": "https://open.example.ru"})
    release = threading.Event()

    def reaches(host: str, _port: int) -> bool:
        return host.startswith("open") or not release.wait(20)

    there = reached(settings, reaches, bound=0.3)
    release.set()
    assert there("open.example.ru", 443)
    assert not there("rt.example.ru", 443)
    states = {check.values["server"]: check.code for check in servers_health(settings, there)}
    assert states == {"rt": "server-silent", "open311": "server-ok"}
