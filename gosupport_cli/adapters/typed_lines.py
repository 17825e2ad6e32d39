"""Lines from a terminal as the terminal edits them; what Ctrl-C breaks off is not lost.

A terminal throws a half-typed line away at Ctrl-C. It is told not to (POSIX: NOFLSH) while we
read, and gives the rest out when it no longer waits for Enter. Nothing is echoed or redrawn by
us, so a screen reader hears what it always hears.
"""

import os
import sys
from typing import TextIO

from gosupport_cli.core.errors import Interrupted

# A pasted text arrives at once; a person needs longer than this between two lines.
_PASTE_GAP = 0.05  # seconds


class TypedLines:
    """Reads ``stdin``. ``rest``: what stood on the line at Ctrl-C; None: nobody can tell."""

    def __init__(self, stdin: TextIO) -> None:
        self._stdin = stdin
        self.rest: str | None = ""

    def line(self) -> str:
        """One line without its end. Raises Interrupted on Ctrl-C and at the end of input."""
        terminal = _Terminal.of(self._stdin)
        try:
            if terminal:
                terminal.hold()
            line = self._read()
        except KeyboardInterrupt:
            self.rest = self._decoded(terminal.held()) if terminal else None
            raise Interrupted("interrupted") from None
        except OSError:
            raise Interrupted("interrupted") from None
        finally:
            if terminal:
                terminal.restore()
        if not line:
            raise Interrupted("interrupted")
        return line.rstrip("\r\n")

    def _read(self) -> str:
        raw = getattr(self._stdin, "buffer", None)
        return self._stdin.readline() if raw is None else self._decoded(raw.readline())

    def _decoded(self, data: bytes) -> str:
        return data.decode(self._stdin.encoding or "utf-8", "replace")

    def pending(self) -> bool:
        """Whether more input is there already, as after a paste."""
        if sys.platform == "win32":
            import msvcrt

            return bool(msvcrt.kbhit())
        import select

        try:
            fd = self._stdin.fileno()
            return os.isatty(fd) and bool(select.select([fd], [], [], _PASTE_GAP)[0])
        except (OSError, ValueError):
            return False


class _Terminal:
    """The settings of a POSIX terminal, for the time of one line."""

    def __init__(self, fd: int) -> None:
        import termios

        self._fd = fd
        self._termios = termios
        self._before = termios.tcgetattr(fd)

    @staticmethod
    def of(stdin: TextIO) -> "_Terminal | None":
        """None where there is no such terminal."""
        try:
            fd = stdin.fileno()
            return _Terminal(fd) if os.isatty(fd) else None
        except (ImportError, OSError, ValueError):
            return None
        except Exception as error:  # termios.error is no OSError, and is nowhere on Windows
            if type(error).__module__ == "termios":
                return None
            raise

    def hold(self) -> None:
        """Ctrl-C does not throw away what was typed."""
        self._set(on=self._termios.NOFLSH, off=0)

    def held(self) -> bytes:
        """What stands on the line; it is taken, so that no shell gets it."""
        self._set(on=self._termios.NOFLSH, off=self._termios.ICANON)
        os.set_blocking(self._fd, False)
        try:
            return os.read(self._fd, 65536)
        except OSError:
            return b""
        finally:
            os.set_blocking(self._fd, True)

    def restore(self) -> None:
        self._termios.tcsetattr(self._fd, self._termios.TCSANOW, self._before)

    def _set(self, *, on: int, off: int) -> None:
        now = list(self._before)
        now[3] = (now[3] | on) & ~off
        self._termios.tcsetattr(self._fd, self._termios.TCSANOW, now)
