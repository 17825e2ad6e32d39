"""``gosupport doctor``: can this computer reach the portal, and is gosupport in order."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples


@click.option("--attach", "ref", metavar="ID", help=both(
    "Приложить результат к обращению.", "Add the result to a request."))
@click.option("--host", "hosts", multiple=True, metavar="NAME[:PORT]", help=both(
    "Проверить этот сервер вместо портала. Можно несколько раз.",
    "Try this server instead of the portal. May be given several times."))
def run(app: App, ref: str | None, hosts: tuple[str, ...]) -> None:
    from gosupport_cli.cli.diagnosing import attach_result, check_carried, diagnosis_of
    from gosupport_cli.cli.show.diagnosis import show_diagnosis

    request = app.journal.get(ref) if ref else None
    if request:  # before anything is tried: that takes ten seconds
        check_carried(app, request)
    found = diagnosis_of(app, hosts)
    show_diagnosis(app, found, attach_result(app, request, found) if request else None)


command = make(
    "Проверить, доходит ли этот компьютер до Госуслуг: имя сервера, соединение, сертификат,"
    " ответ, часы, прокси, VPN. И всё ли в порядке у самой программы. Вход не выполняется,"
    " пароли и cookie не отправляются. Занимает до 10 секунд.",
    "Find out whether this computer reaches Gosuslugi: name, connection, certificate, answer,"
    " clock, proxy, VPN. And whether the program itself is in order. Nobody is signed in, no"
    " passwords or cookies are sent. Takes up to 10 seconds.",
    epilog=examples(
        "gosupport doctor",
        "gosupport doctor --attach GS-1",
        "gosupport doctor --host www.gosuslugi.ru --json",
    ),
    mends=True,
)(run)
