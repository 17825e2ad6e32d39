"""The texts that templates declare in Russian, by the id under which English has them."""

import re
from collections.abc import Iterator
from pathlib import Path

from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.content.knowledge import YamlKnowledge
from gosupport_cli.core.phrases import phrases

# English only: the Russian stands in the declared files themselves.
CATALOGUE_AREAS = frozenset(
    ("question", "category", "rule", "channel", "fact", "deadline",
     "setting", "step", "knowledge", "topic", "status")
)
OURS = ("question", "category", "rule", "channel", "fact", "deadline",
        "knowledge", "step", "topic")


def declared_texts(catalogue: YamlCatalogue) -> dict[str, str]:
    """id -> Russian source of everything that a screen may show; documents stay Russian."""
    declared = {
        text_id: source
        for kind in (_questions, _categories, _rules, _channels, _facts, _deadlines, _sources)
        for text_id, source in kind(catalogue)
    }
    declared |= _knowledge(YamlKnowledge(Path("/nowhere")))
    return {text_id: source for text_id, source in declared.items() if source}


def _questions(catalogue: YamlCatalogue) -> Iterator[tuple[str, str]]:
    for one in catalogue.questions.values():
        for part in ("ask", "label", "help", "needed"):
            yield f"question.{one.id}.{part}", getattr(one, part)
        for place, example in enumerate(one.examples):
            if re.search("[А-ЯЁа-яё]", example):
                yield f"question.{one.id}.example.{place}", example
        for choice in one.choices:
            yield f"question.{one.id}.choice.{choice.id}", choice.label
            yield f"question.{one.id}.choice.{choice.id}.help", choice.help


def _categories(catalogue: YamlCatalogue) -> Iterator[tuple[str, str]]:
    for one in catalogue.categories.values():
        yield f"category.{one.id}.title", one.title
        yield f"category.{one.id}.covers", one.covers
        yield from _numbered(f"category.{one.id}.self_help", one.self_help)
        yield from _numbered(f"category.{one.id}.services", one.services)
        if one.channel_note:
            yield f"category.{one.id}.channel_note", one.channel_note
        yield from _numbered(f"category.{one.id}.demands", one.demands)
        yield from _numbered(f"category.{one.id}.elsewhere", [way.text for way in one.elsewhere])


def _rules(catalogue: YamlCatalogue) -> Iterator[tuple[str, str]]:
    for one in catalogue.rules.values():
        for part in ("title", "say", "fix", "why"):
            yield f"rule.{one.id}.{part}", getattr(one, part)


def _channels(catalogue: YamlCatalogue) -> Iterator[tuple[str, str]]:
    for one in catalogue.channels.values():
        yield f"channel.{one.id}.title", one.title
        yield f"channel.{one.id}.summary", one.summary
        if one.id in ("portal", "app", "phone"):  # on their page each field has its name
            for field in (*one.fields, *one.reply_fields):
                yield f"channel.{one.id}.field.{field.id}", field.label
            if not one.reply_fields:
                yield f"channel.{one.id}.field.message", "Сообщение"
        yield from _numbered(f"channel.{one.id}.steps", one.steps)
        yield from _numbered(f"channel.{one.id}.reply_steps", one.reply_steps)


def _facts(catalogue: YamlCatalogue) -> Iterator[tuple[str, str]]:
    for one in catalogue.facts.values():
        yield f"fact.{one.id}.title", one.title
        yield f"fact.{one.id}.note", one.note
        if re.search("[А-ЯЁа-яё]{2}", one.value.partition("@")[0].partition("//")[0]):
            yield f"fact.{one.id}.value", one.value


def _deadlines(catalogue: YamlCatalogue) -> Iterator[tuple[str, str]]:
    for one in catalogue.deadlines.values():
        yield f"deadline.{one.id}.title", one.title
        yield f"deadline.{one.id}.label", one.label


def _sources(catalogue: YamlCatalogue) -> Iterator[tuple[str, str]]:
    """Where something is known from: by its phrases, which many share."""
    told = [one.source for one in catalogue.facts.values()]
    told += [one.source for one in catalogue.deadlines.values()]
    told += [", ".join(one.source) for one in catalogue.rules.values()]
    for phrase in (part for one in told for part in phrases(one)):
        if re.search("[А-ЯЁа-яё]", phrase):
            yield f"fact.{phrase}", phrase


def _knowledge(base: YamlKnowledge) -> Iterator[tuple[str, str]]:
    for entry in base.entries.values():
        yield f"knowledge.{entry.id}.title", entry.title
        yield f"knowledge.{entry.id}.note", entry.note
    for step in base.steps.values():
        yield f"step.{step.id}.text", step.text
    for topic in base.topics.values():
        yield f"topic.{topic.id}.title", topic.title


def _numbered(prefix: str, texts: object) -> Iterator[tuple[str, str]]:
    assert isinstance(texts, (list, tuple))
    for place, text in enumerate(texts):
        yield f"{prefix}.{place}", text


def catalogue() -> YamlCatalogue:
    """Only what came along: no folder of a person's own."""
    return YamlCatalogue(Path("/nowhere"))
