"""Cross-checks between declared files: whatever one names must be declared by another."""

from collections.abc import Iterator

from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.content.declared import wrong
from gosupport_cli.content.knowledge import YamlKnowledge
from gosupport_cli.content.locate import find
from gosupport_cli.core.conditions import keys_of

DERIVED_KEYS = frozenset(
    ("category", "channel", "deadline_class", "category.technical", "attachments")
)


def check_references(catalogue: YamlCatalogue) -> None:
    """Raises DeclarationError for the first wrong reference."""
    for label, identity, what, name in _wrong(catalogue):
        file, line = catalogue.places[(label, identity)]
        raise wrong(file, line, f"no-such-{what}", name)


def check_knowledge(knowledge: YamlKnowledge, catalogue: YamlCatalogue) -> None:
    """The same for entries and steps: topics, steps, deadlines, what may have been tried."""
    assert knowledge.index  # checks topics and steps
    for entry in knowledge.entries.values():
        if entry.deadline_class not in catalogue.deadlines:
            raise wrong(*knowledge.places[entry.id], "no-such-deadline", entry.deadline_class)
    tried = {choice.id for choice in catalogue.questions["problem.tried"].choices}
    for step in knowledge.steps.values():
        for name in step.tried:
            if name not in tried:
                raise wrong(*knowledge.places[f"step {step.id}"], "no-such-choice", name)


def _wrong(catalogue: YamlCatalogue) -> Iterator[tuple[str, str, str, str]]:
    """label, id, what is not there, its name."""
    questions = set(catalogue.questions)
    keys = questions | DERIVED_KEYS
    for question in catalogue.questions.values():
        for key in keys_of(question.when) - keys:
            yield "question", question.id, "question", key
    for category in catalogue.categories.values():
        for what, names, known in (
            ("question", category.questions + category.extras, questions),
            ("channel", category.channels, set(catalogue.channels)),
            ("deadline", (category.deadline_class,), set(catalogue.deadlines)),
            ("fact", _routes(category.elsewhere), set(catalogue.facts)),
        ):
            for name in set(names) - known:
                yield "category", category.id, what, name
    yield from _wrong_rules(catalogue, keys)
    for channel in catalogue.channels.values():
        for field in channel.fields + channel.reply_fields:
            for name in filter(None, (field.template, field.english)):
                if not find(catalogue.user_folder, f"documents/{name}"):
                    yield "channel", channel.id, "document", name


def _wrong_rules(catalogue: YamlCatalogue, keys: set[str]) -> Iterator[tuple[str, str, str, str]]:
    from gosupport_cli.core.detectors import DETECTORS

    for rule in catalogue.rules.values():
        if rule.test not in DETECTORS:
            yield "rule", rule.id, "test", rule.test
        plain = {field for field in rule.fields if not field.endswith("*")}
        for key in (plain | keys_of(rule.when) | set(rule.good) | set(rule.bad)) - keys:
            yield "rule", rule.id, "question", key
        for name in set(rule.channels) - set(catalogue.channels):
            yield "rule", rule.id, "channel", name
        wanted = rule.params.get("list")
        for name in [wanted] if isinstance(wanted, str) else wanted or []:
            if name not in catalogue.lists:
                yield "rule", rule.id, "list", name


def _routes(routes: object) -> list[str]:
    return [one.to for one in routes if one.to]  # type: ignore[attr-defined]
