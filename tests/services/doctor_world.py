"""A small internet with faults, for ``doctor`` itself: the program as people start it.

Run inside namespaces of its own (``IN_A_WORLD``), where names, addresses, ports, disks, processes
and routes are ours to break: ``python -m tests.services.doctor_scenes SCENE FOLDER`` prints the
codes of the checks. Nothing outside is touched or reached.
"""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from tests.collectors.faulty_servers import Authority, Server, serving

IN_A_WORLD = ("unshare", "--map-root-user", "--net", "--mount", "--pid", "--fork", "--mount-proc")
PORTAL = ("www.gosuslugi.ru", "lk.gosuslugi.ru", "esia.gosuslugi.ru", "do.gosuslugi.ru",
          "ds-plugin.gosuslugi.ru", "sc.digital.gov.ru")
Talk = Callable[[Server, socket.socket], None]


class World:
    """``folder``: everything of one scene; ``settings``: lines of the person's settings."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.home = folder, folder / "gosupport"
        self.hosts: list[str] = []
        self.settings: dict[str, str] = {}
        self.environment = {"HOME": str(folder), "GOSUPPORT_HOME": str(self.home)}
        self.program: list[int] = []
        self.ours = Authority()
        self._names, self._names_said = folder / "hosts", ["127.0.0.1 localhost"]
        self._open = ExitStack()
        command("ip", "link", "set", "lo", "up")

    def trust(self, authority: Authority) -> None:
        """The authority of the person's own settings."""
        file = self.folder / "root.pem"
        authority.made.cert_pem.write_to_path(str(file))
        self.settings["http.ca_file"] = str(file)

    def name(self, host: str, *addresses: str, ask: bool = True) -> None:
        self._names_said += [f"{address} {host}" for address in addresses]
        if ask:
            self.hosts += ["--host", host]

    def serve(self, address: str, talk: Talk, *, host: str = "", authority: Authority | None = None,
              port: int = 443, since: int = -30, until: int = 30) -> None:
        """TLS for ``host`` at ``address``; plain without a host."""
        made = authority or self.ours
        context = made.server(host, since=since, until=until) if host else None
        self._open.enter_context(serving(talk, context, (address, port)))

    def host(self, number: int, talk: Talk, authority: Authority | None = None,
             since: int = -30, until: int = 30, called: str = "") -> None:
        """A server of its own at 127.0.3.``number``, called so."""
        name = f"h{number}.example.ru"
        self.name(name, f"127.0.3.{number}")
        self.serve(f"127.0.3.{number}", talk, host=called or name, authority=authority,
                   since=since, until=until)

    def cable(self, name: str) -> None:
        """A network interface that is up, with nobody at its other end."""
        command("ip", "link", "add", name, "type", "veth", "peer", "name", f"{name}x")
        for end in (name, f"{name}x"):
            command("ip", "link", "set", end, "up")

    def name_server(self) -> None:
        """Knows no name; refuses to speak of those that begin with «refused»."""
        sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        sock.bind(("127.0.0.1", 53))

        def answer() -> None:
            while True:
                asked, back = sock.recvfrom(512)
                code = 5 if b"refused" in asked else 3
                sock.sendto(asked[:2] + bytes((0x81, 0x80 | code)) + asked[4:6] + bytes(6)
                            + asked[12:], back)

        threading.Thread(target=answer, daemon=True).start()

    def prepared_home(self) -> None:
        self.home.mkdir(mode=0o700, exist_ok=True)
        file = self.home / "settings.yaml"
        file.write_text("".join(f"{key}: {value}\n" for key, value in self.settings.items()))
        file.chmod(0o600)

    def look(self) -> list[str]:
        """The codes of the checks that the program gives here."""
        self._names.write_text("\n".join(self._names_said) + "\n")
        resolver = self.folder / "resolv.conf"
        resolver.write_text("nameserver 127.0.0.1\noptions attempts:1 timeout:2\n")
        bind(self._names, "/etc/hosts")
        bind(resolver, "/etc/resolv.conf")
        words = [sys.executable, "-m", "gosupport_cli", "doctor", "--json", *self.hosts]
        with subprocess.Popen(words, env={**os.environ, **self.environment}, text=True,
                              stdout=subprocess.PIPE) as running:
            self.program.append(running.pid)
            told, _ = running.communicate(timeout=60)
        self._open.close()
        if "-v" in sys.argv:
            sys.stderr.write(told)
        return [check["code"] for check in json.loads(told)["checks"]]

    def run(self, *words: str) -> None:
        command(sys.executable, "-m", "gosupport_cli", *words, **self.environment)


def command(*words: str, **environment: str) -> None:
    done = subprocess.run(words, check=False, env={**os.environ, **environment},
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    # 3: the checklist has errors; the draft is made all the same.
    assert done.returncode in ((0, 3) if "new" in words else (0,)), words


def bind(source: Path, target: str) -> None:
    command("mount", "--bind", str(source), target)
