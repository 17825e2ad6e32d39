"""What ``todo`` does once its words are known."""

from gosupport_cli.cli.app import App
from gosupport_cli.core import todo as things

_LARGEST = 1024 * 1024  # bytes of an answer


def todo(
    app: App,
    ref: str,
    source: str,
    added: tuple[str, ...],
    *,
    done: tuple[int, ...],
    undone: tuple[int, ...],
    removed: tuple[int, ...],
) -> None:
    """Numbers are those of the list as it was shown, so they go before what is added."""
    from gosupport_cli.cli.show.todo import show_todo
    from gosupport_cli.cli.sources import read_bytes
    from gosupport_cli.cli.tools import tools
    from gosupport_cli.flows import todo as flow

    used = tools(app)
    listed = flow.look(used, ref)
    answer = read_bytes(source, largest=_LARGEST).decode("utf-8-sig", "replace") if source else ""
    for numbers, event in (
        (done, things.DONE), (undone, things.OPEN), (removed, things.REMOVED)
    ):
        if numbers:
            listed = flow.change(used, ref, numbers, event)
    count = 0
    if source:
        listed = flow.split(used, ref, answer)
        count += listed.added
    if added:
        listed = flow.add(used, ref, added)
        count += listed.added
    show_todo(app, listed, added=count)
