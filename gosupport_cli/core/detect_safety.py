"""Detectors of what must not leave, of false contacts and of links that tell too much.

No message repeats a secret or a private number: only kinds are named.
"""

import re
from collections.abc import Iterator

from gosupport_cli.core.case import JUDGED, Case, Hit, quoted
from gosupport_cli.core.catalogue import Rule
from gosupport_cli.core.later import later
from gosupport_cli.core.normalise import clean_link
from gosupport_cli.core.redaction import LABELS, MARK, cut_secrets, mask_found

_LINK = later(r"https?://[^\s<>«»\"']+", re.IGNORECASE)


def secret(case: Case, rule: Rule) -> Iterator[Hit]:
    """The value of a password, code, CVV, token, cookie or key stands in a text.

    What hangs behind a link has a rule of its own: it goes away by itself (G-117).
    """
    for one in case.raw_passages(rule.fields):
        linked = _LINK.sub(lambda found: clean_link(found.group()), one.text)
        removed = cut_secrets(linked).removed
        if removed:
            yield Hit(one.field, {"kinds": ", ".join(LABELS[kind] for kind in removed)})


def secret_mark(case: Case, rule: Rule) -> Iterator[Hit]:
    """Something was cut out here when it came in: ``[удалено: пароль]``."""
    for one in case.raw_passages(rule.fields):
        marks = MARK.findall(one.text)
        if marks:
            yield Hit(one.field, {"marks": ", ".join(dict.fromkeys(marks))})


def private_found(case: Case, rule: Rule) -> Iterator[Hit]:
    """Passport, card, birth date, СНИЛС, ИНН, somebody else's name in a free text."""
    name = str(case.value("person.full_name"))
    own = [str(case.value(key)) for key in ("person.phone", "person.email")]
    for one in case.passages(rule.fields):
        labels = [mark.strip("[]").rpartition("-")[0]
                  for mark in mask_found(one.text, own_name=name, own=own).placeholders]
        if labels:
            kinds = ", ".join(dict.fromkeys(_KINDS.get(label, label) for label in labels))
            yield Hit(one.field, {"kinds": kinds})


_KINDS = {"лицо": "имя другого человека", "карта": "номер карты"}


def link_query(case: Case, rule: Rule) -> Iterator[Hit]:
    """A link with something after «?» or «#», or with a login in it (G-117)."""
    for one in case.raw_passages(rule.fields):
        for found in _LINK.finditer(one.text):
            if clean_link(found.group()) != found.group():
                yield Hit(one.field)
                break


def code_outside(case: Case, rule: Rule) -> Iterator[Hit]:
    """An error code in a text while the field for it is empty (G-116)."""
    if case.value("problem.error_code"):
        return
    for one in case.passages(rule.fields):
        found = _CODE.search(one.text[:JUDGED])
        if found:
            yield Hit(one.field, {"value": quoted(found[1] or found[2])})
            return


_CODE = later(
    r"\b(ESIA-\d{6})\b|код(?:ом)? ошибки:?\s{1,3}([0-9A-Za-z-]{3,64})", re.IGNORECASE
)


def no_number(case: Case, rule: Rule) -> Iterator[Hit]:
    """The text speaks of an earlier request, and no number is given (G-74)."""
    from gosupport_cli.core.words import phrases_in

    keys = ("problem.previous_ticket", "problem.application_number")
    if case.request.ticket or any(case.value(key) for key in keys):
        return
    for one in case.passages(rule.fields):
        for match in phrases_in(one.text[:JUDGED], case.lists.get(str(rule.params["list"]), ())):
            yield Hit(one.field, {"words": f"«{quoted(match.group())}»"})
            return
