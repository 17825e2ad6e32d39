"""A command that was not understood: what is wrong in plain words, and a call that is right."""

from __future__ import annotations

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.refusing import say_error, without_secrets


def misused(app: App, error: click.ClickException) -> int:
    """Says it and gives the exit code (SPEC: 2)."""
    said = _left_out(error) or _unfit(error) or error.format_message()
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
        known = [str(one) for one in error.param.type.choices]
        return both(f"Не хватает слова, например: {path} {known[0]}. Можно: {', '.join(known)}.",
                    f"A word is missing, for example: {path} {known[0]}."
                    f" Possible: {', '.join(known)}.")
    return ""


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
    return ""


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
