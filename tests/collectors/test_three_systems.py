"""The same questions on Linux, macOS and Windows, each on a fake root."""

from pathlib import Path

import pytest

from gosupport_cli.collectors import collect_all, network
from gosupport_cli.core.machine import Machine
from gosupport_cli.core.model import Fact
from tests.collectors.machines import by_id, machine

AT = "2026-11-20T18:00:00+03:00"
ROUTE_HEAD = "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n"
CHROME_KEY = r"HKCU\Software\Google\Chrome\BLBeacon"
UNINSTALL = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall"
WOW = r"SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion\Uninstall"


def route(name: str, to: str = "00000000", mask: str = "00000000", metric: int = 100) -> str:
    return f"{name}\t{to}\t0101A8C0\t0003\t0\t0\t{metric}\t{mask}\t0\t0\t0\n"


def linux(root: Path) -> Machine:
    return machine(
        "linux", root,
        files={
            "etc/os-release": 'PRETTY_NAME="ALT Workstation K 11.1"\nVERSION_ID="11.1"\n',
            "sys/class/dmi/id/chassis_type": "10\n",
            "etc/timezone": "Asia/Yekaterinburg\n",
            "usr/lib/firefox/firefox": "",
            "usr/lib/firefox/application.ini": "[App]\nName=Firefox\nVersion=131.0.2\n",
            "opt/yandex/browser/yandex-browser": "",
            "opt/chromium-gost/chromium-gost": "",
            "snap/opera/current/meta/snap.yaml": "name: opera\nversion: '115.0.5322.68'\n",
            "home/maria/.local/share/flatpak/app/org.chromium.Chromium/current/active/files/share/"
            "metainfo/org.chromium.Chromium.metainfo.xml":
                '<releases><release date="2026-11-01" version="152.0.7977.75"/></releases>',
            "home/maria/.config/mimeapps.list":
                "[Default Applications]\nx-scheme-handler/https=yandex-browser.desktop\n",
            "proc/net/route": ROUTE_HEAD + route("tun0", metric=50) + route("wlan0", metric=600),
            "var/lib/dpkg/status":
                "Package: lsb-cprocsp-rdr-64\nStatus: install ok installed\n"
                "Version: 5.0.13600-7\n\n"
                "Package: ifcplugin\nStatus: deinstall ok config-files\nVersion: 3.1.1\n\n"
                "Package: gosplugin\nStatus: install ok installed\nVersion: 1.3.19.0-1\n",
        },
        programs={
            "opt/yandex/browser/yandex-browser --version": "Yandex 25.10.1.1130 \n",
            "opt/chromium-gost/chromium-gost --version": "Chromium 152.0.7977.75\n",
            "timedatectl show -p NTPSynchronized --value": "yes\n",
            "gsettings get org.gnome.system.proxy mode": "'manual'\n",
        },
        interfaces=["lo", "wlan0", "tun0"],
        processes=["systemd", "nfqws", "AdGuardHome"],
    )


def mac(root: Path) -> Machine:
    def app(name: str, bundle: str, version: str) -> dict[str, dict[str, str]]:
        return {f"Applications/{name}.app/Contents/Info.plist":
                {"CFBundleIdentifier": bundle, "CFBundleShortVersionString": version}}

    return machine(
        "darwin", root,
        files={
            "System/Library/CoreServices/SystemVersion.plist":
                {"ProductName": "macOS", "ProductVersion": "15.1.1"},
            **app("Safari", "com.apple.Safari", "18.1"),
            **app("Yandex", "ru.yandex.desktop.yandex-browser", "25.10.1"),
            **app("Calculator", "com.apple.calculator", "11"),
            "home/maria/Library/Preferences/com.apple.LaunchServices/"
            "com.apple.launchservices.secure.plist":
                {"LSHandlers": [
                    {"LSHandlerContentType": "public.html", "LSHandlerRoleAll": "com.apple.safari"},
                    {"LSHandlerURLScheme": "https",
                     "LSHandlerRoleAll": "ru.yandex.desktop.yandex-browser"}]},
            "Applications/CryptoPro_ECP.app/Contents/Info.plist":
                {"CFBundleShortVersionString": "2.0.15000"},
        },
        programs={
            "scutil --proxy": "<dictionary> {\n  HTTPSEnable : 1\n  HTTPSPort : 3128\n"
                              "  HTTPSProxy : proxy.example.ru\n}\n",
            "route -n get default": "   route to: default\n  interface: utun4\n",
            "systemsetup -getusingnetworktime": "Network Time: On\n",
        },
        environ={"TZ": "Europe/Moscow"},
        interfaces=["lo0", "en0", "utun0", "utun4"],
        processes=["launchd", "Finder"],
    )


def windows(root: Path) -> Machine:
    return machine(
        "windows", root,
        files={"Program Files/Chromium-Gost/Application/152.0.7977.75/chrome.dll": ""},
        registry_values={
            r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion": {
                "ProductName": "Windows 10 Pro", "CurrentBuildNumber": "22631",
                "DisplayVersion": "23H2"},
            r"HKLM\SYSTEM\CurrentControlSet\Control\TimeZoneInformation": {
                "TimeZoneKeyName": "Russian Standard Time\0garbage"},
            r"HKLM\SYSTEM\CurrentControlSet\Services\W32Time\Parameters": {"Type": "NoSync"},
            r"HKCU\Software\Microsoft\Windows\Shell\Associations\UrlAssociations\https\UserChoice":
                {"ProgId": "YandexHTML.ABCDEF123"},
            CHROME_KEY: {"version": "130.0.6723.92"},
            rf"HKLM\{UNINSTALL}\YandexBrowser": {
                "DisplayName": "Яндекс Браузер", "DisplayVersion": "25.10.1.1130"},
            rf"HKLM\{WOW}\Mozilla Firefox 115.0": {
                "DisplayName": "Mozilla Firefox (x86 ru)", "DisplayVersion": "115.17.0"},
            rf"HKLM\{UNINSTALL}\EdgeWebView": {
                "DisplayName": "Microsoft Edge WebView2", "DisplayVersion": "130.0.1"},
            rf"HKLM\{UNINSTALL}\csp": {
                "DisplayName": "КриптоПро CSP", "DisplayVersion": "5.0.13000"},
            r"HKLM\SOFTWARE\WOW6432Node\Clients\StartMenuInternet\Chromium-Gost": {
                "": "Chromium-Gost"},
            r"HKLM\SOFTWARE\WOW6432Node\Clients\StartMenuInternet\Chromium-Gost\shell\open\command":
                {"": r'"C:\Program Files\Chromium-Gost\Application\chrome.exe"'},
            r"HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings": {
                "AutoConfigURL": "http://maria:tainoe@wpad.example.ru/proxy.pac?key=tainoe"},
        },
        interfaces=["Ethernet", "OpenVPN TAP-Windows6"],
        processes=["explorer.exe", "winws.exe"],
    )


MACHINES = {"linux": linux, "mac": mac, "windows": windows}


@pytest.fixture
def facts(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, Fact]:
    return by_id(collect_all(MACHINES[request.param](tmp_path / "root"), AT))


@pytest.mark.guide("G-31", "G-162", "G-163")
@pytest.mark.parametrize(
    ("facts", "system"),
    [("linux", "Linux, ALT Workstation K 11.1"), ("mac", "macOS 15.1.1"),
     ("windows", "Windows 11 Pro 23H2 (сборка 22631)")],
    indirect=["facts"],
)
def test_the_system_is_named_as_the_support_asks(facts: dict[str, Fact], system: str) -> None:
    assert facts["os"].value == system
    assert facts["os"].confidence == "high"
    assert facts["device"].value == "computer"


@pytest.mark.guide("G-32", "G-161")
@pytest.mark.parametrize(
    ("facts", "default", "others"),
    [
        ("linux", "Яндекс Браузер 25.10.1.1130",
         {"Firefox 131.0.2", "Chromium-Gost 152.0.7977.75", "Opera 115.0.5322.68",
          "Chromium 152.0.7977.75"}),
        ("mac", "Яндекс Браузер 25.10.1", {"Safari 18.1"}),
        ("windows", "Яндекс Браузер 25.10.1.1130",
         {"Google Chrome 130.0.6723.92", "Firefox 115.17.0", "Chromium-Gost 152.0.7977.75"}),
    ],
    indirect=["facts"],
)
def test_the_default_browser_and_all_others_are_found_with_versions(
    facts: dict[str, Fact], default: str, others: set[str]
) -> None:
    assert facts["browser"].value == facts["browser_default"].value == default
    assert set(facts["browsers"].value.split("; ")) == others | {default}
    each = {one.value for name, one in facts.items() if name.startswith("browser.")}
    assert each == others | {default}


@pytest.mark.guide("G-34", "G-35")
@pytest.mark.parametrize(
    ("facts", "vpn", "proxy", "filters"),
    [
        ("linux", "tun0", "GNOME", "AdGuard Home, zapret"),
        ("mac", "utun4", "proxy.example.ru", "none"),
        ("windows", "OpenVPN TAP-Windows6", "wpad.example.ru", "zapret"),
    ],
    indirect=["facts"],
)
def test_vpn_proxy_and_filters_are_seen(
    facts: dict[str, Fact], vpn: str, proxy: str, filters: str
) -> None:
    assert facts["vpn"].value == "yes"
    assert vpn in facts["vpn"].source
    assert facts["proxy"].value == "yes"
    assert proxy in facts["proxy"].source
    assert facts["filters"].value == filters


def test_a_list_of_programs_that_cannot_be_read_is_not_taken_for_an_empty_one(
    tmp_path: Path,
) -> None:
    (found,) = network.filters(machine("linux", tmp_path))
    assert (found.value, found.confidence) == ("", "none")


@pytest.mark.parametrize(
    ("facts", "zone", "clock", "programs"),
    [
        ("linux", "Asia/Yekaterinburg", "сверяются", "КриптоПро CSP 5.0.13600; Госплагин 1.3.19.0"),
        ("mac", "Europe/Moscow", "сверяются", "КриптоПро ЭЦП Browser plug-in 2.0.15000"),
        ("windows", "Russian Standard Time", "не сверяются", "КриптоПро CSP 5.0.13000"),
    ],
    indirect=["facts"],
)
def test_zone_clock_and_signature_programs_are_found(
    facts: dict[str, Fact], zone: str, clock: str, programs: str
) -> None:
    assert facts["timezone"].value == zone
    assert facts["clock"].value == clock
    assert facts["signature"].value == programs


@pytest.mark.parametrize("name", MACHINES)
def test_every_fact_has_a_source_a_time_and_no_secret(name: str, tmp_path: Path) -> None:
    for fact in collect_all(MACHINES[name](tmp_path / "root"), AT):
        assert fact.source and fact.at == AT
        assert "tainoe" not in fact.source + fact.value
        assert "maria" not in fact.source, "the name of the person's folder is theirs"
        assert str(tmp_path) not in fact.source


@pytest.mark.parametrize("name", ["linux", "darwin", "windows"])
def test_an_empty_computer_gives_facts_that_say_so(name: str, tmp_path: Path) -> None:
    facts = by_id(collect_all(machine(name, tmp_path / "root"), AT))
    wanted = {"device", "os", "browser", "browser_default", "browsers", "vpn", "proxy", "timezone",
              "clock", "network", "signature", "filters"}
    assert wanted <= set(facts)
    assert facts["vpn"].value == facts["proxy"].value == "no"
    assert facts["browsers"].value == "none"
    for fact in facts.values():
        assert fact.source
        assert (fact.value == "") == (fact.confidence == "none")


def test_the_routes_decide_whether_all_goes_through_the_tunnel(
    tmp_path: Path,
) -> None:
    def vpn(routes: str, number: int) -> Fact:
        root = tmp_path / str(number)
        fake = machine("linux", root, files={"proc/net/route": ROUTE_HEAD + routes},
                       interfaces=["eth0", "wg0"])
        return by_id(collect_all(fake, AT))["vpn"]

    half = route("wg0", "00000000", "00000080") + route("wg0", "00000080", "00000080")
    assert vpn(route("eth0") + half, 1).confidence == "high"
    assert vpn(route("eth0"), 2).confidence == "medium"


def test_macos_own_tunnels_are_no_vpn(tmp_path: Path) -> None:
    fake = machine("darwin", tmp_path, interfaces=["en0", "utun0", "utun1"],
                   programs={"route -n get default": "  interface: en0\n"})
    assert by_id(collect_all(fake, AT))["vpn"].value == "no"


@pytest.mark.parametrize(
    ("variable", "address", "shown"),
    [
        ("https_proxy", "http://maria:tainoe@proxy.example.ru:3128/", "proxy.example.ru:3128"),
        ("HTTP_PROXY", "proxy.example.ru:8080", "proxy.example.ru:8080"),
        ("ALL_PROXY", "socks5://[::1]:1080", "::1:1080"),
        ("https_proxy", "http://[bad", "адрес не читается"),
    ],
)
def test_of_a_proxy_only_host_and_port_are_kept(
    variable: str, address: str, shown: str, tmp_path: Path
) -> None:
    fake = machine("linux", tmp_path, environ={variable: address})
    fact = by_id(collect_all(fake, AT))["proxy"]
    assert fact.value == "yes"
    assert fact.source == f"переменная {variable}: {shown}"
