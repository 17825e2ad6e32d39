"""The check-answers screen: every answer in sections, a jump to each, the findings at the end."""

from collections.abc import Callable, Iterable

from gosupport_cli.core import questionnaire
from gosupport_cli.core.answers import is_answered
from gosupport_cli.core.checklist import fill
from gosupport_cli.core.finding import Finding
from gosupport_cli.core.model import Value
from gosupport_cli.flows.asking import Move, Session
from gosupport_cli.flows.render import render
from gosupport_cli.flows.review import Review, review, settle

Visit = Callable[[Session, str], Move]
_SECTIONS = ("problem", "environment", "person", "demand")
_CONTACTS = ("person.phone", "person.email")
DONE, BACK, TEXT = "done", "back", "text"


def check_answers(session: Session, visit: Visit, *, only_findings: bool = False) -> Review:
    """Until the person is content; then the checklist speaks, and its places can be mended."""
    session.progress, session.can_go_back = "", True
    jump = only_findings
    while True:
        if not jump:
            _sections(session, visit)
            _walk_new(session, visit)
        jump = True
        found = _judged(session)
        again = _findings(session, visit, found)
        if again == "list":
            jump = False
            continue
        if again == "mended":
            continue
        if only_findings or _contacts(session, visit):
            _offer_profile(session)
            return _judged(session)


def _judged(session: Session) -> Review:
    tools = session.asking.tools
    request = session.request
    found = review(request, request.channel, tools.catalogue, tools.identifiers, tools.clock,
                   tools.evidence.condition)
    session.request = settle(tools.journal, request, found, at=tools.clock.now())
    return found


def _sections(session: Session, visit: Visit) -> None:
    """Section by section, so that nothing scrolls away on a small screen."""
    text: tuple[str, ...] = ()
    while True:
        category = session.category
        options = [(DONE, session.text("check-done"))]
        if category is not None:
            title = session.asking.texts.of(f"category.{category.id}.title", category.title)
            options.append((questionnaire.CATEGORY, f"{session.text('check-category')}: {title}"))
        options += [
            (section, session.text(f"check-{section}", n=count))
            for section in _SECTIONS
            if (count := sum(_is_told(session, key) for key in _keys(session, section)))
            or _keys(session, section)
        ]
        files = ", ".join(one.name for one in session.request.attachments)
        files = files or session.text("check-no-files")
        options.append((questionnaire.FILES, f"{session.text('check-files')}: {files}"))
        channel = session.asking.tools.catalogue.channels[session.request.channel]
        name = session.asking.texts.of(f"channel.{channel.id}.title", channel.title)
        options.append((questionnaire.CHANNEL, f"{session.text('check-channel')}: {name}"))
        options.append((TEXT, session.text("check-text")))
        answer = session.choose("check", session.text("check"), options, prefill=DONE, intro=text,
                                helps=session.text("check-help"))
        text = _finished(session) if answer == TEXT else ()
        if answer == TEXT:
            continue
        if answer in (None, DONE):
            return
        if answer in _SECTIONS:
            _section(session, visit, str(answer))
        else:
            visit(session, str(answer))
            _walk_new(session, visit)


def _finished(session: Session) -> tuple[str, ...]:
    """The text as it will go, to be read before anything is mended."""
    catalogue = session.asking.tools.catalogue
    document = render(session.request, catalogue.channels[session.request.channel], catalogue)
    parts = document.messages or tuple(
        f"{one.label}:\n{one.text}" for one in document.fields if one.text)
    return tuple("\n\n".join(parts).split("\n"))


def _walk_new(session: Session, visit: Visit) -> None:
    """A changed category or channel asks only what is newly needed."""
    while True:
        fresh = next((stop for stop in session.order() if session.is_open(stop)), None)
        if fresh is None or visit(session, fresh) in (Move.BACK, Move.HELPED):
            return


def _section(session: Session, visit: Visit, section: str) -> None:
    while True:
        # The way back stands first: the list opens at the first answer, and Enter mends nothing.
        options = [(BACK, session.text("check-back"))]
        options += [
            (key, f"{session.label(key)}: {session.shown(key) or session.text('check-empty')}")
            for key in _keys(session, section)
        ]
        ask = session.text(f"check-ask-{section}")
        answer = session.choose(f"check.{section}", ask, options, prefill=BACK,
                                helps=session.text("help-section"))
        if answer in (None, BACK):
            return
        visit(session, str(answer))


def _keys(session: Session, section: str) -> list[str]:
    """The questions of a section, the extras among them that have an answer."""
    questions = session.asking.tools.catalogue.questions
    extras = session.category.extras if session.category else ()
    return [
        one.id
        for one in questionnaire.relevant(questions, session.category, session.request.answers)
        if one.group == section and (one.id not in extras or _is_told(session, one.id))
    ]


def _is_told(session: Session, key: str) -> bool:
    return is_answered(session.request.answers.get(key))


def _findings(session: Session, visit: Visit, found: Review) -> str:
    """«mended», «list» (back to the answers) or «» (kept as it is)."""
    told = [one for one in found.findings if not one.waived and one.level != "hint"]
    if not told:
        return ""
    options = [(f"{place}", _finding(session, one)) for place, one in enumerate(told)]
    keep = "findings-keep-draft" if not found.ok else "findings-keep"
    options += [("keep", session.text(keep)), (BACK, session.text("check-back"))]
    ask = session.text("findings-errors" if not found.ok else "findings-warnings", n=len(told))
    answer = session.choose("findings", ask, options, helps=session.text("help-findings"))
    if answer in (None, BACK):
        return "list"
    if answer == "keep":
        return ""
    key = told[int(str(answer))].field.partition("[")[0]
    session.say(_fix(session, told[int(str(answer))]))
    visit(session, key)
    _walk_new(session, visit)
    return "mended"


def _finding(session: Session, one: Finding) -> str:
    key = one.field.partition("[")[0]
    known = key in session.asking.tools.catalogue.questions
    rule = session.asking.tools.catalogue.rules[one.rule]
    said = fill(session.asking.texts.of(f"rule.{one.rule}.say", rule.say), one.values)
    return f"{session.label(key)}: {said}" if known else said


def _fix(session: Session, one: Finding) -> str:
    rule = session.asking.tools.catalogue.rules[one.rule]
    return fill(session.asking.texts.of(f"rule.{one.rule}.fix", rule.fix), one.values)


def _contacts(session: Session, visit: Visit) -> bool:
    """Phone and e-mail in full, to be confirmed at the end (G-140)."""
    told = [key for key in _CONTACTS if _is_told(session, key)]
    if not told:
        return True
    lines = [f"{session.label(key)}: {session.shown(key)}" for key in told]
    options = [("yes", session.text("contacts-yes"))]
    options += [(key, session.text("contacts-fix", label=session.label(key))) for key in told]
    answer = session.choose("contacts", session.text("contacts"), options, intro=lines,
                            helps=session.text("help-contacts"))
    if answer is not None and answer != "yes":
        visit(session, answer)
        return False
    return answer == "yes"


def _offer_profile(session: Session) -> None:
    """The person is remembered only with a yes, and only once asked."""
    tools = session.asking.tools
    person: dict[str, Value] = {
        key: value for key, value in session.request.answers.items()
        if key.startswith("person.") and is_answered(value)
    }
    if "person.full_name" not in person or "profile" in session.done:
        return
    session.mark("profile")
    if any(_same(person, known.items()) for known in tools.journal.profiles().values()):
        return
    options = (("no", session.text("no")), ("yes", session.text("yes")))
    if session.choose("profile", session.text("profile"), options, prefill="no",
                      helps=session.text("help-profile")) != "yes":
        return
    name = str(person["person.full_name"]).split()[0]
    taken = tools.journal.profiles()
    number = 2
    while name in taken:
        name, number = f"{name.rstrip('0123456789-')}-{number}", number + 1
    tools.journal.put_profile(name, person, at=tools.clock.now())
    session.say(session.text("profile-kept", name=name))


def _same(person: dict[str, Value], known: Iterable[tuple[str, Value]]) -> bool:
    """Nobody new: a profile leaves out what is asked anew each time."""
    saved = dict(known)
    return bool(saved) and saved.items() <= person.items()
