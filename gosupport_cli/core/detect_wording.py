"""Detectors of wording: manners, clearness, repetitions. They judge the person's own words."""

import re
from collections.abc import Iterator

from gosupport_cli.core.case import JUDGED, Case, Hit, Passage, quoted
from gosupport_cli.core.catalogue import Rule
from gosupport_cli.core.later import later
from gosupport_cli.core.words import (
    folded,
    mixes_scripts,
    phrases_in,
    sentences_of,
    unquoted,
    without_links,
    words_of,
)


def _own_words(case: Case, rule: Rule) -> Iterator[Passage]:
    """Passages without links and, unless ``quotes`` is set, without quoted words of the site."""
    for one in case.passages(rule.fields):
        text = without_links(one.text[:JUDGED])
        yield Passage(one.field, text if rule.params.get("quotes") else unquoted(text))


def _list(case: Case, name: object) -> tuple[str, ...]:
    return case.lists.get(str(name), ())


def listed_words(case: Case, rule: Rule) -> Iterator[Hit]:
    """Words and phrases of ``list``; the message names those found, with their field."""
    for one in _own_words(case, rule):
        found = [match.group() for match in phrases_in(one.text, _list(case, rule.params["list"]))]
        if found:
            yield Hit(one.field, {"words": _named(found)})


def _named(found: list[str]) -> str:
    once = list(dict.fromkeys(" ".join(one.split()) for one in found))
    return ", ".join(f"«{quoted(one)}»" for one in once[:4])


def wrong_layout(case: Case, rule: Rule) -> Iterator[Hit]:
    """Russian typed in the Latin layout; ``meant`` is what the same keys give (G-80)."""
    from gosupport_cli.core.keyboard import russian_offer

    for one in _own_words(case, rule):
        meant = russian_offer(one.text.strip())
        if meant:
            yield Hit(one.field, {"value": quoted(one.text), "meant": quoted(meant)})


def general_only(case: Case, rule: Rule) -> Iterator[Hit]:
    """Nothing is left of the text without words of ``list``: no subject, no symptom.

    Words of the keys in ``besides`` (the service's name) do not count as a symptom either.
    """
    known = _list(case, rule.params["list"])
    besides = {word[:5] for key in rule.params.get("besides", ()) for word in
               folded(case.text(str(key))).split()}
    for one in case.passages(rule.fields):
        text = without_links(one.text[:JUDGED]).lower().replace("ё", "е")
        rest = _cut(text, [match.span() for match in phrases_in(text, known)])
        left = [word for word in re.findall(r"\w+", rest) if word[:5] not in besides]
        if not left:
            yield Hit(one.field, {"value": quoted(one.text)})


def _cut(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = text[:start] + " " + text[end:]
    return text


def length(case: Case, rule: Rule) -> Iterator[Hit]:
    """Fewer than ``least`` or more than ``most`` characters; ``general`` texts are left out."""
    least, most = int(rule.params.get("least", 0)), int(rule.params.get("most", 10**9))
    general = set(_list(case, rule.params.get("not_of", "")))
    for one in case.passages(rule.fields):
        size = len(one.text)
        if not least <= size <= most and folded(one.text) not in general:
            yield Hit(one.field, {"size": str(size), "least": str(least), "most": str(most)})


def capitals(case: Case, rule: Rule) -> Iterator[Hit]:
    """Three words in a row, or most letters of a text, in capital letters."""
    for one in _own_words(case, rule):
        if _is_loud(case, one.text):
            yield Hit(one.field)


def _is_loud(case: Case, text: str) -> bool:
    short = {word.upper() for word in _list(case, "abbreviations")}
    words = [word for word in words_of(text) if word not in short]
    loud = [len(word) > 3 and word == word.upper() for word in words]
    run = any(all(loud[here : here + 3]) for here in range(len(loud) - 2))
    letters = [sign for word in words for sign in word if sign.isalpha()]
    most = sum(sign.isupper() for sign in letters) * 2 > len(letters) > 9
    return run or (most and any(loud))


def shouting(case: Case, rule: Rule) -> Iterator[Hit]:
    """«!!», «??», «?!» and longer."""
    for one in _own_words(case, rule):
        if re.search(r"[!?]{2}", one.text):
            yield Hit(one.field)


def long_sentence(case: Case, rule: Rule) -> Iterator[Hit]:
    """A sentence of more than ``most`` words (G-46)."""
    most = int(rule.params["most"])
    for one in _own_words(case, rule):
        for sentence in sentences_of(one.text):
            count = len(words_of(sentence))
            if count > most:
                values = {"value": quoted(sentence, 40), "count": str(count), "most": str(most)}
                yield Hit(one.field, values)
                break


def several_sentences(case: Case, rule: Rule) -> Iterator[Hit]:
    """More than one sentence where one is wanted (G-76)."""
    for one in case.passages(rule.fields):
        count = len(sentences_of(one.text[:JUDGED]))
        if count > 1:
            yield Hit(one.field, {"count": str(count)})


def doubled_words(case: Case, rule: Rule) -> Iterator[Hit]:
    """The same word twice in a row; «чуть-чуть» and «да, да» are no slips."""
    for one in _own_words(case, rule):
        found = re.search(r"(?<![\w-])(\w{2,40})\s+\1(?![\w-])", one.text, re.IGNORECASE)
        if found and not found[1].isdigit():
            yield Hit(one.field, {"words": f"«{quoted(found.group())}»"})


def doubled_signs(case: Case, rule: Rule) -> Iterator[Hit]:
    """«,,», «..» (not «…»), «;;», « ,»."""
    for one in _own_words(case, rule):
        found = re.search(r"[,;:]\s?[,;]|(?<!\.)\.\.(?!\.)|[а-яёa-z][ \t],", one.text, re.I)
        if found:
            yield Hit(one.field, {"words": f"«{quoted(found.group())}»"})


def mixed_words(case: Case, rule: Rule) -> Iterator[Hit]:
    """Latin letters inside a Russian word or the other way round (G-80)."""
    for one in _own_words(case, rule):
        found = [word for word in words_of(one.text) if mixes_scripts(word)]
        if found:
            yield Hit(one.field, {"words": _named(found)})


def many_questions(case: Case, rule: Rule) -> Iterator[Hit]:
    """More than one question in the whole message (G-81)."""
    count, first = 0, ""
    for one in _own_words(case, rule):
        here = len(re.findall(r"\?+", one.text))
        count += here
        first = first or (one.field if here else "")
    if count > 1:
        yield Hit(first, {"count": str(count)})


def abbreviations(case: Case, rule: Rule) -> Iterator[Hit]:
    """Abbreviations in Russian capitals outside the list (G-75)."""
    known = {word.upper() for word in _list(case, "abbreviations")}
    for one in _own_words(case, rule):
        found = [word for word in re.findall(r"(?<![\w-])[А-ЯЁ]{2,6}(?![\w-])", one.text)
                 if word not in known]
        if found and not _is_loud(case, one.text):
            yield Hit(one.field, {"words": _named(found)})


def repeats(case: Case, rule: Rule) -> Iterator[Hit]:
    """A text that begins with the text of ``of`` or is the same (G-123)."""
    pattern = folded(case.text(str(rule.params["of"])))
    if len(pattern) < 3:
        return
    for one in case.passages(rule.fields):
        text = folded(one.text[:JUDGED])
        same = text == pattern if rule.params.get("whole") else (text + " ").startswith(
            pattern + " "
        )
        if same:
            yield Hit(one.field)


def both_of(case: Case, rule: Rule) -> Iterator[Hit]:
    """Words of ``list`` and of ``other`` in one message: «ты» and «вы» (G-122)."""
    first = other = ""
    field = ""
    for one in _own_words(case, rule):
        for match in phrases_in(one.text, _list(case, rule.params["list"])):
            first, field = match.group(), one.field
        for match in phrases_in(one.text, _list(case, rule.params["other"])):
            other = match.group()
    if first and other:
        yield Hit(field, {"words": f"«{first}», «{other}»"})


# «восстановить», «найти», «помочь»; «почините», «дайте», «исправьте». Not «новости», «дети».
_REQUEST = later(
    r"(?:ть|чь)(?:ся)?$|тись$|(?:й|[нв]ес)ти$|(?:[аеиуыэюя]й|и|[вдзлмнпрст]ь)те(?:сь)?$"
)


def asks_nothing(case: Case, rule: Rule) -> Iterator[Hit]:
    """No word of ``list`` («прошу»), no verb to do something, no question."""
    for one in case.passages(rule.fields):
        text = one.text[:JUDGED]
        asks = any(_REQUEST.search(word.lower()) for word in words_of(text))
        if not asks and "?" not in text and not any(
            phrases_in(text, _list(case, rule.params["list"]))
        ):
            yield Hit(one.field)


def lone_this(case: Case, rule: Rule) -> Iterator[Hit]:
    """A sentence that says no more than «это …» (G-124)."""
    for one in _own_words(case, rule):
        for sentence in sentences_of(one.text):
            words = words_of(sentence.lower())
            if words and words[0] in ("это", "оно", "там") and len(words) <= 3:
                yield Hit(one.field, {"words": f"«{quoted(sentence)}»"})
                break


def only_category(case: Case, rule: Rule) -> Iterator[Hit]:
    """The subject is a category's name or one of ``list``, with nothing of this case (G-97)."""
    category = case.category
    plain = {folded(text) for text in _list(case, rule.params["list"])}
    if category:
        plain |= {folded(text) for text in (category.title, *category.aliases)}
    for one in case.passages(rule.fields):
        if folded(one.text) in plain:
            yield Hit(one.field, {"value": quoted(one.text)})
