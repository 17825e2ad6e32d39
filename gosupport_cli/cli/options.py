"""The options that every command has, and the words that several commands share."""

import functools
from collections.abc import Callable
from contextlib import nullcontext, suppress
from typing import Any

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import Understood
from gosupport_cli.core.errors import GosupportError


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
        with suppress(GosupportError) if mends else nullcontext():
            app.need_settings()
        return function(app, *args, **kwargs)

    added = (_LINEAR, *_COMMON) if asks else _COMMON
    for option in reversed(added):
        run = option(run)
    # click shows them the other way round: what is of this command alone comes first.
    run.__click_params__ = [*run.__click_params__[-len(added):],  # type: ignore[attr-defined]
                            *run.__click_params__[:-len(added)]]  # type: ignore[attr-defined]
    return run


class Between(click.IntRange):
    """A whole number; help and errors say «от 1 до 36500», not «1<=x<=36500»."""

    def _describe_range(self) -> str:
        return both(f"от {self.min} до {self.max}", f"from {self.min} to {self.max}")


class Nested(Understood, click.Group):
    """A command of commands."""


class NumbersAreValues(Understood):
    """A command whose last word may be a negative number, which click takes for an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        numbers = [one for one in args if one[:1] == "-" and one[1:].isdecimal()]
        if numbers and "--" not in args:
            args = [*(one for one in args if one not in numbers), "--", *numbers]
        return super().parse_args(ctx, args)


def grouped(group: click.Group) -> click.Group:
    """A command of commands: the same options may stand before the word of its own too."""

    @click.pass_context
    def run(context: click.Context, /, **words: Any) -> None:
        context.obj = context.ensure_object(App).adjusted(**words)

    for option in _COMMON:
        run = option(run)
    group.params = list(run.__click_params__)  # type: ignore[attr-defined]
    group.callback = run
    return group


_LINEAR = click.option("--linear", is_flag=True, help=both(
    "Простой текст вместо меню: для программ экранного доступа.",
    "Plain text instead of menus: for screen readers."))


_COMMON = (
    click.option(
        "--lang",
        type=click.Choice(["ru", "en"]),
        help=both("Язык экрана. Навсегда: gosupport config set language ru",
                  "Language. English for good: gosupport config set language en"),
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
