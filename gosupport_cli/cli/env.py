"""``gosupport env``: what this computer (or a pasted User-Agent) tells."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples


@click.option("--user-agent", metavar="UA", help=both(
    "Строка User-Agent другого устройства.", "The User-Agent line of another device."))
def run(app: App, user_agent: str | None) -> None:
    from gosupport_cli.cli.show.environment import show_facts
    from gosupport_cli.flows.environment import of_user_agent

    if user_agent is None:
        show_facts(app, app.collect())
        return
    show_facts(app, of_user_agent(user_agent, app.clock.now().isoformat(timespec="seconds")))


command = make(
    "Показать, что видно об этом компьютере: система, браузеры, VPN, прокси, программы"
    " электронной подписи, и откуда это известно. Ничего никуда не отправляется.",
    "Show what can be seen of this computer: system, browsers, VPN, proxy, programs of the"
    " electronic signature, and where it is known from. Nothing is sent anywhere.",
    epilog=examples(
        "gosupport env",
        "gosupport env --json",
        'gosupport env --user-agent "Mozilla/5.0 (Linux; Android 15) …"',
    ),
)(run)
