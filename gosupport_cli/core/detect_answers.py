"""Detectors of what is there: required answers, and formats by their validators."""

import re
from collections.abc import Callable, Iterator

from gosupport_cli.core.answers import is_answered
from gosupport_cli.core.case import Case, Hit, quoted
from gosupport_cli.core.catalogue import Rule
from gosupport_cli.core.model import NONE, UNKNOWN
from gosupport_cli.core.moments import Moment, read_moment
from gosupport_cli.core.words import mixes_scripts


def answered(case: Case, key: str) -> bool:
    """Whether ``key`` has an answer that counts; «не знаю» and «нет» only where allowed."""
    value = case.value(key)
    if not is_answered(value):
        return False
    question = case.questions.get(key)
    if question is None:
        return True
    plain = value if isinstance(value, tuple) else (value,)
    if set(plain) == {UNKNOWN}:
        return question.unknown
    return question.none if set(plain) == {NONE} else True


def required(case: Case, rule: Rule) -> Iterator[Hit]:
    """A field that this category asks for has no answer. ``always``: asked or not."""
    for key in rule.fields:
        if (rule.params.get("always") or case.asked(key)) and not answered(case, key):
            yield Hit(key)


def required_any(case: Case, rule: Rule) -> Iterator[Hit]:
    """Not one of ``fields`` has an answer; ``attachments`` among them counts files."""
    for key in rule.fields:
        if bool(case.request.attachments) if key == "attachments" else answered(case, key):
            return
    yield Hit(rule.fields[0])


def phone(case: Case, rule: Rule) -> Iterator[Hit]:
    """Cannot be a phone number (``+7 000…`` neither)."""
    yield from _wrong(case, rule, case.identifiers.phone)


def email(case: Case, rule: Rule) -> Iterator[Hit]:
    """No e-mail address by its syntax; mixed scripts have a rule of their own."""
    for hit in _wrong(case, rule, case.identifiers.email):
        if not mixes_scripts(str(case.value(hit.field))):
            yield hit


def email_scripts(case: Case, rule: Rule) -> Iterator[Hit]:
    """Latin and Cyrillic letters in one part of an address («mаil»)."""
    for key in rule.fields:
        text = str(case.value(key))
        if "@" in text and mixes_scripts(text):
            yield Hit(key)


def email_mistyped(case: Case, rule: Rule) -> Iterator[Hit]:
    """A domain that is one slip away from one of ``list`` («gmial.com»), and none of them."""
    known = case.lists.get(str(rule.params["list"]), ())
    for key in rule.fields:
        domain = str(case.value(key)).rpartition("@")[2].casefold()
        near = [] if domain in known else [
            one for one in known
            if abs(len(one) - len(domain)) < 2 and len(set(one) ^ set(domain)) < 3]
        if near:  # few addresses come so far: the library is slow to load
            from difflib import get_close_matches

            meant = get_close_matches(domain, near, n=1, cutoff=0.85)
            if meant:
                yield Hit(key, {"value": quoted(domain), "meant": meant[0]})


def inn(case: Case, rule: Rule) -> Iterator[Hit]:
    """Wrong check digits or length (DOMAIN ID-2)."""
    yield from _wrong(case, rule, case.identifiers.inn)


def snils(case: Case, rule: Rule) -> Iterator[Hit]:
    """Wrong check number or length (DOMAIN ID-1)."""
    yield from _wrong(case, rule, case.identifiers.snils)


def _wrong(case: Case, rule: Rule, valid: Callable[[str], str | None]) -> Iterator[Hit]:
    for key in rule.fields:
        value = str(case.value(key)).strip()
        if value not in ("", UNKNOWN, NONE) and valid(value) is None:
            yield Hit(key)


def moment_of(case: Case, key: str) -> Moment | None:
    """The moment of an answer, kept or as typed; None when it cannot be read."""
    text = str(case.value(key))
    return None if text in ("", UNKNOWN, NONE) else read_moment(text, case.now)


def moment_unread(case: Case, rule: Rule) -> Iterator[Hit]:
    """A time that could not be understood."""
    for key in rule.fields:
        if answered(case, key) and moment_of(case, key) is None:
            yield Hit(key, {"value": quoted(str(case.value(key)))})


def moment_future(case: Case, rule: Rule) -> Iterator[Hit]:
    """A time that has not come yet (G-39)."""
    for key in rule.fields:
        moment = moment_of(case, key)
        if moment is not None and moment.at > case.now and not _today(case, moment):
            yield Hit(key, {"value": quoted(str(case.value(key)))})


def moment_no_hour(case: Case, rule: Rule) -> Iterator[Hit]:
    """A day without an hour (G-160); a moment that the person is unsure of passes."""
    for key in rule.fields:
        moment = moment_of(case, key)
        if moment is not None and not moment.has_time and not _unsure(case, key):
            yield Hit(key)


def _today(case: Case, moment: Moment) -> bool:
    """A bare day stands for its noon, which may be still to come."""
    return not moment.has_time and moment.at.date() <= case.now.astimezone(moment.at.tzinfo).date()


def _unsure(case: Case, key: str) -> bool:
    return key in case.value("problem.unsure")


def not_a_choice(case: Case, rule: Rule) -> Iterator[Hit]:
    """A value that is none of the question's choices."""
    for key in case.expand(rule.fields):
        question = case.questions.get(key)
        if question is None or not question.choices or question.free:
            continue
        known = {choice.id for choice in question.choices} | {UNKNOWN, NONE, ""}
        value = case.value(key)
        for one in value if isinstance(value, tuple) else (value,):
            if one not in known:
                labels = ", ".join(choice.id for choice in question.choices)
                yield Hit(key, {"value": quoted(one), "known": labels})


def pattern(case: Case, rule: Rule) -> Iterator[Hit]:
    """A value that does not look like ``shape``, a regular expression of the templates."""
    shape = re.compile(str(rule.params["shape"]), re.IGNORECASE)
    for key in rule.fields:
        for path, text in ((one.field, one.text) for one in case.passages((key,))):
            if bool(shape.fullmatch(text)) == bool(rule.params.get("refused")):
                yield Hit(path, {"value": quoted(text)})


def given(case: Case, rule: Rule) -> Iterator[Hit]:
    """Something was answered at all: for advice about values that are seldom needed."""
    for key in rule.fields:
        if answered(case, key) and case.value(key) not in (UNKNOWN, NONE):
            yield Hit(key)


def condition(_case: Case, rule: Rule) -> Iterator[Hit]:
    """Fires wherever ``when`` of the rule holds."""
    yield Hit(rule.fields[0])


def unsuited_channel(case: Case, rule: Rule) -> Iterator[Hit]:
    """The category is not handled through this channel (G-7)."""
    if case.category and case.channel.id not in case.category.channels:
        yield Hit(rule.fields[0], {"channel": case.channel.title})


def identity_given(case: Case, rule: Rule) -> Iterator[Hit]:
    """An identity number is given and the channel's policy treats it as ``treatment``.

    A number with a slip in it is reported by its own rule.
    """
    if case.channel.policy.get("identity", "masked") != rule.params["treatment"]:
        return
    valid = {"person.inn": case.identifiers.inn, "person.snils": case.identifiers.snils}
    for hit in given(case, rule):
        check = valid.get(hit.field)
        if check is None or check(str(case.value(hit.field))):
            yield hit


def no_such_answer(case: Case, rule: Rule) -> Iterator[Hit]:
    """A list of answers' names with a name that no question has."""
    for key in rule.fields:
        for one in case.passages((key,)):
            if one.text not in case.questions:
                yield Hit(one.field, {"value": quoted(one.text)})
