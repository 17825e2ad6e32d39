"""What the wizard proposes out of answers given already; the person confirms or rewrites it."""

import re
from collections.abc import Iterable

from gosupport_cli.core.answers import is_answered
from gosupport_cli.core.category import Category
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.later import later
from gosupport_cli.core.model import NONE, UNKNOWN, Answers

_SUBJECT_MOST = 100  # characters (G-96)
_ERROR_MOST = 50  # of an error text inside a subject or a demand
# «ESIA-007015» anywhere; anything else only right after «код ошибки» or «trace id» (G-116).
_ESIA = later(r"\bESIA-\d{6}\b", re.IGNORECASE)
_NAMED_CODE = later(
    r"(?:код(?:ом)? ошибки|trace[ -]?id|x-trace-id|error code)\s*[:№#=«\"-]*\s*"
    r"((?=[0-9A-Za-z-]*\d)[0-9A-Za-z-]{3,64})(?![\w-])",
    re.IGNORECASE,
)


def found_code(texts: Iterable[str]) -> str:
    """The first code of an error that stands in ``texts``, "" when there is none."""
    for text in texts:
        esia = _ESIA.search(text)
        if esia:
            return esia.group().upper()
        named = _NAMED_CODE.search(text)
        # Four to seven bare digits may be a code of an SMS: never taken by itself (G-108).
        if named and not re.fullmatch(r"\d{4,7}", named.group(1)):
            return named.group(1)
    return ""


class SubjectWords(Frozen):
    """The words of a subject around what the person said."""

    error: str = "Ошибка «{}»"
    code: str = ", код {}"


def subject(category: Category | None, answers: Answers) -> str:
    """Category or error, service and code in one line (G-97); "" when nothing is known."""
    return subject_of(category.title if category else "", answers, SubjectWords())


def subject_of(title: str, answers: Answers, words: SubjectWords) -> str:
    """The same with the category's ``title`` and ``words`` of another language."""
    what = _error(answers)
    what = words.error.replace("{}", what) if what else title
    code = _told(answers, "problem.error_code")
    if code and code not in what:
        what += words.code.replace("{}", code) if len(code) <= 20 else ""
    service = _told(answers, "problem.service")
    line = f"{what}: {service}" if what and service else what or service
    return line if len(line) <= _SUBJECT_MOST else line[: _SUBJECT_MOST - 1].rstrip() + "…"


class Demand(Frozen):
    """A demand that is offered: the ``place`` of its template in the category (None: of a service,
    in every category) and what stands in it for «…»."""

    text: str
    place: int | None = None
    inside: str = ""


def offered(category: Category | None, answers: Answers) -> tuple[Demand, ...]:
    """The demands of the category with «…» filled in (G-118, G-119); unfilled ones are left out.

    A demand about an error gets the error, any other the service.
    """
    service, error = _told(answers, "problem.service"), _error(answers)
    made: list[Demand] = []
    for place, text in enumerate(category.demands if category else ()):
        if "«…»" not in text:
            made.append(Demand(text, place))
            continue
        inside = error if "ошибк" in text else service
        if inside:
            made.append(Demand(text.replace("«…»", f"«{inside}»"), place, inside))
    if service:
        whole = f"Прошу восстановить работу услуги «{service}» в личном кабинете."
        made.append(Demand(whole, inside=service))
    return tuple({one.text: one for one in reversed(made)}.values())[::-1]


def last_step(answers: Answers) -> str:
    """The last step is usually the action after which it broke."""
    steps = answers.get("problem.steps", ())
    return steps[-1] if isinstance(steps, tuple) and steps and steps[-1] != UNKNOWN else ""


def _error(answers: Answers) -> str:
    """The error text when it is short enough to be quoted, else the code."""
    text = _told(answers, "problem.error_text").strip("«»\" .")
    first = text.split("\n")[0].strip()
    if first and len(first) <= _ERROR_MOST:
        return first
    return _told(answers, "problem.error_code")


def _told(answers: Answers, key: str) -> str:
    value = answers.get(key, "")
    if not isinstance(value, str) or not is_answered(value) or value in (UNKNOWN, NONE):
        return ""
    return value
