"""``gosupport man``: the manual page, made of the help of every command."""

from gosupport_cli.cli.app import App
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples


def run(app: App) -> None:
    import click

    from gosupport_cli.cli.manual import page

    app.streams.out(page(click.get_current_context().find_root()), end="")


command = make(
    "Страница руководства в формате man: все команды с ключами и примерами.",
    "The manual page in the format of man: all commands with options and examples.",
    epilog=examples("gosupport man", "gosupport man > gosupport.1"),
)(run)
