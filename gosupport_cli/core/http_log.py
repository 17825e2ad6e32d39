"""One HTTP exchange of a HAR file, reduced to what helps the support (DOMAIN §6).

An allow-list, not a block-list: whatever is not known to be harmless stays behind, so that a
new header or field of a browser cannot leak. Pure: values in, values out.
"""

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.later import later
from gosupport_cli.core.redaction import cut_secrets, mask_found

REMOVED = "[удалено]"
# Harmless in both directions, and useful: what was asked for, by whose clock, by which server.
KEPT_HEADERS = frozenset(
    ("accept", "accept-language", "cache-control", "content-encoding", "content-length",
     "content-type", "date", "retry-after", "server", "user-agent", "x-trace-id")
)
# Keys of a JSON answer that name the error; whole names only, so «code» does not match.
_ERROR_KEYS = ("errorCode", "errorMessage", "traceId", "trace_id", "error", "message")
_ESIA = later(r"ESIA-\d{6}")
# In a record of a machine the compact form counts for mobile numbers only: orders have 11 digits.
_ANY_PHONE = later(
    r"(?<![\w.+-])(?!8\D{0,2}800)(?:\+7[ (-]{0,2}\d{3}[ )-]{0,2}\d{3}[ -]?\d\d[ -]?\d\d|"
    r"[78]9\d{9}|[78][ -]?\(?9\d\d\)?[ -]\d{3}[ -]?\d\d[ -]?\d\d)(?![\w-])"
)
_ANY_MAIL = later(r"[\w.+-]{1,64}@[\w-]{1,60}(?:\.[\w-]{1,60}){0,4}\.[a-zа-я]{2,10}(?![\w@-])",
                  re.IGNORECASE)
_OFFICE = later(r"gosus|госус|digital\.gov|no-?reply|support|help", re.IGNORECASE)
_LONGEST_ERROR_BODY = 16 * 1024  # characters; a longer answer is a page, not an error
_LONGEST_VALUE = 300  # characters of one kept string


class Failure(Frozen):
    """A request that went wrong: time as the HAR gives it, link without query."""

    at: str
    method: str
    url: str
    status: int
    trace_id: str = ""
    esia: str = ""
    message: str = ""


def clean_url(url: str) -> str:
    """Scheme, host and path; query, fragment and user names are dropped, secrets cut out."""
    return bare_url(url, safe_path)


def bare_url(url: str, clean: Callable[[str], str]) -> str:
    """The same with another way to ``clean`` the path."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.port:
            host += f":{parts.port}"
    except ValueError:
        return REMOVED
    if parts.scheme not in ("http", "https", "ws", "wss"):
        return f"{parts.scheme}:{REMOVED}"
    return urlunsplit((parts.scheme, host, clean(parts.path), "", ""))


def safe_text(text: str) -> str:
    """``text`` without secrets and with private numbers masked, cut to one screen line."""
    return _masked(text[: 4 * _LONGEST_VALUE])[:_LONGEST_VALUE]


def safe_path(path: str) -> str:
    """A path as it is; decoded and masked when it names a person: «/users/79000000001»."""
    plain = path[: 4 * _LONGEST_VALUE]
    masked = _masked(plain)
    if "%" in plain:
        decoded = unquote(unquote(plain))
        # What is encoded reads otherwise: «ivanova%40example.ru».
        masked = masked if _masked(decoded) == decoded else _masked(decoded)
    return masked[:_LONGEST_VALUE]


def without_contacts(text: str) -> str:
    """``text`` of a machine without phones and addresses of people, whoever they belong to."""
    return _ANY_MAIL.sub(
        lambda one: one.group() if _OFFICE.search(one.group()) else "[почта]",
        _ANY_PHONE.sub("[телефон]", text),
    )


def _masked(text: str) -> str:
    return without_contacts(mask_found(cut_secrets(text).text).text)


def clean_entry(entry: Mapping[str, Any]) -> dict[str, Any]:
    """One valid HAR 1.2 entry with only what the allow-list knows."""
    request, response = _mapping(entry, "request"), _mapping(entry, "response")
    return {
        "startedDateTime": safe_text(str(entry.get("startedDateTime", ""))),
        "time": _number(entry.get("time")),
        "request": {
            "method": safe_text(str(request.get("method", ""))),
            "url": clean_url(str(request.get("url", ""))),
            "httpVersion": safe_text(str(request.get("httpVersion", ""))),
            "cookies": [],
            "headers": _headers(request),
            "queryString": [
                {"name": safe_text(str(pair.get("name", ""))), "value": REMOVED}
                for pair in _mappings(request, "queryString")
            ],
            "headersSize": -1,
            "bodySize": _number(request.get("bodySize"), -1),
        },
        "response": {
            "status": int(_number(response.get("status"))),
            "statusText": safe_text(str(response.get("statusText", ""))),
            "httpVersion": safe_text(str(response.get("httpVersion", ""))),
            "cookies": [],
            "headers": _headers(response),
            "content": _content(response),
            "redirectURL": clean_url(str(response["redirectURL"]))
            if response.get("redirectURL")
            else "",
            "headersSize": -1,
            "bodySize": _number(response.get("bodySize"), -1),
        },
        "cache": {},
        "timings": {
            name: _number(_mapping(entry, "timings").get(name), -1)
            for name in ("send", "wait", "receive")
        },
    }


def failure_of(entry: Mapping[str, Any]) -> Failure | None:
    """What went wrong in a *cleaned* entry; None when nothing did."""
    response = entry["response"]
    status, text = response["status"], response["content"].get("text", "")
    esia = _ESIA.search(text)
    if 0 < status < 400 and not esia:
        return None
    headers = {pair["name"].lower(): pair["value"] for pair in response["headers"]}
    body = json.loads(text) if text else {}
    return Failure(
        at=entry["startedDateTime"],
        method=entry["request"]["method"],
        url=entry["request"]["url"],
        status=status,
        trace_id=headers.get("x-trace-id") or body.get("traceId") or body.get("trace_id") or "",
        esia=esia.group() if esia else "",
        message=body.get("errorMessage") or body.get("message") or body.get("error") or "",
    )


def _headers(side: Mapping[str, Any]) -> list[dict[str, str]]:
    return [
        {"name": str(pair["name"]), "value": safe_text(str(pair.get("value", "")))}
        for pair in _mappings(side, "headers")
        if str(pair.get("name", "")).lower() in KEPT_HEADERS
    ]


def _content(response: Mapping[str, Any]) -> dict[str, Any]:
    content = _mapping(response, "content")
    kept: dict[str, Any] = {
        "size": _number(content.get("size")),
        "mimeType": safe_text(str(content.get("mimeType", ""))),
    }
    errors = dict(_error_values(_json_of(content)))
    if errors:
        kept["text"] = json.dumps(errors, ensure_ascii=False)
    return kept


def _json_of(content: Mapping[str, Any]) -> Any:
    text = str(content.get("text", ""))
    if not text or len(text) > _LONGEST_ERROR_BODY or "json" not in str(content.get("mimeType")):
        return None
    try:
        if content.get("encoding") == "base64":
            text = base64.b64decode(text, validate=True).decode("utf-8")
        return json.loads(text)
    except (ValueError, binascii.Error, RecursionError):
        return None


def _error_values(body: Any, depth: int = 0) -> Iterator[tuple[str, str]]:
    """The values of error keys on the top level and in ``errorDetail`` and the like."""
    if not isinstance(body, Mapping) or depth > 2:
        return
    for key, value in body.items():
        if isinstance(value, Mapping):
            yield from _error_values(value, depth + 1)
        elif key in _ERROR_KEYS and isinstance(value, str):
            yield key, safe_text(value)


def _mapping(holder: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = holder.get(key)
    return value if isinstance(value, Mapping) else {}


def _mappings(holder: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = holder.get(key)
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _number(value: Any, otherwise: float = 0) -> float:
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else otherwise
