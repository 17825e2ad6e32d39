"""A real Postfix for tests: one Maildir, nothing relayed, on the loopback, gone afterwards.

Only root may start it. Its configuration, queue and log lie in one folder; the system's own
``/etc/postfix`` is left as it is.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import trustme

from gosupport_cli.channels.smtp_client import Account

_DAEMONS = Path("/usr/lib/postfix/sbin")
_MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = {daemons}
meta_directory = /etc/postfix
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.example.test
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
alias_maps =
alias_database =
biff = no
message_size_limit = 400000
default_transport = error:nothing leaves this computer
relay_transport = error:nothing leaves this computer
virtual_mailbox_domains = example.ru, xn--80a1acny.xn--p1ai
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = inline:{{ help@example.ru=help/
  support@example.ru=support/ ivanova@example.ru=ivanova/ }}
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
smtpd_recipient_restrictions = reject_unlisted_recipient, permit
smtpd_tls_security_level = encrypt
smtpd_tls_chain_files = {folder}/key.pem, {folder}/cert.pem
"""
# Letters only from those who log in; the accounts are Dovecot's.
_LOGIN = """
mynetworks =
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = {logins}
smtpd_recipient_restrictions = reject_unlisted_recipient, permit_sasl_authenticated, reject
"""
_MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
127.0.0.1:{tls} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes{only_login}
pickup unix n - n 1 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass(frozen=True)
class Postfix:
    """A running server: ``port`` with STARTTLS, ``tls`` with TLS from the first byte."""

    folder: Path
    port: int
    tls: int

    @property
    def ca_file(self) -> str:
        return str(self.folder / "ca.pem")

    @property
    def sendmail(self) -> str:
        """The command that hands a letter in on this computer."""
        return f"/usr/sbin/sendmail -C {self.folder}/conf -i"

    def account(self, security: str) -> Account:
        """How to reach it; certificates are verified."""
        port = self.tls if security == "tls" else self.port
        return Account("127.0.0.1", port, security, ca_file=self.ca_file)

    def letters(self, name: str) -> list[bytes]:
        """What lies in a mailbox, delivered, in the order of arrival.

        Names do not give it: in one second they are ordered by inode.
        """
        found = (self.folder / "mail" / name).glob("new/*")
        return [one.read_bytes() for one in sorted(found, key=lambda one: one.stat().st_mtime_ns)]

    def arrived(self, name: str, count: int, seconds: float = 30) -> list[bytes]:
        """The letters of a mailbox once there are ``count``."""
        end = time.monotonic() + seconds
        while len(self.letters(name)) < count:
            if time.monotonic() > end:
                raise AssertionError((self.folder / "log").read_text("utf-8")[-2000:])
            time.sleep(0.1)
        return self.letters(name)


@contextlib.contextmanager
def running(logins: Path | None = None) -> Iterator[Postfix]:
    """Start, hand out, stop. Raises RuntimeError where it cannot be started.

    With ``logins``, Dovecot's socket, one has to log in: PLAIN or LOGIN with STARTTLS, only
    LOGIN with TLS.
    """
    if os.getuid() != 0 or not (_DAEMONS / "master").exists():
        raise RuntimeError("postfix needs root and: apt-get install postfix")
    folder = Path(tempfile.mkdtemp(prefix="pf", dir="/tmp"))
    server = Postfix(folder, _free_port(), _free_port())
    _configured(server, logins)
    words = ["/usr/sbin/postfix", "-c", str(folder / "conf")]
    try:
        _quietly([*words, "start"])
        _wait(server)
        yield server
    finally:
        _quietly([*words, "stop"])
        _surely_gone(folder)
        shutil.rmtree(folder, ignore_errors=True)


def _configured(server: Postfix, logins: Path | None) -> None:
    folder = server.folder
    folder.chmod(0o755)
    for part in ("conf", "queue", "data", "mail"):
        (folder / part).mkdir()
    nobody, owner = pwd.getpwnam("nobody"), pwd.getpwnam("postfix")
    os.chown(folder / "mail", nobody.pw_uid, nobody.pw_gid)
    os.chown(folder / "data", owner.pw_uid, owner.pw_gid)
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    own = authority.issue_cert("localhost", "127.0.0.1")
    own.private_key_pem.write_to_path(folder / "key.pem")
    own.cert_chain_pems[0].write_to_path(folder / "cert.pem")
    (folder / "key.pem").chmod(0o600)
    main = _MAIN.format(folder=folder, daemons=_DAEMONS, uid=nobody.pw_uid, gid=nobody.pw_gid)
    if logins is not None:
        main = main.replace("mynetworks = 127.0.0.0/8\n", "").replace(
            "smtpd_recipient_restrictions = reject_unlisted_recipient, permit\n", ""
        ) + _LOGIN.format(logins=logins)
    (folder / "conf" / "main.cf").write_text(main, encoding="utf-8")
    only_login = " -o smtpd_sasl_mechanism_filter=login" if logins else ""
    master = _MASTER.format(port=server.port, tls=server.tls, only_login=only_login)
    (folder / "conf" / "master.cf").write_text(master, encoding="utf-8")


def _quietly(words: list[str]) -> None:
    """Daemons keep the stdout that they are given: it must be no pipe of ours."""
    subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, timeout=60, check=False)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: Postfix) -> None:
    for _ in range(200):
        with contextlib.suppress(OSError), \
                socket.create_connection(("127.0.0.1", server.port), 1):
            return
        time.sleep(0.1)
    log = server.folder / "log"
    raise RuntimeError(log.read_text("utf-8")[-2000:] if log.exists() else "postfix is silent")


def _surely_gone(folder: Path) -> None:
    """``postfix stop`` waits for its children; one that is left would hold the folder."""
    with contextlib.suppress(OSError, ValueError):
        number = int((folder / "queue" / "pid" / "master.pid").read_text().strip())
        os.kill(number, signal.SIGTERM)
