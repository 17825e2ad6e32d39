"""What was seen on the way to a server, and what that means: pure rules of ``doctor``.

A ``Trace`` is what one attempt saw; ``judge`` turns all traces into checks. A check has a
``code`` (its words are ``doctor.<code>.message`` and ``.fix``) and ``values`` for them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from datetime import UTC, datetime
from typing import Literal

from gosupport_cli.core.domains import is_official
from gosupport_cli.core.errors import GosupportError
from gosupport_cli.core.frozen import Frozen

State = Literal["ok", "warning", "problem", "unknown"]
# How one step of the way ended; "" means that it was not reached.
Step = Literal[
    "", "ok", "no-name", "no-network", "refused", "reset", "timeout", "unreachable", "other", "late"
]
Trust = Literal[
    "", "ok", "wrong-name", "expired", "not-yet", "unknown-authority", "reset", "timeout", "broken"
]


class Place(Frozen):
    """A server to try. ``connect``: where it really is, when not where DNS says (tests).

    ``tls`` False: the plain door of a captive portal; only its redirect is looked at.
    """

    host: str
    port: int = 443
    connect: tuple[str, int] | None = None
    tls: bool = True


class Certificate(Frozen):
    """Who signed for the server, and until when."""

    issuer: str
    subject: str
    until: datetime | None = None


class Trace(Frozen):
    """What one attempt saw, step by step."""

    place: Place
    dns: Step = ""
    addresses: tuple[str, ...] = ()
    tcp4: Step = ""
    tcp6: Step = ""
    tls: Trust = ""
    certificate: Certificate | None = None
    http: Step = ""
    status: int = 0
    redirect: str = ""  # the other host that a redirect names; never followed
    refuses: bool = False  # «доступ ограничен…» in the answer
    server_time: datetime | None = None
    seen_at: datetime | None = None
    proxy: str = ""  # host and port of the proxy that was asked
    proxy_status: int = 0
    seconds: float = 0.0

    @property
    def tcp(self) -> Step:
        """The better of both families."""
        return self.tcp4 if self.tcp4 == "ok" or self.tcp6 != "ok" else self.tcp6


class Check(Frozen):
    """One line of the diagnosis."""

    id: str
    state: State
    code: str
    values: Mapping[str, str] = field(default_factory=dict)
    evidence: str = ""
    error: GosupportError | None = None  # what a file of the person's is refused for


# state, code, detail; None where the attempt did not come that far.
Verdict = tuple[State, str, str] | None
Rule = Callable[[Trace], Verdict]


def judge(traces: Sequence[Trace]) -> tuple[Check, ...]:
    """Checks in the order of the way: name, connection, certificate, answer, clock."""
    if not traces:
        return ()
    main = [trace for trace in traces if trace.place.tls]
    if _offline(main):
        return (Check("dns", "problem", "dns-none", evidence=_each(main, "dns")),)
    checks = [
        *_grouped(main, "dns", _dns),
        *_grouped(main, "tcp", _tcp),
        *_grouped(main, "tls", _tls),
        *_grouped(main, "http", _http),
    ]
    checks += [_captive(traces), _family(main), _clock(main)]
    return tuple(checks)


def _offline(traces: Sequence[Trace]) -> bool:
    """No name at all is found: the network is away. One unknown name may be a slip."""
    if len(traces) == 1 and traces[0].dns == "no-name":
        return False
    return all(trace.dns in ("no-name", "no-network", "timeout", "late") for trace in traces)


def _grouped(traces: Sequence[Trace], step: str, rule: Rule) -> list[Check]:
    """One check for each verdict, naming the hosts that share it."""
    found: dict[tuple[State, str, str], list[Trace]] = {}
    for trace in traces:
        verdict = rule(trace)
        if verdict:
            state, code, detail = verdict
            found.setdefault((state, code, detail), []).append(trace)
    return [
        Check(step, state, code,
              {"hosts": ", ".join(trace.place.host for trace in same), "detail": detail},
              _each(same, step))
        for (state, code, detail), same in found.items()
    ]


def _dns(trace: Trace) -> Verdict:
    if not trace.dns:
        return None
    if trace.dns == "ok":
        return "ok", "dns-ok", ""
    if trace.dns in ("other", "no-network"):  # others have a name: the network is there
        return "unknown", "dns-unknown", ""
    return "problem", "late" if trace.dns in ("late", "timeout") else "dns-no-name", ""


def _tcp(trace: Trace) -> Verdict:
    if trace.proxy_status == 407:
        return "warning", "proxy-login", trace.proxy
    if trace.proxy_status and trace.proxy_status != 200:
        return "problem", "proxy-refuses", f"{trace.proxy}, {trace.proxy_status}"
    if not trace.tcp:
        return None
    if trace.tcp == "ok":
        return "ok", "tcp-ok", ""
    if trace.proxy:
        return "problem", "proxy-silent", trace.proxy
    code = trace.tcp if trace.tcp in ("refused", "reset", "timeout") else "unreachable"
    return "problem", f"tcp-{code}", ""


# Names by which programs that open up encrypted traffic sign (antiviruses, filters).
_SHIELDS = ("kaspersky", "eset", "avast", "avg ", "dr.web", "drweb", "adguard", "bitdefender",
            "zscaler", "fortinet", "fortigate", "mcafee", "charles", "fiddler", "mitmproxy",
            "касперск")
_RUSSIAN = ("russian trusted", "the ministry of digital development", "минцифры")


def _tls(trace: Trace) -> Verdict:
    if not trace.tls:
        return None
    issuer = trace.certificate.issuer if trace.certificate else ""
    if trace.tls == "ok":
        code = "tls-ok-russian" if _named(issuer, _RUSSIAN) else "tls-ok"
        return "ok", code, issuer
    if trace.tls == "unknown-authority":
        if _named(issuer, _RUSSIAN):
            return "warning", "tls-russian-root", issuer
        if _named(issuer, _SHIELDS):
            return "warning", "tls-shield", issuer
        return "problem", "tls-unknown-authority", issuer
    if trace.tls == "wrong-name" and trace.certificate:
        return "problem", "tls-wrong-name", trace.certificate.subject
    if trace.tls == "expired" and trace.certificate and trace.certificate.until:
        return "problem", "tls-expired", trace.certificate.until.strftime("%d.%m.%Y")
    return "problem", f"tls-{trace.tls}", ""


def _named(issuer: str, names: Sequence[str]) -> bool:
    return any(name in issuer.lower() for name in names)


_ENDS = ("timeout", "reset")


def _http(trace: Trace) -> Verdict:
    if not trace.http:
        return None
    if trace.http != "ok":
        return "problem", f"http-{trace.http}" if trace.http in _ENDS else "http-other", ""
    status = str(trace.status)
    if trace.refuses or trace.status in (401, 403, 451):
        return "ok", "http-refuses-programs", status
    if trace.status == 429:
        return "warning", "http-too-many", status
    if trace.status >= 500:
        return "problem", "http-server-error", status
    if trace.redirect and not is_official(trace.redirect):
        return "problem", "http-elsewhere", trace.redirect
    return "ok", "http-ok", status


def _captive(traces: Sequence[Trace]) -> Check:
    """A page of the network stands in for the portal: a hotel, a café, an unpaid bill."""
    for trace in traces:
        if trace.redirect and not is_official(trace.redirect):
            return Check("captive", "problem", "captive-redirect", {"host": trace.redirect},
                         f"{trace.place.host} -> {trace.redirect}")
    tried = [trace for trace in traces if trace.tls]
    names = {_stranger(trace) for trace in tried}
    # One strange name for every host: somebody else answers for all of them.
    if len(tried) > 1 and len(names) == 1 and (name := names.pop()):
        return Check("captive", "warning", "captive-certificate", {"host": name})
    if any(trace.http == "ok" for trace in traces):
        return Check("captive", "ok", "captive-none")
    return Check("captive", "unknown", "captive-unknown")


def _stranger(trace: Trace) -> str:
    """Whose certificate it is that is not the server's own, nor an antivirus's for it; or ""."""
    known = trace.certificate
    if known is None or trace.tls not in ("wrong-name", "unknown-authority"):
        return ""
    return "" if _named(known.issuer, (*_RUSSIAN, *_SHIELDS)) else known.subject


def _family(traces: Sequence[Trace]) -> Check:
    """Whether one of the two internet protocols is broken where both are offered."""
    both = [trace for trace in traces if trace.tcp4 and trace.tcp6]
    if any(trace.tcp4 == "ok" != trace.tcp6 for trace in both):
        return Check("ipv6", "warning", "ipv6-broken", evidence=_each(both, "tcp"))
    if any(trace.tcp6 == "ok" != trace.tcp4 for trace in both):
        return Check("ipv6", "warning", "ipv4-broken", evidence=_each(both, "tcp"))
    if any(trace.tcp6 == "ok" for trace in traces):
        return Check("ipv6", "ok", "ipv6-works")
    if any(trace.tcp4 == "ok" for trace in traces):
        return Check("ipv6", "ok", "ipv4-only")
    return Check("ipv6", "unknown", "ipv6-unknown")


_CODE_WINDOW = 30  # seconds; a code of an authenticator lives that long (RFC 6238)
_CERTIFICATES = 3600  # seconds; from here on signatures and certificates fail too


def _clock(traces: Sequence[Trace]) -> Check:
    """Offset of this computer's clock from the servers' Date (whole seconds, RFC 9110)."""
    offsets = sorted(
        (trace.seen_at - trace.server_time).total_seconds()
        for trace in traces if trace.server_time and trace.seen_at
    )
    if not offsets:
        return Check("clock", "unknown", "clock-unknown")
    middle = offsets[len(offsets) // 2]
    size = abs(middle)
    evidence = f"Date: {middle:+.0f} s"
    if size <= _CODE_WINDOW:
        return Check("clock", "ok", "clock-ok", evidence=evidence)
    code = "clock-fast" if middle > 0 else "clock-slow"
    state: State = "problem" if size >= _CERTIFICATES else "warning"
    return Check("clock", state, code, {"minutes": _span(size)}, evidence)


def _span(seconds: float) -> str:
    """``95`` -> ``1:35``, hours first where there are any."""
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    clock = f"{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
    return f"{hours}:{clock}" if hours else clock


def _each(traces: Sequence[Trace], step: str) -> str:
    """What was seen, host by host; for programs and for the support."""
    return "; ".join(f"{trace.place.host}: {_seen(trace, step)}" for trace in traces)


def _seen(trace: Trace, step: str) -> str:
    if step == "dns":
        return ", ".join(trace.addresses) or trace.dns
    if step == "tcp":
        told = [f"{name} {result}" for name, result in
                (("IPv4", trace.tcp4), ("IPv6", trace.tcp6)) if result]
        return ", ".join(told + ([f"proxy {trace.proxy} {trace.proxy_status}"] * bool(trace.proxy)))
    if step == "tls":
        known = trace.certificate
        until = known.until.astimezone(UTC).date().isoformat() if known and known.until else "-"
        return f"{trace.tls}, {known.issuer}, {known.subject}, {until}" if known else trace.tls
    told_status = f"HTTP {trace.status}" if trace.status else trace.http
    return f"{told_status} -> {trace.redirect}" if trace.redirect else told_status
