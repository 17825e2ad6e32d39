"""``gosupport man``: the manual page, made of the help of every command."""

from gosupport_cli.cli.app import App
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples


def run(app: App) -> None:
    import click

    from gosupport_cli.cli.manual import page, readable

    troff = page(click.get_current_context().find_root())
    if not app.streams.stdout.isatty():  # a file, another program: it is theirs to show
        app.streams.out(troff, end="")
        return
    # Plain lines where they are wished for: a screen reader, a simple terminal.
    if app.streams.can_prompt() and app.streams.speaks_utf8() and not app.streams.linear():
        from gosupport_cli.adapters.manual_reader import by_man, by_pager

        if by_man(troff) or by_pager(readable(troff, app.streams.width())):
            return
    app.streams.out(readable(troff, app.streams.width()), end="")


command = make(
    "Страница руководства: все команды с ключами и примерами. В файл — в формате man.",
    "The manual page: all commands with options and examples. Into a file: in the format of man.",
    epilog=examples("gosupport man", "gosupport man > gosupport.1"),
)(run)
