"""What of the answers may be shown in a channel (SPEC, Data policy).

Works on the answers, before any template sees them, so that no template can leak. All texts
are masked together: the same value has the same placeholder everywhere in the document.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field

from gosupport_cli.core.catalogue import Treatment
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.model import NONE, UNKNOWN, Answers, Value
from gosupport_cli.core.private_patterns import OWN_CONTACTS
from gosupport_cli.core.redaction import cut_secrets, is_own_name, mask_found
from gosupport_cli.core.written import initials

# Between two texts while they are masked together; no pattern reaches over it.
_WALL = "\n\0\n"
_RUN_OF_NAMES = re.compile(
    r"(?<![\w-])[А-ЯЁ][а-яёА-ЯЁ-]{1,25}(?:[ \t\u00a0\n]{1,2}[А-ЯЁ][а-яёА-ЯЁ-]{1,25}){1,4}(?![\w-])"
)
# Answers that a pattern could take for a private number; support needs them as they are (G-42).
_NEVER_MASKED = frozenset(
    (
        "category", "channel", "deadline_class", "problem.error_code", "problem.occurred_at",
        "problem.application_number", "problem.previous_ticket", "problem.unsure",
    )
)
_CONTACTS = {"person.phone": "телефон", "person.email": "почта"}
_IDENTITY = {"person.inn": ("inn", "ИНН"), "person.snils": ("snils", "СНИЛС"),
             "person.account": ("account", "ЛК")}


class Shown(Frozen):
    """Answers as they may be shown.

    ``hidden`` are placeholders that stand in the document, in order; ``revealed`` those that
    the person wanted in full; ``left_out`` the keys of answers that the channel does not get;
    ``wishes`` what to keep of each placeholder so that its very value is shown in full later.
    """

    answers: Answers
    captions: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    revealed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    wishes: Mapping[str, str] = field(default_factory=dict)


def wish(placeholder: str, value: str) -> str:
    """What is kept of a value that may be shown in full: «[СНИЛС-1]·3f2a…».

    Placeholders are numbered by place, and the same one may be another value after an edit, in
    a reply, by a later program. So the value counts too, by its digest.
    """
    import hashlib

    same = value.casefold() if "@" in value else re.sub(r"\D", "", value) or value.casefold()
    label = placeholder.strip("[]").rpartition("-")[0]
    return f"{placeholder}·{hashlib.sha256(f'{label}:{same}'.encode()).hexdigest()[:16]}"


def placeholder_of(wished: str) -> str:
    """The placeholder of what ``wish`` made."""
    return wished.partition("·")[0]


def treatment(policy: Mapping[str, Treatment], *names: str) -> Treatment:
    """The first of ``names`` that the policy speaks of: ``snils`` before ``identity``."""
    return next((policy[name] for name in names if name in policy), "needed")


def shown(
    answers: Answers,
    policy: Mapping[str, Treatment],
    *,
    reveal: Sequence[str] = (),
    captions: Sequence[str] = (),
) -> Shown:
    """``answers`` after the policy; secrets are cut out once more, whatever the policy says."""
    clean = {key: _each(value, _without_secrets) for key, value in answers.items()}
    clean["\0captions"] = tuple(_without_secrets(text) for text in captions)
    work = _Work(clean, policy)
    work.mask_free_text()
    work.treat_contacts()
    work.treat_identity()
    work.treat_name()
    return work.result(reveal)


class _Work:
    """The steps share the texts, the placeholders and what was left out."""

    def __init__(self, answers: Mapping[str, Value], policy: Mapping[str, Treatment]) -> None:
        self.answers = dict(answers)
        self.policy = policy
        self.name = str(answers.get("person.full_name", ""))
        self.places = [(key, part) for key, part, _ in _parts(self.answers)]
        self.text = _WALL.join(text for _, _, text in _parts(self.answers))
        self.placeholders: dict[str, str] = {}  # placeholder -> value
        self.never: set[str] = set()
        self.left_out: list[str] = []

    def mask_free_text(self) -> None:
        if treatment(self.policy, "found") == "needed":
            return
        masked = mask_found(
            self.text, own_name=self.name, own=[self._own(key) for key in _CONTACTS]
        )
        self.text = masked.text
        self.placeholders.update(masked.placeholders)

    def treat_contacts(self) -> None:
        if treatment(self.policy, "contacts") == "needed":
            return
        for key, word in _CONTACTS.items():
            value = self._own(key)
            if value:
                self._replace(_spellings(value), f"[{word}]")
                self.left_out.append(key)
                self.answers.pop(key)
        # «мой второй телефон …»: the person's own, too, though no answer names it.
        for own in OWN_CONTACTS:
            for found in reversed([*own.pattern.finditer(self.text)]):
                if own.counts(found):
                    start, end = found.span("value")
                    self.text = f"{self.text[:start]}[{own.label}]{self.text[end:]}"
                    key = next(key for key, word in _CONTACTS.items() if word == own.label)
                    self.left_out += [] if key in self.left_out else [key]

    def treat_identity(self) -> None:
        for key, (name, label) in _IDENTITY.items():
            wanted, value = treatment(self.policy, name, "identity"), self._own(key)
            if not value or wanted == "needed":
                continue
            placeholder = self._placeholder(label, value)
            self._replace(_spellings(value), placeholder)
            self.answers[key] = placeholder
            if wanted != "masked":
                self.left_out.append(key)
                self.answers.pop(key)
        self.never = {
            one for one in self.placeholders for name, label in _IDENTITY.values()
            if one.startswith(f"[{label}-")
            and treatment(self.policy, name, "identity") in ("never", "omitted")
        }

    def treat_name(self) -> None:
        if not self.name.strip() or treatment(self.policy, "full_name") == "needed":
            return
        short = initials(self.name)
        words = r"\s{1,3}".join(re.escape(word) for word in self.name.split())
        self._replace(re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE), short)
        # «Мария Сергеевна Иванова», «Ивановой Марии»: any order, any case of the declension.
        self.text = _RUN_OF_NAMES.sub(self._short_name(short), self.text)
        self.answers["person.full_name"] = short

    def _short_name(self, short: str) -> Callable[[re.Match[str]], str]:
        def change(found: re.Match[str]) -> str:
            # The longest run of own names inside: «Ошибка Ивановой Марии».
            words = re.split(r"(\s+)", found.group())
            names = words[::2]
            for size in range(len(names), 1, -1):
                for at in range(len(names) - size + 1):
                    if is_own_name(" ".join(names[at : at + size]), self.name):
                        return "".join([*words[: 2 * at], short, *words[2 * (at + size) - 1 :]])
            return found.group()

        return change

    def result(self, reveal: Sequence[str]) -> Shown:
        whole = "\n".join([self.text, *(str(self.answers.get(key, "")) for key in _IDENTITY)])
        stand = [one for one in self.placeholders if one in whole]
        wishes = {one: wish(one, self.placeholders[one]) for one in stand}
        wanted = {one.partition("·")[2] for one in reveal}
        open_ones = [one for one in stand
                     if wishes[one].partition("·")[2] in wanted and one not in self.never]
        texts = self.text.split(_WALL) if self.places else []
        for (key, part), text in zip(self.places, texts, strict=True):
            self._put(key, part, self._revealed(text, open_ones))
        for key in _IDENTITY:
            if key in self.answers:
                self.answers[key] = self._revealed(str(self.answers[key]), open_ones)
        captions = self.answers.pop("\0captions", ())
        return Shown(
            answers=self.answers,
            captions=captions if isinstance(captions, tuple) else (),
            hidden=tuple(one for one in stand if one not in open_ones),
            revealed=tuple(open_ones),
            left_out=tuple(self.left_out),
            wishes=wishes,
        )

    def _revealed(self, text: str, open_ones: Sequence[str]) -> str:
        for one in open_ones:
            text = text.replace(one, self.placeholders[one])
        return text

    def _own(self, key: str) -> str:
        value = self.answers.get(key, "")
        own = value.strip() if isinstance(value, str) else ""
        return own if own not in (UNKNOWN, NONE) else ""

    def _placeholder(self, label: str, value: str) -> str:
        same = _bare(value)
        for known, found in self.placeholders.items():
            if known.startswith(f"[{label}-") and _bare(found) == same:
                return known
        number = sum(1 for known in self.placeholders if known.startswith(f"[{label}-")) + 1
        made = f"[{label}-{number}]"
        self.placeholders[made] = value
        return made

    def _replace(self, pattern: re.Pattern[str], by: str) -> None:
        self.text = pattern.sub(lambda _found: by, self.text)

    def _put(self, key: str, part: int, text: str) -> None:
        value = self.answers[key]
        if isinstance(value, str):
            self.answers[key] = text
        else:
            self.answers[key] = (*value[:part], text, *value[part + 1 :])


def _parts(answers: Mapping[str, Value]) -> Iterator[tuple[str, int, str]]:
    """Every free text: key, place in a list answer, text. A person's own fields are not free."""
    for key, value in answers.items():
        if key in _NEVER_MASKED or key.startswith("person."):
            continue
        texts = (value,) if isinstance(value, str) else value
        for part, text in enumerate(texts):
            yield key, part, text


def _without_secrets(text: str) -> str:
    return cut_secrets(text.replace("\0", "")).text


def _each(value: Value, change: Callable[[str], str]) -> Value:
    return change(value) if isinstance(value, str) else tuple(change(one) for one in value)


def _bare(value: str) -> str:
    return re.sub(r"\D", "", value) or value.casefold()


def _spellings(value: str) -> re.Pattern[str]:
    """``value`` as people write it: any blanks, dashes and brackets between the digits."""
    digits = re.sub(r"\D", "", value)
    if len(digits) < 6 or "@" in value:
        # «maria.ivanova@…» is another address than «ivanova@…».
        longer = r"(?<!\w[.+-])" if "@" in value else ""
        return re.compile(rf"(?<!\w){longer}{re.escape(value)}(?!\w)", re.IGNORECASE)
    if value.startswith("+7") and len(digits) == 11:
        country = r"(?<![\d+])(?:(?:\+?7|8)[ ().\u00a0\u2010-\u2015-]{0,3})?\(?"
        return re.compile(country + _loose(digits[1:]) + r"(?!\d)")
    return re.compile(r"(?<!\d)" + _loose(digits) + r"(?!\d)")


def _loose(digits: str) -> str:
    return r"[ ().\u00a0\u2010-\u2015-]{0,3}".join(digits)
