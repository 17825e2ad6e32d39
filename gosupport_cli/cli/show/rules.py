"""Rules of the checklist as text, JSON or Markdown; the same words everywhere."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from gosupport_cli.cli.app import App
from gosupport_cli.cli.show import as_json
from gosupport_cli.core.catalogue import Rule
from gosupport_cli.core.folding import folded
from gosupport_cli.core.model import Value
from gosupport_cli.core.phrases import translated

LEVELS = ("error", "warning", "hint")
_LONGEST = 160  # characters of an example that are shown


def rule_shape(app: App, rule: Rule) -> dict[str, Any]:
    """One rule for programs."""
    return {
        "rule": rule.id,
        "level": rule.level,
        "title": said(app, rule, "title"),
        "message": said(app, rule, "say"),
        "fix": said(app, rule, "fix"),
        "why": said(app, rule, "why"),
        "source": ", ".join(rule.source),
        "fields": list(rule.fields),
        "channels": list(rule.channels),
        "good": _plain(rule.good),
        "bad": _plain(rule.bad),
    }


def said(app: App, rule: Rule, part: str) -> str:
    """One sentence of a rule in the language of the screen."""
    return app.texts.of(f"rule.{rule.id}.{part}", str(getattr(rule, part)))


def show_rules(app: App, rules: Sequence[Rule]) -> None:
    """The list by level: title and id."""
    if app.as_json:
        shapes = [rule_shape(app, rule) for rule in rules]
        as_json(app, {"schema": "gosupport.rules/1", "rules": shapes})
        return
    for level in LEVELS:
        _line(app, app.texts(f"check.list-{level}"), "")
        for rule in rules:
            if rule.level == level:
                _line(app, f"{said(app, rule, 'title')} ({rule.id})", "  ")
        app.streams.out("")
    app.streams.tell(app.texts("check.list-next"))


def show_rule(app: App, rule: Rule) -> None:
    """Why, what to do, a good and a bad example, the source."""
    if app.as_json:
        as_json(app, {"schema": "gosupport.rule/1", **rule_shape(app, rule)})
        return
    texts = app.texts
    _line(app, said(app, rule, "title"), "")
    _line(app, f"{rule.id}, {texts(f'check.level-{rule.level}')}", "")
    _block(app, texts("check.why"), said(app, rule, "why"))
    _block(app, texts("check.what-to-do"), _readable(said(app, rule, "fix")))
    _block(app, texts("check.bad"), _example(app, rule.bad))
    _block(app, texts("check.good"), _example(app, rule.good))
    channels = ", ".join(_channel(app, one) for one in rule.channels)
    _block(app, texts("check.where"), channels or texts("check.everywhere"))
    _block(app, texts("check.source"), _sources(app, rule))
    waiver = "check.cannot-waive" if rule.level == "error" else "check.can-waive"
    app.streams.tell("")
    app.streams.tell(_wrap(app, texts(waiver, rule=rule.id), ""))


_OF_THE_GUIDE = re.compile(r"[A-Z]{1,3}-\d+|DOMAIN.*|группа .")


def _sources(app: App, rule: Rule) -> str:
    """Laws and standards by name. The numbers that the guide's requirements have among
    developers say nothing to a person; ``--json`` has them."""
    named = [one for one in rule.source if not _OF_THE_GUIDE.fullmatch(one)]
    by_guide = len(named) < len(rule.source)
    return ", ".join([*([app.texts("check.by-guide")] if by_guide else ()),
                      *([translated(app.texts, ", ".join(named))] if named else ())])


def rules_markdown(app: App) -> str:
    """Three tables, one a level, for README."""
    lines: list[str] = []
    texts = app.texts
    for level in LEVELS:
        lines += [f"### {texts(f'check.list-{level}')}", "", texts("check.table-head"),
                  "| --- | --- | --- |"]
        for rule in app.catalogue.rules.values():
            if rule.level == level:
                cells = (f"`{rule.id}`", said(app, rule, "title"), said(app, rule, "why"))
                lines.append("| " + " | ".join(one.replace("|", "\\|") for one in cells) + " |")
        lines.append("")
    return "\n".join(lines)


def _plain(example: Mapping[str, Value]) -> dict[str, Any]:
    return {key: list(one) if isinstance(one, tuple) else one for key, one in example.items()}


def _example(app: App, example: Mapping[str, Value]) -> str:
    return "\n".join(f"{label_of(app, key)}: {_shown(app, one)}" for key, one in example.items())


def _shown(app: App, value: Value) -> str:
    text = value if isinstance(value, str) else "; ".join(value)
    if not text:
        return app.texts("check.empty")
    shown = text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + "…"
    quoted = app.texts.language != "ru" and any("а" <= sign <= "я" for sign in shown.lower())
    return f"«{shown.replace('«', '„').replace('»', '“')}»" if quoted else shown


def label_of(app: App, key: str) -> str:
    """The short name of an answer in the language of the screen."""
    question = app.catalogue.questions.get(key)
    if question is not None:
        return app.texts.of(f"question.{key}.label", question.label)
    return app.texts(f"check.label-{key}")


def _channel(app: App, channel: str) -> str:
    known = app.catalogue.channels[channel]
    return app.texts.of(f"channel.{channel}.title", known.title)


def _readable(sentence: str) -> str:
    """``{most}`` of a sentence is filled by a finding; alone it reads as a gap."""
    return sentence.replace("{", "").replace("}", "")


def _block(app: App, heading: str, text: str) -> None:
    app.streams.out("")
    app.streams.out(heading)
    for line in text.split("\n"):
        _line(app, line, "  ")


def _line(app: App, text: str, indent: str) -> None:
    app.streams.out(_wrap(app, text, indent))


def _wrap(app: App, text: str, indent: str) -> str:
    return folded(text, app.streams.width(), first=indent, rest=indent)
