"""``gosupport purge``: erase one request, what is old, one person, or everything."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples
from gosupport_cli.cli.options import Between


@click.argument("ref", metavar="[ID]", required=False)
@click.option("--older-than", "days", type=Between(1, 36500), metavar="DAYS",
              help=both("Завершённые, без изменений столько дней.",
                        "Finished ones, unchanged for so many days."))
@click.option("--unfinished", is_flag=True,
              help=both("С --older-than: и незавершённые.", "With --older-than: open ones too."))
@click.option("--person", metavar="NAME",
              help=both("Всё об одном человеке: ФИО, телефон, почта или имя профиля.",
                        "All about one person: name, phone, address or profile."))
@click.option("--all", "every", is_flag=True,
              help=both("Стереть всё, вместе с настройками.", "Erase all, settings included."))
@click.option("-y", "--yes", is_flag=True, help=both("Согласие заранее.", "Say yes beforehand."))
@click.option("--dry-run", is_flag=True, help=both("Только показать.", "Only show."))
def run(
    app: App, ref: str | None, days: int | None, unfinished: bool, person: str | None,
    every: bool, yes: bool, dry_run: bool,
) -> None:
    from gosupport_cli.cli import own_data

    what = own_data.What(ref or "", days or 0, unfinished, person or "", every)
    own_data.purge(app, what, yes=yes, dry_run=dry_run)


command = make(
    "Стереть обращения с этого компьютера, со всеми файлами и историей. Вернуть нельзя."
    " Сначала показывается, что будет стёрто и что останется в других местах.",
    "Erase requests from this computer with all files and history. It cannot be undone. First"
    " it is shown what will go and what stays elsewhere.",
    epilog=examples(
        "gosupport purge GS-1",
        "gosupport purge --older-than 365",
        "gosupport purge --person \"Иванова Мария Сергеевна\" --dry-run",
        "gosupport purge --all",
    ),
    asks=True,
    mends=True,
)(run)
