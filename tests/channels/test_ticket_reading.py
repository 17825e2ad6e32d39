"""One contract over all ticket servers: status and answers are read, and reading ends in words."""

import json
from base64 import b64encode
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from gosupport_cli.core.errors import (
    NoSuchRequest,
    NotDelivered,
)
from gosupport_cli.core.model import Status
from tests.channels.ticket_desks import Answering, desk, every
from tests.channels.troubles import drop, endless, garbage, hang, page
from tests.servers import Seen, reply, web


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


@every
@pytest.mark.parametrize("trouble", [page, endless, garbage, drop, hang])
def test_reading_ends_in_words_whatever_comes(
    name: str, trouble: Answering, tmp_path: Path
) -> None:
    with web(trouble) as (url, _), pytest.raises(NotDelivered):
        desk(name, url, tmp_path).read("17")  # type: ignore[attr-defined]
