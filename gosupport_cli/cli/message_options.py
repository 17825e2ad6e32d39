"""The options of ``reply``, ``remind`` and ``followup``."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from gosupport_cli.cli.language import both

if TYPE_CHECKING:
    from gosupport_cli.cli.replying import Words

_OPTIONS = (
    click.option("--channel", default="", help=both("Куда, если не туда же.", "Where to.")),
    click.option("--to", default="", metavar="ADDRESS",
                 help=both("Адрес получателя письма.", "Address for a letter.")),
    click.option("--no-send", is_flag=True,
                 help=both("Только составить и сохранить.", "Only compose and keep.")),
    click.option("--dry-run", is_flag=True,
                 help=both("Только показать. Сеть не нужна.", "Only show. No network.")),
    click.option("--resend", is_flag=True, help=both(
        "Отправить ещё раз то, что уже отправлено или могло дойти.",
        "Send again what was sent already, or may have been.")),
    click.option("-y", "--yes", is_flag=True, help=both("Согласие заранее.", "Say yes.")),
)


def delivery_options(function: Any) -> Any:
    """Add them to a command."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def words_of(words: Mapping[str, object], files: tuple[str, ...] = ()) -> "Words":
    """The values of the options."""
    from gosupport_cli.cli.replying import Words

    return Words(
        channel=str(words["channel"]), to=str(words["to"]), yes=bool(words["yes"]),
        no_send=bool(words["no_send"]), dry_run=bool(words["dry_run"]),
        resend=bool(words["resend"]), files=files,
    )
