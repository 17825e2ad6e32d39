"""The browsers that people in Russia use, and the names each goes by on the three systems."""

from typing import NamedTuple


class Browser(NamedTuple):
    """``desktop``: ids of desktop files and names of snaps and flatpaks; ``programs``: paths
    on Linux; ``bundles``: macOS; ``prog_ids``: beginnings of Windows ProgIds; ``registered``:
    keys of StartMenuInternet and names of installed programs (patterns)."""

    id: str
    name: str
    desktop: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    bundles: tuple[str, ...] = ()
    prog_ids: tuple[str, ...] = ()
    registered: str = ""
    beacon: str = ""  # registry key under HKCU or HKLM with a value that tells the version
    beacon_value: str = "version"


# Those with a name within another's name come first: Chromium-Gost before Chromium.
BROWSERS = (
    Browser(
        "chromium-gost", "Chromium-Gost",
        ("chromium-gost", "chromium-gost-stable"),
        ("opt/chromium-gost/chromium-gost", "usr/bin/chromium-gost",
         "usr/bin/chromium-gost-stable"),
        ("ru.cryptopro.chromium-gost", "org.chromium.Chromium-Gost", "com.deemru.chromium-gost"),
        ("ChromiumGost", "Chromium-Gost"), r"chromium-?\s?gost",
        r"Software\Chromium-Gost\BLBeacon",
    ),
    Browser(
        "yandex", "Яндекс Браузер",
        ("yandex-browser", "yandex-browser-beta", "yandex-browser-corporate", "ru.yandex.Browser"),
        ("opt/yandex/browser/yandex-browser", "opt/yandex/browser/yandex_browser",
         "usr/bin/yandex-browser", "usr/bin/yandex-browser-stable",
         "usr/bin/yandex-browser-corporate", "usr/bin/yandex-browser-beta"),
        ("ru.yandex.desktop.yandex-browser",), ("YandexHTML", "Yandex", "YaBrowser"),
        r"yandex(?!\.?disk)|яндекс.?браузер", r"Software\Yandex\YandexBrowser\BLBeacon",
    ),
    Browser(
        "edge", "Microsoft Edge",
        ("microsoft-edge", "microsoft-edge-dev", "com.microsoft.Edge"),
        ("opt/microsoft/msedge/microsoft-edge", "usr/bin/microsoft-edge",
         "usr/bin/microsoft-edge-stable"),
        ("com.microsoft.edgemac",), ("MSEdgeHTM", "MSEdge", "AppX4hxtad77fbk3jkkeerkrm0ze94wjf3s9"),
        r"microsoft edge$|msedge", r"Software\Microsoft\Edge\BLBeacon",
    ),
    Browser(
        "opera", "Opera", ("opera", "com.opera.Opera"),
        ("usr/bin/opera", "usr/bin/opera-stable", "usr/lib/x86_64-linux-gnu/opera/opera"),
        ("com.operasoftware.Opera", "com.operasoftware.OperaGX"),
        ("OperaStable", "OperaGX", "Opera"), r"opera",
    ),
    Browser(
        "atom", "Atom", ("atom-browser",), ("opt/atom-browser/atom", "usr/bin/atom-browser"),
        ("ru.mail.atom", "ru.vk.atom"), ("AtomHTML", "MailRuAtom", "Atom."),
        r"^atom(?:\.[a-z0-9]+)?$|браузер atom|atom browser", r"Software\Atom\BLBeacon",
    ),
    Browser(
        "sputnik", "Спутник", ("sputnik-browser",),
        ("opt/sputnik-browser/sputnik-browser", "usr/bin/sputnik-browser",
         "usr/bin/sputnik-browser-stable"),
        ("ru.sputnik.browser", "ru.rostelecom.Sputnik"), ("Sputnik",), r"sputnik|спутник",
        r"Software\Sputnik\Browser\BLBeacon",
    ),
    Browser(
        "firefox", "Firefox",
        ("firefox", "firefox-esr", "firefox_firefox", "org.mozilla.firefox"),
        ("usr/lib/firefox/firefox", "usr/lib64/firefox/firefox", "usr/lib/firefox-esr/firefox-esr",
         "usr/bin/firefox", "usr/bin/firefox-esr", "opt/firefox/firefox"),
        ("org.mozilla.firefox", "org.mozilla.firefoxdeveloperedition"),
        ("FirefoxURL", "FirefoxHTML", "Firefox"), r"firefox",
        r"SOFTWARE\Mozilla\Mozilla Firefox", "CurrentVersion",
    ),
    Browser(
        "chrome", "Google Chrome", ("google-chrome", "google-chrome-beta", "com.google.Chrome"),
        ("opt/google/chrome/google-chrome", "usr/bin/google-chrome",
         "usr/bin/google-chrome-stable"),
        ("com.google.Chrome",), ("ChromeHTML", "Chrome"), r"google chrome",
        r"Software\Google\Chrome\BLBeacon",
    ),
    Browser(
        "chromium", "Chromium",
        ("chromium", "chromium-browser", "chromium_chromium", "org.chromium.Chromium"),
        ("usr/lib/chromium/chromium", "usr/bin/chromium", "usr/bin/chromium-browser"),
        ("org.chromium.Chromium",), ("ChromiumHTM", "Chromium"), r"chromium(?!-?\s?gost)",
        r"Software\Chromium\BLBeacon",
    ),
    Browser("safari", "Safari", bundles=("com.apple.Safari", "com.apple.SafariTechnologyPreview")),
)
BY_ID = {browser.id: browser for browser in BROWSERS}
