"""A click group that shows its help without importing a single command."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from gosupport_cli.cli.commands import COMMANDS
from gosupport_cli.cli.language import both

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

HELP_NAMES = {"help_option_names": ["-h", "--help"]}
_NARROWEST = 52  # columns; click lets no help be narrower, and a screen may be


def help_width() -> dict[str, int]:
    """How wide help is; it fits a screen of 40 columns too."""
    from gosupport_cli.cli.streams import columns

    # Click's own rule for all but narrow screens; told, it need not find out the width itself.
    wide = max(40, columns())
    return {"terminal_width": wide - 2 if wide < _NARROWEST else max(50, min(wide, 80) - 2)}


def metavar() -> str:
    """How usage lines name the options; click does not translate this one."""
    return both("[ПАРАМЕТРЫ]", "[OPTIONS]")


class Understood(click.Command):
    """A command whose mistakes name its own help, and whose options take no other option for
    their value: ``sent GS-1 --ticket --note x`` must not record the number «--note»."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            if not ctx.resilient_parsing:
                self._look_behind(ctx, args)
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # click forgets it where a value is missing
            raise

    def _look_behind(self, ctx: click.Context, args: list[str]) -> None:
        taking = {name for one in self.params if isinstance(one, click.Option) and not one.is_flag
                  for name in one.opts}
        named = {name for one in self.get_params(ctx) for name in one.opts
                 if name.startswith("-")}
        words = iter(args)
        for word in words:
            if word == "--" or (isinstance(self, click.Group) and not word.startswith("-")):
                return  # what follows is no option, or of another command
            value = next(words, "") if word in taking else ""
            if value in named or re.fullmatch(r"--[a-z][a-z-]+", value):
                raise click.BadOptionUsage(word, "")


class LazyGroup(Understood, click.Group):
    """Commands come from the table ``COMMANDS`` and are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module = importlib.import_module(f"gosupport_cli.cli.{entry[0]}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            _unknown_command(ctx, args[0])
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        named = [CompletionItem(name, help=both(ru, en))
                 for name, (_, ru, en) in COMMANDS.items() if name.startswith(incomplete)]
        return [*named, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        rows = [(name, both(ru, en)) for name, (_, ru, en) in COMMANDS.items()]
        with formatter.section(both("Команды", "Commands")):
            formatter.write_dl(rows)


# What people type who do not know the English words.
_IN_RUSSIAN = {
    "новое": "new", "новый": "new", "создать": "new", "написать": "new", "начать": "new",
    "изменить": "edit", "исправить": "edit", "проверить": "check", "показать": "show",
    "приложить": "attach", "отправить": "send", "статус": "status", "список": "list",
    "ответить": "reply", "напомнить": "remind", "контакты": "contacts", "настройки": "config",
    "настроить": "setup", "стереть": "purge", "удалить": "purge", "сохранить": "export",
    "помощь": "solve", "решить": "solve", "профиль": "profile",
}


def _unknown_command(ctx: click.Context, word: str) -> None:
    from difflib import get_close_matches

    meant = _IN_RUSSIAN.get(word.lower())
    close = [meant] if meant else get_close_matches(word, COMMANDS, n=1, cutoff=0.6)
    said = both(f"Нет команды «{word}».", f"There is no command “{word}”.")
    if close:
        said += both(f" Может быть, {close[0]}?", f" Did you mean {close[0]}?")
    raise click.UsageError(said, ctx)


def examples(*lines: str) -> str:
    """The examples at the end of a help text; ``\\b`` keeps click from joining the lines."""
    title = both("Примеры:", "Examples:")
    return "\b\n" + "\n".join([title, *(f"  {line}" for line in lines)])


# What stands in help for the value of an option or a word.
_PLACES = {
    "ADDRESS": "АДРЕС", "CHANNEL": "КАНАЛ", "DATE": "ДАТА", "DAY": "ДЕНЬ", "DAYS": "ДНЕЙ",
    "FILE": "ФАЙЛ", "FORMAT": "ВИД", "KEY": "ИМЯ", "MARK": "МЕТКА", "NAME": "ИМЯ",
    "NUMBER": "НОМЕР", "PORT": "ПОРТ", "RULE": "ПРАВИЛО", "STATE": "СОСТОЯНИЕ",
    "STATUS": "СТАТУС", "TEXT": "ТЕКСТ", "TICKET": "НОМЕР", "TIME": "ВРЕМЯ", "VALUE": "ЗНАЧЕНИЕ",
}


def in_words(one: click.Command) -> click.Command:
    """``one`` with the places for values in the language of the screen."""
    for param in one.params:
        alone = isinstance(param, click.Argument) and param.name == "name"
        told = param.metavar or ("NAME" if alone else "")
        if told:
            words = re.split(r"([A-Z]{2,})", told)
            param.metavar = "".join(both(_PLACES.get(word, word), word) for word in words)
    return one


def command(
    ru: str, en: str, *, epilog: str = "", asks: bool = False, mends: bool = False, **attrs: Any
) -> Any:
    """``click.command`` with the options that every command has (SPEC, Commands); one that
    ``asks`` has ``--linear``, one that ``mends`` runs with broken settings too."""
    from gosupport_cli.cli.options import common

    settings: dict[str, Any] = {"cls": Understood, "context_settings": HELP_NAMES,
                                "options_metavar": metavar()}
    make: Callable[[Any], click.Command] = click.command(
        help=both(ru, en), epilog=epilog, **(settings | attrs)
    )

    def decorate(function: Any) -> click.Command:
        return in_words(make(common(function, asks=asks, mends=mends)))

    return decorate
