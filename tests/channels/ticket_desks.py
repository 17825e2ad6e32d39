"""The four ticket servers of ``channels``, and one that takes everything."""

import json
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
from tests.channels.conftest import Key, Words
from tests.servers import Seen, reply

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
