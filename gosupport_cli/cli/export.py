"""``gosupport export``: a backup of everything in one file, or what is stored at all."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples


@click.argument("target", metavar="[FILE]", required=False)
@click.option("--encrypt", is_flag=True,
              help=both("Закрыть паролем (формат age).", "Lock with a password (age format)."))
@click.option("--show", is_flag=True, help=both("Только показать, что хранится о вас.",
                                                "Only show what is stored about you."))
def run(app: App, target: str | None, encrypt: bool, show: bool) -> None:
    from gosupport_cli.cli import own_data

    if show:
        own_data.stored(app)
    else:
        own_data.export(app, target or "", encrypt=encrypt)


command = make(
    "Сохранить всё в один файл: обращения (и недописанные), людей, файлы, настройки. Годится и для"
    " переезда на другой компьютер. Паролей в файле нет.",
    "Keep everything in one file: requests (unfinished ones too), persons, files, settings. Also"
    " the way to another computer. There are no passwords in it.",
    epilog=examples(
        "gosupport export",
        "gosupport export backup.zip",
        "gosupport export backup.zip.age --encrypt",
        "gosupport export --show",
    ),
    asks=True,
    mends=True,
)(run)
