"""A yes or a no of the person, in a terminal; where there is none, nobody is asked."""

from gosupport_cli.cli.app import App


def confirm(
    app: App,
    question: str,
    *,
    intro: tuple[str, ...] = (),
    linear: bool = False,
    careful: bool = False,
) -> bool:
    """Whether the person said yes. Raises UsageError ``no-terminal-yes`` without a terminal.

    ``careful``: «нет» stands under the cursor, for what cannot be undone.
    """
    from gosupport_cli.core.errors import UsageError
    from gosupport_cli.core.ports import Option, Screen, Typed

    if not app.streams.can_prompt():
        raise UsageError("no-terminal-yes")
    screen = Screen(
        id="confirm",
        shape="choice",
        ask=question,
        intro=intro,
        options=(Option("yes", app.texts("confirm.yes")), Option("no", app.texts("confirm.no"))),
        prefill="no" if careful else "",
        can_go_back=False,
    )
    answer = app.prompter(linear=linear).ask(screen)
    return isinstance(answer, Typed) and answer.value == "yes"
