"""How a server is reached: whose certificates count, and which proxy stands before it."""

import re
import socket
import ssl
import time
from base64 import b64encode
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

import truststore

from gosupport_cli.core.errors import DeclarationError
from gosupport_cli.core.ports import Settings
from gosupport_cli.core.settings import is_loopback

_LONGEST_HEAD = 16 * 1024  # bytes of a proxy's answer


class ProxyRefused(OSError):
    """The proxy cannot be reached, or says no; nothing has got through it."""


def trusted(ca_file: str, settings_file: str = "") -> ssl.SSLContext:
    """The system's certificate store plus one file; verification cannot be turned off."""
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if ca_file:
        try:
            context.load_verify_locations(cafile=str(Path(ca_file).expanduser()))
        except (OSError, ssl.SSLError):
            raise DeclarationError(
                "ca-file-unreadable", file=settings_file, line=0, value=ca_file
            ) from None
    return context


def proxy_for(settings: Settings, key: str, host: str) -> str:
    """The proxy of the setting ``key`` for ``host``, "" for none: for this computer itself and
    for what ``http.no_proxy`` names there is none."""
    from urllib.request import proxy_bypass_environment  # type: ignore[attr-defined]

    chosen, without = settings.get(key), settings.get("http.no_proxy")
    if not chosen or is_loopback(host) or proxy_bypass_environment(host, {"no": without}):
        return ""
    return chosen if "://" in chosen else f"http://{chosen}"


def connect(host: str, port: int, timeout: float, proxy: str = "") -> socket.socket:
    """A connection to ``host``, through ``proxy`` where one is given.

    Raises OSError; ProxyRefused when the proxy is what does not work.
    """
    if not proxy:
        return socket.create_connection((host, port), timeout)
    try:
        parts = urlsplit(proxy)
        default = 1080 if parts.scheme.startswith("socks") else 8080
        address = (parts.hostname or "", parts.port or default)
        if parts.scheme == "http":
            return _tunnel(parts, address, host, port, timeout)
        return _through_socks(parts, address, (host, port), timeout)
    except ProxyRefused:
        raise
    except (OSError, ValueError) as error:  # PySocks' errors are OSErrors
        raise ProxyRefused(str(error)) from None


def _through_socks(
    parts: SplitResult, address: tuple[str, int], wanted: tuple[str, int], timeout: float
) -> socket.socket:
    import socks

    made: socket.socket = socks.create_connection(
        wanted, timeout, proxy_type=socks.SOCKS5, proxy_addr=address[0], proxy_port=address[1],
        proxy_rdns=parts.scheme == "socks5h",
        proxy_username=unquote(parts.username) if parts.username else None,
        proxy_password=unquote(parts.password or "") if parts.username else None,
    )
    return made


def _tunnel(
    parts: SplitResult, address: tuple[str, int], host: str, port: int, timeout: float
) -> socket.socket:
    """CONNECT (RFC 9110, 9.3.6). http.client's own would swallow what a mail server says first."""
    name = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii")
    lines = [f"CONNECT {name}:{port} HTTP/1.1", f"Host: {name}:{port}"]
    if parts.username:
        words = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
        lines.append(f"Proxy-Authorization: Basic {b64encode(words).decode('ascii')}")
    made = socket.create_connection(address, timeout)
    try:
        made.sendall("\r\n".join([*lines, "", ""]).encode("ascii"))
        head = _head(made, time.monotonic() + timeout)
        status = re.match(rb"HTTP/1\.[01] ([0-9]{3})", head)
        if status is None or not status[1].startswith(b"2"):
            raise ProxyRefused(head.partition(b"\r\n")[0].decode("latin-1"))
    except BaseException:
        made.close()
        raise
    return made


def _head(made: socket.socket, until: float) -> bytes:
    """The proxy's answer up to its empty line and not a byte more: then the server speaks."""
    head = b""
    while not head.endswith(b"\r\n\r\n") and len(head) < _LONGEST_HEAD:
        if time.monotonic() > until:
            raise ProxyRefused("time-out")
        piece = made.recv(1)
        if not piece:
            break
        head += piece
    return head
