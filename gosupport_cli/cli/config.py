"""``gosupport config``: look at settings and change them."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples
from gosupport_cli.cli.options import NumbersAreValues


@click.argument("action", type=click.Choice(["list", "get", "set", "edit"]), default="list")
@click.argument("key", required=False, metavar="KEY")
@click.argument("value", required=False, metavar="VALUE")
def run(app: App, action: str, key: str | None, value: str | None) -> None:
    from gosupport_cli.cli import configuring

    if action == "list" or (action == "get" and not key):
        configuring.show_all(app)
    elif action == "edit":
        configuring.edit(app)
    elif not key or (action == "set" and value is None):
        raise click.UsageError(both(
            "Нужно имя настройки и значение: gosupport config set mail.to АДРЕС",
            "A setting and its value are needed: gosupport config set mail.to ADDRESS"),
            click.get_current_context())
    elif action == "get":
        configuring.show_one(app, key)
    else:
        configuring.change(app, key, value or "")


command = make(
    "Настройки: показать все, показать одну, записать, открыть в редакторе.\n\n"
    "Пустое значение возвращает настройку к исходной. Пароли и ключи здесь не хранятся: их"
    " берут из хранилища паролей системы, из команды (…_command) или из переменной окружения"
    " (GOSUPPORT_SMTP_PASSWORD и другие), иначе спрашивают.",
    "Settings: show all, show one, set one, open them in your editor.\n\n"
    "An empty value goes back to the default. Passwords and keys are not kept here: they come"
    " from the system's keyring, a command (…_command) or an environment variable"
    " (GOSUPPORT_SMTP_PASSWORD and others), else they are asked for.",
    epilog=examples(
        "gosupport config list",
        "gosupport config get mail.to",
        "gosupport config set mail.from ivanova@example.ru",
        both("gosupport config set language ru", "gosupport config set language en"),
        "gosupport config edit",
    ),
    mends=True,
    cls=NumbersAreValues,
)(run)
