"""``gosupport facts``: every disputed fact with its state, date and source."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples

_STATES = ("confirmed", "plausible", "unverified", "contradicted", "dangerous")


@click.option("--state", type=click.Choice(_STATES), metavar="STATE", help=both(
    f"Только в этом состоянии: {', '.join(_STATES)}.",
    f"Only those in this state: {', '.join(_STATES)}."))
def run(app: App, state: str | None) -> None:
    from gosupport_cli.cli.show.contacts import show_facts

    records = tuple(app.catalogue.facts.values())
    show_facts(app, tuple(one for one in records if state in (None, one.verified)))


command = make(
    "Что известно о Госуслугах и насколько это проверено: номера, адреса, сроки, ограничения."
    " Исправить запись можно в своей папке templates, файл contacts.yaml или facts.yaml.",
    "What is known about Gosuslugi and how well it was verified: numbers, addresses, terms,"
    " limits. To correct a record, put it into your own templates folder, into contacts.yaml or"
    " facts.yaml.",
    epilog=examples(
        "gosupport facts",
        "gosupport facts --state contradicted",
        "gosupport facts --json",
    ),
)(run)
