"""The JSON Schema (draft 2020-12) of the answers file, made of the questions."""

from typing import Any

from gosupport_cli.core.catalogue import Question
from gosupport_cli.core.model import NONE, UNKNOWN
from gosupport_cli.core.ports import Catalogue, Texts

_GROUPS = {
    "person": "Кто пишет / Who writes",
    "problem": "Что случилось / What happened",
    "environment": "На чём это было / On what it happened",
}


def answers_schema(catalogue: Catalogue, texts: Texts) -> dict[str, Any]:
    """A schema that accepts what ``new --answers`` accepts; descriptions in both languages."""
    groups: dict[str, Any] = {
        "category": _choice(list(catalogue.categories), "Тема", "Category"),
        "channel": _choice(list(catalogue.channels), "Куда", "Channel"),
        "deadline_class": _choice(list(catalogue.deadlines), "Срок ответа", "Deadline class"),
        "attachments": _list({"type": "string"}) | {"description": "Файлы / Files"},
    }
    for question in catalogue.questions.values():
        *path, last = question.id.split(".")
        place = groups
        for name in path:
            place = place.setdefault(name, {
                "type": "object", "description": _GROUPS[name],
                "properties": {}, "additionalProperties": False,
            })["properties"]
        place[last] = _question(question, texts)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://gosupport.invalid/answers.schema.json",
        "title": "gosupport: файл ответов / answers file",
        "type": "object",
        "properties": groups,
        "additionalProperties": False,
    }


def _question(question: Question, texts: Texts) -> dict[str, Any]:
    ids = [choice.id for choice in question.choices]
    closed = bool(ids) and not question.free
    words = ids + [UNKNOWN] * question.unknown + [NONE] * question.none + [""]
    one: dict[str, Any] = {"type": "string", "enum": words} if closed else {"type": "string"}
    if question.kind == "choice" and {"yes", "no"} <= set(ids):
        one = {"enum": [*words, True, False]}
    shape = _list(one) if question.kind in ("list", "choices") else one
    shape["title"] = question.label
    english = texts.of(f"question.{question.id}.ask", question.ask)
    shape["description"] = question.ask + (f" / {english}" if english != question.ask else "")
    if question.examples:
        shape["examples"] = list(question.examples)
    return shape


def _choice(ids: list[str], russian: str, english: str) -> dict[str, Any]:
    return {"type": "string", "enum": ids, "description": f"{russian} / {english}"}


def _list(item: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [{"type": "array", "items": item}, {"type": "string"}]}
