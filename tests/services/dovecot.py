"""A real Dovecot IMAP server for tests: one user, Maildir, on the loopback, gone afterwards."""

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import trustme

USER, PASSWORD = "gosupport", "Пароль-1"  # a password beyond ASCII must work too
_PROGRAM = shutil.which("dovecot", path=os.environ.get("PATH", "") + ":/usr/sbin") or "dovecot"
_CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
{users}
auth_username_format = %n
auth_failure_delay = 0
disable_plaintext_auth = no
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
mail_location = maildir:~/Maildir
first_valid_uid = 1
first_valid_gid = 1
mail_fsync = never
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {folder}/users
}}
userdb {{
  driver = passwd-file
  args = {folder}/users
}}
namespace inbox {{
  inbox = yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {plain}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {tls}
    ssl = yes
  }}
}}
auth_mechanisms = plain login
service auth {{
  unix_listener {folder}/auth {{
    mode = 0666
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""


@dataclass(frozen=True)
class Dovecot:
    """A running server. ``plain`` is the port with STARTTLS, ``tls`` the one with TLS."""

    folder: Path
    plain: int
    tls: int

    @property
    def ca_file(self) -> str:
        return str(self.folder / "ca.pem")

    @property
    def logins(self) -> Path:
        """The socket at which a mail server asks whether a password is right."""
        return self.folder / "auth"

    @property
    def inbox(self) -> Path:
        return self.folder / "mail" / "Maildir"

    def put(self, letter: bytes, name: str) -> None:
        """Deliver as a mail server would: write to tmp, rename to new."""
        part = self.inbox / "tmp" / name
        part.write_bytes(letter)
        _owned(part)
        part.rename(self.inbox / "new" / name)

    def flags(self) -> list[str]:
        """What is marked on letters: everything behind «:2,» of their file names."""
        return [one.name.rpartition(":2,")[2] for one in (self.inbox / "cur").iterdir()]


def _owned(path: Path) -> None:
    if os.getuid() == 0:
        os.chown(path, 5000, 5000)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running() -> Iterator[Dovecot]:
    """Start, hand out, stop. The folder is short: Unix sockets allow 107 bytes of path."""
    folder = Path(tempfile.mkdtemp(prefix="dc", dir="/tmp"))
    server = Dovecot(folder, _free_port(), _free_port())
    folder.chmod(0o755)
    for part in ("tmp", "new", "cur"):
        (server.inbox / part).mkdir(parents=True)
    for one in (folder / "mail", server.inbox, *server.inbox.iterdir()):
        _owned(one)
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    own = authority.issue_cert("localhost", "127.0.0.1")
    own.cert_chain_pems[0].write_to_path(folder / "cert.pem")
    own.private_key_pem.write_to_path(folder / "key.pem")
    (folder / "run").mkdir()
    root = os.getuid() == 0
    uid, gid = (5000, 5000) if root else (os.getuid(), os.getgid())
    (folder / "users").write_text(
        f"{USER}:{{PLAIN}}{PASSWORD}:{uid}:{gid}::{folder}/mail\n", encoding="utf-8"
    )
    names = ("dovecot", "dovenull") if root else (str(uid), str(uid))
    users = f"default_internal_user = {names[0]}\ndefault_login_user = {names[1]}"
    config = folder / "dovecot.conf"
    config.write_text(_CONFIG.format(folder=folder, users=users, plain=server.plain,
                                     tls=server.tls), encoding="utf-8")
    # Dovecot keeps what it got as stdout for ever: it must not be a pipe of ours.
    process = subprocess.Popen([_PROGRAM, "-F", "-c", str(config)], stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(server.plain, process, folder)
        yield server
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    log = folder / "log"
    raise RuntimeError(log.read_text("utf-8") if log.exists() else "dovecot did not start")
