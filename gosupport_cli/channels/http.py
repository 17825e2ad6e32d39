"""One web service, with its key: what it may cost in time and bytes, and what an answer proves.

Only reading is repeated. Redirects are followed only to the same origin, so that a key never
reaches another host. Certificates come from the system's store, plus one file of the settings.
"""

import json
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
import truststore
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from gosupport_cli import __version__
from gosupport_cli.core.errors import DeclarationError, NotDelivered, OutcomeUnknown
from gosupport_cli.core.settings import is_loopback

LARGEST = 8 * 1024 * 1024  # bytes of one answer
_MOST_WAIT = 20.0  # seconds that a Retry-After is obeyed
_NOT_PROCESSED = frozenset({501, 503})


@dataclass(frozen=True)
class Service:
    """Where it is and how to speak to it. ``headers`` carry the key; ``file`` is the settings
    file, for errors."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    timeout: float = 30.0
    ca_file: str = ""
    proxy: str = ""
    file: str = ""


@dataclass(frozen=True)
class Answer:
    """Status, body and the one header that matters."""

    status: int
    body: bytes
    location: str = ""

    def json(self) -> Any:
        """Raises ValueError for anything but JSON, an HTML page for instance."""
        return json.loads(self.body.decode("utf-8"))


class _Lost(Exception):
    """No usable answer. ``left``: whether the request may have reached the service."""

    def __init__(self, code: str, *, left: bool, said: str = "") -> None:
        super().__init__(code)
        self.code, self.left, self.said = code, left, said


class _Patient(Retry):
    """Obeys Retry-After, but not for hours."""

    def get_retry_after(self, response: Any) -> float | None:
        wanted = super().get_retry_after(response)
        return None if wanted is None else min(float(wanted), _MOST_WAIT)


class _Verified(HTTPAdapter):
    """The system's certificate store plus one file; verification cannot be turned off."""

    def __init__(self, context: ssl.SSLContext, retries: Retry) -> None:
        self._context = context
        super().__init__(max_retries=retries)

    def init_poolmanager(self, *args: Any, **words: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **words)

    def proxy_manager_for(self, proxy: str, **words: Any) -> Any:
        return super().proxy_manager_for(proxy, ssl_context=self._context, **words)


class Web:
    """Speaks to one service; every method names what happened in an error of ``core``."""

    def __init__(self, service: Service, *, retries: int = 3) -> None:
        host = urlsplit(service.url).hostname or ""
        if service.headers and service.url.startswith("http:") and not is_loopback(host):
            raise DeclarationError("setting-url-not-safe", file=service.file, line=0, key="url")
        self._service = service
        self._host = host
        context = _context(service)
        self._reading = self._session(context, _Patient(
            total=retries, connect=retries, read=retries, status=retries, redirect=0, other=0,
            status_forcelist=(429, 502, 503, 504), allowed_methods=frozenset({"GET"}),
            backoff_factor=0.3, respect_retry_after_header=True, raise_on_status=False,
        ))
        self._writing = self._session(context, Retry(total=0, redirect=0))

    def get(self, path: str, params: Mapping[str, str] | None = None) -> Answer:
        """Read; repeated when the service is busy. Raises NotDelivered with the reason."""
        url = self._url(path)
        for _ in range(4):
            try:
                answer = self._once(self._reading, "GET", url, params=params)
            except _Lost as lost:
                raise self._not_read(lost.code, lost.said) from None
            if answer.status not in (301, 302, 303, 307, 308):
                break
            url, params = self._same_origin(url, answer.location), None
        if not 200 <= answer.status < 300:
            raise self.refused(answer)
        return answer

    def post(self, path: str, body: bytes, kind: str, *, creates: bool, method: str = "POST",
             params: Mapping[str, str] | None = None) -> Answer:
        """Write, once. With ``creates`` a lost answer raises OutcomeUnknown: it may have been
        done. Raises NotDelivered when it surely was not."""
        try:
            answer = self._once(self._writing, method, self._url(path), params=params, data=body,
                                headers={"Content-Type": kind})
        except _Lost as lost:
            if lost.left and creates:
                raise OutcomeUnknown("server-unknown", host=self._host) from None
            raise NotDelivered(lost.code, host=self._host, said=lost.said) from None
        if 200 <= answer.status < 300:
            return answer
        if answer.status >= 500 and answer.status not in _NOT_PROCESSED and creates:
            raise OutcomeUnknown("server-unknown", host=self._host)
        raise self.refused(answer)

    def refused(self, answer: Answer) -> NotDelivered:
        """What the service's refusal means in plain words."""
        code = {
            401: "server-key-refused", 403: "server-forbidden", 404: "server-not-there",
            413: "server-too-large", 429: "server-busy", 503: "server-busy",
        }.get(answer.status, "server-refused")
        if 300 <= answer.status < 400:
            code = "server-redirects"
        return NotDelivered(code, host=self._host, status=answer.status, said=_said(answer))

    def _url(self, path: str) -> str:
        return self._service.url.rstrip("/") + path

    def _same_origin(self, url: str, location: str) -> str:
        there = urljoin(url, location)
        if urlsplit(there)[:2] != urlsplit(url)[:2] or not location:
            raise NotDelivered("server-redirects", host=self._host, status=302, said="")
        return there

    def _session(self, context: ssl.SSLContext, retries: Retry) -> requests.Session:
        session = requests.Session()
        session.trust_env = False  # no .netrc, no proxy but ours
        session.headers.update({"User-Agent": f"gosupport/{__version__}",
                                "Accept": "application/json", **self._service.headers})
        if self._service.proxy and not is_loopback(self._host):
            session.proxies = {"http": self._service.proxy, "https": self._service.proxy}
        adapter = _Verified(context, retries)
        session.mount("https://", adapter)
        session.mount("http://", HTTPAdapter(max_retries=retries))
        return session

    def _once(self, session: requests.Session, method: str, url: str, **words: Any) -> Answer:
        wait = self._service.timeout
        try:
            with session.request(method, url, stream=True, allow_redirects=False,
                                 timeout=(min(wait, 15.0), wait), **words) as response:
                body = _body(response, time.monotonic() + wait * 2)
                return Answer(response.status_code, body, response.headers.get("Location", ""))
        except (requests.exceptions.SSLError, urllib3.exceptions.SSLError) as error:
            raise _Lost("server-certificate", left=False, said=_short(error)) from None
        except requests.exceptions.ProxyError as error:
            raise _Lost("server-proxy", left=False, said=_short(error)) from None
        except requests.exceptions.ConnectTimeout:
            raise _Lost("server-no-connection", left=False) from None
        except requests.exceptions.ReadTimeout:
            raise _Lost("server-silent", left=True) from None
        except requests.exceptions.ConnectionError as error:
            left = not _never_left(error)
            raise _Lost("server-broken-off" if left else "server-no-connection", left=left) \
                from None
        except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError) as error:
            raise _Lost("server-garbage", left=True, said=_short(error)) from None

    def _not_read(self, code: str, said: str) -> NotDelivered:
        return NotDelivered(code, host=self._host, said=said)


def read_json(answer: Answer, host: str) -> Any:
    """JSON of something read. Raises NotDelivered for a page or garbage."""
    try:
        return answer.json()
    except (ValueError, RecursionError):
        raise NotDelivered("server-not-json", host=host) from None


def _context(service: Service) -> ssl.SSLContext:
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if service.ca_file:
        try:
            context.load_verify_locations(cafile=str(Path(service.ca_file).expanduser()))
        except (OSError, ssl.SSLError):
            raise DeclarationError(
                "ca-file-unreadable", file=service.file, line=0, value=service.ca_file
            ) from None
    return context


def _body(response: requests.Response, deadline: float) -> bytes:
    """The body as far as it is sensible; an endless one is cut off."""
    got = bytearray()
    for piece in response.iter_content(64 * 1024):
        got += piece
        if len(got) > LARGEST or time.monotonic() > deadline:
            raise _Lost("server-endless", left=True)
    return bytes(got)


def _never_left(error: requests.exceptions.ConnectionError) -> bool:
    """The connection was never made, so nothing can have arrived."""
    reason = getattr(error.args[0], "reason", error.args[0]) if error.args else None
    return isinstance(
        reason,
        (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError,
         urllib3.exceptions.NameResolutionError),
    )


def _said(answer: Answer) -> str:
    """The service's own words, when they are JSON; a page is not repeated."""
    try:
        data = answer.json()
    except (ValueError, RecursionError):
        return ""
    if isinstance(data, dict):
        data = data.get("message") or data.get("errors") or data.get("error") or ""
    if isinstance(data, list):
        data = "; ".join(
            str(one.get("description", "")) if isinstance(one, dict) else str(one) for one in data
        )
    return _short(data)


def _short(said: object) -> str:
    text = "".join(sign if sign.isprintable() else " " for sign in str(said))
    return " ".join(text.split())[:200]
