"""``gosupport import``: what ``export`` kept comes back, without doubles."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples


@click.argument("source", metavar="FILE")
@click.option("-y", "--yes", is_flag=True, help=both("Согласие заранее.", "Say yes beforehand."))
def run(app: App, source: str, yes: bool) -> None:
    from gosupport_cli.cli import own_data

    own_data.take_back(app, source, yes=yes)


command = make(
    "Вернуть сохранённое командой export. Обращения не задваиваются: остаётся то, что новее."
    " Ваши нынешние обращения и настройки не пропадают.",
    "Bring back what export kept. Requests are not doubled: the later state stays. Your present"
    " requests and settings are not lost.",
    epilog=examples("gosupport import saved.zip", "gosupport import saved.zip.age --yes"),
    asks=True,
)(run)
