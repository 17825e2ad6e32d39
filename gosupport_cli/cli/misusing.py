"""A command that was not understood: what is wrong in plain words, and a call that is right."""

from __future__ import annotations

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.refusing import say_error, without_secrets


def misused(app: App, error: click.ClickException) -> int:
    """Says it and gives the exit code (SPEC: 2)."""
    said = (_left_out(error) or _without_value(error) or _unknown(error) or _unfit(error)
            or _no_word(error) or _too_many(error) or error.format_message())
    hint = both("Справка: gosupport --help", "Help: gosupport --help")
    context = getattr(error, "ctx", None)
    if context is not None:
        path = context.command_path
        hint = both(f"Справка: {path} --help", f"Help: {path} --help")
    say_error(app, "usage", str(without_secrets(said)), hint, 2)
    return 2


def _left_out(error: click.ClickException) -> str:
    """A word that is missing, in plain words with a whole command; "" for any other mistake."""
    if not isinstance(error, click.MissingParameter) or not isinstance(error.param, click.Argument):
        return ""
    path = error.ctx.command_path if error.ctx else "gosupport"
    name = error.param.metavar or error.param.name or ""
    if path.endswith(" ingest"):
        return both(f"Назовите файл с письмом или «-», чтобы вставить текст: {path} -",
                    f"Name the file with the letter, or «-» to paste the text: {path} -")
    if name.startswith("ID"):
        return both(f"Назовите обращение, например: {path} GS-1. Все обращения: gosupport list",
                    f"Name the request, for example: {path} GS-1. All requests: gosupport list")
    if name.startswith(("FILE", "ФАЙЛ")):
        return both("Назовите файл.", "Name the file.")
    if name in ("NAME", "ИМЯ"):
        return both("Назовите имя сохранённого человека. Все имена: gosupport profile list",
                    "Name the saved person. All names: gosupport profile list")
    if isinstance(error.param.type, click.Choice):
        return _word_missing(path, [str(one) for one in error.param.type.choices])
    return ""


def _without_value(error: click.ClickException) -> str:
    """An option whose value is missing, or one that takes none; "" for any other mistake."""
    if not isinstance(error, click.BadOptionUsage):
        return ""
    name = error.option_name
    param = _named(error, name)
    if isinstance(param, click.Option) and param.is_flag:
        return both(f"После «{name}» ничего не указывают.", f"“{name}” takes no value.")
    said = both(f"После «{name}» нужно указать значение.", f"A value is needed after “{name}”.")
    if param is not None and isinstance(param.type, click.Choice):
        listed = ", ".join(str(one) for one in param.type.choices)
        said += both(f" Можно: {listed}.", f" Possible: {listed}.")
    return said


def _named(error: click.UsageError, name: str) -> click.Parameter | None:
    if error.ctx is None:
        return None
    params = error.ctx.command.get_params(error.ctx)
    return next((one for one in params if name in (*one.opts, *one.secondary_opts)), None)


def _unknown(error: click.ClickException) -> str:
    """An option or a command that is not there; "" for any other mistake."""
    close = getattr(error, "possibilities", None)
    meant = both(f" Может быть, {close[0]}?", f" Did you mean {close[0]}?") if close else ""
    if isinstance(error, click.NoSuchOption):
        name = error.option_name
        return both(f"Нет параметра «{name}».", f"There is no option “{name}”.") + meant
    name = getattr(error, "command_name", "")  # click 8.4 and later
    return both(f"Нет команды «{name}».", f"There is no command “{name}”.") + meant if name else ""


def _no_word(error: click.ClickException) -> str:
    """A command of commands without its second word; "" for any other mistake."""
    from gettext import gettext

    if not isinstance(error, click.UsageError) or error.ctx is None:
        return ""
    group = error.ctx.command
    alone = isinstance(error, click.exceptions.NoArgsIsHelpError)
    if isinstance(group, click.Group) and (alone or error.message == gettext("Missing command.")):
        return _word_missing(error.ctx.command_path, list(group.commands))
    return ""


def _word_missing(path: str, known: list[str]) -> str:
    listed = ", ".join(known)
    return both(f"Не хватает слова, например: {path} {known[0]}. Можно: {listed}.",
                f"A word is missing, for example: {path} {known[0]}. Possible: {listed}.")


def _too_many(error: click.ClickException) -> str:
    """Words for which there is no place; "" for any other mistake, and in Russian, where
    click's own sentence is plain."""
    import re

    extra = re.fullmatch(r"Got unexpected extra arguments? \((.*)\)", error.message, re.DOTALL)
    return f"There is no place in this command for: {extra[1]}" if extra else ""


def _unfit(error: click.ClickException) -> str:
    """A value that does not fit its place; "" for any other mistake."""
    if not isinstance(error, click.BadParameter) or error.param is None:
        return ""
    place = _place(error.param)
    if isinstance(error.param.type, click.Choice):
        known = [str(one) for one in error.param.type.choices]
        value = _quoted(error.message)
        listed = ", ".join(known)
        return both(f"{place}«{value}» не подходит. {_meant(value, known)}Можно: {listed}.",
                    f"{place}“{value}” does not fit. {_meant(value, known)}"
                    f"Possible: {listed}.")
    if isinstance(error.param.type, click.types.IntParamType | click.types.FloatParamType):
        value = _quoted(error.message)
        low, high = (getattr(error.param.type, side, None) for side in ("min", "max"))
        if low is not None and high is not None:
            return both(f"{place}нужно число от {low} до {high}, а не «{value}».",
                        f"{place}a number from {low} to {high} is needed, not “{value}”.")
        return both(f"{place}нужно число, а не «{value}».",
                    f"{place}a number is needed, not “{value}”.")
    if isinstance(error.param.type, click.Path) and not error.param.type.file_okay:
        return both(f"{place}«{_quoted(error.message)}» не папка.",
                    f"{place}“{_quoted(error.message)}” is no folder.")
    return f"{place}{error.message}"


def _place(param: click.Parameter) -> str:
    """«--limit: »; an argument has no name that people know."""
    return f"{param.opts[0]}: " if isinstance(param, click.Option) else ""


def _quoted(message: str) -> str:
    """What the person wrote: click says it first, in quotes of either language."""
    begin = min((at for at in map(message.find, "«'") if at >= 0), default=-1)
    if begin < 0:
        return message.split(" ", 1)[0]
    end = message.find("»" if message[begin] == "«" else "'", begin + 1)
    return message[begin + 1 : end]


def _meant(value: str, known: list[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(value.casefold(), known, n=1, cutoff=0.6)
    return both(f"Может быть, {close[0]}? ", f"Did you mean {close[0]}? ") if close else ""
