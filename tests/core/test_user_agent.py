"""A pasted User-Agent line describes another device."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gosupport_cli.core.user_agent import UserAgent, describe

KHTML = "AppleWebKit/537.36 (KHTML, like Gecko)"
WIN = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)"


@pytest.mark.guide("G-32", "G-161", "G-162", "G-163", "G-33")
@pytest.mark.parametrize(
    ("line", "system", "browser", "device"),
    [
        (f"{WIN} {KHTML} Chrome/130.0.0.0 Safari/537.36",
         "Windows 10 или 11", "Google Chrome 130", "computer"),
        (f"{WIN} {KHTML} Chrome/128.0.0.0 YaBrowser/24.10.2.705 Yowser/2.5 Safari/537.36",
         "Windows 10 или 11", "Яндекс Браузер 24.10.2.705", "computer"),
        (f"{WIN} {KHTML} Chrome/128.0.6613.137 Safari/537.36 Chromium GOST",
         "Windows 10 или 11", "Chromium-Gost 128.0.6613.137", "computer"),
        (f"{WIN} {KHTML} Chrome/109.0.5414.174 Safari/537.36 Chromium-Gost/109.0.5414.174",
         "Windows 10 или 11", "Chromium-Gost 109.0.5414.174", "computer"),
        (f"{WIN} {KHTML} Chrome/130.0.0.0 Safari/537.36 Edg/130.0.2849.56",
         "Windows 10 или 11", "Microsoft Edge 130.0.2849.56", "computer"),
        (f"{WIN} {KHTML} Chrome/129.0.0.0 Safari/537.36 OPR/115.0.5322.68",
         "Windows 10 или 11", "Opera 115.0.5322.68", "computer"),
        (f"{WIN} {KHTML} Chrome/110.0.0.0 Safari/537.36 Sputnik/5.6.6402.0",
         "Windows 10 или 11", "Спутник 5.6.6402", "computer"),
        (f"{WIN} {KHTML} Chrome/128.0.0.0 Atom/36.0.0.23 Safari/537.36",
         "Windows 10 или 11", "Atom 36.0.0.23", "computer"),
        ("Mozilla/5.0 (Windows NT 6.1; WOW64; rv:115.0) Gecko/20100101 Firefox/115.0",
         "Windows 7", "Firefox 115", "computer"),
        ("Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0",
         "Linux, Ubuntu", "Firefox 131", "computer"),
        (f"Mozilla/5.0 (X11; Linux x86_64) {KHTML} Ubuntu Chromium/80.0.3987.87 "
         "Chrome/80.0.3987.87 Safari/537.36", "Linux, Ubuntu", "Chromium 80.0.3987.87", "computer"),
        (f"{MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
         "macOS", "Safari 18.1", "computer"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_13_6) AppleWebKit/605.1.15 (KHTML, like Gecko)"
         " Version/13.1 Safari/605.1.15", "macOS 10.13", "Safari 13.1", "computer"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_6_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, "
         "like Gecko) Version/17.6 Mobile/15E148 Safari/604.1",
         "iOS 17.6.1", "Safari 17.6", "phone"),
        ("Mozilla/5.0 (iPad; CPU OS 16_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
         "CriOS/130.0.6723.90 Mobile/15E148 Safari/604.1",
         "iPadOS 16.7", "Google Chrome 130.0.6723.90", "tablet"),
        (f"Mozilla/5.0 (Linux; Android 15; Pixel 8) {KHTML} Chrome/130.0.0.0 Mobile Safari/537.36",
         "Android 15", "Google Chrome 130", "phone"),
        (f"Mozilla/5.0 (Linux; Android 14; SM-X710) {KHTML} SamsungBrowser/26.0 Chrome/122.0.0.0 "
         "Safari/537.36", "Android 14", "Samsung Internet 26", "tablet"),
        (f"Mozilla/5.0 (Linux; arm_64; Android 13; M2101K6G) {KHTML} Chrome/126.0.0.0 "
         "YaBrowser/24.7.1.45.00 SA/3 Mobile Safari/537.36",
         "Android 13", "Яндекс Браузер 24.7.1.45.00", "phone"),
        ("Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko",
         "Windows 7", "Internet Explorer 11", "computer"),
    ],
)
def test_the_line_tells_system_browser_and_device(
    line: str, system: str, browser: str, device: str
) -> None:
    told = describe(line)
    assert told is not None
    assert (told.os, told.browser, told.device) == (system, browser, device)


@pytest.mark.parametrize(
    "words",
    ["", "Яндекс Браузер 25.10", "Firefox 131", "Chrome", "Mozilla", "не знаю", "Mozilla/5.0",
     "Mozilla/5.0 (" + "x" * 3000, "Windows 11 23H2"],
)
def test_what_a_person_calls_their_browser_is_no_user_agent(words: str) -> None:
    assert describe(words) is None


def test_the_header_name_and_quotes_around_the_line_do_not_matter() -> None:
    line = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0"
    bare = describe(line)
    assert bare == UserAgent("Windows 10 или 11", "Firefox 131", "computer")
    assert describe(f'user-agent: "{line}"') == bare


@given(st.text())
def test_no_line_is_a_crash(text: str) -> None:
    describe(text)
    describe(f"Mozilla/5.0 ({text}) {text}")
