"""``gosupport list``: requests by status, kind, channel, day and words."""

from typing import Any

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples
from gosupport_cli.cli.options import Between


def run(app: App, **filters: Any) -> None:
    from gosupport_cli.cli import following

    following.listed(app, following.Filters(**filters))


_OPTIONS = (
    click.option("--status", "statuses", multiple=True, metavar="STATUS",
                 help=both("Только с этим статусом; можно повторять.",
                           "Only with this status; repeatable.")),
    click.option("--category", default="", metavar="ID", help=both("Только по этой теме.",
                                                                   "Only of this category.")),
    click.option("--channel", default="", metavar="ID", help=both("Только этим каналом.",
                                                                  "Only by this channel.")),
    click.option("--since", default="", metavar="DAY",
                 help=both("Отправлено в этот день или позже.", "Sent on this day or later.")),
    click.option("--until", default="", metavar="DAY",
                 help=both("Отправлено в этот день или раньше.", "Sent on this day or earlier.")),
    click.option("--search", default="", metavar="TEXT",
                 help=both("Слова в любой форме.", "Words in any form.")),
    click.option("--overdue", is_flag=True, help=both("Только те, где срок прошёл.",
                                                      "Only overdue ones.")),
    click.option("--open", "group", flag_value="open", default="",
                 help=both("Только незавершённые.", "Only open ones.")),
    click.option("--closed", "group", flag_value="closed",
                 help=both("Только завершённые.", "Only closed ones.")),
    click.option("--limit", type=Between(0, 10**9), metavar="N",
                 help=both("Не больше N; 0 — все.", "At most N; 0 for all.")),
)
for _option in reversed(_OPTIONS):
    run = _option(run)

command = make(
    "Показать обращения, новые сверху. Отборы складываются. Дни — по отправке, у черновиков по"
    " созданию.",
    "List requests, newest first. Filters combine. Days are those of sending, for drafts those"
    " of making.",
    epilog=examples(
        "gosupport list",
        "gosupport list --status waiting --category booking",
        "gosupport list --since 01.11.2026 --until 20.11.2026",
        both('gosupport list --search "запись к врачу"',
             "gosupport list --search doctor"),
        "gosupport list --overdue --json",
    ),
)(run)
