"""What stands between this computer and the portal: VPN, proxy, filters, the kind of link."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from gosupport_cli.collectors.reading import fact, pairs, read_text, short, shown
from gosupport_cli.core.later import later
from gosupport_cli.core.machine import Machine
from gosupport_cli.core.model import Fact

_TUNNEL = later(
    r"^(?:tun|tap|wg|ppp|utun|ipsec|nordlynx|proton|tailscale|zt|outline|amn|awg|xray|vpn)[\w.-]*$"
    r"|openvpn|wireguard|wintun|tap-windows|amnezia|nordlynx|outline|cisco anyconnect|fortinet"
    r"|checkpoint|protonvpn|windscribe|континент|vipnet|\bvpn\b",
    re.IGNORECASE,
)
# macOS keeps a few utun for its own services (iCloud, Continuity) with no VPN at all.
_SYSTEM_TUNNEL = later(r"^utun\d+$")
_HALVES = {"00000000", "00000080"}  # 0.0.0.0/1 and 128.0.0.0/1, as /proc/net/route writes them
_INTERNET = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings"
_PROXY_NAMES = ("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY")
# Programs that rewrite or filter traffic (DOMAIN BR-8), by the name of their process.
_FILTERS = {
    "nfqws": "zapret", "tpws": "zapret", "winws": "zapret", "goodbyedpi": "GoodbyeDPI",
    "byedpi": "ByeDPI", "ciadpi": "ByeDPI", "spoofdpi": "SpoofDPI",
    "adguard": "AdGuard", "adguardsvc": "AdGuard", "adguardhome": "AdGuard Home",
    "adguard-cli": "AdGuard", "dnscrypt-proxy": "dnscrypt-proxy", "privoxy": "Privoxy",
    "avp": "Kaspersky", "kesl": "Kaspersky Endpoint Security", "dwengine": "Dr.Web",
    "drweb-spider": "Dr.Web", "ekrn": "ESET", "avastsvc": "Avast", "avgsvc": "AVG",
}


def vpn(machine: Machine) -> Iterable[Fact]:
    """``yes`` with a tunnel that is up, ``no`` when none is seen (a router may still have one)."""
    tunnels = [name for name in machine.interfaces() if _TUNNEL.search(name)]
    carrying = _default_route(machine)
    through = [name for name in tunnels if name in carrying]
    if through:
        yield fact("vpn", "yes", f"весь интернет идёт через сетевой адаптер: {through[0]}")
        return
    if machine.system == "darwin":
        tunnels = [name for name in tunnels if not _SYSTEM_TUNNEL.match(name)]
    if tunnels:
        yield fact("vpn", "yes", f"включён сетевой адаптер VPN: {', '.join(tunnels[:3])}", "medium")
        return
    yield fact("vpn", "no", "сетевых адаптеров VPN не видно", "medium")


def _default_route(machine: Machine) -> set[str]:
    """Interfaces that most of the internet goes through."""
    if machine.system == "linux":
        rows = [line.split() for line in
                read_text(machine.root / "proc/net/route").splitlines()[1:]]
        default = [row for row in rows if len(row) > 7 and row[1] in _HALVES
                   and row[7] in ("00000000", "00000080")]
        # WireGuard routes by a table of its own; it is then seen as a tunnel only.
        halves = {row[0] for row in default if row[7] == "00000080"}
        if halves:
            return halves
        whole = sorted((int(row[6]), row[0]) for row in default if row[6].isdecimal())
        return {whole[0][1]} if whole else set()
    if machine.system == "darwin":
        told = machine.run(["/sbin/route", "-n", "get", "default"], 0.5)
        return set(re.findall(r"interface:\s*(\S+)", told))
    return set()


def proxy(machine: Machine) -> Iterable[Fact]:
    """``yes`` or ``no``; of an address only host and port, never a name or a password."""
    for found in (_environment_proxy, _system_proxy):
        known = found(machine)
        if known is not None:
            yield known
            return
    yield fact("proxy", "no", "в настройках системы прокси не задан", "medium")


def _environment_proxy(machine: Machine) -> Fact | None:
    for name in _PROXY_NAMES:
        address = machine.environ.get(name, "")
        if address:
            return fact("proxy", "yes", f"переменная {name}: {_host(address)}")
    return None


def _system_proxy(machine: Machine) -> Fact | None:
    return {"linux": _linux_proxy, "darwin": _macos_proxy, "windows": _windows_proxy}[
        machine.system
    ](machine)


def _linux_proxy(machine: Machine) -> Fact | None:
    mode = machine.run(["gsettings", "get", "org.gnome.system.proxy", "mode"], 0.7).strip(" '\n")
    if mode in ("manual", "auto"):
        kind = "вручную" if mode == "manual" else "сценарием PAC"
        return fact("proxy", "yes", f"настройки GNOME, прокси задан {kind}")
    place = machine.home / ".config/kioslaverc"
    kind = pairs(_section(read_text(place), "Proxy Settings")).get("ProxyType", "0")
    if kind in ("1", "2", "3", "4"):
        return fact("proxy", "yes", f"настройки KDE ({shown(machine, place)})")
    return None


def _section(text: str, name: str) -> str:
    """The lines of one [section] of an ini file."""
    _, _, rest = text.partition(f"[{name}]")
    return rest.partition("\n[")[0]


def _macos_proxy(machine: Machine) -> Fact | None:
    told = machine.run(["/usr/sbin/scutil", "--proxy"], 0.7)
    for kind in ("HTTPS", "HTTP", "SOCKS", "ProxyAutoConfig"):
        if re.search(rf"\b{kind}Enable\s*:\s*1\b", told):
            host = re.search(rf"\b{kind}(?:Proxy|URLString)\s*:\s*(\S+)", told)
            address = f": {_host(host.group(1))}" if host else ""
            return fact("proxy", "yes", f"настройки сети macOS (scutil){address}")
    return None


def _windows_proxy(machine: Machine) -> Fact | None:
    where = f"реестр Windows (HKCU\\{_INTERNET})"
    script = machine.registry_value("HKCU", _INTERNET, "AutoConfigURL")
    if script:
        return fact("proxy", "yes", f"{where}, сценарий PAC: {_host(script)}")
    if machine.registry_value("HKCU", _INTERNET, "ProxyEnable") == "1":
        server = machine.registry_value("HKCU", _INTERNET, "ProxyServer") or ""
        # «http=a:80;https=b:81» or «a:80»
        first = server.split(";")[0].rpartition("=")[2]
        return fact("proxy", "yes", f"{where}: {_host(first)}")
    return None


def _host(address: str) -> str:
    """Host and port; what stands before «@» and after «/» is dropped."""
    try:
        parts = urlsplit(address if "//" in address else f"//{address}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "адрес не читается"
    return short(f"{host}:{port}" if port else host) or "адрес не читается"


def filters(machine: Machine) -> Iterable[Fact]:
    """Programs that are known to break the portal, by the names of running processes."""
    running = {re.sub(r"\.exe$", "", name.lower()) for name in machine.processes()}
    if not running:  # there is always one: this program
        yield fact("filters", "", "список работающих программ не читается")
        return
    found = sorted({_FILTERS[name] for name in running & set(_FILTERS)})
    if found:
        yield fact("filters", ", ".join(found), "список работающих программ", "medium")
        return
    yield fact("filters", "none", "среди работающих программ фильтров не видно", "low")


def network(machine: Machine) -> Iterable[Fact]:
    """The kind of link: cable, Wi-Fi, a modem."""
    names = [name for name in machine.interfaces() if not _loopback(name)]
    kinds = sorted({_kind(machine, name) for name in names} - {""})
    if kinds:
        yield fact("network", ", ".join(kinds),
                   f"сетевые адаптеры: {', '.join(short(name) for name in names[:5])}", "medium")
        return
    yield fact("network", "", "подключённых сетевых адаптеров не видно")


def _loopback(name: str) -> bool:
    return name.lower().startswith(("lo", "docker", "veth", "br-", "virbr")) or bool(
        _TUNNEL.search(name)
    )


def _kind(machine: Machine, name: str) -> str:
    low = name.lower()
    wireless = machine.root / "sys/class/net" / name / "wireless"
    if low.startswith(("wl", "wi-fi", "беспровод", "wireless")) or (
        machine.system == "linux" and re.fullmatch(r"[\w.-]+", name) and wireless.exists()
    ):
        return "Wi-Fi"
    if low.startswith(("wwan", "wwp", "rmnet", "usb", "cellular", "сотов", "мобильн")):
        return "мобильный модем"
    if low.startswith(("eth", "en", "ethernet", "подключение по")):
        return "кабель или Wi-Fi" if machine.system == "darwin" else "кабель"
    return ""
