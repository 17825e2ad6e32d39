"""Detectors of attachments and of what the channel can carry."""

import re
from collections.abc import Iterator

from gosupport_cli.core.case import JUDGED, Case, Hit, quoted
from gosupport_cli.core.catalogue import Rule
from gosupport_cli.core.later import later
from gosupport_cli.core.model import Attachment

_FILE = later(r"(?<![\w/.])[\w()-][\w .()-]{0,80}?\.(?:png|jpe?g|pdf|har|log|txt)\b", re.I)


def _files(case: Case) -> tuple[Attachment, ...]:
    return case.request.attachments if case.channel.attachments.carried else ()


def file_type(case: Case, _rule: Rule) -> Iterator[Hit]:
    """A type that the channel is not known to take (G-105)."""
    for place, file in enumerate(_files(case)):
        if file.media_type not in case.channel.attachments.media_types:
            yield Hit(f"attachments[{place}]", {"name": quoted(file.name)})


def file_size(case: Case, _rule: Rule) -> Iterator[Hit]:
    """Larger than the channel's limit in bytes; exactly the limit is fine (G-78)."""
    limit = case.channel.attachments.max_size
    for place, file in enumerate(_files(case)):
        if limit is not None and file.size > limit.value:
            values = {"name": quoted(file.name), "limit": _megabytes(limit.value),
                      "size": _megabytes(file.size)}
            yield Hit(f"attachments[{place}]", values)


def file_lost(case: Case, rule: Rule) -> Iterator[Hit]:
    """A file that is no longer as it was attached: ``params.is`` gone or changed (G-105)."""
    for place, file in enumerate(_files(case)):
        if case.condition(file) == rule.params["is"]:
            yield Hit(f"attachments[{place}]", {"name": quoted(file.name)})


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}".rstrip("0").rstrip(".").replace(".", ",")


def file_count(case: Case, _rule: Rule) -> Iterator[Hit]:
    """More files than the channel is said to take."""
    limit = case.channel.attachments.max_count
    count = len(_files(case))
    if limit is not None and count > limit.value:
        yield Hit("attachments", {"count": str(count), "limit": str(limit.value)})


def file_total(case: Case, _rule: Rule) -> Iterator[Hit]:
    """Files that are together larger than the channel is said to take (G-106)."""
    limit = case.channel.attachments.max_total
    size = sum(file.size for file in _files(case))
    if limit is not None and size > limit.value:
        yield Hit("attachments", {"size": _megabytes(size), "limit": _megabytes(limit.value)})


def file_absent(case: Case, rule: Rule) -> Iterator[Hit]:
    """The text names a file, or says that one goes along, and there is none (G-45)."""
    from gosupport_cli.core.words import phrases_in

    names = {file.name.lower() for file in case.request.attachments}
    for one in case.passages(rule.fields):
        text = one.text[:JUDGED]
        named = [found.group() for found in _FILE.finditer(text)]
        missing = [name for name in named if not any(known in name.lower() for known in names)]
        if not names:
            words = case.lists.get(str(rule.params["list"]), ())
            missing += [match.group() for match in phrases_in(text, words)]
        if missing:
            yield Hit(one.field, {"words": ", ".join(f"«{quoted(name)}»" for name in missing[:3])})


def file_unnamed(case: Case, rule: Rule) -> Iterator[Hit]:
    """A file without a caption that no text names: what is to be seen in it (G-166)?"""
    told = " ".join(one.text.lower() for one in case.passages(rule.fields))
    for place, file in enumerate(_files(case)):
        if not file.caption and file.name.lower() not in told:
            yield Hit(f"attachments[{place}]", {"name": quoted(file.name)})


def text_limit(case: Case, rule: Rule) -> Iterator[Hit]:
    """A finished text longer than the channel's field takes (G-139); ``besides`` some fields."""
    document = case.document()
    for field in document.fields if document else ():
        if field.limit is None or field.id in rule.params.get("besides", ()):
            continue
        if len(field.text) > field.limit:
            values = {"label": field.label, "size": str(len(field.text)), "limit": str(field.limit)}
            yield Hit(rule.fields[0], values)
