"""Browsers on Windows, all from the registry; the 32-bit view too (WOW64)."""

import re
from collections.abc import Iterable, Iterator
from pathlib import PureWindowsPath

from gosupport_cli.collectors.browser_table import BROWSERS, Browser
from gosupport_cli.collectors.reading import entries, short
from gosupport_cli.collectors.signature import installed_programs
from gosupport_cli.core.machine import Machine

_CHOICE = r"Software\Microsoft\Windows\Shell\Associations\UrlAssociations\https\UserChoice"
_CLIENTS = (r"SOFTWARE\Clients\StartMenuInternet",
            r"SOFTWARE\WOW6432Node\Clients\StartMenuInternet")
_APP_PATHS = (r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths",
              r"SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion\App Paths")
_PROGRAMS = {"chrome.exe": "chrome", "firefox.exe": "firefox", "msedge.exe": "edge",
             "opera.exe": "opera", "launcher.exe": "opera", "atom.exe": "atom"}
_VERSION = re.compile(r"(\d{1,4}(?:\.\d+){1,4})")


def installed(machine: Machine) -> Iterable[tuple[str, str, str]]:
    """id, version, source; a version from whichever place tells it first."""
    found: dict[str, tuple[str, str]] = {}
    for browser_id, version, source in (
        *_beacons(machine), *_listed(machine), *_registered(machine), *_paths(machine)
    ):
        if browser_id not in found or (version and not found[browser_id][0]):
            found[browser_id] = (version, source)
    return [(one, version, source) for one, (version, source) in found.items()]


def _beacons(machine: Machine) -> Iterator[tuple[str, str, str]]:
    """What the browser itself wrote when it was last started or installed."""
    for browser in BROWSERS:
        for hive in ("HKCU", "HKLM"):
            told = browser.beacon and machine.registry_value(
                hive, browser.beacon, browser.beacon_value
            )
            number = _VERSION.search(told or "")
            if number:
                yield (browser.id, short(number.group(1)),
                       f"реестр Windows ({hive}\\{browser.beacon})")


def _listed(machine: Machine) -> Iterator[tuple[str, str, str]]:
    for name, version, source in installed_programs(machine):
        browser = _by_words(name)
        number = _VERSION.search(version)
        if browser and "webview" not in name.lower() and "update" not in name.lower():
            yield browser.id, short(number.group(1)) if number else "", source


def _registered(machine: Machine) -> Iterator[tuple[str, str, str]]:
    for hive in ("HKLM", "HKCU"):
        for key in _CLIENTS:
            for entry in machine.registry_keys(hive, key)[:200]:
                title = machine.registry_value(hive, f"{key}\\{entry}", "") or ""
                browser = _by_words(entry) or _by_words(title)
                opens = f"{key}\\{entry}\\shell\\open\\command"
                command = machine.registry_value(hive, opens, "") or ""
                if browser:
                    yield (browser.id, _beside(machine, command),
                           f"реестр Windows ({hive}\\{key})")


def _paths(machine: Machine) -> Iterator[tuple[str, str, str]]:
    for hive in ("HKLM", "HKCU"):
        for key in _APP_PATHS:
            for program, browser_id in _PROGRAMS.items():
                place = machine.registry_value(hive, f"{key}\\{program}", "")
                if not place:
                    continue
                browser = _by_words(place.replace("\\", " "))  # browser.exe of several makers
                yield (browser.id if browser else browser_id, _beside(machine, place),
                       f"реестр Windows ({hive}\\{key})")


def _beside(machine: Machine, command: str) -> str:
    """Chromium's kin keep their files in a folder called like the version."""
    quoted = re.match(r'"([^"]+)"|(\S.*?\.exe)', command, re.IGNORECASE)
    if not quoted:
        return ""
    parts = PureWindowsPath(quoted.group(1) or quoted.group(2)).parent.parts[1:]
    folder = machine.root.joinpath(*parts)
    numbers = [place.name for place in entries(folder, 200) if _VERSION.fullmatch(place.name)]
    return max(numbers, key=lambda one: [int(part) for part in one.split(".")], default="")


def default(machine: Machine) -> tuple[str, str]:
    """What the person chose for https."""
    where = f"реестр Windows (HKCU\\{_CHOICE})"
    chosen = machine.registry_value("HKCU", _CHOICE, "ProgId") or ""
    for browser in BROWSERS:
        if chosen and chosen.lower().startswith(tuple(one.lower() for one in browser.prog_ids)):
            return browser.id, where
    if not chosen:
        return "", f"браузер по умолчанию не записан (HKCU\\{_CHOICE})"
    return "", f"браузер по умолчанию неизвестный: {short(chosen)} (HKCU\\{_CHOICE})"


def _by_words(words: str) -> Browser | None:
    for browser in BROWSERS:
        if browser.registered and re.search(browser.registered, words, re.IGNORECASE):
            return browser
    return None
