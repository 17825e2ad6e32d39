"""stdout for data, stderr for talk; knows what this console can show."""

import os
import sys
from collections.abc import Mapping
from typing import TextIO

# C0 and C1 controls but newline and tab, and the bidi controls: a terminal must never get
# them from data (ARCHITECTURE, measured traps).
_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_STRIP = {
    code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"
} | {ord(sign): None for sign in _BIDI}
_PLAIN = {"«": '"', "»": '"', "—": "-", "–": "-", "…": "...", "✓": "+", "→": "->", "•": "*",
          "№": "N", "✗": "x", "\u202f": " ", "\u00a0": " ", "\u2011": "-", "“": '"', "”": '"',
          "’": "'", "×": "x", "−": "-", "₽": "руб.", "ё": "е", "Ё": "Е"}
# A console without Russian letters shows them as Latin ones rather than as question marks.
_LATIN = dict(zip("абвгдезийклмнопрстуфхцыэ", "abvgdeziyklmnoprstufhcye", strict=True)) | {
    "ж": "zh", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ь": "", "ю": "yu", "я": "ya",
    "ё": "yo"}


def printable(text: str) -> str:
    """``text`` without anything that a terminal would obey."""
    return text.translate(_STRIP)


def columns() -> int:
    """Columns of the screen, 80 when not known: as shutil finds them, whose import costs more
    than all the rest of a help text."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return 80


class Unwritten(OSError):
    """stdout took no more: a full disk, a closed pipe. What the command has done, it has done."""


def unwritable(stream: TextIO, error: OSError) -> bool:
    """Whether ``error`` is about ``stream``: it still holds what it could not get rid of, or, where
    Python holds nothing back (PYTHONUNBUFFERED), click failed to write its words."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    if trace and trace.tb_frame.f_globals.get("__name__") == "click.utils":
        return True
    try:
        stream.flush()
    except (OSError, ValueError):
        return True
    return False


class Streams:
    """Where words go and come from; built from the real ones by default."""

    def __init__(
        self,
        stdin: TextIO | None = None,
        stdout: TextIO | None = None,
        stderr: TextIO | None = None,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self.stdin = stdin or sys.stdin
        self.stdout = stdout or sys.stdout
        self.stderr = stderr or sys.stderr
        self.environ = os.environ if environ is None else environ
        self.quiet = False
        self.wants_lines = False  # the person asked for plain text: --linear, or a setting
        self.wants_lines_once = False  # by --linear

    def can_prompt(self) -> bool:
        """Ask only when both ends are a terminal (questionary answers pipes by itself)."""
        return self.stdin.isatty() and self.stdout.isatty()

    def linear(self) -> bool:
        """Plain numbered text instead of moving menus, by an option or the environment."""
        if self.wants_lines:
            return True
        wanted = self.environ.get("GOSUPPORT_LINEAR") or self.environ.get("ACCESSIBLE") or ""
        return wanted not in ("", "0") or self.environ.get("TERM") == "dumb"

    def width(self) -> int:
        """Columns of the screen, 40 to 200; 80 when not known."""
        return max(40, min(200, columns()))

    def out(self, text: str, *, end: str = "\n") -> None:
        """Data: exactly what is to be used."""
        try:
            _write(self.stdout, text + end)
        except OSError as error:
            raise Unwritten(error.errno, error.strerror) from error

    def out_drawn(self, text: str) -> None:
        """What ``cli.show.drawn`` made of cleaned text: it may hold marks that a terminal obeys."""
        try:
            self.stdout.write(text + "\n")
            self.stdout.flush()
        except OSError as error:
            raise Unwritten(error.errno, error.strerror) from error

    def speaks_utf8(self) -> bool:
        """Whether data may hold any letter; else JSON escapes them rather than losing one."""
        return (getattr(self.stdout, "encoding", "") or "utf-8").lower() in ("utf-8", "utf8")

    def out_fitted(self, text: str) -> None:
        """A result to be read; on a screen it breaks between words."""
        self.out(self._fitted(text) if self.stdout.isatty() else text)

    def moves(self) -> bool:
        """Whether a progress bar may move: on a screen, and not where plain lines are wished."""
        return self.stderr.isatty() and not self.quiet and not self.linear()

    def bar_width(self, label: str) -> int:
        """Columns of a bar that stands behind ``label``, with its percents and seconds."""
        return max(5, min(36, self.width() - len(label) - 20))

    def out_bytes(self, data: bytes) -> None:
        """Data that is no text of ours, such as a letter with its own line ends."""
        try:
            self.stdout.flush()
            buffer = getattr(self.stdout, "buffer", None)
            if buffer is None:
                self.stdout.write(data.decode("ascii", "replace"))
            else:
                buffer.write(data)
                buffer.flush()
        except OSError as error:
            raise Unwritten(error.errno, error.strerror) from error

    def err(self, text: str) -> None:
        """Talk; on a screen it breaks between words. Where nobody can hear it, the work goes on."""
        try:
            _write(self.stderr, (self._fitted(text) if self.stderr.isatty() else text) + "\n")
        except OSError:
            return

    def _fitted(self, text: str) -> str:
        from gosupport_cli.core.folding import folded

        width = self.width()
        lines: list[str] = []
        for line in text.split("\n"):
            blank = line[: len(line) - len(line.lstrip())]
            lines.append(folded(line, width, rest=blank) if len(line) > width else line)
        return "\n".join(lines)

    def tell(self, text: str) -> None:
        """Talk that ``--quiet`` silences."""
        if not self.quiet:
            self.err(text)


def _write(stream: TextIO, text: str) -> None:
    clean = printable(text)
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        clean.encode(encoding)
    except UnicodeEncodeError:
        import unicodedata

        clean = "".join(_fit(sign, encoding) for sign in unicodedata.normalize("NFC", clean))
    stream.write(clean)
    stream.flush()


def _fit(sign: str, encoding: str) -> str:
    if _has(encoding, sign):
        return sign
    plain = _PLAIN.get(sign, "")
    if plain and _has(encoding, plain):
        return plain
    latin = _LATIN.get(sign.lower())
    if latin is None:
        return "?"
    return latin.capitalize() if sign.isupper() else latin


def _has(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def soften(*streams: TextIO) -> None:
    """What others write (click its help) is fitted to an old console in the same way."""
    import codecs

    for one in streams:
        encoding = (getattr(one, "encoding", "") or "utf-8").lower()
        if encoding in ("utf-8", "utf8") or not hasattr(one, "reconfigure"):
            continue

        def fitted(error: UnicodeError, encoding: str = encoding) -> tuple[str, int]:
            # The error itself names «charmap» for every old encoding.
            assert isinstance(error, UnicodeEncodeError)
            part = error.object[error.start : error.end]
            return "".join(_fit(sign, encoding) for sign in part), error.end

        codecs.register_error(f"gosupport-{encoding}", fitted)
        one.reconfigure(errors=f"gosupport-{encoding}")
