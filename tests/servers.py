"""Small local servers that behave badly on purpose, one connection after another."""

import contextlib
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass
class Smtp:
    """An SMTP server for one stage of trouble.

    ``at`` names the stage (connect, ehlo, starttls, auth, mail, rcpt, data, dot); ``how`` is an
    answer such as «451 later», or ``drop``, ``hang``, ``drip``, ``garbage``,
    ``endless``.
    """

    at: str = ""
    how: str = ""
    context: ssl.SSLContext | None = None
    tls_first: bool = False  # TLS from the first byte
    features: tuple[str, ...] = ("SIZE 1000000", "AUTH PLAIN LOGIN")
    letters: list[bytes] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    port: int = 0

    def serve(self, plain: socket.socket) -> None:
        connection: socket.socket = plain
        if self.tls_first and self.context is not None:
            connection = self.context.wrap_socket(plain, server_side=True)
        reader = connection.makefile("rb")
        try:
            if not self._answer(connection, "connect", "220 mx.example.test"):
                return
            while line := reader.readline():
                word = line.decode("utf-8", "replace").strip()
                self.commands.append(word)
                verb = word.split(" ")[0].upper()
                if verb == "STARTTLS" and self.context is not None:
                    if not self._answer(connection, "starttls", "220 go"):
                        return
                    connection = self.context.wrap_socket(connection, server_side=True)
                    reader = connection.makefile("rb")
                elif verb == "DATA":
                    if not self._answer(connection, "data", "354 go"):
                        return
                    if self.at == "data" and not self.how.startswith("354"):
                        continue
                    letter = b""
                    while (part := reader.readline()) != b".\r\n" and part:
                        letter += part
                    if not part:
                        return  # cut off before the dot: no server takes that
                    if self.at == "dot" and self.how != "drop-after-taking" and \
                            self.how[:1] in "45":
                        self._answer(connection, "dot", "")
                        continue
                    self.letters.append(letter)
                    if not self._answer(connection, "dot", "250 taken"):
                        return
                elif not self._answer(connection, *self._usual(verb)):
                    return
        except OSError:
            pass
        finally:
            connection.close()

    def _usual(self, verb: str) -> tuple[str, str]:
        if verb in ("EHLO", "HELO"):
            lines = ["mx.example.test", *self.features]
            if self.context is not None:
                lines.append("STARTTLS")
            text = "\r\n".join(f"250-{line}" for line in lines[:-1]) + f"\r\n250 {lines[-1]}"
            return "ehlo", text
        return {
            "AUTH": ("auth", "235 welcome"), "MAIL": ("mail", "250 ok"), "RCPT": ("rcpt", "250 ok"),
            "QUIT": ("quit", "221 bye"),
        }.get(verb, ("other", "250 ok"))

    def _answer(self, connection: socket.socket, stage: str, usual: str) -> bool:
        if stage != self.at:
            connection.sendall(usual.encode() + b"\r\n")
            return True
        if self.how.startswith("drop"):
            return False
        if self.how == "hang":
            time.sleep(5)
            return False
        if self.how == "drip":  # a sign now and then, and never a whole line
            for _ in range(80):
                connection.sendall(b"2")
                time.sleep(0.1)
            return False
        if self.how == "garbage":
            connection.sendall(b"\xff\xfe\x00 what?\r\n")
            return True
        if self.how == "endless":
            for _ in range(5000):
                connection.sendall(b"250-more\r\n" * 20)
            return False
        connection.sendall(self.how.encode() + b"\r\n")
        return True


@contextmanager
def listening(serve: Callable[[socket.socket], None]) -> Iterator[int]:
    """The port of a server that handles each connection with ``serve`` in a thread."""
    listener = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def accept() -> None:
        while not stop.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=_quietly, args=(serve, connection), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield listener.getsockname()[1]
    finally:
        stop.set()
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)  # close alone does not wake accept
        listener.close()


def _quietly(serve: Callable[[socket.socket], None], connection: socket.socket) -> None:
    with connection, contextlib.suppress(OSError, ValueError):
        serve(connection)


@dataclass
class Seen:
    """One request as a web server got it."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@contextmanager
def web(
    answer: Callable[[BaseHTTPRequestHandler, Seen], None], context: ssl.SSLContext | None = None
) -> Iterator[tuple[str, list[Seen]]]:
    """A web server; ``answer`` writes whatever it likes. Yields its address and what came."""
    seen: list[Seen] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _any(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            one = Seen(self.command, self.path, dict(self.headers), self.rfile.read(length))
            seen.append(one)
            answer(self, one)

        do_GET = do_POST = do_PUT = _any  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    if context is not None:
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        scheme = "http" if context is None else "https"
        yield f"{scheme}://127.0.0.1:{server.server_address[1]}", seen
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def reply(handler: BaseHTTPRequestHandler, status: int, body: bytes = b"{}",
          **headers: str) -> None:
    """One complete answer."""
    handler.send_response(status)
    for name, value in {"Content-Type": "application/json", **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def certificate(folder: Path, *names: str) -> tuple[Path, Path]:
    """A self-signed certificate for ``names`` and its key."""
    cert, key = folder / "cert.pem", folder / "key.pem"
    alternative = ",".join(f"IP:{n}" if n[0].isdigit() else f"DNS:{n}" for n in names)
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30",
         "-subj", f"/CN={names[0]}", "-addext", f"subjectAltName={alternative}",
         "-keyout", str(key), "-out", str(cert)],
        check=True, capture_output=True,
    )
    return cert, key
