"""smtplib's client with what it lacks: bounds for every answer, a proxy, TLS from the start."""

import smtplib
import socket
import ssl
import time
from dataclasses import field
from typing import Any

from gosupport_cli.channels.connection import connect
from gosupport_cli.core.frozen import Frozen

PORTS = {"starttls": 587, "tls": 465, "none": 25}
_MOST_LINES = 500  # of one answer: an endless one must not keep us for ever


class Account(Frozen):
    """Where and how to log in; ``file`` is the settings file, for errors."""

    host: str
    port: int
    security: str
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: str = ""
    timeout: float = 30.0
    file: str = ""
    proxy: str = field(default="", repr=False)


class _Bounded:
    """Reads lines, but neither without end nor byte by byte for ever."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self.left = _MOST_LINES
        self.until = 0.0

    def readline(self, limit: int) -> bytes:
        self.left -= 1
        if self.left < 0:
            raise OSError("endless answer")
        line = b""
        while not line.endswith(b"\n") and len(line) < limit:
            if time.monotonic() > self.until:
                raise TimeoutError
            waiting: bytes = self._inner.peek(1)
            if not waiting:
                break
            whole = waiting.find(b"\n") + 1 or len(waiting)
            line += self._inner.read(min(whole, limit - len(line)))
        return line

    def close(self) -> None:
        self._inner.close()


class Client(smtplib.SMTP):
    """smtplib's, with a bound for every answer, TLS from the start, and a proxy before it."""

    def __init__(self, account: Account, context: ssl.SSLContext) -> None:
        self._account, self._context = account, context
        self.dotted = False  # whether the final dot may have left
        # The name in EHLO is not that of this computer: nobody needs to know it.
        super().__init__(account.host, account.port, local_hostname="localhost",
                         timeout=account.timeout)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        made = connect(host, port, timeout, self._account.proxy)
        if self._account.security != "tls":
            return made
        try:
            return self._context.wrap_socket(made, server_hostname=host)
        except BaseException:
            made.close()
            raise

    def getreply(self) -> tuple[int, bytes]:
        assert self.sock is not None
        if self.file is None:
            self.file = _Bounded(self.sock.makefile("rb"))
        self.file.left = _MOST_LINES
        self.file.until = time.monotonic() + (self.sock.gettimeout() or 0) * 2
        return super().getreply()
