"""A pasted User-Agent line, read: system, browser, kind of device.

A User-Agent names everything that its browser wants to be taken for, so the order of the
table decides: whoever says more than «Chrome … Safari» comes before Chrome and Safari.
"""

import re
from typing import Literal

from gosupport_cli.core.frozen import Frozen

Device = Literal["computer", "tablet", "phone", ""]

_MOST = 2000  # characters; a longer line is no User-Agent

# name, pattern of its mark; the first that is there counts.
_BROWSERS = (
    ("Chromium-Gost", r"(?i:Chromium[ _-]?GOST)(?:/([\d.]+))?"),
    ("Яндекс Браузер", r"(?:YaBrowser|YaApp_\w+)/([\d.]+)"),
    ("Яндекс с Алисой", r"YaSearchBrowser/([\d.]+)"),
    ("Microsoft Edge", r"(?:EdgiOS|EdgA|Edge|Edg)/([\d.]+)"),
    ("Opera", r"(?:OPR|OPT|OPX|Opera Mini|OPiOS)/([\d.]+)"),
    ("Спутник", r"Sputnik(?:Browser)?/([\d.]+)"),
    ("Atom", r"Atom/([\d.]+)"),
    ("Vivaldi", r"Vivaldi/([\d.]+)"),
    ("Samsung Internet", r"SamsungBrowser/([\d.]+)"),
    ("MIUI Browser", r"MiuiBrowser/([\d.]+)"),
    ("Huawei Browser", r"HuaweiBrowser/([\d.]+)"),
    ("Firefox", r"(?:Firefox|FxiOS)/([\d.]+)"),
    ("Google Chrome", r"CriOS/([\d.]+)"),
    ("Chromium", r"Chromium/([\d.]+)"),
    ("Android WebView", r"; wv\).*Chrome/([\d.]+)"),
    ("Google Chrome", r"(?:Headless)?Chrome/([\d.]+)"),
    ("Safari", r"Version/([\d.]+).*Safari/"),
    ("Internet Explorer", r"(?:MSIE |Trident/.*rv:)([\d.]+)"),
    ("Opera", r"Opera.*Version/([\d.]+)"),
)
# 10.0 stands for Windows 10 and 11 alike: browsers froze it.
_WINDOWS = {"10.0": "Windows 10 или 11", "6.3": "Windows 8.1", "6.2": "Windows 8",
            "6.1": "Windows 7", "6.0": "Windows Vista", "5.1": "Windows XP"}
_LINUX = ("Ubuntu", "Fedora", "Debian", "ALT", "Astra", "RED OS", "ROSA")
_BASES = r"Mozilla/\d|Opera/\d|Dalvik/\d|AppleWebKit/|Gecko/\d|[A-Za-z]+/[\d.]+ \("


class UserAgent(Frozen):
    """What the line tells; "" where it does not."""

    os: str
    browser: str
    device: Device


def describe(text: str) -> UserAgent | None:
    """The device that sent this line; None when it is no User-Agent."""
    line = re.sub(r"^\s*User-Agent\s*:\s*", "", text.strip(), flags=re.IGNORECASE).strip("\"'« »")
    if len(line) > _MOST or not re.match(_BASES, line):
        return None
    told = UserAgent(_system(line), _browser(line), _device(line))
    return told if told.os or told.browser else None


def _browser(line: str) -> str:
    for name, pattern in _BROWSERS:
        found = re.search(pattern, line)
        if found:
            version = found.group(1) or _engine(line)
            return f"{name} {_significant(version)}".strip()
    return ""


def _engine(line: str) -> str:
    """Chromium-Gost says no version of its own: that of its engine is the same."""
    found = re.search(r"Chrome/([\d.]+)", line)
    return found.group(1) if found else ""


def _significant(version: str) -> str:
    """``130.0.0.0`` is what browsers say to tell less; 130 is what it means."""
    return re.sub(r"(?:\.0)+$", "", version.rstrip(".")) or version


def _system(line: str) -> str:
    named = re.search(r"Windows NT ([\d.]+)", line)
    if named:
        return _WINDOWS.get(named.group(1), "Windows")
    for name, pattern in (
        ("iPadOS", r"iPad;.*?OS ([\d_]+)"),
        ("iOS", r"(?:iPhone|iPod)[^;]*;.*?OS ([\d_]+)"),
        ("HarmonyOS", r"HarmonyOS[ /]?([\d.]*)"),
        ("Android", r"Android ?([\d.]*)"),
        ("Аврора", r"(?:Aurora|Sailfish)(?: OS)?[ /]?([\d.]*)"),
        ("ChromeOS", r"CrOS \S+ ([\d.]+)"),
    ):
        found = re.search(pattern, line)
        if found:
            return f"{name} {found.group(1).replace('_', '.')}".strip()
    if re.search(r"Macintosh|Mac OS X", line):
        return _mac(line)
    if re.search(r"Linux|X11", line):
        flavour = next((one for one in _LINUX if re.search(rf"\b{one}\b", line)), "")
        return f"Linux, {flavour}" if flavour else "Linux"
    return ""


def _mac(line: str) -> str:
    """Versions after 10.15 are not told: browsers froze 10_15_7."""
    found = re.search(r"Mac OS X (\d+)[_.](\d+)", line)
    if not found or (found.group(1), found.group(2)) == ("10", "15"):
        return "macOS"
    return f"macOS {found.group(1)}.{found.group(2)}"


def _device(line: str) -> Device:
    if re.search(r"iPad|Tablet|\bTab\b|SM-[TX]\d|Silk/", line):
        return "tablet"
    if re.search(r"iPhone|iPod|Mobile|Opera Mini|Windows Phone|Aurora|Sailfish", line):
        return "phone"
    if "Android" in line:  # Chrome on Android says Mobile on phones only
        return "tablet"
    if re.search(r"Windows|Macintosh|X11|Linux|CrOS", line):
        return "computer"
    return ""
