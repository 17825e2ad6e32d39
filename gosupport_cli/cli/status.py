"""``gosupport status``: where a request stands, or what the person saw of it."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples


@click.argument("ref", metavar="[ID|TICKET]", required=False)
@click.option("--set", "word", metavar="STATUS",
              help=both("Записать статус: слово программы, русское или английское название, слова"
                        " поддержки.",
                        "Record a status: its id, its English or Russian name, or the support's"
                        " words."))
@click.option("--note", default="", metavar="TEXT",
              help=both("Заметка в историю.", "A note for the history."))
@click.option("--open", "opening", is_flag=True,
              help=both("Открыть в браузере уведомления личного кабинета.",
                        "Open the notices of the account in your browser."))
@click.option("--exit-status", "by_exit", is_flag=True,
              help=both("Код выхода: 0 ждать, 10 ваш ход, 11 пора напомнить, 12 срок прошёл.",
                        "Exit code: 0 wait, 10 your turn, 11 time to remind, 12 overdue."))
def run(
    app: App, ref: str | None, word: str | None, note: str, opening: bool, by_exit: bool
) -> None:
    from gosupport_cli.cli import following

    following.status(app, ref, word, note, opening=opening, by_exit=by_exit)


command = make(
    "Показать, где обращение: статус, срок, история, что делать дальше. Номер — GS или тот,"
    " который дала поддержка. Без номера — все незавершённые обращения.",
    "Show where a request stands: status, deadline, history, next step. Name it by its GS id or"
    " by the support's number. Without one: all that are open.",
    epilog=examples(
        "gosupport status",
        "gosupport status GS-1",
        "gosupport status SCR#1234567",
        both('gosupport status GS-1 --set "В работе"',
             'gosupport status GS-1 --set "In progress"'),
        both('gosupport status GS-1 --note "Проверил, без изменений"',
             'gosupport status GS-1 --note "Looked, nothing new"'),
        "gosupport status GS-1 --open",
    ),
)(run)
