"""One run of the command line: errors become a sentence and an exit code, here and only here."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.streams import Unwritten, soften, unwritable
from gosupport_cli.core.errors import GosupportError, Interrupted, StorageError, UsageError


def run(command: click.Command, words: Sequence[str]) -> int:
    """Exit code of ``command``; the promises are in SPEC, Exit codes."""
    app = App(home_option=_home(words), as_json="--json" in words)
    soften(app.streams.stdout, app.streams.stderr)
    try:
        code = _outcome(app, command, words)
    except KeyboardInterrupt:  # a second time, while the end was being told
        code = _stopped(app)
    if code in (0, 3, 130) and app.streams.stderr.isatty():
        from gosupport_cli.cli.called import tell_how, tell_language

        tell_how(app, words)
        tell_language(app, words)
    return code


def _outcome(app: App, command: click.Command, words: Sequence[str]) -> int:
    try:
        result = command.main(
            args=list(words), prog_name="gosupport", standalone_mode=False, obj=app
        )
        return result if isinstance(result, int) else 0
    except Interrupted as error:
        return _stopped(app, error)
    except GosupportError as error:
        from gosupport_cli.cli.refusing import refused

        return refused(app, error)
    except (click.exceptions.Abort, KeyboardInterrupt):
        return _stopped(app)
    except click.ClickException as error:
        from gosupport_cli.cli.misusing import misused

        return misused(app, error)
    except SystemExit as left:
        # click leaves so after completing words for a shell, and when the reader of a pipe
        # (head, less) has gone; the latter is no error.
        completing = "_GOSUPPORT_COMPLETE" in os.environ
        return int(left.code or 0) if completing else 0
    except Unwritten:
        raise  # no error of the command: ``main`` tells it, which flushes at the end as well
    except Exception as error:  # the one net under everything
        if isinstance(error, OSError) and unwritable(app.streams.stdout, error):
            raise
        known = _not_text(error, words) or _by_the_disk(error, app)
        if known is not None:
            from gosupport_cli.cli.refusing import refused

            return refused(app, known)
        from gosupport_cli.cli.crash import report

        return report(app, error)


def _stopped(app: App, error: Interrupted | None = None) -> int:
    """Ctrl-C, or the end of what is typed: what has left, and what has not."""
    from gosupport_cli.cli.refusing import refused
    from gosupport_cli.cli.stopping import stopped

    return refused(app, stopped(app, error))


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
    if getattr(error, "winerror", 0) in (32, 33):  # Windows: sharing and lock violations
        return StorageError("file-in-use", file=file)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return StorageError("disk-read-only", file=file)
    return StorageError("disk-failed", file=file) if error.errno == errno.EIO else None
