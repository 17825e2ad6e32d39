"""What ``attach`` does: words to boxes and paths, a progress bar on long work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both

if TYPE_CHECKING:
    from gosupport_cli.core.evidence import Added
    from gosupport_cli.core.model import Request, Value

_WORTH_A_BAR = 5 * 1024 * 1024  # bytes; below that the work is done before the bar is seen


def take_in(
    app: App,
    ref: str,
    files: Sequence[str],
    *,
    hide: Sequence[str],
    mark: Sequence[str],
    caption: str,
    applied: bool = False,
) -> None:
    """Attach every file, all checked before the first is taken."""
    from gosupport_cli.cli.show.attachments import show_added
    from gosupport_cli.core.errors import UsageError
    from gosupport_cli.core.normalise import clean_line
    from gosupport_cli.core.redaction import cut_secrets
    from gosupport_cli.flows.compose import attach

    request = app.journal.get(ref)
    if not files:
        raise UsageError("attach-what", ref=request.id)
    boxes = {"hide": [_box(one) for one in hide], "mark": [_box(one) for one in mark]}
    paths = [Path(one).expanduser() for one in files]
    for path in paths:
        app.evidence.check(path)
    caption = cut_secrets(clean_line(caption)).text
    done = []
    for path in paths:
        with _progress(app, path) as tick:
            attached = attach(app.tools, request, path, caption=caption, progress=tick, **boxes)
        request = attached.request
        done.append(attached.added)
    found = _new_answers(request, done)
    if found and applied:
        request = _write_down(app, request, found)
    show_added(app, request, done, applied=applied)
    if found and not applied and not app.as_json and app.streams.can_prompt():
        from gosupport_cli.cli.confirming import confirm

        if confirm(app, app.texts("attach.apply"), helps=app.texts("attach.help-apply")):
            _write_down(app, request, found)
            app.streams.tell(app.texts("attach.applied", id=request.id))


def _new_answers(request: Request, done: Sequence[Added]) -> dict[str, Value]:
    """What the logs tell of what the person has not answered."""
    from gosupport_cli.core.answers import is_answered
    from gosupport_cli.core.evidence import proposals

    failures = [failure for one in done for failure in one.failures]
    return {key: value for key, value in proposals(failures).items()
            if not is_answered(request.answers.get(key))}


def _write_down(app: App, request: Request, found: dict[str, Value]) -> Request:
    from gosupport_cli.flows.compose import amend

    return amend(app.tools, request, found, source="log").request


def take_out(app: App, ref: str, name: str) -> None:
    """Remove a file from the request and from the evidence folder."""
    from gosupport_cli.cli.show.attachments import show_attachments
    from gosupport_cli.core.errors import UsageError

    request = app.journal.get(ref)
    if name not in [one.name for one in request.attachments]:
        raise UsageError("no-such-attachment", name=name, ref=request.id)
    changed = app.journal.remove_attachment(request.id, name, at=app.clock.now())
    app.evidence.remove(request.id, name)
    show_attachments(app, changed)


def listed(app: App, ref: str) -> None:
    """The files of a request."""
    from gosupport_cli.cli.show.attachments import show_attachments

    show_attachments(app, app.journal.get(ref))


def _box(text: str) -> tuple[int, int, int, int]:
    from gosupport_cli.core.errors import UsageError

    parts = text.replace(" ", "").split(",")
    if len(parts) != 4 or not all(part.isdecimal() for part in parts):
        raise UsageError("box-malformed", value=text)
    x, y, width, height = (int(part) for part in parts)
    return x, y, width, height


@contextmanager
def _progress(app: App, path: Path) -> Iterator[Callable[[int], None]]:
    import click

    size = path.stat().st_size
    if size < _WORTH_A_BAR or not app.streams.moves():
        yield lambda _read: None
        return
    label = both("Очищаю журнал", "Cleaning the log")
    with click.progressbar(length=size, label=label, file=app.streams.stderr,
                           width=app.streams.bar_width(label)) as bar:
        yield lambda read: bar.update(read - bar.pos)
