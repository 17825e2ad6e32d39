"""The proxy that this computer asks, and whether a server takes connections at all."""

import socket
from contextlib import suppress
from urllib.parse import urlsplit


def system_proxy(host: str) -> str:
    """``host:port`` of the proxy of environment, registry or macOS; "" for none."""
    from urllib.request import getproxies, proxy_bypass

    with suppress(OSError, ValueError):
        address = getproxies().get("https", "")
        return "" if not address or proxy_bypass(host) else proxy_address(address)
    return ""


def proxy_address(address: str) -> str:
    """``host:port``; a name and password before it are dropped. "" for SOCKS, which we do not
    speak, and for what cannot be read."""
    with suppress(ValueError):
        parts = urlsplit(address if "//" in address else f"//{address}")
        if parts.hostname and parts.scheme in ("", "http"):
            return f"{parts.hostname}:{parts.port or 80}"
    return ""


def reaches(host: str, port: int) -> bool:
    """Whether somebody takes a connection there, within two seconds."""
    try:
        with socket.create_connection((host, port), timeout=2):
            return True
    except (OSError, UnicodeError):
        return False
