"""The facts about a machine, grouped for people, or as JSON."""

from collections.abc import Sequence
from dataclasses import asdict

from gosupport_cli.cli.app import App
from gosupport_cli.cli.show import as_json
from gosupport_cli.core.folding import folded
from gosupport_cli.core.model import NONE, Fact
from gosupport_cli.core.phrases import translated
from gosupport_cli.core.ports import Texts

# heading -> ids (a trailing dot: all that begin so), in the order shown.
_GROUPS = {
    "system": ("device", "os", "timezone", "clock"),
    "browsers": ("browser", "browser_default", "browser."),
    "network": ("network", "vpn", "proxy", "filters"),
    "signature": ("signature", "signature."),
}


def show_facts(app: App, facts: Sequence[Fact]) -> None:
    """``gosupport.env/1``, or a heading, a line for each fact, its source below."""
    if app.as_json:
        as_json(app, {"schema": "gosupport.env/1", "facts": [asdict(fact) for fact in facts]})
        return
    heading = ""
    for group, wanted in _GROUPS.items():
        for fact in _of(group, wanted, facts):
            if group != heading:
                app.streams.out(("\n" if heading else "") + app.texts(f"env.group-{group}"))
                heading = group
            _show(app, fact)
    app.streams.tell("")
    _tell(app, app.texts("env.correct"))


def _of(group: str, wanted: Sequence[str], facts: Sequence[Fact]) -> list[Fact]:
    chosen = [fact for one in wanted for fact in facts if _fits(fact.id, one)]
    # The line that joins or chooses says nothing that the lines after it do not.
    if group in ("browsers", "signature") and len(chosen) > 1:
        return chosen[1:]
    return chosen


def _fits(fact_id: str, wanted: str) -> bool:
    return fact_id.startswith(wanted) if wanted.endswith(".") else fact_id == wanted


def _show(app: App, fact: Fact) -> None:
    told = f"{_label(app.texts, fact)}: {value_in_words(app.texts, fact)}"
    if fact.confidence == "low" and fact.value != NONE:
        told += f" {app.texts('env.unsure')}"
    app.streams.out(_wrapped(app, told, "  "))
    app.streams.out(_wrapped(app, translated(app.texts, fact.source), "    "))


def facts_in_words(texts: Texts, facts: Sequence[Fact]) -> list[str]:
    """A line for each fact, without its source; for the text that goes along."""
    chosen = [fact for group, wanted in _GROUPS.items() for fact in _of(group, wanted, facts)]
    return [f"{_label(texts, fact)}: {value_in_words(texts, fact)}" for fact in chosen]


def _label(texts: Texts, fact: Fact) -> str:
    return texts(f"env.label-{fact.id.partition('.')[0]}")


def value_in_words(texts: Texts, fact: Fact) -> str:
    """What a person reads for a value; "" and ``none`` are words too."""
    if not fact.value:
        return texts("env.value-unknown")
    if fact.value in (NONE, "yes", "no", "computer", "tablet", "phone"):
        return texts(f"env.value-{fact.value}")
    return translated(texts, fact.value)


def _wrapped(app: App, text: str, indent: str) -> str:
    rest = f"{indent}  " if indent else ""
    return folded(text, app.streams.width() - 1, first=indent, rest=rest)


def _tell(app: App, text: str) -> None:
    app.streams.tell(_wrapped(app, text, ""))
