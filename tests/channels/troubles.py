"""What a server may do instead of answering."""

import socket
import time
from http.server import BaseHTTPRequestHandler

from tests.servers import Seen, reply


def drop(handler: BaseHTTPRequestHandler, _: Seen) -> None:
    import struct

    linger = struct.pack("ii", 1, 0)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    handler.close_connection = True
    handler.connection.close()


def hang(handler: BaseHTTPRequestHandler, _: Seen) -> None:
    time.sleep(2.5)
    handler.close_connection = True


def page(handler: BaseHTTPRequestHandler, _: Seen) -> None:
    reply(handler, 200, "<html>Войдите в сеть</html>".encode(), Content_Type="text/html")


def endless(handler: BaseHTTPRequestHandler, _: Seen) -> None:
    handler.send_response(201)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"x" * 65536)
    except OSError:
        handler.close_connection = True


def garbage(handler: BaseHTTPRequestHandler, _: Seen) -> None:
    handler.wfile.write(b"\xff\xfe nonsense\r\n\r\n")
    handler.close_connection = True
