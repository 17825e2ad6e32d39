"""The person's own editor, on a file that survives whatever the editor does.

``click.edit`` deletes the text when the editor exits non-zero (ARCHITECTURE, traps), so the
file lies in the drafts' folder and goes only after its text was taken.
"""

import contextlib
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from gosupport_cli.adapters.folders import private_folder, sync
from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.settings import for_children


class ExternalEditor:
    """Implements ``core.ports.Editor``."""

    def __init__(self, folder: Path, environ: Mapping[str, str]) -> None:
        self._folder = folder
        self._environ = environ

    def found(self) -> bool:
        """See ``core.ports.Editor``."""
        return shutil.which(self._command()[0]) is not None

    def edit(self, text: str, *, name: str, keep: bool = False) -> str:
        """See ``core.ports.Editor``. Raises UsageError ``editor-…`` with the file kept."""
        file = private_folder(self._folder) / f"{_plain_name(name)}.txt"
        # What an earlier run left behind is newer than the journal: nothing typed is lost.
        if not file.exists():
            _write(file, text)
        words = self._command()
        try:
            done = subprocess.run(  # noqa: S603 - the person's own
                [*words, str(file)], check=False, env=for_children(os.environ))
        except OSError:
            raise UsageError("editor-missing", editor=words[0], file=str(file)) from None
        if done.returncode != 0:
            raise UsageError(
                "editor-failed", editor=words[0], status=done.returncode, file=str(file)
            )
        try:
            edited = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            raise UsageError("editor-unreadable", editor=words[0], file=str(file)) from None
        if not keep:
            file.unlink(missing_ok=True)
        return edited.rstrip("\n")

    def forget(self, name: str) -> None:
        """See ``core.ports.Editor``."""
        with contextlib.suppress(OSError):
            (self._folder / f"{_plain_name(name)}.txt").unlink(missing_ok=True)

    def _command(self) -> list[str]:
        chosen = self._environ.get("VISUAL") or self._environ.get("EDITOR") or ""
        windows = sys.platform == "win32"
        try:
            words = shlex.split(chosen, posix=not windows)
        except ValueError:
            words = [chosen]
        if windows:
            words = [word.strip('"') for word in words]
        return words or (["notepad"] if windows else ["nano"])


def _plain_name(name: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "-._" else "_" for sign in name)


def _write(file: Path, text: str) -> None:
    """Only for the person: 0600 from the first byte."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
        sync(out)
