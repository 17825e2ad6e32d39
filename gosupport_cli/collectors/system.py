"""The system, the kind of device, the time zone and the clock."""

import re
from collections.abc import Iterable, Mapping

from gosupport_cli.collectors.reading import fact, pairs, read_plist, read_text, short, shown
from gosupport_cli.core.machine import Machine
from gosupport_cli.core.model import Fact

# SMBIOS chassis types (DSP0134, 7.4.1): tablet, convertible and detachable.
_TABLET_CHASSIS = {"30": "high", "31": "low", "32": "low"}
_NT = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion"
_ZONE = r"SYSTEM\CurrentControlSet\Control\TimeZoneInformation"
_FIRST_BUILD_OF_11 = 22000  # its registry still says «Windows 10»


def device(machine: Machine) -> Iterable[Fact]:
    """computer or tablet; Android, where Python runs in an app, is a phone."""
    if machine.environ.get("ANDROID_ROOT") and machine.environ.get("ANDROID_DATA"):
        yield fact("device", "phone", "переменные Android (ANDROID_ROOT)", "medium")
        return
    if machine.system == "linux":
        place = machine.root / "sys/class/dmi/id/chassis_type"
        chassis = read_text(place).strip()
        if chassis in _TABLET_CHASSIS:
            yield fact("device", "tablet", f"тип корпуса ({shown(machine, place)})",
                       _TABLET_CHASSIS[chassis])
            return
        if chassis:
            yield fact("device", "computer", f"тип корпуса ({shown(machine, place)})")
            return
    yield fact("device", "computer", "программа запущена на компьютере", "medium")


def operating_system(machine: Machine) -> Iterable[Fact]:
    """Name and version as the support asks for them."""
    read = {"linux": _linux, "darwin": _macos, "windows": _windows}[machine.system]
    yield read(machine)


def _linux(machine: Machine) -> Fact:
    if machine.environ.get("ANDROID_ROOT") and machine.environ.get("ANDROID_DATA"):
        version = machine.run(["getprop", "ro.build.version.release"], 0.5)
        return fact("os", short(f"Android {version}"), "свойства Android (getprop)")
    for name in ("etc/os-release", "usr/lib/os-release"):
        place = machine.root / name
        told = pairs(read_text(place))
        words = told.get("PRETTY_NAME") or f"{told.get('NAME', '')} {told.get('VERSION', '')}"
        if words.strip():
            return fact("os", _linux_name(words.strip(), told),
                        f"файл системы ({shown(machine, place)})")
    return fact("os", "Linux", "система ядра, название сборки не найдено", "low")


def _linux_name(words: str, told: Mapping[str, str]) -> str:
    """«Debian GNU/Linux 12 (bookworm)»: Linux is named where the name does not say it."""
    base = "" if "linux" in words.lower() else "Linux, "
    version = told.get("VERSION_ID", "")
    tail = f" {version}" if version and version not in words else ""
    return short(f"{base}{words}{tail}")


def _macos(machine: Machine) -> Fact:
    place = machine.root / "System/Library/CoreServices/SystemVersion.plist"
    told = read_plist(place)
    version = told.get("ProductVersion")
    if isinstance(version, str):
        name = str(told.get("ProductName", "macOS"))
        return fact("os", short(f"{name} {version}"), f"файл системы ({shown(machine, place)})")
    return fact("os", "macOS", "система ядра, версия не найдена", "low")


def _windows(machine: Machine) -> Fact:
    def read(name: str) -> str:
        return machine.registry_value("HKLM", _NT, name) or ""

    product = read("ProductName")
    if not product:
        return fact("os", "Windows", "система, версия не найдена", "low")
    build = read("CurrentBuildNumber") or read("CurrentBuild")
    if build.isdigit() and int(build) >= _FIRST_BUILD_OF_11:
        product = product.replace("Windows 10", "Windows 11")
    release = read("DisplayVersion") or read("ReleaseId")
    parts = [product, release, f"(сборка {build})" if build else ""]
    return fact("os", short(" ".join(part for part in parts if part)),
                f"реестр Windows (HKLM\\{_NT})")


def timezone(machine: Machine) -> Iterable[Fact]:
    """The zone that this computer keeps time in."""
    named = machine.environ.get("TZ", "").lstrip(":")
    if named:
        yield fact("timezone", short(named), "переменная TZ")
        return
    if machine.system == "windows":
        zone = machine.registry_value("HKLM", _ZONE, "TimeZoneKeyName") or ""
        yield fact("timezone", short(zone.split("\0")[0]), f"реестр Windows (HKLM\\{_ZONE})")
        return
    yield _unix_zone(machine)


def _unix_zone(machine: Machine) -> Fact:
    link = machine.root / "etc/localtime"
    try:
        target = str(link.readlink()).replace("\\", "/")
    except (OSError, ValueError):
        target = ""
    if "zoneinfo/" in target:
        return fact("timezone", short(target.rpartition("zoneinfo/")[2]),
                    f"настройка системы ({shown(machine, link)})")
    place = machine.root / "etc/timezone"
    zone = read_text(place, 200).strip()
    if re.fullmatch(r"[A-Za-z0-9+/_-]+", zone):
        return fact("timezone", zone, f"настройка системы ({shown(machine, place)})")
    if link.is_file() or not link.parent.is_dir():
        return fact("timezone", "", f"название пояса не записано ({shown(machine, link)})")
    return fact("timezone", "UTC", "пояс не настроен, система считает время по UTC", "low")


def clock(machine: Machine) -> Iterable[Fact]:
    """Whether the clock is kept right by the system; how far it is off, where that is known."""
    yield {"linux": _linux_clock, "darwin": _macos_clock, "windows": _windows_clock}[
        machine.system
    ](machine)


def _linux_clock(machine: Machine) -> Fact:
    # What chrony keeps: «System time : 0.000012 seconds fast of NTP time».
    told = machine.run(["chronyc", "-n", "tracking"], 0.6)
    off = re.search(r"System time\s*:\s*([\d.]+) seconds (fast|slow)", told)
    if off:
        sign = "спешат" if off.group(2) == "fast" else "отстают"
        return fact("clock", f"сверяются; {sign} на {float(off.group(1)):.1f} с".replace(".", ","),
                    "служба времени (chronyc tracking)")
    told = machine.run(["timedatectl", "show", "-p", "NTPSynchronized", "--value"], 0.8)
    answers = {"yes": "сверяются", "no": "не сверяются"}
    if told.strip() in answers:
        return fact("clock", answers[told.strip()], "служба времени (timedatectl)")
    return fact("clock", "", "служба времени не отвечает, сверить часы без сети нельзя")


def _macos_clock(machine: Machine) -> Fact:
    told = machine.run(["/usr/sbin/systemsetup", "-getusingnetworktime"], 0.8).lower()
    if "network time: on" in told:
        return fact("clock", "сверяются", "настройка macOS (systemsetup)", "medium")
    if "network time: off" in told:
        return fact("clock", "не сверяются", "настройка macOS (systemsetup)")
    return fact("clock", "", "macOS не сообщает, сверяются ли часы")


def _windows_clock(machine: Machine) -> Fact:
    key = r"SYSTEM\CurrentControlSet\Services\W32Time\Parameters"
    kind = machine.registry_value("HKLM", key, "Type")
    if kind is None:
        return fact("clock", "", f"служба времени Windows не найдена (HKLM\\{key})")
    value = "не сверяются" if kind == "NoSync" else "сверяются"
    return fact("clock", value, f"реестр Windows (HKLM\\{key})", "medium")
