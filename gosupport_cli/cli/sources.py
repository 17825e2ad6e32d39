"""Where given answers come from: files, ``--set``, profiles, another request."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import field
from pathlib import Path
from typing import BinaryIO, cast

from gosupport_cli.cli.app import App
from gosupport_cli.core.frozen import Frozen

_LARGEST_TEXT = 5 * 1024 * 1024  # bytes; the reader of YAML takes no more either


class Given(Frozen):
    """Answers on the way in, later sources over earlier ones, and files to take along."""

    answers: dict[str, str | tuple[str, ...]] = field(default_factory=dict)
    files: tuple[Path, ...] = ()
    copy_of: str = ""  # id of the request that was copied


def gather(
    app: App,
    *,
    category: str | None = None,
    channel: str | None = None,
    answers: str | None = None,
    pairs: Sequence[str] = (),
    files: Sequence[str] = (),
    profile: str | None = None,
    copy_of: str | None = None,
    usual: bool = False,
) -> Given:
    """All sources laid over each other. Raises UsageError with file and line.

    ``usual``: nobody will be asked who writes, so that who usually writes is taken.
    """
    merged: dict[str, str | tuple[str, ...]] = {}
    if profile:
        merged |= _profile(app, profile)
    if copy_of:
        from gosupport_cli.flows.compose import copied

        original = app.journal.get(copy_of)
        merged |= copied(original)
        copy_of = original.id
    listed: tuple[Path, ...] = ()
    if answers:
        from gosupport_cli.content.answers_file import read_answers

        name, text, folder = read_source(answers)
        parsed = read_answers(
            name,
            text,
            app.catalogue.questions,
            categories=app.catalogue.categories,
            channels=app.catalogue.channels,
            deadlines=app.catalogue.deadlines,
        )
        merged |= parsed.answers
        listed = tuple(folder / Path(one).expanduser() for one in parsed.attachments)
    if pairs:
        from gosupport_cli.content.answers_file import parse_set

        merged |= parse_set(pairs, app.catalogue.questions)
    for what, word in (("category", category), ("channel", channel)):
        if word:
            from gosupport_cli.cli.naming import named

            merged[what] = named(app, what, word)
    if usual and not any(key.startswith("person.") for key in merged):
        usual_person = app.settings.get("profile")
        merged = {**(_profile(app, usual_person) if usual_person else {}), **merged}
    paths = tuple(Path(one).expanduser() for one in files)
    return Given(merged, listed + paths, copy_of or "")


def read_source(source: str) -> tuple[str, str, Path]:
    """Name, text and folder of ``FILE`` or ``-``. Raises UsageError when it cannot be read."""
    if source == "-":
        return "-", _decoded("-", _whole("-")), Path.cwd()
    file = Path(source).expanduser()
    return str(file), _decoded(str(file), _whole(source)), file.parent


def read_pasted() -> str:
    """A person's own words from a pipe, in whatever encoding their system pipes them."""
    from gosupport_cli.core.encodings import text_of

    data = _whole("-")
    return text_of(data) or _decoded("-", data)


def _whole(source: str) -> bytes:
    """All of a text that a person may have written. Raises UsageError ``text-too-large``."""
    from gosupport_cli.core.errors import UsageError

    data = read_bytes(source, largest=_LARGEST_TEXT + 1)
    if len(data) > _LARGEST_TEXT:
        raise UsageError("text-too-large", file=source, limit=_LARGEST_TEXT // 1024 // 1024)
    return data


def read_bytes(source: str, *, largest: int) -> bytes:
    """The first ``largest`` bytes of ``FILE`` or ``-``. Raises UsageError ``file-missing``."""
    from gosupport_cli.core.errors import UsageError

    if source == "-":
        tell_how_to_end()
        return sys.stdin.buffer.read(largest)
    file = Path(source).expanduser()
    try:
        # A pipe that nobody writes to would be waited for without end.
        if file.is_fifo():
            raise UsageError("file-not-a-file", file=source)
        with file.open("rb") as stream:
            return stream.read(largest)
    except OSError as error:
        raise UsageError("file-missing", file=str(file), why=error.strerror) from None


def tell_how_to_end() -> None:
    """A person who is to paste a text sees an empty screen otherwise."""
    if not sys.stdin.isatty():
        return
    from gosupport_cli.cli.language import both
    from gosupport_cli.cli.streams import Streams

    keys = "Ctrl-Z, Enter" if os.name == "nt" else "Ctrl-D"
    Streams().err(both(f"Вставьте текст. Потом нажмите Enter и {keys}.",
                       f"Paste the text. Then press Enter and {keys}."))


@contextmanager
def opened(source: str, *, largest: int) -> Iterator[BinaryIO]:
    """``FILE`` or ``-`` as a file that can be read from any place; the input goes to a nameless
    file first. Raises UsageError ``file-missing``, ``file-not-a-file``, ``text-too-large``."""
    from gosupport_cli.core.errors import UsageError

    if source == "-":
        import shutil
        import tempfile

        with tempfile.TemporaryFile() as spooled:
            shutil.copyfileobj(_Limited(sys.stdin.buffer, largest), spooled)
            yield cast("BinaryIO", spooled)
        return
    file = Path(source).expanduser()
    try:
        if file.exists() and not file.is_file():
            raise UsageError("file-not-a-file", file=source)
        stream = file.open("rb")
    except OSError as error:
        raise UsageError("file-missing", file=str(file), why=error.strerror) from None
    with stream:
        yield stream


class _Limited:
    """An input that does not go on for ever."""

    def __init__(self, stream: BinaryIO, largest: int) -> None:
        self._stream, self._left = stream, largest

    def read(self, size: int = -1) -> bytes:
        from gosupport_cli.core.errors import UsageError

        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise UsageError("archive-too-large", limit=8)
        return data


def _decoded(name: str, data: bytes) -> str:
    from gosupport_cli.core.errors import UsageError

    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise UsageError("file-not-utf8", file=name, line=line) from None


def _profile(app: App, name: str) -> dict[str, str | tuple[str, ...]]:
    from gosupport_cli.core.errors import UsageError

    profiles = app.journal.profiles()
    if name not in profiles:
        of = "setting" if name == app.settings.get("profile") else ""
        raise UsageError("no-such-profile", name=name, known=", ".join(profiles) or "-", of=of)
    return dict(profiles[name])
