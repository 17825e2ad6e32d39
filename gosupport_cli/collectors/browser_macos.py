"""Browsers on macOS: Info.plist of the programs; the default from LaunchServices."""

from collections.abc import Iterable

from gosupport_cli.collectors.browser_table import BROWSERS
from gosupport_cli.collectors.reading import entries, read_plist, short, shown
from gosupport_cli.core.machine import Machine

_HANDLERS = "Library/Preferences/com.apple.LaunchServices/com.apple.launchservices.secure.plist"
# The file keeps ids in small letters.
_BUNDLES = {bundle.lower(): browser.id for browser in BROWSERS for bundle in browser.bundles}


def installed(machine: Machine) -> Iterable[tuple[str, str, str]]:
    """id, version, source."""
    folders = (machine.root / "Applications", machine.home / "Applications",
               machine.root / "System/Applications",
               machine.root / "System/Cryptexes/App/System/Applications")
    for folder in folders:
        for program in entries(folder, 500):
            if program.suffix == ".app":
                place = program / "Contents/Info.plist"
                told = read_plist(place)
                browser_id = _BUNDLES.get(str(told.get("CFBundleIdentifier", "")).lower())
                version = told.get("CFBundleShortVersionString")
                if browser_id:
                    yield (browser_id, short(version) if isinstance(version, str) else "",
                           f"сведения о программе ({shown(machine, place)})")


def default(machine: Machine) -> tuple[str, str]:
    """The handler of https; a Mac where nobody chose one opens Safari."""
    place = machine.home / _HANDLERS
    handlers = read_plist(place).get("LSHandlers")
    for handler in handlers if isinstance(handlers, list) else ():
        if isinstance(handler, dict) and handler.get("LSHandlerURLScheme") == "https":
            browser_id = _BUNDLES.get(str(handler.get("LSHandlerRoleAll", "")).lower())
            if browser_id:
                return browser_id, f"настройка macOS ({shown(machine, place)})"
            return "", f"браузер по умолчанию неизвестный ({shown(machine, place)})"
    return "safari", "macOS, другой браузер не назначен"
