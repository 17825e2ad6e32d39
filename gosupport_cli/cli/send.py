"""``gosupport send``: deliver a request, or hand it over to the person's own hands."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples


@click.argument("ref", metavar="ID")
@click.option("--channel", default="", help=both("Куда: portal, chat, app, phone, email …",
                                                 "Where to: portal, chat, app, phone, email …"))
@click.option("--to", default="", metavar="ADDRESS",
              help=both("Адрес получателя письма.", "Address for a letter."))
@click.option("--dry-run", is_flag=True, help=both("Только показать. Сеть не нужна.",
                                                   "Only show. No network."))
@click.option("-y", "--yes", is_flag=True, help=both("Согласие заранее.", "Say yes beforehand."))
@click.option("--resend", is_flag=True, help=both(
    "Отправить ещё раз то, что уже отправлено или могло дойти.",
    "Send again what was sent already, or may have been."))
@click.option("--no-open", is_flag=True, help=both("Не открывать браузер и почту.",
                                                   "Open no browser and no mail program."))
@click.option("--output", default="", metavar="FILE", help=both(
    "Записать тексты в файлы: FILE.txt, FILE-2.txt …", "Write the texts to files."))
def run(
    app: App, ref: str, channel: str, to: str, dry_run: bool, yes: bool, resend: bool,
    no_open: bool, output: str,
) -> None:
    from gosupport_cli.cli.delivering import Words, send

    send(app, ref, Words(channel, to, dry_run, yes, resend, no_open, output))


command = make(
    "Отправить обращение выбранным путём. Сначала проверка, затем всё показывается целиком, и"
    " только после вашего «да» что-то уходит.\n\n"
    "portal, chat, app, phone: открывается страница с готовыми текстами, отправляете вы сами."
    " email и службы заявок: отправляет программа. Одно и то же не уходит дважды.",
    "Send a request the chosen way. First it is checked, then shown in full, and only after your"
    " yes anything leaves.\n\n"
    "portal, chat, app, phone: a page with the finished texts opens, you send them yourself."
    " email and ticket servers: the program sends. Nothing leaves twice.",
    epilog=examples(
        "gosupport send GS-1",
        "gosupport send GS-1 --channel chat",
        "gosupport send GS-1 --channel email --to help@example.ru --dry-run",
        "gosupport send GS-1 --yes --json",
    ),
    asks=True,
)(run)
