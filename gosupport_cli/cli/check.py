"""``gosupport check``: the checklist over a request or a file of answers."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples


@click.argument("what", metavar="ID|FILE|-")
@click.option("--channel", metavar="CHANNEL", help=both(
    "Для какого канала; all — для всех каналов руководства.",
    "For which channel; all: every channel of the guide."))
@click.option("--waive", metavar="RULE", help=both(
    "Оставить замечание как есть. Ошибки так не снимаются.",
    "Let a warning or a hint be. Errors cannot be waived."))
@click.option("--why", default="", metavar="TEXT", help=both("Почему.", "Why."))
def run(app: App, what: str, channel: str | None, waive: str | None, why: str) -> None:
    from gosupport_cli.cli import checking

    checking.check(app, what, channel=channel or "", waive=waive or "", why=why)


command = make(
    "Проверить обращение: чего не хватает, что записано с ошибкой, что лучше сказать иначе."
    " Все замечания сразу. Код выхода 3, если есть ошибки.",
    "Check a request: what is missing, what is wrong, what is better said otherwise."
    " All findings at once. Exit code 3 when there are errors.",
    epilog=examples(
        "gosupport check GS-1",
        "gosupport check GS-1 --channel all",
        "gosupport check answers.yaml --json",
        both("gosupport check GS-1 --waive long-sentence --why «цитата»",
             "gosupport check GS-1 --waive long-sentence --why quotation"),
        "gosupport explain long-sentence",
    ),
)(run)
