"""Local servers with one fault each; what they were sent is kept."""

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import trustme

Talk = Callable[[socket.socket], None]
HOST = "www.gosuslugi.ru"


class Server:
    """Accepts connections at an address of ours and lets ``talk`` answer each in a thread."""

    def __init__(self, talk: Talk, context: ssl.SSLContext | None = None,
                 at: tuple[str, int] = ("127.0.0.1", 0)) -> None:
        self.heard: list[bytes] = []
        self._talk, self._context = talk, context
        family = socket.AF_INET6 if ":" in at[0] else socket.AF_INET
        self._sock = socket.create_server(at, family=family)
        self.address = (at[0], int(self._sock.getsockname()[1]))
        self._open: list[socket.socket] = []
        self.closed = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                sock, _ = self._sock.accept()
                self._open.append(sock)
                threading.Thread(target=self._one, args=(sock,), daemon=True).start()

    def _one(self, sock: socket.socket) -> None:
        with suppress(OSError):
            if self._context:
                sock.getpeername()
                sock = self._context.wrap_socket(sock, server_side=True)
            with sock:
                self._talk(sock)

    def listen(self, sock: socket.socket) -> bytes:
        """The head of one request."""
        data = b""
        while b"\r\n\r\n" not in data:
            part = sock.recv(4096)
            if not part:
                break
            data += part
        if data:
            self.heard.append(data)
        return data

    def close(self) -> None:
        self.closed.set()
        self._sock.close()
        for sock in self._open:
            sock.close()


@contextmanager
def serving(
    talk: Callable[[Server, socket.socket], None], context: ssl.SSLContext | None = None,
    at: tuple[str, int] = ("127.0.0.1", 0),
) -> Iterator[Server]:
    box: list[Server] = []
    server = Server(lambda sock: talk(box[0], sock), context, at)
    box.append(server)
    try:
        yield server
    finally:
        server.close()


def answers(
    status: str = "200 OK", body: bytes = b"", ahead: timedelta = timedelta(), **headers: str
) -> Callable[[Server, socket.socket], None]:
    """``ahead``: how far the server's clock is before ours."""

    def talk(server: Server, sock: socket.socket) -> None:
        server.listen(sock)
        told = {"Date": format_datetime(datetime.now(UTC) + ahead, usegmt=True),
                "Set-Cookie": "session=1", "Content-Length": str(len(body)), **headers}
        head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        sock.sendall(f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body)

    return talk


def says(data: bytes) -> Callable[[Server, socket.socket], None]:
    def talk(server: Server, sock: socket.socket) -> None:
        server.listen(sock)
        sock.sendall(data)

    return talk


def greets(_server: Server, sock: socket.socket) -> None:
    """Speaks first, and no TLS."""
    sock.sendall(b"220 mail.example.ru ESMTP\r\n" * 20)
    sock.recv(4096)


def drips(server: Server, sock: socket.socket) -> None:
    """A body without end."""
    server.listen(sock)
    sock.sendall(b"HTTP/1.1 500 Broken\r\nDate: nonsense\r\n\r\n")
    with suppress(OSError):
        while True:
            sock.sendall(b"x" * 65536)


def slowly(server: Server, sock: socket.socket) -> None:
    """An answer that never comes to its end, and never falls silent either."""
    server.listen(sock)
    with suppress(OSError):
        while not server.closed.wait(0.5):
            sock.sendall(b"H")


def resets(_server: Server, sock: socket.socket) -> None:
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    sock.close()


def cuts_short(server: Server, sock: socket.socket) -> None:
    """Lets the other side begin, and cuts: the connection was there without any doubt."""
    sock.recv(1)
    resets(server, sock)


def hangs(server: Server, sock: socket.socket) -> None:
    sock.recv(1)
    server.closed.wait(5)


def dead_port() -> tuple[str, int]:
    """Nobody listens there."""
    with socket.create_server(("127.0.0.1", 0)) as sock:
        return ("127.0.0.1", sock.getsockname()[1])


class Authority:
    """A certificate authority of our own, called ``name``."""

    def __init__(self, name: str = "Trusted Example CA") -> None:
        self.made = trustme.CA(organization_name=name)

    def server(self, *hosts: str, since: int = -30, until: int = 30) -> ssl.SSLContext:
        """A server's context; days from now."""
        now = datetime.now(UTC)
        leaf = self.made.issue_cert(
            *(hosts or (HOST,)), organization_name="Example server",
            not_before=now + timedelta(days=since), not_after=now + timedelta(days=until),
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        leaf.configure_cert(context)
        return context

    def client(self) -> ssl.SSLContext:
        """Verifies, and trusts this authority only."""
        context = ssl.create_default_context()
        self.made.configure_trust(context)
        return context


def relays(to: tuple[str, int]) -> Callable[[Server, socket.socket], None]:
    """An HTTP proxy that connects everybody with ``to``."""

    def talk(server: Server, sock: socket.socket) -> None:
        server.listen(sock)
        with socket.create_connection(to) as far:
            sock.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=_copy, args=(far, sock), daemon=True)
            back.start()
            _copy(sock, far)
            back.join(5)

    return talk


def _copy(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
