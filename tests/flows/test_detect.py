"""What this computer fills in of a request that a script makes."""

from collections.abc import Collection

from gosupport_cli.core.model import Fact
from gosupport_cli.flows.compose import detect

AT = "2026-11-20T18:00:00+03:00"
FOUND = (
    Fact("device", "computer", "тип корпуса", "high", AT),
    Fact("os", "Windows 11", "реестр", "high", AT),
    Fact("browser", "", "браузеров не видно", "none", AT),
)


def test_what_was_left_out_is_filled_in_and_what_was_given_stays() -> None:
    values, sources = detect(lambda _: FOUND, {"environment.os": "", "environment.vpn": "no"})
    assert values["environment.os"] == "Windows 11"
    assert sources["environment.os"] == "реестр"
    assert "environment.vpn" not in values
    assert "environment.os" not in detect(lambda _: FOUND, {"environment.os": "macOS 15"})[0]


def test_a_browser_looked_for_in_vain_is_not_known_and_is_not_asked_of_a_script() -> None:
    values, _ = detect(lambda _: FOUND, {})
    assert values["environment.browser"] == "unknown"


def test_another_device_is_not_described_by_this_computer() -> None:
    assert detect(lambda _: FOUND, {"environment.elsewhere": "yes"}) == ({}, {})
    values, _ = detect(lambda _: FOUND, {"environment.device": "phone"})
    assert "environment.os" not in values and "environment.browser" not in values


def test_only_what_was_left_out_is_looked_for() -> None:
    asked: list[set[str]] = []

    def collect(wanted: Collection[str]) -> tuple[Fact, ...]:
        asked.append(set(wanted))
        return FOUND

    detect(collect, {"environment.os": "macOS 15", "environment.browser": "Safari 18"})
    assert "vpn" in asked[0] and "device" in asked[0]
    assert not asked[0] & {"os", "browser"}
