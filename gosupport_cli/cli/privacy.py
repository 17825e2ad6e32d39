"""``gosupport privacy``: what a channel does not get to see, and showing a value after all."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples


@click.argument("ref", metavar="[ID]", default="")
@click.option("--channel", help=both("Для какого канала (обычно свой).",
                                     "For which channel (its own by default)."))
@click.option("--reveal", multiple=True, metavar="MARK", help=both(
    "Показать скрытое в этом канале целиком, например СНИЛС-1.",
    "Show a masked value in full in this channel, by its mark, such as “СНИЛС-1”."))
@click.option("--hide", multiple=True, metavar="MARK", help=both(
    "Снова скрыть.", "Mask it again."))
def run(
    app: App, ref: str, channel: str | None, reveal: tuple[str, ...], hide: tuple[str, ...]
) -> None:
    from gosupport_cli.cli.show.privacy import show_network, show_report
    from gosupport_cli.core.errors import UsageError
    from gosupport_cli.flows import privacy

    if not ref:
        if channel or reveal or hide:
            raise UsageError("privacy-of-which")
        from gosupport_cli.content.network import declared_network

        show_network(app, declared_network())
        return
    request = app.journal.get(ref)
    wanted = channel or request.channel
    for marks, again in ((reveal, False), (hide, True)):
        if marks:
            request = privacy.reveal(app.journal, request, wanted, marks, app.catalogue,
                                     app.clock, hide=again)
    show_report(app, request, privacy.masked_report(request, wanted, app.catalogue))


command = make(
    "Что программа вырезала и скрыла в обращении для канала. Скрытый номер можно показать в"
    " одном канале. Пароли, коды и ключи не возвращаются никогда. Без ID — какие команды с кем"
    " связываются по сети.",
    "What was cut out of a request and masked for a channel. A masked number can be shown in"
    " one channel. Passwords, codes and keys never come back. Without an ID: which commands"
    " speak to whom over the network.",
    epilog=examples(
        "gosupport privacy",
        "gosupport privacy GS-1",
        "gosupport privacy GS-1 --channel chat",
        "gosupport privacy GS-1 --channel email --reveal СНИЛС-1",
        "gosupport privacy GS-1 --channel email --hide СНИЛС-1",
    ),
)(run)
