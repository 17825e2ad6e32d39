"""Is gosupport itself in order: settings, templates, ways of sending."""

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from gosupport_cli.core.beside import side_by_side
from gosupport_cli.core.diagnosis import Check
from gosupport_cli.core.errors import GosupportError
from gosupport_cli.core.ports import Settings

# key of the address -> what else must be set before anything can be sent there.
_SERVERS: Mapping[str, tuple[str, ...]] = {
    "rt.url": ("rt.queue",),
    "redmine.url": ("redmine.project",),
    "zammad.url": ("zammad.group",),
    "open311.url": (),
}
_SMTP_PORTS = {"starttls": 587, "tls": 465, "none": 25}
Reaches = Callable[[str, int], bool]


def readable(name: str, read: Callable[[], object]) -> Check:
    """``settings`` or ``templates``: ``read`` raises when one of the files is wrong."""
    try:
        read()
    except GosupportError as error:
        return Check(name, "problem", f"{name}-wrong", error=error)
    return Check(name, "ok", f"{name}-ok")


def authorities_health(
    settings: Settings, is_authority: Callable[[str], bool]
) -> tuple[Check, ...]:
    """One check for each file of certificates that is set and cannot be read."""
    named = {key: settings.get(key) for key in ("http.ca_file", "smtp.ca_file", "imap.ca_file")}
    return tuple(
        Check("settings", "problem", "ca-file-wrong", {"key": key, "file": file})
        for key, file in named.items()
        if file and not is_authority(file)
    )


def mail_health(settings: Settings, reaches: Reaches, has_program: Callable[[str], bool]) -> Check:
    """Whether letters can go out the way that is set."""
    host = settings.get("smtp.host")
    way = settings.get("mail.transport") or ("smtp" if host else "client")
    if way == "client":
        return Check("mail", "ok", "mail-client")
    if way == "sendmail":
        program = settings.get("sendmail.command").split(" ")[0]
        found = has_program(program)
        return Check("mail", "ok" if found else "problem",
                     "mail-sendmail" if found else "mail-no-sendmail", {"program": program})
    if not host:
        return Check("mail", "problem", "mail-no-host")
    port = int(settings.get("smtp.port") or _SMTP_PORTS[settings.get("smtp.security")])
    values = {"host": f"{host}:{port}"}
    if not settings.get("mail.from"):
        return Check("mail", "warning", "mail-no-from", values)
    if reaches(host, port):
        return Check("mail", "ok", "mail-ok", values)
    return Check("mail", "problem", "mail-silent", values)


def reached(settings: Settings, reaches: Reaches, *, bound: float = 3.0) -> Reaches:
    """``reaches`` for every server that is set, all asked side by side within ``bound`` seconds."""
    asked: list[tuple[str, int]] = []

    def ask(host: str, port: int) -> bool:
        asked.append((host, port))
        return True

    mail_health(settings, ask, lambda _program: True)
    servers_health(settings, ask)
    found = side_by_side(asked, lambda one: reaches(*one), bound)
    return lambda host, port: found.get((host, port), False)


def servers_health(settings: Settings, reaches: Reaches) -> tuple[Check, ...]:
    """One check for each ticket server that is set, or one that says that none is."""
    checks = []
    for key, needed in _SERVERS.items():
        url = settings.get(key)
        if not url:
            continue
        parts = urlsplit(url)
        port = parts.port or (80 if parts.scheme == "http" else 443)
        values = {"server": key.partition(".")[0], "host": f"{parts.hostname}:{port}"}
        missing = [name for name in needed if not settings.get(name)]
        if missing:
            values["missing"] = ", ".join(missing)
            checks.append(Check("servers", "warning", "server-incomplete", values))
        elif reaches(parts.hostname or "", port):
            checks.append(Check("servers", "ok", "server-ok", values))
        else:
            checks.append(Check("servers", "problem", "server-silent", values))
    return tuple(checks) or (Check("servers", "ok", "servers-none"),)
