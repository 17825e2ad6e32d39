"""``gosupport sent``: the person delivered it by hand, and perhaps got a number."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples


@click.argument("ref", metavar="ID")
@click.option("--ticket", default="", metavar="NUMBER",
              help=both("Номер точно так, как его дали.", "The number exactly as given."))
@click.option("--no-number", is_flag=True, help=both("Номера не дали.", "No number was given."))
@click.option("--at", default="", metavar="TIME",
              help=both("Когда отправлено; если не сейчас.", "When it was sent, if not now."))
@click.option("--term", default="", metavar="TEXT",
              help=both("Срок, который назвал портал: «3 дня», «до 25.11.2026».",
                        "The term that the portal named: “3 days”, “25.11.2026”."))
@click.option("--note", default="", metavar="TEXT",
              help=both("Заметка в историю.", "A note for the history."))
@click.option("--operator", default="", metavar="TEXT",
              help=both("Что сказал оператор.", "What the operator said."))
def run(
    app: App,
    ref: str,
    ticket: str,
    no_number: bool,
    at: str,
    term: str,
    note: str,
    operator: str,
) -> None:
    from gosupport_cli.cli import recording
    from gosupport_cli.flows.record import Delivery

    recording.sent(app, ref, Delivery(ticket, no_number, at, term, note, operator))


command = make(
    "Записать, что вы отправили обращение сами, и номер, который получили. От этого времени"
    " считается срок.",
    "Record that you sent the request yourself, and the number you got. The term counts from"
    " that time.",
    epilog=examples(
        "gosupport sent GS-1 --ticket SCR#1234567",
        both('gosupport sent GS-1 --ticket SCR#1234567 --at "вчера в 14:30" --term "3 дня"',
             'gosupport sent GS-1 --ticket SCR#1234567 --at "yesterday at 14:30" --term "3 days"'),
        both('gosupport sent GS-1 --no-number --operator "Перезвонят"',
             'gosupport sent GS-1 --no-number --operator "They will call back"'),
    ),
    asks=True,
)(run)
