"""One contract over all ticket servers: number back, status and answers, true outcomes."""

import json
import socket
import time
from base64 import b64encode
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from gosupport_cli.channels.open311 import Open311
from gosupport_cli.channels.redmine import Redmine
from gosupport_cli.channels.request_tracker import RequestTracker
from gosupport_cli.channels.ticket_server import Desk
from gosupport_cli.channels.zammad import Zammad
from gosupport_cli.core.delivery import Parcel
from gosupport_cli.core.errors import (
    DeclarationError,
    NoSuchRequest,
    NotDelivered,
    OutcomeUnknown,
)
from gosupport_cli.core.model import Status
from tests.channels.conftest import Key, Words
from tests.servers import Seen, listening, reply, web

Answering = Callable[[BaseHTTPRequestHandler, Seen], None]
KINDS: dict[str, type[Any]] = {
    "rt": RequestTracker, "redmine": Redmine, "zammad": Zammad, "open311": Open311,
}
every = pytest.mark.parametrize("name", list(KINDS))


def desk(name: str, url: str, home: Path, **more: str) -> Desk:
    words = Words(**{
        f"{name}__url": url, "rt__queue": "Support", "redmine__project": "support",
        "zammad__group": "Users", "open311__service": "it", "http__timeout": "1", **more,
    })
    made: Desk = KINDS[name](words, Key(), home, retries=1)
    return made


def send(name: str, url: str, parcel: Callable[..., Parcel], home: Path, **words: Any) -> Any:
    one: Any = desk(name, url, home)
    prepared = one.prepare(parcel(name, files=name != "open311", **words))
    one.unlock()
    return one.deliver(prepared)


def taking(handler: BaseHTTPRequestHandler, seen: Seen) -> None:
    """A service that takes everything and calls it 17."""
    path = seen.path
    if path.startswith("/uploads.json"):
        reply(handler, 201, b'{"upload": {"token": "t-1"}}')
    elif path.startswith("/requests.json"):
        reply(handler, 201, b'[{"service_request_id": "17"}]')
    elif seen.method == "GET" and "search" in path:
        reply(handler, 200, b'[{"id": 5, "number": "17"}]')
    else:
        body = {"id": "17", "issue": {"id": 17}, "number": "17"}
        reply(handler, 201, json.dumps(body).encode())


@every
def test_a_new_ticket_brings_its_number_back(
    name: str, parcel: Callable[..., Parcel], tmp_path: Path
) -> None:
    with web(taking) as (url, seen):
        done = send(name, url, parcel, tmp_path)
    assert (done.outcome, done.ticket) == ("sent", "17")
    assert sum(one.method == "POST" and "upload" not in one.path for one in seen) == 1


@every
def test_what_was_previewed_is_what_arrives(
    name: str, parcel: Callable[..., Parcel], tmp_path: Path
) -> None:
    from urllib.parse import parse_qs

    with web(taking) as (url, seen):
        one: Any = desk(name, url, tmp_path)
        prepared = one.prepare(parcel(name, files=name != "open311"))
        one.deliver(prepared)
    body = seen[-1].body
    shown = next(line.text for line in prepared.preview if line.label == "body")
    if name == "open311":
        assert parse_qs(body.decode())["description"] == [shown]
    elif name == "rt":
        assert body == prepared.payload
        assert json.dumps(shown, ensure_ascii=False)[1:-1].encode() in body
        assert "снимок экрана.png".encode() in body
    else:
        sent = json.loads(body)
        told = json.loads(prepared.payload)
        flat = json.dumps(sent, ensure_ascii=False)
        assert json.dumps(shown, ensure_ascii=False)[1:-1] in flat
        if name == "redmine":
            assert sent["issue"].pop("uploads")[0]["filename"] == "снимок экрана.png"
        assert sent == told


@every
def test_preparing_touches_no_network_and_no_secret(
    name: str, parcel: Callable[..., Parcel], tmp_path: Path
) -> None:
    one: Any = desk(name, "http://127.0.0.1:9", tmp_path)
    prepared = one.prepare(parcel(name, files=False))
    assert one.secrets.asked == []
    assert prepared.digest == one.prepare(parcel(name, files=False)).digest


@every
def test_without_an_address_it_is_not_set_up(
    name: str, parcel: Callable[..., Parcel], tmp_path: Path
) -> None:
    one: Any = desk(name, "", tmp_path)
    with pytest.raises(DeclarationError) as told:
        one.prepare(parcel(name, files=False))
    assert told.value.values["key"] == f"{name}.url"


@every
@pytest.mark.parametrize(("status", "wanted", "code"), [
    (400, NotDelivered, "server-refused"), (401, NotDelivered, "server-key-refused"),
    (403, NotDelivered, "server-forbidden"), (404, NotDelivered, "server-not-there"),
    (413, NotDelivered, "server-too-large"), (422, NotDelivered, "server-refused"),
    (429, NotDelivered, "server-busy"), (503, NotDelivered, "server-busy"),
    (500, OutcomeUnknown, "server-unknown"), (502, OutcomeUnknown, "server-unknown"),
])
def test_a_refusal_has_its_true_outcome_and_is_tried_once(
    name: str, status: int, wanted: type[Exception], code: str,
    parcel: Callable[..., Parcel], tmp_path: Path,
) -> None:
    def refusing(handler: BaseHTTPRequestHandler, seen: Seen) -> None:
        reply(handler, status, b'{"message": "no"}', Retry_After="0")

    with web(refusing) as (url, seen), pytest.raises(wanted) as told:
        one: Any = desk(name, url, tmp_path)
        one.deliver(one.prepare(parcel(name, files=False)))
    assert getattr(told.value, "code", "") == code
    assert len(seen) == 1


def _drop(handler: BaseHTTPRequestHandler, _: Seen) -> None:
    import struct

    linger = struct.pack("ii", 1, 0)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    handler.close_connection = True
    handler.connection.close()


def _hang(handler: BaseHTTPRequestHandler, _: Seen) -> None:
    time.sleep(2.5)
    handler.close_connection = True


def _page(handler: BaseHTTPRequestHandler, _: Seen) -> None:
    reply(handler, 200, "<html>Войдите в сеть</html>".encode(), Content_Type="text/html")


def _endless(handler: BaseHTTPRequestHandler, _: Seen) -> None:
    handler.send_response(201)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"x" * 65536)
    except OSError:
        handler.close_connection = True


def _garbage(handler: BaseHTTPRequestHandler, _: Seen) -> None:
    handler.wfile.write(b"\xff\xfe nonsense\r\n\r\n")
    handler.close_connection = True


@every
@pytest.mark.parametrize("trouble", [_drop, _hang, _page, _endless, _garbage])
def test_a_lost_answer_is_unknown_and_nothing_is_repeated(
    name: str, trouble: Answering, parcel: Callable[..., Parcel], tmp_path: Path
) -> None:
    with web(trouble) as (url, seen), pytest.raises(OutcomeUnknown):
        one: Any = desk(name, url, tmp_path)
        one.deliver(one.prepare(parcel(name, files=False)))
    assert len(seen) == 1


@every
def test_nobody_listens_so_nothing_was_sent(
    name: str, parcel: Callable[..., Parcel], tmp_path: Path
) -> None:
    with listening(lambda one: None) as port:
        pass
    with pytest.raises(NotDelivered) as told:
        send(name, f"http://127.0.0.1:{port}", parcel, tmp_path)
    assert told.value.code == "server-no-connection"


@every
def test_a_redirect_to_another_host_gets_no_key(
    name: str, parcel: Callable[..., Parcel], tmp_path: Path
) -> None:
    with web(taking) as (other, elsewhere):
        def away(handler: BaseHTTPRequestHandler, seen: Seen) -> None:
            reply(handler, 302, Location=other + seen.path)

        with web(away) as (url, _):
            one: Any = desk(name, url, tmp_path)
            with pytest.raises(NotDelivered) as told:
                one.deliver(one.prepare(parcel(name, files=False)))
            assert told.value.code == "server-redirects"
            with pytest.raises(NotDelivered):
                one.read("17")
        assert elsewhere == []


def test_reading_is_repeated_when_the_service_is_busy(tmp_path: Path) -> None:
    calls: list[int] = []

    def busy(handler: BaseHTTPRequestHandler, seen: Seen) -> None:
        calls.append(1)
        if len(calls) == 1:
            reply(handler, 503, b"", Retry_After="0")
        else:
            reply(handler, 200, b'{"issue": {"id": 17, "status": {"name": "New"}}}')

    with web(busy) as (url, _):
        found = desk("redmine", url, tmp_path).read("17")  # type: ignore[attr-defined]
    assert (found.status, len(calls)) == (Status.WAITING, 2)


@every
def test_an_unknown_number_is_said_to_be_unknown(name: str, tmp_path: Path) -> None:
    def nothing(handler: BaseHTTPRequestHandler, seen: Seen) -> None:
        if "search" in seen.path:
            reply(handler, 200, b"[]")
        else:
            reply(handler, 404, b"")

    with web(nothing) as (url, _), pytest.raises(NoSuchRequest):
        desk(name, url, tmp_path).read("99")  # type: ignore[attr-defined]


READABLE: dict[str, dict[str, object]] = {
    "rt": {
        "/history": {"items": [
            {"id": "7", "type": "transaction", "Type": "Correspond", "Creator": {"id": "anna"},
             "Created": "2026-11-20T15:00:00Z"},
            {"id": "8", "Type": "EmailRecord", "Creator": {"id": "RT_System"}}], "pages": 1},
        "/attachments": {"items": [
            {"id": "3", "ContentType": "text/plain", "TransactionId": {"id": "7"}},
            {"id": "4", "ContentType": "text/plain", "TransactionId": {"id": "8"}}], "pages": 1},
        "/attachment/3": {"Content": b64encode("Уточните время.".encode()).decode()},
        "/ticket/17": {"id": 17, "Status": "stalled", "LastUpdated": "2026-11-20T15:00:00Z"},
    },
    "redmine": {"/issues/17.json": {"issue": {
        "id": 17, "status": {"name": "Обратная связь"}, "updated_on": "2026-11-20T15:00:00Z",
        "journals": [
            {"id": 7, "user": {"name": "Анна"}, "notes": "Уточните время.",
             "created_on": "2026-11-20T15:00:00Z"},
            {"id": 8, "user": {"name": "Анна"}, "notes": "между нами", "private_notes": True}]}}},
    "zammad": {
        "/search": [{"id": 5, "number": "17"}],
        "/tickets/5": {"id": 5, "number": "17", "state": "open",
                       "updated_at": "2026-11-20T15:00:00Z"},
        "/by_ticket/5": [
            {"id": 1, "sender": "Customer", "body": "наше"},
            {"id": 7, "sender": "Agent", "from": "Анна", "body": "Уточните время.",
             "created_at": "2026-11-20T15:00:00Z"},
            {"id": 8, "sender": "Agent", "body": "между нами", "internal": True}],
    },
    "open311": {"/requests/17.json": [{
        "service_request_id": "17", "status": "open", "status_notes": "Уточните время.",
        "agency_responsible": "Анна", "updated_datetime": "2026-11-20T15:00:00Z"}]},
}
EXPECTED = {"rt": Status.NEEDS_INFO, "redmine": Status.NEEDS_INFO,
            "zammad": Status.IN_PROGRESS, "open311": Status.IN_PROGRESS}


@every
def test_status_and_answers_are_read(name: str, tmp_path: Path) -> None:
    def library(handler: BaseHTTPRequestHandler, seen: Seen) -> None:
        path = seen.path.partition("?")[0]
        for end, shape in READABLE[name].items():
            if path.endswith(end):
                return reply(handler, 200, json.dumps(shape).encode())
        return reply(handler, 404)

    with web(library) as (url, _):
        found = desk(name, url, tmp_path).read("17")  # type: ignore[attr-defined]
    assert found.status is EXPECTED[name]
    assert [one.text for one in found.answers] == ["Уточните время."]
    assert found.answers[0].at is not None


@pytest.mark.parametrize("name", ["rt", "redmine", "zammad"])
def test_a_reply_goes_into_the_same_ticket(
    name: str, parcel: Callable[..., Parcel], tmp_path: Path
) -> None:
    with web(taking) as (url, seen):
        done = send(name, url, parcel, tmp_path, ticket="17")
    assert done.ticket == "17"
    assert "17" in seen[-1].path or json.loads(seen[-1].body)["ticket_id"] == 5


@every
@pytest.mark.parametrize("trouble", [_page, _endless, _garbage, _drop, _hang])
def test_reading_ends_in_words_whatever_comes(
    name: str, trouble: Answering, tmp_path: Path
) -> None:
    with web(trouble) as (url, _), pytest.raises(NotDelivered):
        desk(name, url, tmp_path).read("17")  # type: ignore[attr-defined]
