"""Browsers on Linux: program files, packages, snaps and flatpaks; the default from xdg."""

import re
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from gosupport_cli.collectors.browser_table import BROWSERS, Browser
from gosupport_cli.collectors.reading import entries, exists, pairs, read_text, short, shown
from gosupport_cli.core.machine import Machine

_VERSION = re.compile(r"\b(\d{1,4}(?:\.\d+){1,4}(?:esr)?)")
_ASK = 1.2  # seconds for one «--version»


def installed(machine: Machine) -> Iterable[tuple[str, str, str]]:
    """id, version, source. Files first; a program is only run when no file tells."""
    found: dict[str, tuple[str, str]] = {}
    unknown: list[tuple[Browser, Path]] = []
    for browser in BROWSERS:
        place = next((machine.root / one for one in browser.programs
                      if exists(machine.root / one)), None)
        if place is None:
            continue
        version, source = _from_files(machine, place)
        found[browser.id] = (version, source)
        if not version:
            unknown.append((browser, place))
    found |= _asked(machine, unknown)
    for browser_id, version, source in (*_snaps(machine), *_flatpaks(machine)):
        if not found.get(browser_id, ("", ""))[0]:
            found[browser_id] = (version, source)
    return [(one, version, source) for one, (version, source) in found.items()]


def _from_files(machine: Machine, program: Path) -> tuple[str, str]:
    """What a file beside the program says: application.ini of Firefox."""
    try:
        beside = program.resolve().parent
    except (OSError, RuntimeError):
        beside = program.parent
    for folder in dict.fromkeys((program.parent, beside)):
        ini = folder / "application.ini"
        version = pairs(read_text(ini)).get("Version", "")
        if _VERSION.fullmatch(version):
            return version, f"файл браузера ({shown(machine, ini)})"
    return "", f"файл программы ({shown(machine, program)})"


def _asked(
    machine: Machine, programs: list[tuple[Browser, Path]]
) -> dict[str, tuple[str, str]]:
    """What the programs say of themselves, all asked at once."""
    told: dict[str, tuple[str, str]] = {}

    def ask(browser: Browser, place: Path) -> None:
        number = _VERSION.search(machine.run([str(place), "--version"], _ASK))
        source = f"ответ программы ({shown(machine, place)} --version)"
        if number:
            told[browser.id] = (number.group(1), source)

    workers = [threading.Thread(target=ask, args=one, daemon=True) for one in programs]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(_ASK + 0.2)
    return dict(told)


def _snaps(machine: Machine) -> Iterator[tuple[str, str, str]]:
    for browser in BROWSERS:
        for name in browser.desktop:
            place = machine.root / "snap" / name / "current/meta/snap.yaml"
            line = re.search(r"^version:\s*['\"]?([\w.+-]+)", read_text(place), re.MULTILINE)
            if line:
                yield (browser.id, short(_number(line.group(1))),
                       f"пакет snap ({shown(machine, place)})")


def _flatpaks(machine: Machine) -> Iterator[tuple[str, str, str]]:
    roots = (machine.root / "var/lib/flatpak", machine.home / ".local/share/flatpak")
    for browser in BROWSERS:
        for name in browser.desktop:
            for root in roots:
                place = root / "app" / name / "current/active"
                if exists(place):
                    yield (browser.id, _flatpak_version(place, name),
                           f"пакет flatpak ({shown(machine, place)})")


def _flatpak_version(place: Path, name: str) -> str:
    shares = place / "files/share"
    for folder in ("metainfo", "appdata"):
        for file in entries(shares / folder, 50):
            if file.name.startswith(name):
                release = re.search(r'<release[^>]{0,200}version="([\w.+-]+)"', read_text(file))
                if release:
                    return short(_number(release.group(1)))
    return ""


def default(machine: Machine) -> tuple[str, str]:
    """id and source of the browser that opens links; "" and why when it is not known."""
    for name, where in _default_desktop_files(machine):
        stem = name.removesuffix(".desktop").lower()
        for browser in BROWSERS:
            if stem in {one.lower() for one in browser.desktop}:
                return browser.id, where
        for browser in BROWSERS:
            if stem and any(stem.startswith(f"{one.lower()}-") for one in browser.desktop):
                return browser.id, where
    told = machine.environ.get("BROWSER", "").partition(":")[0]
    for browser in BROWSERS:
        if told and Path(told).name in {Path(one).name for one in browser.programs}:
            return browser.id, "переменная BROWSER"
    return "", "браузер по умолчанию не назначен (xdg, mimeapps.list)"


def _default_desktop_files(machine: Machine) -> Iterator[tuple[str, str]]:
    """Names of desktop files, the strongest first (mime-apps-spec 1.0.1)."""
    config = machine.environ.get("XDG_CONFIG_HOME", "")
    places = [
        machine.root / config.lstrip("/") if config.startswith("/") else machine.home / ".config",
        machine.root / "etc/xdg",
        machine.home / ".local/share/applications",
        machine.root / "usr/local/share/applications",
        machine.root / "usr/share/applications",
    ]
    desktops = machine.environ.get("XDG_CURRENT_DESKTOP", "").lower().split(":")
    for folder in places:
        for name in [*(f"{one}-mimeapps.list" for one in desktops if one), "mimeapps.list"]:
            told = pairs(read_text(folder / name))
            for kind in ("x-scheme-handler/https", "x-scheme-handler/http", "text/html"):
                for entry in told.get(kind, "").split(";"):
                    if entry:
                        yield entry.strip(), f"настройка системы ({shown(machine, folder / name)})"
    asked = machine.run(["xdg-settings", "get", "default-web-browser"], 0.7).strip()
    if asked:
        yield asked, "настройка системы (xdg-settings)"
    place = machine.root / "etc/alternatives/x-www-browser"
    try:
        yield place.readlink().name, f"настройка системы ({shown(machine, place)})"
    except (OSError, ValueError):
        return


def _number(version: str) -> str:
    number = _VERSION.search(version)
    return number.group(1) if number else version
