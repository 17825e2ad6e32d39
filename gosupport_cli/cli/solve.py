"""``gosupport solve``: an error text in, what it means and what to try out."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples


@click.argument("words", nargs=-1, metavar="[TEXT|-]")
@click.option("--all", "weak", is_flag=True,
              help=both("Показать и слабые совпадения.", "Show weak matches too."))
@click.option("--topics", is_flag=True, help=both("Список тем.", "List the topics."))
@click.option("--topic", metavar="A…J", help=both("Записи одной темы.", "Entries of one topic."))
@click.option("--tried", multiple=True, metavar="ID",
              help=both("Что уже пробовали; можно повторять.", "What was tried; repeatable."))
def run(
    app: App,
    words: tuple[str, ...],
    weak: bool,
    topics: bool,
    topic: str | None,
    tried: tuple[str, ...],
) -> None:
    from gosupport_cli.cli import solving

    if topic:
        solving.one_topic(app, topic)
    elif topics or not words:
        solving.all_topics(app)
    else:
        solving.by_text(app, words, weak=weak, tried=tried)


command = make(
    "Что значит ошибка и что попробовать, прежде чем писать. Годится текст с экрана, код"
    " или ваши слова. Интернет не нужен.",
    "What an error means and what to try before writing. A text of the screen, a code or your"
    " own words will do. Works without the internet.",
    epilog=examples(
        "gosupport solve ESIA-007015",
        both("gosupport solve «не приходит смс с кодом»",
             'gosupport solve "the SMS with the code does not come"'),
        both("gosupport solve «белая страница» --tried private_window",
             'gosupport solve "white page" --tried private_window'),
        "gosupport solve --topics",
        "gosupport solve --topic E",
    ),
)(run)
