"""Opens what the person should see: their browser, their mail program. Never a strange page."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from gosupport_cli.core.domains import may_open
from gosupport_cli.core.settings import SECRET_VARIABLES, for_children


class Opener:
    """Implements ``core.delivery_ports.Opener``; every method tells whether something opened."""

    def __init__(self, environ: Mapping[str, str], *, allowed: bool = True) -> None:
        self._environ = environ
        self._allowed = allowed

    def page(self, url: str) -> bool:
        """A page of Госуслуги; anything else stays unopened (DOMAIN §1.4)."""
        return may_open(url) and self._browser(url)

    def own_page(self, file: Path) -> bool:
        """A page that we wrote ourselves."""
        return self._browser(file.absolute().as_uri())

    def mail_link(self, link: str) -> bool:
        """A ``mailto:`` link."""
        return link.startswith("mailto:") and self._system(link)

    def mail_file(self, file: Path) -> bool:
        """A letter in a file, for the mail program."""
        return self._system(str(file.absolute()))

    def _browser(self, url: str) -> bool:
        if not self._can_show():
            return False
        import webbrowser

        secrets = {name: os.environ.pop(name) for name in SECRET_VARIABLES & os.environ.keys()}
        try:
            return webbrowser.open(url, new=2)  # it starts a program with our environment
        except (webbrowser.Error, OSError):
            return False
        finally:
            os.environ.update(secrets)

    def _can_show(self) -> bool:
        """Without a screen ``webbrowser`` would start a text browser in our terminal."""
        if not self._allowed:
            return False
        if self._environ.get("BROWSER") or os.name == "nt" or sys.platform == "darwin":
            return True
        return bool(self._environ.get("DISPLAY") or self._environ.get("WAYLAND_DISPLAY"))

    def _system(self, what: str) -> bool:
        if not self._can_show():
            return False
        if sys.platform == "win32":
            try:
                os.startfile(what)  # noqa: S606 - a letter or a mailto: of ours
            except OSError:
                return False
            return True
        program = "open" if sys.platform == "darwin" else "xdg-open"
        try:
            done = subprocess.run(  # noqa: S603 - a fixed program, one argument of ours
                [program, what], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, timeout=15, check=False,
                env=for_children(os.environ),
            )
        except FileNotFoundError:
            return False
        except subprocess.TimeoutExpired:
            return True  # it waits for the window to close: so there is a window
        return done.returncode == 0
