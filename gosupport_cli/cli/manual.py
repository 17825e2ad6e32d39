"""The manual page in the language of troff (man(7)), out of click's own help."""

import inspect
from collections.abc import Iterator

import click

from gosupport_cli import __version__
from gosupport_cli.cli.commands import COMMANDS
from gosupport_cli.cli.language import both

RELEASED = "2026-11-25"  # the day of this version in CHANGELOG.md; a test compares them


def page(root: click.Context) -> str:
    """The whole page; every command is imported for it."""
    assert isinstance(root.command, click.Group)
    lines = [
        f'.TH GOSUPPORT 1 {RELEASED} "gosupport {__version__}"',
        ".SH " + both("ИМЯ", "NAME"),
        _plain(both("gosupport - пишет в поддержку Госуслуг и следит за ответом",
                    "gosupport - writes to the support of Gosuslugi and follows the answer")),
        ".SH " + both("ЗАПУСК", "SYNOPSIS"),
        ".B gosupport",
        both("[ОБЩИЕ КЛЮЧИ] КОМАНДА [КЛЮЧИ]", "[COMMON OPTIONS] COMMAND [OPTIONS]"),
        ".SH " + both("ОПИСАНИЕ", "DESCRIPTION"),
        *_paragraphs(root.command.help or ""),
        ".SH " + both("КОМАНДЫ", "COMMANDS"),
    ]
    for name in COMMANDS:
        inner = root.command.get_command(root, name)
        if inner is not None:
            lines += _command(inner, click.Context(inner, parent=root, info_name=name))
    lines += [
        ".SH " + both("КОДЫ ВЫХОДА", "EXIT STATUS"),
        *_paragraphs(both(
            "0 сделано; 1 ошибка в программе; 2 команда не понята или не хватает ответа; 3 проверка"
            " нашла ошибки; 4 ошибка в настройках или шаблонах; 5 не доставлено, можно повторить;"
            " 6 неизвестно, доставлено ли; 7 нет такого обращения; 130 прервано, всё сохранено.",
            "0 done; 1 unexpected; 2 wrong usage or an answer is missing; 3 the checklist has"
            " errors; 4 settings or templates are wrong; 5 not delivered, can be retried; 6 the"
            " outcome is unknown; 7 no such request; 130 interrupted, kept.")),
    ]
    return "\n".join(lines) + "\n"


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    usage = " ".join(command.collect_usage_pieces(context))
    yield ".SS " + _plain(f"gosupport {context.info_name} {usage}")
    yield from _paragraphs(command.help or "")
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record and record[1]:  # an argument without a word of its own stands in the heading
            yield ".TP"
            yield f".B {_plain(record[0])}"
            yield _plain(record[1])
    if command.epilog:
        yield ".PP"
        yield ".nf"
        yield from (_plain(line) for line in _lines(command.epilog))
        yield ".fi"


def _paragraphs(text: str) -> Iterator[str]:
    """The first one stands right below its heading: man(7) wants no .PP there."""
    for place, paragraph in enumerate(inspect.cleandoc(text).split("\n\n")):
        if place:
            yield ".PP"
        yield _plain(" ".join(_lines(paragraph)))


def _lines(text: str) -> list[str]:
    return [line for line in inspect.cleandoc(text).split("\n") if line.strip("\b \t")]


def _plain(text: str) -> str:
    """Nothing in ``text`` is an instruction of troff: no escapes, no leading dot or quote."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + escaped if escaped.startswith((".", "'")) else escaped


def readable(troff: str, width: int) -> str:
    """The page as plain text, where nothing on this computer sets troff."""
    from gosupport_cli.core.folding import folded

    lines: list[str] = []
    indent, set_off, unfilled = "  ", False, False
    for line in troff.splitlines():
        macro, _, rest = line.partition(" ") if line.startswith(".") else ("", "", line)
        text = rest.replace("\\&", "").replace("\\-", "-").replace("\\e", "\\")
        if macro in (".SH", ".SS"):
            lines += ["", *folded(text, width).split("\n")]
            indent = "  "
        elif macro == ".PP":
            lines.append("")
            indent = "  "
        elif macro == ".TP":
            indent, set_off = "      ", True
        elif macro in (".nf", ".fi"):
            unfilled = macro == ".nf"
        elif text and macro != ".TH":
            at = "  " if set_off else indent
            set_off = False
            lines += [f"{at}{text}"] if unfilled else [
                at + part for part in folded(text, width - len(at)).split("\n")]
    return "\n".join(lines).lstrip("\n") + "\n"
