"""The person's settings: one private YAML file of ``key: value`` lines, comments kept."""

import contextlib
import json
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from gosupport_cli.adapters.folders import alone, private_folder, sync
from gosupport_cli.core.errors import DeclarationError, UsageError
from gosupport_cli.core.settings import Chosen, Setting, Unfit, fit, looks_secret

FILE = "settings.yaml"
_BOOLEANS = {True: "yes", False: "no"}


class Parsed(Protocol):
    """What the reader of YAML gives back: data, and the line of each key."""

    @property
    def data(self) -> Any: ...

    def line(self, *path: str | int) -> int: ...


class FileSettings:
    """Implements ``core.ports.Settings``; the file is read once, when first needed.

    ``load`` reads YAML and raises DeclarationError with file and line (``content.declared``).
    """

    def __init__(
        self,
        home: Path,
        declared: Mapping[str, Setting],
        environ: Mapping[str, str],
        load: Callable[[Path], Parsed],
    ) -> None:
        self.file = home / FILE
        self.declared = declared
        self._environ = environ
        self._load = load
        self._values: dict[str, str] | None = None

    def get(self, key: str) -> str:
        return self.chosen(key).value

    def chosen(self, key: str) -> Chosen:
        """The value with its source. Raises UsageError for no such key."""
        setting = self.declared.get(key)
        if setting is None:
            raise self._unknown(key)
        for name in setting.environment:
            found = self._environ.get(name, "").strip()
            if found and (setting.kind != "choice" or found.lower() in setting.choices):
                return Chosen(setting, found.lower() if setting.choices else found, "environment")
        values = self._read()
        if values.get(key):
            return Chosen(setting, values[key], "file")
        return Chosen(setting, setting.default, "default")

    def check(self) -> None:
        """Raises DeclarationError when the file is wrong."""
        self._read()

    def all(self) -> tuple[Chosen, ...]:
        """Every setting, in the declared order."""
        return tuple(self.chosen(key) for key in self.declared)

    def set(self, key: str, text: str) -> Chosen:
        """Check and keep a value; an empty one goes back to the default."""
        setting = self.declared.get(key)
        if setting is None:
            raise self._unknown(key)
        try:
            value = fit(setting, text)
        except Unfit as unfit:
            raise UsageError(f"setting-{unfit.what}", key=key, known=unfit.detail) from None
        if _holds_secret(value):
            raise UsageError("setting-password-inside", key=key)
        self._must_exist(setting, value)
        private_folder(self.file.parent)
        with alone(self.file.with_name("settings.lock")):
            self._values = None  # another window may have changed another line
            text = _with_line(self._text(), key, value)
            try:
                values = dict(self._read())
            except DeclarationError:
                values = self._mended(text)
            values[key] = value
            self._write(text, values)
        return self.chosen(key)

    def _mended(self, text: str) -> dict[str, str]:
        """The values when the new line was all that was missing. Raises DeclarationError with
        what is still wrong, by the lines of the file as it is."""
        draft = self.file.with_name(f".{FILE}.{os.getpid()}")
        try:
            _private(draft, text)
            return self._parse(draft)
        except DeclarationError:
            return self._parse(self.file)
        finally:
            with contextlib.suppress(OSError):
                draft.unlink()

    def replace(self, text: str) -> None:
        """The whole file anew. Raises DeclarationError and keeps the old one when it is wrong."""
        private_folder(self.file.parent)
        draft = self.file.with_name(f".{FILE}.{os.getpid()}")
        try:
            _private(draft, text)
            for key, value in self._parse(draft).items():
                if _holds_secret(value):
                    raise self._wrong(self.file, _line_of(text, key), key, "password-inside")
            draft.replace(self.file)
        finally:
            with contextlib.suppress(OSError):
                draft.unlink()
        self._values = None

    def template(self, describe: Callable[[Setting], str]) -> str:
        """The file for the person's editor: what is set, and all else as comments."""
        text = self._text_to_mend()
        missing = [one for one in self.declared.values() if f"{one.key}:" not in text]
        lines = [f"# {describe(one)}\n#{one.key}: {json.dumps(one.default)}" for one in missing]
        return text + "\n".join(lines) + ("\n" if lines else "")

    def _unknown(self, key: str) -> UsageError:
        if looks_secret(key):
            return UsageError("setting-is-secret", key=key)
        from difflib import get_close_matches

        close = get_close_matches(key, self.declared, n=1, cutoff=0.6)
        if close:
            return UsageError("no-such-setting-close", key=key, close=close[0])
        return UsageError("no-such-setting", key=key)

    def _must_exist(self, setting: Setting, value: str) -> None:
        if setting.kind == "file" and value and not Path(value).expanduser().is_file():
            raise UsageError("setting-no-file", key=setting.key, value=value)
        if setting.kind == "folder" and value and not Path(value).expanduser().is_dir():
            raise UsageError("setting-no-folder", key=setting.key, value=value)

    def _read(self) -> dict[str, str]:
        if self._values is None:
            self._values = self._parse(self.file)
        return self._values

    def _parse(self, file: Path) -> dict[str, str]:
        if not self._text_of(file).strip() or not _has_data(self._text_of(file)):
            return {}
        parsed = self._load(file)
        values: dict[str, str] = {}
        for key, raw in parsed.data.items():
            setting = self.declared.get(key)
            if setting is None:
                code = "settings-secret" if looks_secret(key) else "settings-unknown-key"
                raise DeclarationError(code, file=str(file), line=parsed.line(key), key=key)
            text = _BOOLEANS[raw] if isinstance(raw, bool) else raw or ""
            if not isinstance(text, str):
                raise self._wrong(file, parsed.line(key), key, "wrong-shape")
            try:
                values[key] = fit(setting, text)
            except Unfit as unfit:
                raise self._wrong(file, parsed.line(key), key, unfit.what, unfit.detail) from None
        return values

    def _wrong(
        self, file: Path, line: int, key: str, what: str, known: str = ""
    ) -> DeclarationError:
        return DeclarationError(f"settings-{what}", file=str(file), line=line, key=key, known=known)

    def _text(self) -> str:
        return self._text_of(self.file)

    def _text_to_mend(self) -> str:
        """For the editor, which saves it in UTF-8: whatever Windows wrote can be read there."""
        try:
            return self._text()
        except DeclarationError:
            try:
                data = self.file.read_bytes()
            except OSError:
                data = b""
            if not data:
                raise
            wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
            return data.decode("utf-16" if wide else "cp1251", errors="replace")

    def _text_of(self, file: Path) -> str:
        data = b""
        try:
            data = file.read_bytes()
            return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except FileNotFoundError:
            return ""
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            raise DeclarationError("template-not-utf8", file=str(file), line=line) from None
        except OSError:
            raise DeclarationError("template-unreadable", file=str(file), line=1) from None

    def _write(self, text: str, values: Mapping[str, str]) -> None:
        private_folder(self.file.parent)
        draft = self.file.with_name(f".{FILE}.{os.getpid()}")
        try:
            _private(draft, text)
            # A value that stood over several lines leaves a ruin: then write everything anew.
            try:
                same = self._parse(draft) == {k: v for k, v in values.items() if v}
            except DeclarationError:
                same = False
            if not same:
                fresh = "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n"
                                for k, v in values.items() if v)
                _private(draft, fresh)
            draft.replace(self.file)
        finally:
            with contextlib.suppress(OSError):
                draft.unlink()
        self._values = None


def _holds_secret(value: str) -> bool:
    """Somebody wrote a password where a name or an address belongs."""
    from gosupport_cli.core.redaction import cut_secrets

    return bool(cut_secrets(value).removed)


def _line_of(text: str, key: str) -> int:
    for number, line in enumerate(text.splitlines(), 1):
        if _names(line, key):
            return number
    return 0


def _private(file: Path, text: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        file.unlink()
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
        out.write(text)
        sync(out)


def _has_data(text: str) -> bool:
    return any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines())


def _names(line: str, key: str) -> bool:
    return re.match(rf"""["']?{re.escape(key)}["']?\s*:""", line) is not None


def _with_line(text: str, key: str, value: str) -> str:
    """``text`` with the one line of ``key`` set, added or, for an empty value, taken away."""
    wanted = f"{key}: {json.dumps(value, ensure_ascii=False)}" if value else None
    lines: list[str] = []
    done = False
    for line in text.splitlines():
        if not _names(line, key):
            lines.append(line)
        elif wanted and not done:
            lines.append(wanted)
            done = True
    if wanted and not done:
        lines.append(wanted)
    return "\n".join(lines) + ("\n" if lines else "")
