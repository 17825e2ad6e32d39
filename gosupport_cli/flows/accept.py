"""One answer, as typed, becomes the value that is kept: the same for wizard, files and --set.

Order: strip what a terminal would obey, cut out secrets (SPEC, Secrets: before anything is
stored), normalise by the question's format, say what is wrong. A value that is wrong is kept
as typed for correction; the checklist reports it again.
"""

import re

from gosupport_cli.core.catalogue import Question
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.keyboard import as_russian
from gosupport_cli.core.later import later
from gosupport_cli.core.model import NONE, UNKNOWN, Value
from gosupport_cli.core.moment_trouble import trouble
from gosupport_cli.core.moments import read_moment
from gosupport_cli.core.normalise import clean_line, clean_lines, clean_link, clean_text
from gosupport_cli.core.ports import Clock, Identifiers
from gosupport_cli.core.redaction import cut_secrets
from gosupport_cli.core.user_agent import describe

# A link inside any text; what follows its «?» or «#» can hold tokens (G-117).
_LINK = later(r"https?://[^\s<>«»\"']+", re.IGNORECASE)
# An address as it stands in the browser's line, without its https://.
_BARE_LINK = later(
    r"(?<![\w@./-])(?:[\w-]+\.)*gosuslugi\.ru(?:/[^\s<>«»\"']*)?(?:[?#][^\s<>«»\"']*)?",
    re.IGNORECASE,
)
_DONT_KNOW = frozenset(
    ("не знаю", "не помню", "незнаю", "не уверен", "не уверена", "не помню точно",
     "точно не помню", "не знаю точно", "точно не знаю", "понятия не имею", "don't know",
     "dont know", "do not know", "i don't know", "no idea", "i don't remember", "?")
)
_NOTHING = frozenset(
    ("нет", "нету", "ничего", "ничего нет", "нет кода", "кода нет", "нет сообщения", "нет текста",
     "сообщения нет", "текста нет", "ничего не показывает", "no", "nothing", "none")
)
_CODE = later(r"[0-9A-Za-z-]{8,64}|ESIA-\d{6}|[1-5]\d\d|(?:net::)?ERR_[A-Z_]+")
_CODE_WORDS = later(r"^(?:код(?: ошибки)?|error(?: code)?|trace id)\s*[:№#-]?\s*", re.I)
# A digit, a folder or the end of a file's name: no name of a person.
_NO_NAME = later(r"\d|[/\\]|\.(?:png|jpe?g|pdf|webp|txt|docx?|har|log)$", re.I)
_TEN_DIGITS = later(r"\d{10}")


class Accepted(Frozen):
    """``problem`` and ``notes`` are text ids of ``accept``; empty when all is well.

    ``removed`` names the kinds of secrets that were cut out (never their values).
    """

    value: Value
    problem: str = ""
    notes: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def accept(question: Question, raw: Value, *, clock: Clock, identifiers: Identifiers) -> Accepted:
    """The value to keep for ``question``."""
    if question.kind in ("list", "choices"):
        return _several(question, raw, clock, identifiers)
    text = raw if isinstance(raw, str) else "\n".join(raw)
    return _one(question, text, clock, identifiers)


def _several(
    question: Question, raw: Value, clock: Clock, identifiers: Identifiers
) -> Accepted:
    done = [_one(question, part, clock, identifiers) for part in clean_lines(raw)]
    values = [one.value for one in done if isinstance(one.value, str) and one.value]
    # «ввела пароль:» in one item and the password in the next: read together, cut together.
    together = cut_secrets("\n".join(values))
    notes = [note for one in done for note in one.notes]
    removed = [kind for one in done for kind in one.removed]
    if together.removed:
        values = [line for line in together.text.split("\n") if line]
        notes.append("secret-removed")
        removed += together.removed
    return Accepted(
        value=tuple(values),
        problem=next((one.problem for one in done if one.problem), ""),
        notes=tuple(dict.fromkeys(notes)),
        removed=tuple(dict.fromkeys(removed)),
    )


def _one(question: Question, raw: str, clock: Clock, identifiers: Identifiers) -> Accepted:
    text = clean_text(raw) if question.kind == "long" else clean_line(raw)
    if text.lower() in (UNKNOWN, NONE) or not text:
        return Accepted(text.lower() if text else "")
    word = _token(question, text)
    if word:
        return Accepted(word)
    if question.kind == "choice" or (question.kind == "choices" and not question.free):
        return _choice(question, text)
    if question.kind == "choices":
        picked = _choice(question, text)
        if not picked.problem:
            return picked
    linked = clean_links(text)
    cut = cut_secrets(linked)
    formatted = _format(question, cut.text, clock, identifiers)
    notes = formatted.notes
    if linked != text:
        notes += ("link-cleaned",)
    if cut.removed:
        notes += ("secret-removed",)
    return Accepted(formatted.value, formatted.problem, notes, cut.removed)


def clean_links(text: str) -> str:
    """``text`` with the query and the fragment of every link in it dropped (G-117)."""
    text = _LINK.sub(lambda found: clean_link(found.group()), text)
    return _BARE_LINK.sub(lambda found: re.split("[?#]", found.group(), maxsplit=1)[0], text)


def _token(question: Question, text: str) -> str:
    """«не знаю» and «нет» in the person's words, where the question takes them."""
    if question.unknown and says_unknown(text):
        return UNKNOWN
    return NONE if question.none and not _spoken(text).isdisjoint(_NOTHING) else ""


def says_unknown(text: str) -> bool:
    """Whether these are the words of somebody who does not know."""
    return not _spoken(text).isdisjoint(_DONT_KNOW)


def says_no(text: str) -> bool:
    """A bare «нет»; «ничего» may well be what happened."""
    return not _spoken(text).isdisjoint(("нет", "нету", "no"))


def _spoken(text: str) -> set[str]:
    """``text`` as bare words, as typed and as meant in the Russian layout («yt pyf.»)."""
    typed = text.casefold().replace("’", "'")
    return {one.replace("ё", "е").rstrip(".! ") for one in (typed, as_russian(typed))}


def _choice(question: Question, text: str) -> Accepted:
    for choice in question.choices:
        if text.casefold() in (choice.id.casefold(), choice.label.casefold()):
            return Accepted(choice.id)
    # What is no choice is kept for correction, and may be anything.
    cut = cut_secrets(text)
    notes = ("secret-removed",) if cut.removed else ()
    return Accepted(cut.text, "not-a-choice", notes, cut.removed)


def _format(question: Question, text: str, clock: Clock, identifiers: Identifiers) -> Accepted:
    match question.format:
        case "phone":
            return _known(text, identifiers.phone(text), "phone")
        case "email":
            # A Russian letter is the usual slip, and seldom seen: it is named.
            wrong = "email-letters" if re.search("[а-яё]", text, re.I) else "email"
            return _known(text, identifiers.email(text), wrong)
        case "name" if _NO_NAME.search(text):
            return Accepted(text, problem="name")
        case "inn":
            return _known(text, identifiers.inn(text), "inn")
        case "snils":
            return _known(text, identifiers.snils(text), "snils")
        case "moment":
            return _moment(text, clock)
        case "code":
            return _code(text)
        case "application":
            return _application(text)
        case "ticket" if _TEN_DIGITS.fullmatch(text):
            return Accepted(text, notes=("which-number",))
        case "url" if _BARE_LINK.fullmatch(text):
            return Accepted(f"https://{text}")
    return Accepted(_of_user_agent(question, text))


def _of_user_agent(question: Question, text: str) -> str:
    """Browser or system out of a pasted User-Agent (G-32); other words stay as they are."""
    told = describe(text) if question.collector in ("browser", "os") else None
    if told is None:
        return text
    return (told.browser if question.collector == "browser" else told.os) or text


def _known(text: str, normal: str | None, name: str) -> Accepted:
    return Accepted(normal) if normal else Accepted(text, problem=name)


def _code(text: str) -> Accepted:
    """A code of an error (G-42). Four to seven bare digits may be one of an SMS: asked again."""
    bare = _CODE_WORDS.sub("", text)
    if bare != text and _CODE.fullmatch(bare):
        return Accepted(bare)
    if re.fullmatch(r"\d{4,7}", bare):
        return Accepted(text, problem="code-like-sms")
    return Accepted(text, notes=() if _CODE.fullmatch(text) else ("code-unusual",))


def _application(text: str) -> Accepted:
    digits = re.sub(r"[\s№#-]", "", text)
    if _TEN_DIGITS.fullmatch(digits):
        return Accepted(digits)
    return Accepted(text, problem="application")


def _moment(text: str, clock: Clock) -> Accepted:
    moment = read_moment(text, clock.now())
    if moment is None:
        named = trouble(text)
        return Accepted(text, problem=f"moment-{named}" if named else "moment")
    if moment.at.date() > clock.now().astimezone(moment.at.tzinfo).date():
        return Accepted(moment.iso(), problem="moment-ahead")
    if not moment.has_time:
        # The guide wants the hour (G-160); a bare day is no moment, so it stays words.
        return Accepted(f"{moment.at:%d.%m.%Y}", problem="moment-hour")
    if moment.at > clock.now():
        return Accepted(moment.iso(), problem="moment-future")
    return Accepted(moment.iso(), notes=() if moment.exact else ("moment-read",))
