"""``gosupport show``: the finished text for a channel, in the format that is needed."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples

FORMATS = ("text", "md", "html", "eml", "mailto", "json", "yaml")


@click.argument("ref", metavar="ID")
@click.option("--channel", default="", help=both("Для какого канала (обычно свой).",
                                                 "For which channel (its own by default)."))
@click.option("--format", "kind", type=click.Choice(FORMATS), default="text", metavar="FORMAT",
              help=both(f"Вид: {', '.join(FORMATS)}.", f"Format: {', '.join(FORMATS)}."))
@click.option("--field", default="", metavar="KEY",
              help=both("Только одно поле: subject, description … или имя ответа.",
                        "Only one field: subject, description … or the key of an answer."))
@click.option("--output", default="", metavar="FILE",
              help=both("Записать в файл.", "Write to a file."))
@click.option("--force", is_flag=True, help=both("Заменить файл, если он есть.",
                                                 "Replace the file if it is there."))
@click.option("--to", default="", metavar="ADDRESS",
              help=both("Кому письмо.", "Whom the letter is for."))
@click.option("--variant", default="", metavar="NAME",
              help=both("Вариант формы, например short.", "Variant of the form, such as short."))
@click.option("--attachment-paths", "paths", is_flag=True,
              help=both("Только пути приложенных файлов.", "Only the paths of attached files."))
def run(
    app: App, ref: str, channel: str, kind: str, field: str, output: str, force: bool, to: str,
    variant: str, paths: bool,
) -> None:
    from gosupport_cli.cli import showing

    words = showing.Words(channel, "json" if app.as_json and kind == "text" else kind, field,
                          output, force, to, paths, variant)
    showing.show(app, ref, words)


command = make(
    "Показать готовый текст обращения для канала. На выход идёт только то, что нужно скопировать;"
    " советы печатаются отдельно.",
    "Show the finished text of a request for a channel. The output holds only what is to be"
    " used; advice is printed apart.",
    epilog=examples(
        "gosupport show GS-1",
        "gosupport show GS-1 --channel chat",
        "gosupport show GS-1 --field subject",
        "gosupport show GS-1 --format eml --output draft.eml",
        "gosupport show GS-1 --format eml | sendmail -t",
        "gosupport show GS-1 --channel phone --format html --output sheet.html",
    ),
)(run)
