"""``gosupport explain``: why a rule of the checklist exists and how to satisfy it."""

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples


@click.argument("rule", required=False)
@click.option("--markdown", is_flag=True, help=both(
    "Весь список таблицами Markdown, для документации.",
    "The whole list as Markdown tables, for documentation."))
def run(app: App, rule: str | None, markdown: bool) -> None:
    from gosupport_cli.cli import explaining

    if markdown:
        explaining.as_markdown(app)
    elif rule:
        explaining.one(app, rule)
    else:
        explaining.all_rules(app)


command = make(
    "Объяснить правило проверки: зачем оно, что сделать, как хорошо и как плохо."
    " Без имени — список всех правил.",
    "Explain a rule of the check: why it exists, what to do, a good and a bad example."
    " Without a name: the list of all rules.",
    epilog=examples(
        "gosupport explain",
        "gosupport explain no-symptom",
        "gosupport explain no-symptom --json",
    ),
)(run)
