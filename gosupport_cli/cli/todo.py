"""``gosupport todo``: the support's advice as a list with ticks."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples

_LARGEST = 1024 * 1024  # bytes of an answer


@click.argument("ref", metavar="ID")
@click.option("--from", "source", metavar="FILE|-", default="",
              help=both("Разбить ответ поддержки на дела.", "Split an answer into things to do."))
@click.option("--add", "added", multiple=True, metavar="TEXT",
              help=both("Добавить дело; можно повторять.", "Add one thing; repeatable."))
@click.option("--done", multiple=True, type=int, metavar="N",
              help=both("Отметить сделанным.", "Tick it off."))
@click.option("--undone", multiple=True, type=int, metavar="N",
              help=both("Снять отметку.", "Take the tick back."))
@click.option("--remove", "removed", multiple=True, type=int, metavar="N",
              help=both("Убрать из списка.", "Take it off the list."))
def run(
    app: App,
    ref: str,
    source: str,
    added: tuple[str, ...],
    done: tuple[int, ...],
    undone: tuple[int, ...],
    removed: tuple[int, ...],
) -> None:
    from gosupport_cli.cli.show.todo import show_todo
    from gosupport_cli.cli.sources import read_bytes
    from gosupport_cli.cli.tools import tools
    from gosupport_cli.core import todo as things
    from gosupport_cli.core.encodings import text_of
    from gosupport_cli.flows import todo as flow

    used = tools(app)
    listed = flow.look(used, ref)
    data = read_bytes(source, largest=_LARGEST) if source else b""
    answer = text_of(data) or data.decode("utf-8-sig", "replace")
    # Numbers are those of the list as it was shown, so they go before what is added.
    for numbers, event in ((done, things.DONE), (undone, things.OPEN), (removed, things.REMOVED)):
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


command = make(
    "Список дел по ответу поддержки. Советы из писем попадают сюда сами, остальное добавьте"
    " или вставьте ответ целиком.",
    "The things that the support asked you to do. Advice in letters comes here by itself; add"
    " the rest, or paste a whole answer.",
    epilog=examples(
        "gosupport todo GS-1",
        both('gosupport todo GS-1 --add "Очистить кэш"',
             'gosupport todo GS-1 --add "Clear the cache"'),
        "gosupport todo GS-1 --from - < answer.txt",
        "gosupport todo GS-1 --done 1",
    ),
)(run)
