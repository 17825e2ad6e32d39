"""``gosupport new``: the wizard, or a draft out of given answers."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples


def run(
    app: App,
    category: str | None,
    channel: str | None,
    answers: str | None,
    pairs: tuple[str, ...],
    files: tuple[str, ...],
    profile: str | None,
    copy_of: str | None,
    resume: str | None,
    no_input: bool,
) -> None:
    from gosupport_cli.cli import making

    if resume:
        given = (category, channel, answers, pairs, files, profile, copy_of)
        if any(given):
            raise click.UsageError(both(
                "--resume продолжает черновик и с другими ответами не сочетается. Изменить ответ"
                f" в черновике: gosupport edit {resume} --set ИМЯ=ЗНАЧЕНИЕ",
                "--resume goes on with a draft and takes no other answers. To change an answer of"
                f" a draft: gosupport edit {resume} --set KEY=VALUE"),
                click.get_current_context())
        making.resume(app, resume, ask=not no_input)
        return
    options = {"category": category, "channel": channel, "profile": profile, "copy_of": copy_of}
    if no_input:
        making.without_questions(app, answers=answers, pairs=pairs, files=files, **options)
    else:
        making.wizard(app, answers=answers, pairs=pairs, files=files, **options)


_OPTIONS = (
    click.argument("category", required=False),
    click.option("--channel", help=both("Куда: portal, chat, app, phone, email …",
                                        "Where to: portal, chat, app, phone, email …")),
    click.option("--answers", metavar="FILE|-", help=both("Файл с ответами, YAML или JSON.",
                                                          "File with answers, YAML or JSON.")),
    click.option("--set", "pairs", multiple=True, metavar="KEY=VALUE",
                 help=both("Один ответ; можно повторять.", "One answer; repeatable.")),
    click.option("--attach", "files", multiple=True, metavar="FILE",
                 help=both("Приложить файл; можно повторять.", "Attach a file; repeatable.")),
    click.option("--profile", metavar="NAME", help=both("Сохранённый человек: gosupport profile.",
                                                        "A saved person: gosupport profile.")),
    click.option("--from", "copy_of", metavar="ID", help=both("Взять ответы другого обращения.",
                                                              "Copy another request.")),
    click.option("--resume", metavar="ID", help=both("Продолжить черновик.",
                                                               "Go on with a draft.")),
    click.option("--no-input", is_flag=True, help=both("Ничего не спрашивать.", "Ask nothing.")),
)
for _option in reversed(_OPTIONS):
    run = _option(run)

command = make(
    "Составить новое обращение. Программа спросит всё нужное по одному вопросу.\n\n"
    "Ответы сохраняются сразу. Прервать можно в любой момент: Ctrl-C.",
    "Write a new request. The program asks all that is needed, one question at a time.\n\n"
    "Answers are kept at once. You can stop at any moment: Ctrl-C.",
    epilog=examples(
        "gosupport new",
        "gosupport new booking --linear",
        "gosupport new --resume GS-1",
        "gosupport new --no-input --answers answers.yaml --json",
    ),
    asks=True,
)(run)
