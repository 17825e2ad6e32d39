"""The names that templates of documents may use; every value is display text already."""

from collections.abc import Mapping, Sequence

from gosupport_cli.core.catalogue import Channel, Question
from gosupport_cli.core.masking import Shown
from gosupport_cli.core.model import NONE, UNKNOWN, Attachment, Request, Value
from gosupport_cli.core.ports import Catalogue
from gosupport_cli.core.written import moment_text, phone_text


def vocabulary(
    request: Request,
    seen: Shown,
    attachments: Sequence[Attachment],
    channel: Channel,
    catalogue: Catalogue,
) -> dict[str, object]:
    """Every question has a name (``problem.service``), empty when there is no answer.

    ``answered`` lists what has an answer, also questions that a person added to
    questions.yaml; ``questions`` is what the category asks, answered or not.
    """
    words: dict[str, object] = {"person": {}, "problem": {}, "environment": {}}
    category = catalogue.categories.get(request.category)
    asked = set(category.questions if category else ())
    listed: list[dict[str, object]] = []
    for key, question in catalogue.questions.items():
        text = _display(question, seen.answers.get(key, ""), catalogue)
        _put(words, key, text)
        listed.append({"key": key, "label": question.label, "text": text})
    return {
        **words,
        "answered": [one for one in listed if one["text"]],
        "questions": [one for one in listed if one["key"] in asked],
        "given": {key: str(value) for key, value in seen.answers.items() if value},
        "unsure": tuple(seen.answers.get("problem.unsure", ())),
        "id": request.id,
        "ticket": request.ticket,
        "category": category.title if category else "",
        "technical": category.technical if category else True,
        "channel": channel.id,
        "fields": tuple(field.id for field in channel.fields),
        "attached": len(request.attachments),
        "attachments": [{"name": one.name, "caption": one.caption} for one in attachments],
        "written": channel.attachments.carried,
        "phones": [one for one in catalogue.facts.values() if one.callable],
        "facts": catalogue.facts,
        "revealed": seen.revealed,
    }


def _put(words: dict[str, object], key: str, text: object) -> None:
    group, _, name = key.partition(".")
    place = words.setdefault(group, {})
    if isinstance(place, dict):
        place[name] = text


def _display(question: Question, value: Value, catalogue: Catalogue) -> object:
    if isinstance(value, tuple) or question.kind in ("list", "choices"):
        parts = value if isinstance(value, tuple) else ((value,) if value else ())
        return tuple(_one(question, part, catalogue) for part in parts if part)
    return _one(question, value, catalogue)


def _one(question: Question, value: str, catalogue: Catalogue) -> str:
    if value in (UNKNOWN, NONE):
        return catalogue.document("words.j2", {"word": value, "key": question.id}).strip()
    labels: Mapping[str, str] = {choice.id: choice.label for choice in question.choices}
    if value in labels:
        return labels[value]
    if question.format == "moment":
        return moment_text(value)
    return phone_text(value) if question.format == "phone" else value
