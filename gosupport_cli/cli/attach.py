"""``gosupport attach``: evidence goes along, cleaned; the original stays as it is."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples


@click.argument("ref", metavar="ID")
@click.argument("files", nargs=-1, metavar="FILE…")
@click.option("--list", "listing", is_flag=True, help=both("Показать файлы.", "List the files."))
@click.option("--remove", metavar="NAME", help=both("Убрать файл.", "Remove a file."))
@click.option("--hide", multiple=True, metavar="X,Y,W,H", help=both(
    "Закрасить прямоугольник: личные данные, код, QR-код. Можно повторять.",
    "Paint a box over: personal data, a code, a QR code. Repeatable."))
@click.option("--mark", multiple=True, metavar="X,Y,W,H", help=both(
    "Обвести прямоугольник: место с ошибкой. Можно повторять.",
    "Frame a box: the place of the error. Repeatable."))
@click.option("--caption", default="", metavar="TEXT", help=both(
    "На что смотреть.", "What to look at."))
@click.option("--apply", "applied", is_flag=True, help=both(
    "Записать в обращение то, что нашлось в журнале. Ваши ответы не заменяются.",
    "Put into the request what the log tells. Your answers are not replaced."))
def run(
    app: App,
    ref: str,
    files: tuple[str, ...],
    listing: bool,
    remove: str | None,
    hide: tuple[str, ...],
    mark: tuple[str, ...],
    caption: str,
    applied: bool,
) -> None:
    from gosupport_cli.cli import attaching

    if remove:
        attaching.take_out(app, ref, remove)
    elif listing:
        attaching.listed(app, ref)
    else:
        attaching.take_in(app, ref, files, hide=hide, mark=mark, caption=caption, applied=applied)


command = make(
    "Приложить файлы к обращению. Картинки уменьшаются, сведения о месте съёмки убираются,"
    " из журналов браузера вырезаются пароли и ключи входа. Ваш файл не меняется. Журнал сети:"
    " F12, «Сеть», повторите ошибку, «Экспорт HAR». Журнал консоли: F12, «Консоль», правая"
    " кнопка, «Сохранить как».",
    "Attach files to a request. Pictures are made smaller and lose their metadata, browser logs"
    " lose passwords and sign-in keys. Your file is not changed. Network log: F12, Network,"
    " repeat the error, Export HAR. Console log: F12, Console, right button, Save as.",
    epilog=examples(
        "gosupport attach GS-1 screen.png",
        "gosupport attach GS-1 screen.png --hide 100,200,300,50 --mark 400,300,200,80",
        "gosupport attach GS-1 portal.har --apply",
        "gosupport attach GS-1 --list",
        "gosupport attach GS-1 --remove screen.png",
    ),
    asks=True,
)(run)
