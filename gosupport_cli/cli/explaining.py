"""What ``explain`` does: the rule that is meant, or all of them."""

from gosupport_cli.cli.app import App
from gosupport_cli.core.catalogue import Rule


def known_rule(app: App, name: str) -> Rule:
    """The rule called ``name``. Raises UsageError ``no-such-rule`` with the closest names."""
    from difflib import get_close_matches

    from gosupport_cli.core.errors import UsageError

    rules = app.catalogue.rules
    wanted = name.strip().lower().replace("_", "-").replace(" ", "-")
    if wanted in rules:
        return rules[wanted]
    close = get_close_matches(wanted, rules, n=3, cutoff=0.5)
    close = close or [one for one in rules if wanted and wanted in one][:3]
    raise UsageError("no-such-rule", name=name, close=", ".join(close) or "-")


def one(app: App, name: str) -> None:
    """Everything about one rule."""
    from gosupport_cli.cli.show.rules import show_rule

    show_rule(app, known_rule(app, name))


def all_rules(app: App) -> None:
    """The list, by level."""
    from gosupport_cli.cli.show.rules import show_rules

    show_rules(app, list(app.catalogue.rules.values()))


def as_markdown(app: App) -> None:
    """The list for README, in the same words."""
    from gosupport_cli.cli.show.rules import rules_markdown

    app.streams.out(rules_markdown(app), end="")
