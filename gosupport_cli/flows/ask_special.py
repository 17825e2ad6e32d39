"""The stops that are no single question: category, advice, person, extras, channel."""

from collections.abc import Callable

from gosupport_cli.core import questionnaire
from gosupport_cli.core.answers import is_answered
from gosupport_cli.core.asking_ports import Back, Help, Option, Screen, Typed
from gosupport_cli.core.category import Category
from gosupport_cli.core.model import Status
from gosupport_cli.flows.ask_files import visit_files
from gosupport_cli.flows.ask_known import visit_danger, visit_known
from gosupport_cli.flows.ask_machine import visit_machine
from gosupport_cli.flows.ask_question import visit_question
from gosupport_cli.flows.asking import Asking, Move, Session


def choose_category(
    asking: Asking, *, progress: str = "", can_go_back: bool = False, current: str = ""
) -> str | None:
    """The first question: what kind of trouble (G-129, G-156); None: back."""
    options = tuple(
        Option(one.id, asking.texts.of(f"category.{one.id}.title", one.title),
               asking.texts.of(f"category.{one.id}.covers", one.covers))
        for one in asking.tools.catalogue.categories.values()
    )
    intro: tuple[str, ...] = ()
    problem = ""
    while True:
        answered = asking.prompter.ask(Screen(
            id=questionnaire.CATEGORY, shape="choice", ask=asking.texts("ask.category"),
            progress=progress, intro=intro, options=options, problem=problem,
            can_go_back=can_go_back, prefill=current, answered=bool(current),
        ))
        match answered:
            case Typed(value) if value in asking.tools.catalogue.categories:
                return str(value)
            case Typed(value) if not is_answered(value):
                problem = asking.texts("ask.problem-number")
            case Typed(value):
                named = _by_alias(asking, str(value))
                if len(named) == 1:
                    title = asking.tools.catalogue.categories[named[0]].title
                    label = asking.texts.of(f"category.{named[0]}.title", title)
                    asking.prompter.say((asking.texts("ask.picked", label=label),))
                    return named[0]
                # «Личный кабинет» may be several (G-133): the list shrinks to these.
                options = tuple(one for one in options if one.value in named) or options
                problem = asking.texts("ask.problem-not-listed")
            case Back() if can_go_back:
                return None
            case Back():
                intro, problem = (), asking.texts("ask.problem-first")
            case Help():
                told = (f"{one.label}: {one.help}." for one in options)
                intro, problem = (asking.texts("ask.help-pick"), *told), ""
            case _:
                problem = asking.texts("ask.problem-not-listed")


def _by_alias(asking: Asking, word: str) -> list[str]:
    """Categories that are called ``word``, by title, example or alias."""
    wanted = word.casefold().strip(" .«»\"")
    return [
        one.id for one in asking.tools.catalogue.categories.values()
        if wanted in [name.casefold() for name in (one.id, one.title, *one.aliases, *one.examples)]
    ]


def visit_category(session: Session) -> Move:
    chosen = choose_category(
        session.asking, progress=session.progress, can_go_back=session.can_go_back,
        current=session.request.category,
    )
    if chosen is None:
        return Move.BACK
    if chosen != session.request.category:
        # The advice of another category was not seen yet; every answer stays.
        session.done.discard(questionnaire.SELF_HELP)
        session.put({questionnaire.CATEGORY: chosen})
    return Move.FORWARD


def visit_self_help(session: Session) -> Move:
    """What to try and where else to go, before anything is asked."""
    category = session.category
    tried = is_answered(session.request.answers.get("problem.tried"))
    if category is None or (tried and questionnaire.SELF_HELP not in session.done):
        session.mark(questionnaire.SELF_HELP)
        return Move.NOTHING
    intro = advice(session, category)
    options = [("helped", session.text("helped" if category.technical else "went-elsewhere"))]
    if category.technical:
        options.append(("tried", session.text("tried")))
    options.append(("go-on", session.text("go-on")))
    ask = session.text("self-help" if category.technical else "not-technical")
    answer = session.choose(questionnaire.SELF_HELP, ask, options, intro=intro, prefill="go-on",
                            helps=session.text("self-help-help"))
    if answer is None:
        return Move.BACK
    if answer == "helped":
        tools = session.asking.tools
        session.elsewhere = not category.technical
        session.request = tools.journal.set_status(
            session.request.id, Status.CANCELLED, at=tools.clock.now(), source="person",
            text=session.text("elsewhere-note" if session.elsewhere else "helped-note"),
        )
        return Move.HELPED
    if answer == "tried" and visit_question(session, "problem.tried") is Move.BACK:
        return visit_self_help(session)
    session.mark(questionnaire.SELF_HELP)
    return Move.FORWARD


def advice(session: Session, category: Category) -> tuple[str, ...]:
    """The self-help and the other ways of a category, one per line."""
    texts, facts = session.asking.texts, session.asking.tools.catalogue.facts
    lines = [
        texts.of(f"category.{category.id}.self_help.{place}", text)
        for place, text in enumerate(category.self_help)
    ]
    for place, route in enumerate(category.elsewhere):
        line = texts.of(f"category.{category.id}.elsewhere.{place}", route.text)
        fact = facts.get(route.to)
        shown = fact.value if fact and fact.value not in line else ""
        lines.append(f"{line}: {shown}" if shown else line if line.endswith(".") else f"{line}.")
    return tuple(f"- {line}" for line in lines)


def visit_person(session: Session) -> Move:
    """A saved person fills in what is known of them."""
    profiles = session.asking.tools.journal.profiles()
    if not profiles or is_answered(session.request.answers.get("person.full_name")):
        session.mark(questionnaire.PERSON)
        return Move.NOTHING
    options = [(name, f"{name}: {full}" if (full := known.get("person.full_name")) else name)
               for name, known in profiles.items()]
    options.append(("", session.text("other-person")))
    answer = session.choose(
        questionnaire.PERSON, session.text("who"), options,
        prefill=session.asking.profile if session.asking.profile in profiles else "",
        helps=session.text("help-person"),
    )
    if answer is None:
        return Move.BACK
    if answer:
        session.put(dict(profiles[answer]), f"profile {answer}")
    session.mark(questionnaire.PERSON)
    return Move.FORWARD


def _explained(session: Session, key: str) -> str:
    """What an extra is: its question, with its name before it where the question lacks it."""
    label, asked = session.label(key), session.asked(key)
    return asked if label.casefold() in asked.casefold() else f"{label}: {asked}"


def visit_extras(session: Session) -> Move:
    """What else may be added: asked once, nothing by default."""
    category = session.category
    assert category is not None
    catalogue = session.asking.tools.catalogue
    offer = questionnaire.offered(catalogue.questions, category, session.request.answers)
    if not offer:
        session.mark(questionnaire.EXTRAS)
        return Move.NOTHING
    options = tuple(Option(one.id, _explained(session, one.id)) for one in offer)
    intro: tuple[str, ...] = (session.text("extras-none"),)
    while True:
        answered = session.asking.prompter.ask(Screen(
            id=questionnaire.EXTRAS, shape="choices", ask=session.text("extras"), intro=intro,
            progress=session.number(questionnaire.EXTRAS), options=options, optional=True,
            can_go_back=session.can_go_back,
        ))
        match answered:
            case Back() if session.can_go_back:
                return Move.BACK
            case Help():
                official = {"person.inn", "person.snils"} & {one.id for one in offer}
                intro = (session.text("extras-help"),
                         *([session.text("extras-numbers")] if official else []))
            case Typed(value):
                known = {one.id for one in offer}
                chosen = {value} if isinstance(value, str) else set(value)
                # A skipped extra holds an empty answer: wanted now, it is open again.
                wanted = chosen & known
                session.put({key: None for key in wanted if key in session.request.answers})
                session.mark(questionnaire.EXTRAS, wanted)
                return Move.FORWARD
            case _:
                continue


def visit_channel(session: Session) -> Move:
    """By which way it goes; the way named before is the first proposal."""
    category, catalogue = session.category, session.asking.tools.catalogue
    assert category is not None
    current = session.request.channel
    texts = session.asking.texts
    listed = [
        one for one in catalogue.channels.values()
        if (one.guide or one.id == current) and one.id in category.channels
    ]
    options = [
        (one.id, texts.of(f"channel.{one.id}.title", one.title)) for one in listed
    ]
    help_text = "\n".join(
        f"{texts.of(f'channel.{one.id}.title', one.title)}: "
        f"{texts.of(f'channel.{one.id}.summary', one.summary)}" for one in listed
    )
    note = category.channel_note and texts.of(
        f"category.{category.id}.channel_note", category.channel_note)
    answer = session.choose(
        questionnaire.CHANNEL, session.text("channel"), options, prefill=current,
        intro=(note,) if note else (), helps=help_text,
    )
    if answer is None:
        return Move.BACK
    if answer != current:
        session.put({questionnaire.CHANNEL: answer})
    session.mark(questionnaire.CHANNEL)
    return Move.FORWARD


SPECIAL: dict[str, Callable[[Session], Move]] = {
    questionnaire.CATEGORY: visit_category,
    questionnaire.SELF_HELP: visit_self_help,
    questionnaire.DANGER: visit_danger,
    questionnaire.KNOWN: visit_known,
    questionnaire.MACHINE: visit_machine,
    questionnaire.PERSON: visit_person,
    questionnaire.FILES: visit_files,
    questionnaire.EXTRAS: visit_extras,
    questionnaire.CHANNEL: visit_channel,
}
