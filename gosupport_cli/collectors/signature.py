"""Programs of the electronic signature, where they can be seen (DOMAIN BR-4 … BR-6)."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gosupport_cli.collectors.reading import (
    exists,
    fact,
    read_plist,
    read_text,
    short,
    shown,
)
from gosupport_cli.core.machine import Machine
from gosupport_cli.core.model import Fact


class _Known(NamedTuple):
    """A program, and the traces that it leaves on each system (the first that is there)."""

    id: str
    title: str
    package: str  # pattern of the name of its Linux package
    linux: tuple[str, ...]
    darwin: tuple[str, ...]
    windows: str  # pattern of its name in the list of installed programs


_KNOWN = (
    _Known("cryptopro-csp", "КриптоПро CSP", r"(?:lsb-)?cprocsp-(?:rdr|base|capilite)\S*",
           ("opt/cprocsp/bin", "opt/cprocsp/sbin"), ("opt/cprocsp/bin",),
           r"криптопро csp|cryptopro csp"),
    _Known("cades-plugin", "КриптоПро ЭЦП Browser plug-in", r"cprocsp-pki-(?:cades|plugin)\S*",
           ("opt/cprocsp/lib/amd64/libnpcades.so", "opt/cprocsp/lib/amd64/libcppcades.so"),
           ("Applications/CryptoPro_ECP.app", "opt/cprocsp/lib/libnpcades.dylib"),
           r"криптопро эцп browser|cryptopro.*browser plug-?in"),
    _Known("ifcplugin", "IFCPlugin (плагин Госуслуг, старый)", r"ifcplugin\S*",
           ("usr/lib/mozilla/plugins/lib/libnpIFCPlugin.so",
            "opt/ifcplugin", "etc/ifc.cfg"),
           ("Library/Internet Plug-Ins/IFCPlugin.plugin",),
           r"ifcplugin|плагин пользователя систем эл"),
    _Known("gosplugin", "Госплагин", r"gosplugin\S*|gosuslugi-plugin\S*",
           ("opt/gosplugin", "opt/gosuslugi/gosplugin"),
           ("Applications/Gosplugin.app", "Applications/Госплагин.app"), r"госплагин|gosplugin"),
    _Known("rutoken-plugin", "Рутокен Плагин", r"(?:lib)?np?rutoken\S*|rutoken-?plugin\S*",
           ("opt/aktivco/rutokenplugin", "usr/lib/mozilla/plugins/librtplugin.so"),
           ("Library/Internet Plug-Ins/npCryptoPlugin.plugin",), r"рутокен плагин|rutoken plugin"),
)
_UNINSTALL = (
    r"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall",
    r"SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion\Uninstall",
)
_DPKG = "var/lib/dpkg/status"
_LARGEST_DPKG = 32 * 1024 * 1024  # bytes


def signature(machine: Machine) -> Iterable[Fact]:
    """One fact for all, and one for each program that is there."""
    look = {"linux": _linux, "darwin": _macos, "windows": _windows}[machine.system]
    found = list(look(machine))
    if not found:
        yield fact("signature", "none", "программ электронной подписи не видно", "low")
        return
    yield fact("signature", "; ".join(one.value for one in found),
               "; ".join(dict.fromkeys(one.source for one in found)), "medium")
    yield from found


def _linux(machine: Machine) -> Iterator[Fact]:
    packages = _packages(machine)
    for known in _KNOWN:
        version = next((packages[name] for name in packages
                        if re.fullmatch(known.package, name)), "")
        if version:
            yield _fact(known, version, f"установленные пакеты (/{_DPKG})")
            continue
        place = next((one for one in known.linux if exists(machine.root / one)), "")
        if place:
            yield _fact(known, "", f"файлы программы (/{place})")


def _packages(machine: Machine) -> dict[str, str]:
    """Package -> version, of packages whose names we know; Debian's list or RPM's."""
    wanted = re.compile("|".join(known.package for known in _KNOWN))
    found: dict[str, str] = {}
    text = read_text(machine.root / _DPKG, _LARGEST_DPKG)
    for block in text.split("\n\n") if text else ():
        name = re.match(r"Package: (\S+)", block)
        if name and wanted.fullmatch(name.group(1)) and "ok installed" in block:
            version = re.search(r"^Version: (\S+)", block, re.MULTILINE)
            found[name.group(1)] = version.group(1) if version else ""
    if not text and exists(machine.root / "usr/bin/rpm"):
        told = machine.run(["/usr/bin/rpm", "-qa", "--qf", "%{NAME} %{VERSION}\n"], 1.2)
        for line in told.splitlines():
            package, _, version_text = line.partition(" ")
            if wanted.fullmatch(package):
                found[package] = version_text
    return found


def _macos(machine: Machine) -> Iterator[Fact]:
    for known in _KNOWN:
        for name in known.darwin:
            place = machine.root / name
            if exists(place):
                told = read_plist(place / "Contents/Info.plist")
                version = told.get("CFBundleShortVersionString")
                yield _fact(known, version if isinstance(version, str) else "",
                            f"файлы программы ({shown(machine, place)})")
                break


def _windows(machine: Machine) -> Iterator[Fact]:
    seen: set[str] = set()
    for name, version, where in installed_programs(machine):
        for known in _KNOWN:
            if known.id not in seen and re.search(known.windows, name, re.IGNORECASE):
                seen.add(known.id)
                yield _fact(known, version, where)


def installed_programs(machine: Machine) -> Iterator[tuple[str, str, str]]:
    """Name, version and source of what the control panel of Windows lists."""
    for hive in ("HKLM", "HKCU"):
        for key in _UNINSTALL:
            for entry in machine.registry_keys(hive, key)[:2000]:
                name = machine.registry_value(hive, f"{key}\\{entry}", "DisplayName") or ""
                version = machine.registry_value(hive, f"{key}\\{entry}", "DisplayVersion") or ""
                if name:
                    yield name, version, f"установленные программы Windows ({hive}\\{key})"


def _fact(known: _Known, version: str, source: str) -> Fact:
    number = re.match(r"(?:\d+:)?(\d+(?:\.\d+)*)", version)
    words = f"{known.title} {number.group(1) if number else ''}"
    return fact(f"signature.{known.id}", short(words), source, "high" if number else "medium")
