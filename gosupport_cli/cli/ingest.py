"""``gosupport ingest``: a letter, SMS or chat text of the support becomes a line of history."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples


@click.argument("source", metavar="FILE|-")
@click.option("--id", "ref", metavar="ID", default="",
              help=both("К какому обращению относится.", "Which request it is about."))
@click.option("--yes", is_flag=True, help=both("Записать без вопроса.", "Record without asking."))
def run(app: App, source: str, ref: str, yes: bool) -> None:
    from gosupport_cli.cli import ingesting

    ingesting.take(app, source, ref=ref, yes=yes)


command = make(
    "Прочитать письмо (.eml), СМС или сообщение из чата: найти номер и статус, спросить и"
    " записать. Коды подтверждения не сохраняются.",
    "Read a letter (.eml), an SMS or a chat message: find the number and the status, ask and"
    " record. Verification codes are not kept.",
    epilog=examples(
        "gosupport ingest letter.eml",
        "gosupport ingest - < sms.txt",
        "gosupport ingest sms.txt --id GS-1 --yes",
    ),
    asks=True,
)(run)
