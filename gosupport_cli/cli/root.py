"""The root command: ``gosupport`` alone, and the options that stand before a command."""

import os

import click

from gosupport_cli import __version__
from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import HELP_NAMES, LazyGroup, help_width, metavar


def root_command() -> click.Command:
    """Built after the language is known, since help texts are chosen when they are made."""

    @click.group(
        cls=LazyGroup,
        invoke_without_command=True,
        context_settings={**HELP_NAMES, **help_width()},
        options_metavar=metavar(),
        subcommand_metavar=both("[КОМАНДА …]", "[COMMAND …]"),
        help=both(
            "Помогает написать в техническую поддержку Госуслуг: полно, верно и безопасно,"
            " и не забыть об обращении, пока не ответят.\n\nНачните так: gosupport new",
            "Helps to write to the technical support of Gosuslugi, completely, correctly and"
            " safely, and to follow the request until it is answered.\n\nStart with: gosupport new",
        ),
    )
    @click.version_option(__version__, prog_name="gosupport", message="%(prog)s %(version)s")
    @click.option("--lang", type=click.Choice(["ru", "en"]), help=both(
        "Язык экрана. Навсегда: gosupport config set language ru",
        "Language. English for good: gosupport config set language en"))
    @click.option("--home", type=click.Path(file_okay=False), help=both("Папка данных.", "Data."))
    @click.option("--json", "as_json", is_flag=True, help=both("Результат в JSON.", "As JSON."))
    @click.option("-q", "--quiet", is_flag=True, help=both("Без пояснений.", "No comments."))
    @click.option("--linear", is_flag=True, hidden=True)
    @click.option("-v", "--verbose", is_flag=True, help=both("Подробнее.", "More details."))
    @click.pass_context
    def root(
        ctx: click.Context,
        lang: str | None,
        home: str | None,
        as_json: bool,
        quiet: bool,
        verbose: bool,
        linear: bool,
    ) -> None:
        app: App = ctx.ensure_object(App)
        app = app.adjusted(lang=lang, home=home, as_json=as_json, quiet=quiet, verbose=verbose,
                           linear=linear)
        ctx.obj = app
        if os.environ.get("NO_COLOR"):
            ctx.color = False
        if ctx.invoked_subcommand is None:
            from gosupport_cli.cli.show.desk import show_desk

            app.need_settings()
            show_desk(app)

    return root
