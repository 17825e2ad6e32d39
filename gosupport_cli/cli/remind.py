"""``gosupport remind``: the repeat notice after 48 hours of silence."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples
from gosupport_cli.cli.message_options import delivery_options, words_of


@click.argument("ref", metavar="ID")
@delivery_options
def run(app: App, ref: str, **words: object) -> None:
    from gosupport_cli.cli import replying

    replying.remind(app, ref, words_of(words))


command = make(
    "Напомнить поддержке об обращении, если 48 часов нет новостей. Номер и даты программа"
    " подставит сама. Срок 48 часов — по данным руководства, официально не подтверждено.",
    "Remind the support of a request after 48 hours without news. Number and dates are filled"
    " in. The 48 hours come from a guide and are not officially confirmed.",
    epilog=examples("gosupport remind GS-1", "gosupport remind GS-1 --no-send"),
    asks=True,
)(run)
