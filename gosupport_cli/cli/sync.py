"""``gosupport sync``: new letters and ticket servers, read and recorded."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples


@click.option("--since", metavar="DATE", default="",
              help=both("Смотреть письма начиная с этого дня.", "Look at letters since this day."))
@click.option("--dry-run", is_flag=True,
              help=both("Только показать, ничего не записывать.", "Only show, record nothing."))
def run(app: App, since: str, dry_run: bool) -> None:
    from gosupport_cli.cli import ingesting

    ingesting.synchronise(app, since=since, dry_run=dry_run)


command = make(
    "Прочитать новые письма и службы заявок, обновить статусы. В почте ничего не меняется:"
    " письма остаются непрочитанными. Настроить почту: gosupport setup",
    "Read new letters and ticket servers, update statuses. Nothing in the mailbox changes:"
    " letters stay unread. Set the mailbox up: gosupport setup",
    epilog=examples(
        "gosupport sync",
        "gosupport sync --dry-run",
        "gosupport sync --since 01.11.2026 --json",
    ),
    asks=True,
)(run)
