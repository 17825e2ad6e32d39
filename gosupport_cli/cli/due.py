"""``gosupport due``: what is to be done today, and what is late."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples


@click.option("--ics", default="", metavar="FILE",
              help=both("Записать даты в файл календаря.", "Write the dates to a calendar file."))
@click.option("--all", "every", is_flag=True,
              help=both("И то, что ещё впереди.", "What is still to come as well."))
def run(app: App, ics: str, every: bool) -> None:
    from gosupport_cli.cli import following

    following.due(app, ics, every=every)


command = make(
    "Показать, что пора сделать сегодня и что просрочено. Сверху самое срочное.",
    "Show what is due today and what is overdue, most urgent first.",
    epilog=examples(
        "gosupport due",
        "gosupport due --json",
        "gosupport due --ics gosupport.ics",
    ),
)(run)
