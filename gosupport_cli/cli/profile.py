"""``gosupport profile``: persons whose data need not be typed again."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples, metavar
from gosupport_cli.cli.options import Nested, grouped


def list_run(app: App) -> None:
    from gosupport_cli.cli import profiles

    profiles.show_all(app)


@click.argument("name")
def show_run(app: App, name: str) -> None:
    from gosupport_cli.cli import profiles

    profiles.show_one(app, name)


@click.argument("name")
@click.argument("pairs", nargs=-1, metavar="KEY=VALUE…")
@click.option("--from", "ref", metavar="ID", help=both("Взять человека из обращения.",
                                                       "Take the person of a request."))
def set_run(app: App, name: str, pairs: tuple[str, ...], ref: str | None) -> None:
    from gosupport_cli.cli import profiles

    profiles.put(app, name, pairs, ref)


@click.argument("name")
def delete_run(app: App, name: str) -> None:
    from gosupport_cli.cli import profiles

    profiles.delete(app, name)


_WHO = both("мама", "mother")

command = grouped(Nested(
    name="profile",
    help=both(
        "Сохранённые люди: вы сами, родители, клиенты. Их данные лежат только на этом компьютере.",
        "Saved persons: yourself, a parent, a client. Their data stay on this computer.",
    ),
    epilog=examples(
        f"gosupport profile set {_WHO} --from GS-1",
        f'gosupport profile set {_WHO} person.phone="+7 900 000-00-01"',
        "gosupport profile list",
        f"gosupport new --profile {_WHO}",
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
    options_metavar=metavar(),
    subcommand_metavar=both("КОМАНДА …", "COMMAND …"),
    commands={
        "list": make("Показать всех.", "List all persons.", epilog=examples(
            "gosupport profile list",
            "gosupport profile list --json",
        ))(list_run),
        "show": make("Показать одного человека.", "Show one person.", epilog=examples(
            f"gosupport profile show {_WHO}",
            f"gosupport profile show {_WHO} --json",
        ))(show_run),
        "set": make("Сохранить или изменить; пустое значение стирает.",
                    "Save or change; an empty value erases.", epilog=examples(
            f"gosupport profile set {_WHO} --from GS-1",
            f'gosupport profile set {_WHO} person.phone="+7 900 000-00-01"',
            f"gosupport profile set {_WHO} person.snils=",
        ))(set_run),
        "delete": make("Удалить человека.", "Delete a person.", epilog=examples(
            f"gosupport profile delete {_WHO}",
        ))(delete_run),
    },
))
