"""One request to a web service: whether it may have got there is told as it is."""

import socket
import ssl
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import trustme

from gosupport_cli.channels.http import Service, Web
from gosupport_cli.core.errors import Interrupted, NotDelivered, OutcomeUnknown
from tests.proxies import Proxy
from tests.servers import listening, reply, web

HOST = "desk.example.test"


def post(url: str, **words: Any) -> object:
    web = Web(Service(url, **{"timeout": 1.0, **words}))
    return web.post("/tickets", b"x" * 100, "text/plain", creates=True)


def test_tls_that_is_cut_after_the_request_is_unknown_and_no_matter_of_certificates(
    tmp_path: Path
) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(HOST).configure_cert(context)

    def cutting(plain: socket.socket) -> None:
        secured = context.wrap_socket(plain, server_side=True)
        while b"xxxx" not in secured.recv(4096):
            pass
        socket.socket(fileno=secured.detach()).close()  # no «close notify»

    with listening(cutting) as port, listening(Proxy(port).serve) as front:
        with pytest.raises(OutcomeUnknown) as told:
            post(f"https://{HOST}", ca_file=str(tmp_path / "ca.pem"),
                 proxy=f"http://127.0.0.1:{front}")
        assert told.value.code == "server-unknown"


@pytest.mark.parametrize(("name", "known", "until", "fine"), [
    ("127.0.0.1", True, None, True), ("127.0.0.1", False, None, False),
    (HOST, True, None, False), ("127.0.0.1", True, datetime(2024, 1, 2, tzinfo=UTC), False),
], ids=["its own", "unknown authority", "another name", "expired"])
def test_only_a_server_that_proves_who_it_is_gets_the_request(
    name: str, known: bool, until: datetime | None, fine: bool, tmp_path: Path
) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name, not_after=until).configure_cert(context)
    ca_file = str(tmp_path / "ca.pem") if known else ""
    with web(lambda handler, _: reply(handler, 201), context=context) as (url, seen):
        if fine:
            post(url, ca_file=ca_file)
        else:
            with pytest.raises(NotDelivered) as told:
                post(url, ca_file=ca_file)
            assert told.value.code == "server-certificate"
    assert len(seen) == fine


def test_a_body_that_comes_drop_by_drop_is_not_waited_for_without_end() -> None:
    def dripping(plain: socket.socket) -> None:
        plain.recv(4096)
        plain.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(100):
            plain.sendall(b"x")
            time.sleep(0.1)

    with listening(dripping) as port, pytest.raises(OutcomeUnknown):
        post(f"http://127.0.0.1:{port}", timeout=0.5)


@pytest.mark.parametrize("head", [
    b"Content-Length: 1000\r\n\r\n{}", b"Transfer-Encoding: chunked\r\n\r\nff\r\n{}",
])
def test_an_answer_that_is_cut_short_is_no_answer(head: bytes) -> None:
    def short(plain: socket.socket) -> None:
        plain.recv(4096)
        plain.sendall(b"HTTP/1.1 201 Created\r\n" + head)

    with listening(short) as port, pytest.raises(OutcomeUnknown):
        post(f"http://127.0.0.1:{port}")


def test_an_answer_in_chunks_is_read_whole() -> None:
    def chunks(plain: socket.socket) -> None:
        plain.recv(4096)
        plain.sendall(b"HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n"
                      b"3\r\n{\"i\r\n7\r\nd\": 17}\r\n0\r\n\r\n")

    with listening(chunks) as port:
        answer: Any = post(f"http://127.0.0.1:{port}")
    assert answer.json() == {"id": 17}


def test_the_reason_is_the_systems_word_and_no_name_of_a_library() -> None:
    with pytest.raises(NotDelivered) as told:
        post("http://127.0.0.1:9")
    assert told.value.values["said"] == "Connection refused"



@pytest.mark.parametrize(("sent", "wanted"), [(False, Interrupted), (True, OutcomeUnknown)])
def test_ctrl_c_is_harmless_only_before_anything_left(
    sent: bool, wanted: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*words: Any, **more: Any) -> Any:
        if sent:
            more["data"].read(10)
        raise KeyboardInterrupt

    web = Web(Service("http://127.0.0.1:9"))
    monkeypatch.setattr(web._writing, "request", stop)
    with pytest.raises(wanted):
        web.post("/tickets", b"x", "text/plain", creates=True)
