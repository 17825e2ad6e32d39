"""``gosupport edit``: the check-answers screen, or one change without questions."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples


@click.argument("ref", metavar="ID")
@click.option("--field", "key", metavar="KEY", help=both("Изменить один ответ.", "One answer."))
@click.option("--set", "pairs", multiple=True, metavar="KEY=VALUE",
              help=both("Записать ответ; пустое значение стирает его.",
                        "Set an answer; an empty value forgets it."))
@click.option("--editor", is_flag=True, help=both("Открыть ответ в вашем редакторе.",
                                                  "Open the answer in your editor."))
def run(
    app: App, ref: str, key: str | None, pairs: tuple[str, ...], editor: bool
) -> None:
    from gosupport_cli.cli import making

    if pairs:
        making.change(app, ref, pairs)
    elif editor:
        making.change_in_editor(app, ref, key or "problem.actual")
    else:
        making.review_screen(app, ref, key)


command = make(
    "Изменить обращение. Без --set показывает все ответы, чтобы выбрать, что исправить.",
    "Change a request. Without --set it shows all answers and lets you pick one.",
    epilog=examples(
        "gosupport edit GS-1",
        "gosupport edit GS-1 --field problem.subject",
        "gosupport edit GS-1 --set environment.vpn=no",
        "gosupport edit GS-1 --field problem.actual --editor",
    ),
    asks=True,
)(run)
