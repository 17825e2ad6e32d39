"""What a setting is and which values it takes; a secret is never one of them.

``templates/settings.yaml`` declares every setting of SPEC; ``adapters.settings`` keeps the
person's values in one private file.
"""

import ipaddress
import re
import shlex
from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlsplit

from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.later import later

SettingKind = Literal[
    "text", "choice", "flag", "number", "email", "emails", "host", "url", "proxy", "mail-proxy",
    "command", "file", "folder",
]
Source = Literal["default", "file", "environment"]


class Setting(Frozen):
    """One declared setting; ``environment`` names variables that win over the file."""

    key: str
    kind: SettingKind
    description: str
    default: str = ""
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    environment: tuple[str, ...] = ()


    @property
    def travels(self) -> bool:
        """Whether a backup may bring it: no commands, files, servers or protections, since a
        doctored one would run its own commands or lead letters past."""
        plain = self.kind in ("text", "choice", "flag", "number", "email", "emails")
        return plain and not self.key.endswith(".security")


class Chosen(Frozen):
    """The value that counts, and who chose it."""

    setting: Setting
    value: str
    source: Source


class Unfit(ValueError):
    """A value that a setting does not take; ``what`` is the end of an error code."""

    def __init__(self, what: str, detail: str = "") -> None:
        super().__init__(what, detail)
        self.what, self.detail = what, detail


_FLAGS = {"yes": "yes", "да": "yes", "true": "yes", "1": "yes", "on": "yes",
          "no": "no", "нет": "no", "false": "no", "0": "no", "off": "no"}
# How people name a value that has a short word.
_NAMED = {"language": {"english": "en", "английский": "en", "russian": "ru", "русский": "ru"}}
_CONTROL = later(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_EMAIL = later(r"[^\s@<>,;:\"'()\\]+@[^\s@<>,;:\"'()\\]+\Z")
_HOST = later(r"[^\s/@:?#\[\]]+\Z")
# Words of a command that carry a password themselves: «--password=x», «PASS=x», «-pSecret».
_PASSWORD_WORD = later(
    r"(?i)(?:--?)?[a-z_-]*(?:pass(?:word|wd|phrase)?|пароль|secret|token|api[_-]?key|pwd)\s*[=:]\s*\S"
)
_PASSWORD_FLAG = later(r"(?i)--?(?:p|pass(?:word|wd)?|secret|token|pwd)\Z")
_PRINTER = later(r"(?i)\b(?:echo|printf|write-output)(?:\.exe)?\s+[\"']?[^\s$\"']")


def looks_secret(key: str) -> bool:
    """Whether somebody tries to keep a secret under this name (``smtp.password``)."""
    last = key.rpartition(".")[2].lower()
    return last in {"password", "pass", "passwd", "token", "key", "secret", "api_key", "пароль"}


def prints_itself(command: str) -> bool:
    """Whether a command only prints what stands in it: then the password lies in the file."""
    return _PRINTER.search(command) is not None


# Given by the person to this program alone: no browser, editor or collector inherits them.
SECRET_VARIABLES = frozenset({
    "GOSUPPORT_SMTP_PASSWORD", "GOSUPPORT_IMAP_PASSWORD", "GOSUPPORT_RT_TOKEN",
    "GOSUPPORT_REDMINE_KEY", "GOSUPPORT_ZAMMAD_TOKEN", "GOSUPPORT_OPEN311_KEY",
    "GOSUPPORT_ARCHIVE_PASSWORD",
})


def for_children(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment of a program that we start: all but our secrets."""
    return {key: value for key, value in environ.items() if key not in SECRET_VARIABLES}


def is_loopback(host: str) -> bool:
    """Whether ``host`` is this computer itself."""
    if host.lower().rstrip(".") in ("localhost", "ip6-localhost"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def fit(setting: Setting, text: str) -> str:
    """``text`` as ``setting`` keeps it; an empty text means «not set». Raises Unfit."""
    value = text.strip()
    if _CONTROL.search(value):
        raise Unfit("control")
    if not value:
        return ""
    kind = setting.kind
    if kind in ("text", "file", "folder"):
        return value
    if kind == "choice":
        return _choice(setting, value)
    if kind == "flag":
        return _flag(value)
    if kind == "number":
        return _number(setting, value)
    if kind in ("email", "emails"):
        return _emails(value, several=kind == "emails")
    if kind == "command":
        return _command(value)
    if kind == "mail-proxy" and value.startswith("https:"):
        raise Unfit("mail-proxy")
    return _host(value) if kind == "host" else _url(value, proxy=kind.endswith("proxy"))


def _choice(setting: Setting, value: str) -> str:
    word = value.lower()
    word = _NAMED.get(setting.key, {}).get(word, word)
    if word not in setting.choices:
        raise Unfit("choice", ", ".join(setting.choices))
    return word


def _flag(value: str) -> str:
    known = _FLAGS.get(value.lower())
    if known is None:
        raise Unfit("choice", "yes, no")
    return known


def _number(setting: Setting, value: str) -> str:
    if not re.fullmatch(r"[0-9]{1,9}", value):
        raise Unfit("number", f"{setting.least}–{setting.most}")
    if not setting.least <= int(value) <= setting.most:
        raise Unfit("number", f"{setting.least}–{setting.most}")
    return str(int(value))


def _emails(value: str, *, several: bool) -> str:
    parts = [part.strip() for part in value.split(",")] if several else [value]
    if not all(_EMAIL.match(part) for part in parts):
        raise Unfit("email")
    return ", ".join(parts)


def _host(value: str) -> str:
    try:
        return ipaddress.ip_address(value.strip("[]")).compressed
    except ValueError:
        pass
    if not _HOST.match(value):
        raise Unfit("host")
    return value.lower()


def _url(value: str, *, proxy: bool) -> str:
    try:
        parts = urlsplit(value)
        host, _port = parts.hostname, parts.port
    except ValueError:
        raise Unfit("url") from None
    if parts.username or parts.password or "@" in parts.netloc:
        raise Unfit("password-inside")
    allowed = ("http", "https", "socks5", "socks5h") if proxy else ("http", "https")
    if parts.scheme not in allowed or not host or re.search(r"\s", value):
        raise Unfit("url")
    if parts.query or parts.fragment:
        raise Unfit("url-query")
    if parts.scheme == "http" and not proxy and not is_loopback(host):
        raise Unfit("url-not-safe")
    return value.rstrip("/")


def _command(value: str) -> str:
    try:
        words = shlex.split(value, posix=False)
    except ValueError:
        raise Unfit("command") from None
    if not words:
        raise Unfit("command")
    if re.search(r"://[^/\s@]*:[^/\s@]*@", value):
        raise Unfit("password-inside")
    for here, word in enumerate(words):
        following = words[here + 1] if here + 1 < len(words) else "-"
        if _PASSWORD_WORD.match(word.strip("\"'")):
            raise Unfit("password-inside")
        if _PASSWORD_FLAG.match(word) and not following.startswith("-"):
            raise Unfit("password-inside")
    return value
