"""The options that every command has, and the words that several commands share."""

import functools
from collections.abc import Callable
from typing import Any

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both


def common(
    function: Callable[..., Any], *, asks: bool = False, mends: bool = False
) -> Callable[..., Any]:
    """Give a command ``--lang --home --json -q -v`` and hand it the ``App`` first.

    The command's function is called as ``function(app, **its own options)``. ``asks``: it may
    ask something, so that it has ``--linear`` too. ``mends``: it runs with broken settings as
    well, since it shows or mends them, or saves or erases what is here.
    """

    @functools.wraps(function)
    def run(
        *args: Any,
        lang: str | None,
        home: str | None,
        as_json: bool,
        quiet: bool,
        verbose: bool,
        linear: bool = False,
        **kwargs: Any,
    ) -> Any:
        context = click.get_current_context()
        root: App = context.ensure_object(App)
        app = root.adjusted(lang=lang, home=home, as_json=as_json, quiet=quiet, verbose=verbose,
                            linear=linear)
        context.obj = app
        if not mends:
            app.need_settings()
        return function(app, *args, **kwargs)

    added = (_LINEAR, *_COMMON) if asks else _COMMON
    for option in reversed(added):
        run = option(run)
    # click shows them the other way round: what is of this command alone comes first.
    run.__click_params__ = [*run.__click_params__[-len(added):],  # type: ignore[attr-defined]
                            *run.__click_params__[:-len(added)]]  # type: ignore[attr-defined]
    return run


_LINEAR = click.option("--linear", is_flag=True, help=both(
    "Простой текст вместо меню: для программ экранного доступа.",
    "Plain text instead of menus: for screen readers."))


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
