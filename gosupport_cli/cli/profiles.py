"""What ``profile`` does once its words are known, and how it is shown."""

from collections.abc import Sequence

import click

from gosupport_cli.cli.app import App
from gosupport_cli.cli.show import as_json
from gosupport_cli.core.answers import nest
from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.model import Answers
from gosupport_cli.flows import people

_SCHEMA = "gosupport.profile/1"


def show_all(app: App) -> None:
    """Names, and the full name of each."""
    known = app.journal.profiles()
    if app.as_json:
        shapes = [{"name": name, "person": _person(one)} for name, one in known.items()]
        as_json(app, {"schema": _SCHEMA, "profiles": shapes})
        return
    if not known:
        app.streams.tell(app.texts("track.profiles-empty"))
    for name, answers in known.items():
        full = answers.get("person.full_name", "")
        app.streams.out(f"{name}: {full}" if full else name)


def show_one(app: App, name: str) -> None:
    """All that is kept of one person."""
    answers = people.one_person(_tools(app), name)
    if app.as_json:
        as_json(app, {"schema": _SCHEMA, "name": name.strip(), "person": _person(answers)})
        return
    for key, value in answers.items():
        app.streams.out(f"{_label(app, key)}: {value}")


def put(app: App, name: str, pairs: Sequence[str], ref: str | None) -> None:
    """Save or change a person."""
    changes: dict[str, str] = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if not sign or not key.strip():
            raise UsageError("profile-pair", name=name.strip(), pair=pair)
        changes[key.strip()] = value
    kept = people.keep_person(_tools(app), name, changes, request=ref)
    wrong = [f"{_label(app, key)}: {app.texts(f'ask.problem-{problem}')}"
             for key, problem in kept.problems.items()]
    if wrong and len(wrong) == len(changes) and not ref:
        raise UsageError("profile-not-saved", name=kept.name, wrong="\n".join(wrong))
    if app.as_json:
        as_json(app, {"schema": _SCHEMA, "name": kept.name, "person": _person(kept.answers),
                      "not_saved": list(kept.problems)})
    else:
        app.streams.out(app.texts("track.profile-saved", name=kept.name))
        _tell_numbers(app, kept)
    if wrong:
        app.streams.tell("\n".join(wrong))
        app.streams.tell(app.texts("track.profile-not-saved",
                                   labels=", ".join(_label(app, key) for key in kept.problems)))
        click.get_current_context().exit(2)


def _tell_numbers(app: App, kept: people.Kept) -> None:
    """ИНН and СНИЛС go along with all the rest of a person: say so, and how to leave them out."""
    there = [key for key in ("person.inn", "person.snils") if kept.answers.get(key)]
    if there:
        bare = " ".join(f"{key.removeprefix(people.GROUP)}=" for key in there)
        app.streams.tell(app.texts("track.profile-numbers", name=kept.name, pairs=bare,
                                   labels=", ".join(_label(app, key) for key in there)))


def _label(app: App, key: str) -> str:
    question = app.catalogue.questions.get(key)
    return app.texts.of(f"question.{key}.label", question.label) if question else key


def check_known(app: App, name: str) -> None:
    """Raises UsageError ``no-such-profile``."""
    people.one_person(_tools(app), name)


def let_go_of(app: App, *names: str) -> None:
    """Who is gone no longer writes by default: else every ``new`` would ask for them."""
    if app.settings.get("profile") in names:
        app.settings.set("profile", "")
        app.streams.tell(app.texts("track.profile-no-default"))


def delete(app: App, name: str) -> None:
    """Forget a person."""
    gone = people.forget_person(_tools(app), name)
    let_go_of(app, gone)
    if app.as_json:
        as_json(app, {"schema": _SCHEMA, "deleted": gone})
    else:
        app.streams.out(app.texts("track.profile-deleted", name=gone))


def _tools(app: App) -> people.Tools:
    return people.Tools(app.journal, app.catalogue, app.clock, app.identifiers)


def _person(answers: Answers) -> object:
    return nest(answers).get("person", {})
