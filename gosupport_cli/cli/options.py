"""The options that every command has, and the words that several commands share."""

import functools
from collections.abc import Callable
from typing import Any

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both


def common(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--lang --home --json -q -v`` and hand it the ``App`` first.

    The command's function is called as ``function(app, **its own options)``.
    """

    @functools.wraps(function)
    def run(
        *args: Any,
        lang: str | None,
        home: str | None,
        as_json: bool,
        quiet: bool,
        verbose: bool,
        **kwargs: Any,
    ) -> Any:
        context = click.get_current_context()
        root: App = context.ensure_object(App)
        app = root.adjusted(lang=lang, home=home, as_json=as_json, quiet=quiet, verbose=verbose)
        context.obj = app
        return function(app, *args, **kwargs)

    for option in reversed(_COMMON):
        run = option(run)
    return run


_COMMON = (
    click.option(
        "--lang",
        type=click.Choice(["ru", "en"]),
        help=both("Язык экрана.", "Language of the screen."),
    ),
    click.option(
        "--home",
        type=click.Path(file_okay=False),
        help=both("Папка со всеми данными.", "Folder with all data."),
    ),
    click.option(
        "--json",
        "as_json",
        is_flag=True,
        help=both("Результат в JSON, для программ.", "The result as JSON, for programs."),
    ),
    click.option(
        "-q", "--quiet", is_flag=True, help=both("Без пояснений.", "Without comments.")
    ),
    click.option(
        "-v", "--verbose", is_flag=True, help=both("Больше подробностей.", "More details.")
    ),
)
