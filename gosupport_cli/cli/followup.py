"""``gosupport followup``: the repeat request after the deadline."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples
from gosupport_cli.cli.message_options import delivery_options, words_of


@click.argument("ref", metavar="ID")
@delivery_options
def run(app: App, ref: str, **words: object) -> None:
    from gosupport_cli.cli import replying

    replying.follow_up(app, ref, words_of(words))


command = make(
    "Написать повторно, когда срок прошёл: в то же обращение, с прежними номерами и датами."
    " Новое обращение поддержка может закрыть как повтор.",
    "Write again after the deadline: in the same ticket, with the old numbers and dates."
    " A new request may be closed as a duplicate.",
    epilog=examples("gosupport followup GS-1", "gosupport followup GS-1 --no-send"),
    asks=True,
)(run)
