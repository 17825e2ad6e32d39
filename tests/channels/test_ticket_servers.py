"""One contract over all ticket servers: a number comes back, outcomes are true."""

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from gosupport_cli.core.delivery import Parcel
from gosupport_cli.core.errors import (
    DeclarationError,
    NotDelivered,
    OutcomeUnknown,
)
from tests.channels.ticket_desks import Answering, desk, every, send, taking
from tests.channels.troubles import drop, endless, garbage, hang, page
from tests.servers import Seen, listening, reply, web


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


@every
@pytest.mark.parametrize("trouble", [drop, hang, page, endless, garbage])
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


@pytest.mark.parametrize("name", ["rt", "redmine", "zammad"])
def test_a_reply_goes_into_the_same_ticket(
    name: str, parcel: Callable[..., Parcel], tmp_path: Path
) -> None:
    with web(taking) as (url, seen):
        done = send(name, url, parcel, tmp_path, ticket="17")
    assert done.ticket == "17"
    assert "17" in seen[-1].path or json.loads(seen[-1].body)["ticket_id"] == 5
