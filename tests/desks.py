"""Zammad and Open311 GeoReport v2 as small strict servers: what is not in their papers is refused.

Written from docs.zammad.org (api/ticket, api/ticket/articles, api/user) and
wiki.open311.org/GeoReport_v2; no package of either can be had here.
"""

import json
import re
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.servers import Seen, reply

KEY = "key-1"
TIME = "2026-11-20T15:30:00.000Z"
Answer = tuple[int, Any]


class Refused(Exception):
    """An answer of status and body."""


def need(good: bool, status: int, body: Any) -> None:
    if not good:
        raise Refused(status, body)


def answering(desk: Callable[[Seen], Answer]) -> Callable[[BaseHTTPRequestHandler, Seen], None]:
    """A desk as ``tests.servers.web`` wants it."""
    def answer(handler: BaseHTTPRequestHandler, seen: Seen) -> None:
        try:
            status, body = desk(seen)
        except Refused as refused:
            status, body = refused.args
        reply(handler, status, json.dumps(body, ensure_ascii=False).encode())

    return answer


@dataclass
class ZammadDesk:
    """One group «Users», tickets from 31001 on; ids are not numbers. ``elastic`` False: the
    search knows no «number:», as without Elasticsearch."""

    elastic: bool = True
    tickets: list[dict[str, Any]] = field(default_factory=list)
    articles: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, seen: Seen) -> Answer:
        need(seen.headers.get("Authorization") == f"Token token={KEY}", 401,
             {"error": "Authentication required"})
        path, query = urlsplit(seen.path)[2], parse_qs(urlsplit(seen.path).query)
        if seen.method == "POST":
            need(seen.headers.get("Content-Type", "").startswith("application/json"), 415, {})
            body = json.loads(seen.body)
            if path == "/api/v1/tickets":
                return self._created(body)
            need(path == "/api/v1/ticket_articles", 404, {"error": "No route matches"})
            need(any(one["id"] == body.get("ticket_id") for one in self.tickets), 404,
                 {"error": "Couldn't find Ticket"})
            return 201, self._article(body["ticket_id"], body)
        if path == "/api/v1/users/me":
            return 200, {"id": 3, "login": "ivanova@example.ru", "active": True}
        if path == "/api/v1/tickets/search":
            wanted = query["query"][0]
            if self.elastic:
                wanted = wanted.removeprefix("number:")
            return 200, [one for one in self.tickets if wanted in one["number"]]
        found = re.fullmatch(r"/api/v1/(tickets|ticket_articles/by_ticket)/(\d+)", path)
        need(found is not None, 404, {"error": "No route matches"})
        assert found is not None
        mine = [one for one in self.tickets if one["id"] == int(found[2])]
        need(bool(mine), 404, {"error": "Couldn't find Ticket"})
        if found[1] == "tickets":
            return 200, mine[0]
        return 200, [one for one in self.articles if one["ticket_id"] == mine[0]["id"]]

    def _created(self, body: dict[str, Any]) -> Answer:
        for key in ("title", "group", "customer_id", "article"):
            need(bool(body.get(key)), 422, {"error": f"Missing required value for field '{key}'!"})
        need(body["group"] == "Users", 422, {"error": "No lookup value found for 'group'"})
        need(str(body["customer_id"]).startswith("guess:"), 422, {"error": "No such customer"})
        made = {"id": 70 + len(self.tickets), "number": str(31001 + len(self.tickets)),
                "title": body["title"], "state": "new", "updated_at": TIME}
        self.tickets.append(made)
        self._article(made["id"], body["article"])
        return 201, made

    def _article(self, ticket: int, body: dict[str, Any]) -> dict[str, Any]:
        need(bool(body.get("body")), 422, {"error": "Need at least article: { body: \"…\" }"})
        need(body.get("type") in ("note", "web", "phone"), 422, {"error": "type"})
        for one in body.get("attachments", []):
            need(set(one) == {"filename", "data", "mime-type"}, 422, {"error": "attachments"})
            b64decode(one["data"], validate=True)
        made = {"id": 900 + len(self.articles), "ticket_id": ticket, "created_at": TIME,
                "from": "", "sender": "Agent", "internal": False, **body}
        self.articles.append(made)
        return made

    def says(self, text: str, state: str, *, internal: bool = False) -> None:
        """The people of the desk."""
        self.tickets[-1] |= {"state": state, "updated_at": "2026-11-20T16:00:00.000Z"}
        self._article(self.tickets[-1]["id"], {
            "body": text, "type": "note", "from": "Анна", "internal": internal,
            "created_at": "2026-11-20T16:00:00.000Z"})


@dataclass
class Open311Desk:
    """``later``: the first answer has only a token, for which the number is asked then."""

    later: bool = False
    requests: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, seen: Seen) -> Answer:
        path, query = urlsplit(seen.path)[2], parse_qs(urlsplit(seen.path).query)
        form = parse_qs(seen.body.decode()) if seen.method == "POST" else query
        need(form.get("jurisdiction_id") == ["city.example.test"], 400,
             [{"code": 400, "description": "jurisdiction_id was not provided"}])
        if seen.method == "POST" and path == "/v2/requests.json":
            return self._created(seen, form)
        need(seen.method == "GET", 405, [])
        if path == "/v2/services.json":
            return 200, [{"service_code": "042", "service_name": "Порталы", "metadata": False,
                          "type": "realtime", "description": "", "keywords": "", "group": ""}]
        found = re.fullmatch(r"/v2/(requests|tokens)/([^/]+)\.json", path)
        need(found is not None, 404, [{"code": 404, "description": "not found"}])
        assert found is not None
        key = "token" if found[1] == "tokens" else "service_request_id"
        mine = [one for one in self.requests if one[key] == found[2]]
        need(bool(mine), 404, [{"code": 404, "description": f"{key} was not found"}])
        if found[1] == "tokens":
            return 200, [{key: mine[0][key] for key in ("service_request_id", "token")}]
        return 200, mine

    def _created(self, seen: Seen, form: dict[str, list[str]]) -> Answer:
        need(seen.headers.get("Content-Type") == "application/x-www-form-urlencoded", 415, [])
        need(form.get("api_key") == [KEY], 403, [{"code": 403, "description": "Wrong api_key"}])
        need(form.get("service_code") == ["042"], 404,
             [{"code": 404, "description": "service_code was not found"}])
        need(any(one in form for one in ("address_string", "address_id", "lat")), 400,
             [{"code": 400, "description": "address_string: a location is required"}])
        number = str(638344 + len(self.requests))
        self.requests.append({
            "service_request_id": number, "token": f"t-{number}", "status": "open",
            "status_notes": "", "service_code": "042", "agency_responsible": "Город",
            "requested_datetime": "2026-11-20T18:00:00+03:00",
            "updated_datetime": "2026-11-20T18:00:00+03:00",
            "description": form["description"][0], "form": form})
        if self.later:
            return 200, [{"token": f"t-{number}"}]
        return 201, [{"service_request_id": number, "service_notice": "", "account_id": None}]

    def says(self, text: str, status: str) -> None:
        """The people of the city."""
        self.requests[-1] |= {"status": status, "status_notes": text,
                              "updated_datetime": "2026-11-20T19:00:00+03:00"}
