"""One run of the command line: errors become a sentence and an exit code, here and only here."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both, current
from gosupport_cli.cli.streams import soften
from gosupport_cli.core.errors import DeclarationError, GosupportError, StorageError, UsageError

if TYPE_CHECKING:
    from gosupport_cli.core.ports import Texts


def run(command: click.Command, words: Sequence[str]) -> int:
    """Exit code of ``command``; the promises are in SPEC, Exit codes."""
    app = App(home_option=_home(words), as_json="--json" in words)
    soften(app.streams.stdout, app.streams.stderr)
    code = _outcome(app, command, words)
    if code in (0, 3, 130) and app.streams.stderr.isatty():
        from gosupport_cli.cli.called import tell_how

        tell_how(app, words)
    return code


def _outcome(app: App, command: click.Command, words: Sequence[str]) -> int:
    try:
        result = command.main(
            args=list(words), prog_name="gosupport", standalone_mode=False, obj=app
        )
        return result if isinstance(result, int) else 0
    except GosupportError as error:
        return _refused(app, error)
    except click.exceptions.Abort:
        app.streams.err(both("Прервано.", "Interrupted."))
        return 130
    except KeyboardInterrupt:
        app.streams.err(both("\nПрервано. Ничего не отправлено.", "\nInterrupted. Nothing sent."))
        return 130
    except click.ClickException as error:
        return _misused(app, error)
    except SystemExit as left:
        # click leaves so after completing words for a shell, and when the reader of a pipe
        # (head, less) has gone; the latter is no error.
        completing = "_GOSUPPORT_COMPLETE" in os.environ
        return int(left.code or 0) if completing else 0
    except Exception as error:  # the one net under everything
        refused = _not_text(error, words) or _by_the_disk(error, app)
        if refused is not None:
            return _refused(app, refused)
        from gosupport_cli.cli.crash import report

        return report(app, error)


def _home(words: Sequence[str]) -> str:
    """``--home`` as it stands: a report of a crash goes there too, and nowhere else."""
    for number, word in enumerate(words):
        if word.startswith("--home="):
            return word.partition("=")[2]
        if word == "--home" and number + 1 < len(words):
            return words[number + 1]
    return ""


def _not_text(error: Exception, words: Sequence[str]) -> GosupportError | None:
    """Bytes on the command line that are no text of this system come as lone surrogates."""
    strange = any("\ud800" <= sign <= "\udfff" for word in words for sign in word)
    return UsageError("word-not-text") if strange and isinstance(error, UnicodeError) else None


def _by_the_disk(error: Exception, app: App) -> GosupportError | None:
    """A full or read-only disk is nothing unexpected: it can happen wherever a file is written."""
    import errno

    if not isinstance(error, OSError) or not error.errno:
        return None
    file = str(error.filename or app.home)
    if error.errno == errno.ENAMETOOLONG:
        return UsageError("file-missing", file=f"{file[:60]}…", why=error.strerror)
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return StorageError("disk-full", file=file)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return StorageError("disk-read-only", file=file)
    return StorageError("disk-failed", file=file) if error.errno == errno.EIO else None


def _refused(app: App, error: GosupportError) -> int:
    try:
        message, hint = _sentences(app.texts, error)
    except DeclarationError:
        # The person's own translations are what is broken: speak with the ones that came along.
        from gosupport_cli.content.languages import YamlTexts
        from gosupport_cli.content.locate import packaged_folder

        message, hint = _sentences(YamlTexts(current(), packaged_folder()), error)
    if app.as_json:
        _error_json(app, error.code, message, hint, error.exit_code)
    else:
        app.streams.err(message)
        if hint:
            app.streams.err(hint)
    return error.exit_code


def _sentences(texts: Texts, error: GosupportError) -> tuple[str, str]:
    values = {name: _without_secrets(value) for name, value in error.values.items()}
    message = texts(f"error.{error.code}.message", **values)
    return message, _meant(values) + texts(f"error.{error.code}.hint", **values)


def _meant(values: Mapping[str, object]) -> str:
    """«Может быть, …?» for a word that is nearly one of those that are known."""
    known = str(values.get("known", ""))
    word = str(values.get("value") or values.get("key") or "").strip().casefold()
    if not known or not word or "close" in values:
        return ""
    from difflib import get_close_matches

    close = get_close_matches(word, known.split(", "), n=1, cutoff=0.6)
    return both(f"Может быть, {close[0]}? ", f"Did you mean {close[0]}? ") if close else ""


def _without_secrets(value: object) -> object:
    """What a person typed in the wrong place may be a password: it is not said again."""
    from gosupport_cli.core.redaction import cut_secrets

    cut = cut_secrets(str(value)) if value else None
    return cut.text if cut and cut.removed else value


def _misused(app: App, error: click.ClickException) -> int:
    message = str(_without_secrets(error.format_message()))
    hint = both("Справка: gosupport --help", "Help: gosupport --help")
    context = getattr(error, "ctx", None)
    if context is not None:
        path = context.command_path
        hint = both(f"Справка: {path} --help", f"Help: {path} --help")
    if app.as_json:
        _error_json(app, "usage", message, hint, 2)
    else:
        app.streams.err(f"{message}\n{hint}")
    return 2


def _error_json(app: App, code: str, message: str, hint: str, exit_code: int) -> None:
    import json

    shape = {
        "schema": "gosupport.error/1",
        "code": code,
        "message": message,
        "hint": hint,
        "exit_code": exit_code,
    }
    app.streams.out(json.dumps(shape, ensure_ascii=not app.streams.speaks_utf8()))
