"""A real proxy on the loopback: HTTP CONNECT and SOCKS 5, with a password where one is wanted.

Every name that it is asked for leads to one port of this computer, so that tests can speak to
``mail.example.test`` and be sure that nothing went past the proxy.
"""

import base64
import contextlib
import socket
import threading
from dataclasses import dataclass, field

_NO_LOGIN, _PASSWORD = 0, 2


@dataclass
class Proxy:
    """``how``: «» lets through; «refuse» says no; «silent» never answers; «garbage» and «drop»
    do what they say; «eager» sends the server's first words together with its own."""

    port: int
    how: str = ""
    user: str = ""
    password: str = ""
    asked: list[str] = field(default_factory=list)

    def serve(self, client: socket.socket) -> None:
        first = client.recv(1, socket.MSG_PEEK)
        if self.how == "silent":
            client.recv(4096)
            threading.Event().wait(4)
            return
        if self.how == "drop" or not first:
            return
        if self.how == "garbage":
            client.sendall(b"\xff\xfe what?\r\n\r\n")
            return
        through = self._socks(client) if first == b"\x05" else self._tunnel(client)
        if through is not None:
            with through:
                _carry(client, through)

    def _tunnel(self, client: socket.socket) -> socket.socket | None:
        head = b""
        while b"\r\n\r\n" not in head:
            head += client.recv(4096)
        lines = head.decode("latin-1").split("\r\n")
        self.asked.append(lines[0].split(" ")[1])
        given = next((one for one in lines if one.lower().startswith("proxy-authorization")), "")
        wanted = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        if self.user and not given.endswith(wanted):
            client.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")
            return None
        if self.how == "refuse":
            client.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            return None
        through = socket.create_connection(("127.0.0.1", self.port))
        said = through.recv(4096) if self.how == "eager" else b""
        client.sendall(b"HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n" + said)
        return through

    def _socks(self, client: socket.socket) -> socket.socket | None:
        """RFC 1928 and 1929, as far as a client of mail needs them."""
        reader = client.makefile("rb", 0)
        _, methods = reader.read(2)
        reader.read(methods)
        client.sendall(bytes([5, _PASSWORD if self.user else _NO_LOGIN]))
        if self.user:
            _, size = reader.read(2)
            user = reader.read(size)
            word = reader.read(reader.read(1)[0])
            good = (user, word) == (self.user.encode(), self.password.encode())
            client.sendall(bytes([1, 0 if good else 1]))
            if not good:
                return None
        kind = reader.read(4)[3]
        if kind == 3:
            name = reader.read(reader.read(1)[0]).decode("ascii")
        else:
            name = socket.inet_ntop(*((socket.AF_INET, reader.read(4)) if kind == 1 else
                                      (socket.AF_INET6, reader.read(16))))
        port = int.from_bytes(reader.read(2), "big")
        self.asked.append(f"{name}:{port}")
        answer = 2 if self.how == "refuse" else 0
        client.sendall(bytes([5, answer, 0, 1, 0, 0, 0, 0, 0, 0]))
        return None if answer else socket.create_connection(("127.0.0.1", self.port))


def _carry(one: socket.socket, other: socket.socket) -> None:
    """Bytes both ways until one side is done."""
    def pump(source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                target.sendall(piece)
            target.shutdown(socket.SHUT_WR)

    back = threading.Thread(target=pump, args=(other, one), daemon=True)
    back.start()
    pump(one, other)
    back.join(10)
