"""``gosupport reply``: answer the support in the same ticket."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples
from gosupport_cli.cli.message_options import delivery_options, words_of


@click.argument("ref", metavar="ID")
@click.option("--done", is_flag=True, help=both("«Выполнено»: помогло.", "It helped."))
@click.option("--not-fixed", is_flag=True,
              help=both("«Проблема сохраняется».", "The problem is still there."))
@click.option("--result", default="", metavar="TEXT",
              help=both("Что вы видите теперь; ответ на вопрос.", "What you see now."))
@click.option("--message", default="", metavar="TEXT|-",
              help=both("Свой текст целиком; «-» читает его со входа.", "Your own whole text."))
@click.option("--attach", "files", multiple=True, metavar="FILE",
              help=both("Приложить файл; можно повторять.", "Attach a file; repeatable."))
@delivery_options
def run(
    app: App, ref: str, done: bool, not_fixed: bool, result: str, message: str,
    files: tuple[str, ...], **words: object,
) -> None:
    from gosupport_cli.cli import replying

    said = replying.said(done=done, not_fixed=not_fixed, result=result, message=message)
    replying.answer(app, ref, said, words_of(words, files))


command = make(
    "Ответить поддержке в том же обращении. Без ключей программа спросит, что ответить."
    " Сначала всё показывается, уходит только после вашего «да».",
    "Answer the support in the same ticket. Without options the program asks. Everything is"
    " shown first and leaves only after your yes.",
    epilog=examples(
        "gosupport reply GS-1 --done",
        'gosupport reply GS-1 --not-fixed --result "Ошибка 500 появляется снова"',
        'gosupport reply GS-1 --result "Версия браузера 25.10" --attach screen.png',
        "gosupport reply GS-1 --done --no-send",
    ),
    asks=True,
)(run)
