"""Where a password comes from: environment, a command, the keyring, else the person.

Never from a setting, never from the command line; nothing is kept or logged.
"""

import contextlib
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from threading import Thread

from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.ports import Settings
from gosupport_cli.core.settings import for_children

COMMAND_SECONDS = 60.0  # a password manager may ask for its own passphrase
KEYRING_SECONDS = 15.0  # a locked keyring may wait for a dialogue that nobody sees
SERVICE = "gosupport"


class Place(Frozen):
    """Where one secret may lie: a variable, the setting of a command, the account's settings."""

    variable: str
    command: str
    account: tuple[str, ...]


PLACES: Mapping[str, Place] = {
    "smtp": Place("GOSUPPORT_SMTP_PASSWORD", "smtp.password_command", ("smtp.user", "smtp.host")),
    "imap": Place("GOSUPPORT_IMAP_PASSWORD", "imap.password_command", ("imap.user", "imap.host")),
    "rt": Place("GOSUPPORT_RT_TOKEN", "rt.token_command", ("rt.url",)),
    "redmine": Place("GOSUPPORT_REDMINE_KEY", "redmine.key_command", ("redmine.url",)),
    "zammad": Place("GOSUPPORT_ZAMMAD_TOKEN", "zammad.token_command", ("zammad.url",)),
    "open311": Place("GOSUPPORT_OPEN311_KEY", "open311.key_command", ("open311.url",)),
}

Lookup = Callable[[str, str], str | None]
Ask = Callable[[str], str]


class StoredSecrets:
    """Implements ``core.delivery_ports.Secrets``; a secret is found once and kept in memory."""

    def __init__(
        self, settings: Settings, environ: Mapping[str, str], *, lookup: Lookup, ask: Ask | None
    ) -> None:
        self._settings = settings
        self._environ = environ
        self._lookup = lookup
        self._ask = ask
        self._found: dict[str, str] = {}
        self._typed: set[str] = set()

    def get(self, name: str) -> str:
        """Raises UsageError ``no-secret`` when it is nowhere and nobody can be asked."""
        if name not in self._found:
            self._found[name] = self._find(name)
        return self._found[name]

    def typed(self, name: str) -> str:
        """The secret, if the person typed it just now; "" when it came from elsewhere."""
        return self._found[name] if name in self._typed else ""

    def account(self, name: str) -> str:
        """The name under which the keyring keeps the secret: ``smtp:user@host``."""
        return name + ":" + "@".join(self._settings.get(key) for key in PLACES[name].account)

    def _find(self, name: str) -> str:
        place = PLACES[name]
        found = self._environ.get(place.variable, "")
        if found:
            return found
        command = self._settings.get(place.command)
        if command:
            return _printed(command, place.command)
        kept = self._lookup(SERVICE, self.account(name))
        if kept:
            return kept
        if self._ask is None:
            raise UsageError("no-secret", variable=place.variable, command=place.command)
        typed = self._ask(self.account(name))
        if not typed:
            raise UsageError("no-secret", variable=place.variable, command=place.command)
        self._typed.add(name)
        return typed


def words(command: str) -> list[str]:
    """A command of the settings as an argument list; no shell ever sees it."""
    posix = os.name != "nt"
    return [word if posix else word.strip('"') for word in shlex.split(command, posix=posix)]


def _printed(command: str, key: str) -> str:
    """The first line that ``command`` prints; what else it says stays unseen."""
    try:
        done = subprocess.run(  # noqa: S603 - the person's own command, as a list
            words(command), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            timeout=COMMAND_SECONDS, check=False, env=for_children(os.environ),
        )
    except (OSError, ValueError):
        raise UsageError("secret-command-missing", key=key) from None
    except subprocess.TimeoutExpired:
        raise UsageError("secret-command-slow", key=key) from None
    if done.returncode != 0:
        raise UsageError("secret-command-failed", key=key, exit=done.returncode)
    try:
        line = done.stdout.decode("utf-8").splitlines()[0] if done.stdout else ""
    except (UnicodeDecodeError, IndexError):
        line = ""
    if not line:
        raise UsageError("secret-command-empty", key=key)
    return line


def from_keyring(service: str, account: str, *, seconds: float = KEYRING_SECONDS) -> str | None:
    """What the system's keyring keeps, None when there is none, or it does not answer."""
    found: list[str | None] = []

    def look() -> None:
        with contextlib.suppress(Exception):
            import keyring

            backend = keyring.get_keyring()
            # keyrings.alt keeps passwords in a plain file: as good as in our settings.
            if not type(backend).__name__.startswith("Plaintext"):
                found.append(backend.get_password(service, account))

    thread = Thread(target=look, daemon=True)
    thread.start()
    thread.join(seconds)
    return found[0] if found else None


def has_keyring() -> bool:
    """Whether the system has a store that keeps passwords closed."""
    try:
        import keyring

        kind = type(keyring.get_keyring())
    except Exception:  # no keyring installed, or its back ends do not load
        return False
    none = kind.__module__ in ("keyring.backends.fail", "keyring.backends.null")
    return not none and not kind.__name__.startswith("Plaintext")


def keep_in_keyring(service: str, account: str, secret: str) -> bool:
    """Whether the system's keyring took the secret."""
    try:
        import keyring

        backend = keyring.get_keyring()
        if type(backend).__name__.startswith("Plaintext"):
            return False
        backend.set_password(service, account, secret)
        return bool(backend.get_password(service, account) == secret)
    except Exception:  # back ends raise whatever they like; then it is not kept
        return False


def ask_hidden(label: str) -> str:
    """What the person types, unseen."""
    from getpass import getpass

    try:
        return getpass(f"{label}: ")
    except KeyboardInterrupt:
        sys.stderr.write("\n")  # what is said next begins on a line of its own
        raise
