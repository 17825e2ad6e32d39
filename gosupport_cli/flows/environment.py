"""What this computer tells, as answers of a request; the person confirms or corrects them."""

from collections.abc import Iterable

from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.model import Fact, Value
from gosupport_cli.core.user_agent import describe

# fact id -> the answer that it can fill. What the person alone knows (the network at home or
# at work, the version of the app) is not guessed.
ANSWERED = {
    "device": "environment.device",
    "os": "environment.os",
    "browser": "environment.browser",
    "vpn": "environment.vpn",
    "proxy": "environment.proxy",
    "filters": "environment.filters",
}


def as_answers(facts: Iterable[Fact]) -> tuple[dict[str, Value], dict[str, str]]:
    """Answers by dotted key, and the source of each; a guess of low confidence is left out."""
    values: dict[str, Value] = {}
    sources: dict[str, str] = {}
    for fact in facts:
        key = ANSWERED.get(fact.id)
        # "none": nothing was seen, which is not the same as "there is nothing".
        if key is None or not fact.value or fact.value == "none":
            continue
        if fact.confidence in ("high", "medium"):
            values[key] = fact.value
            sources[key] = fact.source
    return values, sources


def of_user_agent(line: str, at: str) -> tuple[Fact, ...]:
    """The facts that a pasted User-Agent tells of another device.

    Raises UsageError ``user-agent-unknown``.
    """
    told = describe(line)
    if told is None:
        raise UsageError("user-agent-unknown")
    source = "строка User-Agent"
    values = {"device": told.device, "os": told.os, "browser": told.browser}
    return tuple(
        Fact(name, value, source, "medium" if value else "none", at)
        for name, value in values.items()
    )
