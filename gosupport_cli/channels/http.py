"""One web service, with its key: what it may cost in time and bytes, and what an answer proves.

Only reading is repeated. Redirects are followed only to the same origin, so that a key never
reaches another host. Certificates come from the system's store, plus one file of the settings.
"""

import io
import json
import math
import ssl
import time
from collections.abc import Mapping
from dataclasses import field
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from gosupport_cli import __version__
from gosupport_cli.channels.connection import trusted
from gosupport_cli.core.errors import (
    DeclarationError,
    GosupportError,
    Interrupted,
    NotDelivered,
    OutcomeUnknown,
)
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.settings import is_loopback

LARGEST = 8 * 1024 * 1024  # bytes of one answer
_MOST_WAIT = 20.0  # seconds that a Retry-After is obeyed
_NOT_PROCESSED = frozenset({501, 503})


class Service(Frozen):
    """Where it is and how to speak to it. ``headers`` carry the key; ``file`` is the settings
    file, for errors."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    timeout: float = 30.0
    ca_file: str = ""
    proxy: str = ""
    file: str = ""


class Answer(Frozen):
    """Status, body and the headers that matter."""

    status: int
    body: bytes
    location: str = ""
    retry_after: str = ""

    def json(self) -> Any:
        """Raises ValueError for anything but JSON, an HTML page for instance."""
        return json.loads(self.body.decode("utf-8"))


class _Lost(Exception):
    """No usable answer. ``left``: whether the request may have reached the service."""

    def __init__(self, code: str, *, left: bool, said: str = "") -> None:
        super().__init__(code)
        self.code, self.left, self.said = code, left, said


class _Outgoing(io.BytesIO):
    """What is written, and whether any of it may have left: it is read only once the connection
    stands, with the proxy's tunnel and TLS."""

    left = False

    def read(self, size: int | None = -1) -> bytes:
        self.left = True
        return super().read(size)


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
        context = trusted(service.ca_file, service.file)
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
                raise self._failed(lost) from None
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
            raise self._failed(lost) from None
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
        minutes = _minutes(answer.retry_after)
        if code == "server-busy" and minutes > 1:
            return NotDelivered("server-busy-long", host=self._host, minutes=minutes)
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
        if self._service.proxy:
            session.proxies = {"http": self._service.proxy, "https": self._service.proxy}
        adapter = _Verified(context, retries)
        session.mount("https://", adapter)
        session.mount("http://", HTTPAdapter(max_retries=retries))
        return session

    def _once(self, session: requests.Session, method: str, url: str, data: bytes = b"",
              **words: Any) -> Answer:
        wait, body = self._service.timeout, _Outgoing(data)
        try:
            with session.request(method, url, stream=True, allow_redirects=False,
                                 data=body if data else None,
                                 timeout=(min(wait, 15.0), wait), **words) as response:
                got = _body(response, time.monotonic() + wait * 2)
                return Answer(response.status_code, got, response.headers.get("Location", ""),
                              response.headers.get("Retry-After", ""))
        except KeyboardInterrupt:
            raise _Lost("interrupted", left=body.left) from None
        except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError) as error:
            raise _Lost(self._why(error, body.left), left=body.left, said=_cause(error)) from None

    def _why(self, error: Exception, left: bool) -> str:
        """The code of what went wrong; the most telling cause first."""
        kinds = requests.exceptions
        if isinstance(error, kinds.SSLError | urllib3.exceptions.SSLError) and not left:
            return "server-certificate"
        if self._service.proxy and not left:
            return "server-proxy"
        if isinstance(error, kinds.ReadTimeout):
            return "server-silent"
        if isinstance(error, kinds.ConnectionError):
            return "server-broken-off" if left or _reached(error) else "server-no-connection"
        return "server-garbage"

    def _failed(self, lost: _Lost) -> GosupportError:
        if lost.code == "interrupted":
            return Interrupted(lost.code)
        return NotDelivered(lost.code, host=self._host, said=lost.said)


def read_json(answer: Answer, host: str) -> Any:
    """JSON of something read. Raises NotDelivered for a page or garbage."""
    try:
        return answer.json()
    except (ValueError, RecursionError):
        raise NotDelivered("server-not-json", host=host) from None


def _body(response: requests.Response, deadline: float) -> bytes:
    """The body as far as it is sensible; one without end, or drop by drop, is cut off."""
    got = bytearray()
    while piece := response.raw.read1(64 * 1024, decode_content=True):
        got += piece
        if len(got) > LARGEST or time.monotonic() > deadline:
            raise _Lost("server-endless", left=True)
    return bytes(got)


def _cause(error: BaseException) -> str:
    """What the system or the proxy said in the end, "" when only libraries spoke."""
    inner = getattr(error, "reason", None)
    if not isinstance(inner, BaseException):
        inner = next((one for one in reversed(error.args) if isinstance(one, BaseException)),
                     error.__cause__)
    if inner is not None:
        return _cause(inner)
    if isinstance(error, ssl.SSLCertVerificationError):
        return _short(error.verify_message)
    return _short(error.strerror or error) if isinstance(error, OSError) else ""


def _reached(error: requests.exceptions.ConnectionError) -> bool:
    """Whether there was a connection at all."""
    reason = getattr(error.args[0], "reason", error.args[0]) if error.args else None
    never = (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError)
    return not isinstance(reason, never)


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


def _minutes(retry_after: str) -> int:
    """How long a busy service wants to be left alone; 0 when it does not say."""
    try:
        return math.ceil(Retry().parse_retry_after(retry_after) / 60) if retry_after else 0
    except urllib3.exceptions.HTTPError:
        return 0


def _short(said: object) -> str:
    text = "".join(sign if sign.isprintable() else " " for sign in str(said))
    return " ".join(text.split())[:200]
