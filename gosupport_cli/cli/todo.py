"""``gosupport todo``: the support's advice as a list with ticks."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples


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
    from gosupport_cli.cli import ticking

    ticking.todo(app, ref, source, added, done=done, undone=undone, removed=removed)


command = make(
    "Список дел по ответу поддержки. Советы из писем попадают сюда сами, остальное добавьте"
    " или вставьте ответ целиком.",
    "The things that the support asked you to do. Advice in letters comes here by itself; add"
    " the rest, or paste a whole answer.",
    epilog=examples(
        "gosupport todo GS-1",
        'gosupport todo GS-1 --add "Очистить кэш"',
        "gosupport todo GS-1 --from - < answer.txt",
        "gosupport todo GS-1 --done 1",
    ),
)(run)
