"""``gosupport setup``: mail and ticket servers, step by step, and a trial of the connection."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples


@click.argument("kind", required=False,
                type=click.Choice(["mail", "inbox", "rt", "redmine", "zammad", "open311"]))
@click.option("--test", "only_test", is_flag=True, help=both(
    "Ничего не спрашивать, только проверить связь.", "Ask nothing, only try the connection."))
def run(app: App, kind: str | None, only_test: bool) -> None:
    from gosupport_cli.cli.setting_up import set_up

    set_up(app, kind or "", only_test=only_test)


command = make(
    "Настроить почту или службу заявок: несколько вопросов, затем проверка связи. Ничего не"
    " отправляется. Пароли не записываются в настройки.",
    "Set up mail or a ticket server: a few questions, then a trial of the connection. Nothing is"
    " sent. Passwords are not written into settings.",
    epilog=examples("gosupport setup", "gosupport setup mail", "gosupport setup rt --test"),
    asks=True,
)(run)
