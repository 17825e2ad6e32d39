"""What ``solve`` does once its words are known."""

from collections.abc import Sequence

from gosupport_cli.cli.app import App


def by_text(app: App, words: Sequence[str], *, weak: bool, tried: Sequence[str]) -> None:
    """Search; «-» reads the text from stdin."""
    from gosupport_cli.cli.show.advice import show_advice
    from gosupport_cli.cli.sources import read_pasted
    from gosupport_cli.core.errors import UsageError
    from gosupport_cli.flows.solve import solve

    text = read_pasted() if list(words) == ["-"] else " ".join(words)
    if not text.strip():
        raise UsageError("solve-empty")
    known = {choice.id for choice in app.catalogue.questions["problem.tried"].choices}
    for name in tried:
        if name not in known:
            raise UsageError("solve-unknown-tried", value=name, known=", ".join(sorted(known)))
    show_advice(app, solve(text, app.knowledge, tried=tried, weak=weak), weak=weak)


def all_topics(app: App) -> None:
    """The groups of the knowledge base with the number of their entries."""
    from gosupport_cli.cli.show.advice import show_topics

    show_topics(app)


def one_topic(app: App, name: str) -> None:
    """The entries of one group."""
    from gosupport_cli.cli.show.advice import show_topic
    from gosupport_cli.core.errors import UsageError

    topic = app.knowledge.topics.get(name.strip().upper())
    if topic is None:
        known = ", ".join(app.knowledge.topics)
        raise UsageError("solve-unknown-topic", value=name, known=known)
    show_topic(app, topic)
