"""An unexpected exception becomes a private report file without personal data."""

import os
import traceback
from types import FrameType, TracebackType

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.refusing import say_error


def report(app: App, error: Exception) -> int:
    """Write the report, name it, exit code 1. Only code places and the type are kept:
    messages and local values could hold what the person typed, and paths their login name."""
    from gosupport_cli import __version__
    from gosupport_cli.adapters.folders import private_folder

    lines = [f"gosupport {__version__}", f"error: {type(error).__module__}.{type(error).__name__}"]
    lines += _places(error.__traceback__)
    stamp = app.clock.now().strftime("%Y%m%dT%H%M%S")
    try:
        place = private_folder(app.home / "crashes") / f"{stamp}-{os.getpid()}.txt"
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        where = str(place)
    except OSError:
        where = both("записать отчёт не удалось", "the report could not be written")
    message = both(
        "Ошибка в самой программе. Введённое сохранено. Что отправлено, покажет gosupport list.",
        "An error in the program itself. What you typed is kept."
        " gosupport list shows what was sent.",
    )
    hint = both(f"Отчёт без личных данных: {where}", f"Report without personal data: {where}")
    say_error(app, "unexpected", message, hint, 1)
    if not app.as_json and (app.verbose or os.environ.get("GOSUPPORT_DEBUG")):
        app.streams.err("\n".join(lines))
    return 1


def _places(trace: TracebackType | None) -> list[str]:
    return [f"  {_module(frame)}:{line} {frame.f_code.co_name}"
            for frame, line in traceback.walk_tb(trace)]


def _module(frame: FrameType) -> str:
    """A dotted name. Frames of a document template carry the path of its file instead."""
    name = str(frame.f_globals.get("__name__", "?"))
    return name.replace("\\", "/").rpartition("/")[2]
