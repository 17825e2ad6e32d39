"""``gosupport contacts``: the official contacts, and whether a number or address is genuine."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples


@click.option("--check", "value", metavar="VALUE", help=both(
    "Настоящий ли это номер, адрес, ссылка или отправитель. «-»: прочитать из ввода.",
    "Is this number, address, link or sender genuine. “-”: read it from the input."))
@click.option("--abroad", is_flag=True, help=both("Я за границей.", "I am abroad."))
@click.option("--all", "everything", is_flag=True, help=both(
    "Все записи, и чужие номера тоже.", "Every record, other people's numbers too."))
def run(app: App, value: str | None, abroad: bool, everything: bool) -> None:
    from gosupport_cli.cli.show.contacts import show_contacts, show_verdict
    from gosupport_cli.flows import contact_check

    if value is not None:
        if value == "-":
            from gosupport_cli.cli.sources import tell_how_to_end

            tell_how_to_end()
        text = app.streams.stdin.read(100_000) if value == "-" else value
        show_verdict(app, contact_check.check(text, app.catalogue))
    elif everything:
        show_contacts(app, contact_check.everything(app.catalogue))
    else:
        show_contacts(app, contact_check.official(app.catalogue, abroad=abroad))


command = make(
    "Официальные контакты Госуслуг. Для каждого сказано, откуда это известно и когда проверено."
    " С --check: настоящий ли номер, отправитель, адрес почты или ссылка.",
    "Official contacts of Gosuslugi, each with its source and date. With --check: is a number,"
    " sender, e-mail address or link genuine.",
    epilog=examples(
        "gosupport contacts",
        'gosupport contacts --check "8-800-100-70-70"',
        "gosupport contacts --check https://gosuslugi.ru.example.com",
        "gosupport contacts --abroad",
    ),
)(run)
