"""One honest attempt to reach a server: name, connection, certificate, one HTTP answer.

No cookies, no credentials, no redirect is followed, the certificate is always verified. Only
the status, the Date and the first bytes of a refusal are looked at (DOMAIN §0, rule 3).
"""

import errno
import http.client
import re
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

from gosupport_cli.core.diagnosis import Certificate, Place, Step, Trace, Trust
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.normalise import clean_line

_REFUSALS = re.compile("доступ ограничен|access denied|доступ запрещ", re.IGNORECASE)
_HEAD = 4096  # bytes of a refusal that are read
_AGENT = "gosupport-doctor"
_NO_FAMILY = (errno.ENETUNREACH, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)
_CUT = (ConnectionResetError, ConnectionAbortedError, BrokenPipeError, ssl.SSLEOFError)


class Prober(Frozen):
    """``seconds``: the longest wait of one step; ``proxy`` gives ``host:port`` for a host, or "";
    ``context`` makes the verifying TLS context; ``now`` is the computer's own clock."""

    seconds: float = 3.0
    proxy: Callable[[str], str] = lambda _host: ""
    context: Callable[[], ssl.SSLContext] = lambda: system_context("")
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    resolve: Callable[[str, int], list[tuple[int, str]]] = lambda host, port: _resolve(host, port)

    def __call__(self, place: Place) -> Trace:
        """Everything that can be seen of ``place``; never raises for what the network does."""
        started = time.monotonic()
        trace = self._connected(Trace(place))
        return replace(trace, seconds=round(time.monotonic() - started, 3))

    def _connected(self, trace: Trace) -> Trace:
        proxy = self.proxy(trace.place.host)
        if proxy and trace.place.tls:
            return self._through(replace(trace, proxy=proxy), proxy)
        trace, targets = self._named(trace)
        for family, address in targets:
            try:
                with self._socket(address) as sock:
                    heard = bool(trace.http or trace.tls)
                    trace = _with_tcp(trace, family, "ok")
                    # The second family only has to connect.
                    trace = trace if heard else self._talk(trace, sock)
            except OSError as error:
                # No IPv6 in this network at all is no fault of IPv6.
                away = family == socket.AF_INET6 and error.errno in _NO_FAMILY
                trace = trace if away else _with_tcp(trace, family, _step(error))
        return trace

    def _named(self, trace: Trace) -> tuple[Trace, list[tuple[int, tuple[str, int]]]]:
        """The addresses to try: the first of each family."""
        place = trace.place
        if place.connect:
            family = socket.AF_INET6 if ":" in place.connect[0] else socket.AF_INET
            return replace(trace, dns="ok", addresses=(place.connect[0],)), [
                (family, place.connect)]
        try:
            found = self.resolve(place.host, place.port)
        except (OSError, UnicodeError) as error:
            return replace(trace, dns=_dns_step(error)), []
        first = {family: (address, place.port) for family, address in reversed(found)}
        addresses = tuple(dict.fromkeys(address for _, address in found))
        return replace(trace, dns="ok", addresses=addresses[:6]), sorted(first.items())

    def _through(self, trace: Trace, proxy: str) -> Trace:
        host, _, port = proxy.rpartition(":")
        try:
            with self._socket((host.strip("[]"), int(port))) as sock:
                where = f"{trace.place.host}:{trace.place.port}"
                sock.sendall(f"CONNECT {where} HTTP/1.1\r\nHost: {where}\r\n\r\n".encode("idna"))
                with closing(http.client.HTTPResponse(sock, method="CONNECT")) as answer:
                    answer.begin()
                trace = replace(trace, proxy_status=answer.status)
                if answer.status != 200:
                    return trace
                return self._talk(replace(trace, tcp4="ok", dns="ok"), sock)
        except (OSError, http.client.HTTPException, ValueError) as error:
            failed = error if isinstance(error, OSError) else OSError()
            return replace(trace, dns="ok", tcp4=_step(failed))

    @contextmanager
    def _socket(self, address: tuple[str, int]) -> Iterator[socket.socket]:
        with socket.create_connection(address, timeout=self.seconds) as sock:
            yield sock

    def _talk(self, trace: Trace, sock: socket.socket) -> Trace:
        if not trace.place.tls:
            return self._asked(trace, sock)
        # Reading certificates is heavy and only needed here.
        from gosupport_cli.collectors.certificates import peer_certificate, trust_of

        context, host = self.context(), trace.place.host
        try:
            sock.getpeername()  # cut already: ssl would leave a socket open behind itself
            with context.wrap_socket(sock, server_hostname=host) as secure:
                known = peer_certificate(secure.getpeercert(binary_form=True))
                return self._asked(replace(trace, tls="ok", certificate=known), secure)
        except ssl.SSLCertVerificationError as error:
            known, raw = self._stranger(trace)
            return replace(trace, tls=trust_of(error, raw, host, self.now()), certificate=known)
        except (OSError, ValueError) as error:
            return replace(trace, tls=_trust(error))

    def _stranger(self, trace: Trace) -> tuple[Certificate | None, bytes]:
        """Who stands there instead: one more handshake to read the certificate, and good-bye.

        Nothing is ever said over this connection.
        """
        address = trace.place.connect or (trace.addresses[0] if trace.addresses else "",
                                          trace.place.port)
        if trace.proxy or not address[0]:
            return None, b""
        from gosupport_cli.collectors.certificates import peer_certificate

        blind = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        blind.check_hostname = False
        blind.verify_mode = ssl.CERT_NONE
        with suppress(OSError, ValueError), self._socket(address) as sock, blind.wrap_socket(
            sock, server_hostname=trace.place.host
        ) as secure:
            raw = secure.getpeercert(binary_form=True) or b""
            return peer_certificate(raw), raw
        return None, b""

    def _asked(self, trace: Trace, sock: socket.socket) -> Trace:
        """One GET of «/»: the status and the Date."""
        connection = http.client.HTTPConnection(trace.place.host, timeout=self.seconds)
        connection.sock = sock
        headers = {"User-Agent": _AGENT, "Accept": "text/html", "Connection": "close"}
        try:
            connection.request("GET", "/", headers=headers)
            with closing(connection.getresponse()) as answer:
                seen = self.now()
                head = answer.read(_HEAD).decode("utf-8", "replace") if answer.status >= 400 else ""
        except OSError as error:
            return replace(trace, http=_step(error))
        except (http.client.HTTPException, ValueError):
            return replace(trace, http="other")
        return replace(
            trace, http="ok", status=answer.status, seen_at=seen,
            redirect=_other_host(answer.headers.get("Location", ""), trace.place.host),
            refuses=bool(_REFUSALS.search(head)),
            server_time=_date(answer.headers.get("Date", "")),
        )


def _with_tcp(trace: Trace, family: int, step: Step) -> Trace:
    if family == socket.AF_INET6:
        return replace(trace, tcp6=step)
    return replace(trace, tcp4=step)


def system_context(ca_file: str) -> ssl.SSLContext:
    """Verifies by the system's own certificates, and those of ``ca_file`` if one is set."""
    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if ca_file:
        context.load_verify_locations(cafile=str(Path(ca_file).expanduser()))
    return context


def is_authority(ca_file: str) -> bool:
    """Whether the file of a setting holds certificates that can be read."""
    try:
        system_context(ca_file)
    except (OSError, ValueError, RuntimeError):  # no file, no certificate, no home for «~»
        return False
    return True


def _resolve(host: str, port: int) -> list[tuple[int, str]]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [(family, str(address[0])) for family, _, _, _, address in found
            if family in (socket.AF_INET, socket.AF_INET6)]


def _dns_step(error: Exception) -> Step:
    number = getattr(error, "errno", None)
    if number == getattr(socket, "EAI_AGAIN", None):
        return "no-network"
    return "timeout" if isinstance(error, TimeoutError) else "no-name"


def _step(error: OSError) -> Step:
    if isinstance(error, TimeoutError):
        return "timeout"
    if isinstance(error, ConnectionRefusedError):
        return "refused"
    if isinstance(error, _CUT) or error.errno == errno.ENOTCONN:
        return "reset"
    return "unreachable" if error.errno else "other"


def _trust(error: Exception) -> Trust:
    step = _step(error) if isinstance(error, OSError) else "other"
    if step == "timeout":
        return "timeout"
    return "reset" if step == "reset" else "broken"


def _other_host(location: str, host: str) -> str:
    try:
        named = urlsplit(clean_line(location)).hostname or ""
    except ValueError:
        return ""
    return "" if named == host else named[:100]


def _date(header: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(header)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
