"""What ``sent``, ``status --set`` and ``status --note`` do: the person tells what happened."""

from dataclasses import replace

from gosupport_cli.cli.app import App
from gosupport_cli.cli.tools import tools
from gosupport_cli.core.errors import UsageError
from gosupport_cli.core.model import Status
from gosupport_cli.flows import record
from gosupport_cli.flows.track import Standing


def told(app: App, ref: str, word: str | None, note: str) -> Standing:
    """``status --set`` and ``--note``: what the person saw of it."""
    if word is None:
        return record.add_note(tools(app), ref, note)
    from gosupport_cli.cli.naming import status_word
    from gosupport_cli.cli.show.words import status_label

    done = record.set_status(tools(app), ref, status_word(app, word), note=note)
    if done.unknown:
        known = ", ".join(str(one) for one in Status)
        app.streams.tell(app.texts("track.status-unknown", word=done.unknown))
        app.streams.tell(app.texts("track.status-unknown-how", known=known,
                                   id=done.standing.request.id))
    elif done.override:
        app.streams.tell(app.texts(
            "track.status-override", before=status_label(app, str(done.before)),
            after=status_label(app, str(done.standing.request.status))))
    return done.standing


def sent(app: App, ref: str, told: record.Delivery) -> None:
    """``sent``: what the person says of a delivery by hand."""
    from gosupport_cli.cli.show.standing import show_standing
    from gosupport_cli.cli.stopping import asks_to_record, recording

    ref = app.journal.get(ref).id
    recording(app, ref)
    try:
        done = record.record_sent(tools(app), ref, told)
    except UsageError as error:
        if error.code != "sent-what" or app.as_json or not app.streams.can_prompt():
            raise
        asks_to_record(app, ref)
        told = _with_number(app, ref, told)
        recording(app, ref)
        done = record.record_sent(tools(app), ref, told)
    request = done.standing.request
    if done.unchecked:
        app.streams.tell(app.texts("track.recorded-unchecked", id=request.id))
    if done.term_unclear:
        app.streams.tell(app.texts("track.recorded-term-unclear", term=request.term))
    show_standing(app, done.standing)
    if done.twins:  # below the card, where it is read
        app.streams.tell(app.texts("track.recorded-twins", ids=", ".join(done.twins),
                                   id=request.id))


def _with_number(app: App, ref: str, told: record.Delivery) -> record.Delivery:
    number = asked_number(app, app.texts("delivery.help-ticket", ref=ref))
    return replace(told, ticket=number, later=not number)


def asked_number(app: App, helps: str) -> str:
    """The number that the person was given; "" when there is none yet, or it is not known."""
    from gosupport_cli.cli.confirming import write
    from gosupport_cli.core.asking_ports import Screen
    from gosupport_cli.flows.accept import says_no, says_unknown

    screen = Screen(id="sent-ticket", shape="text", ask=app.texts("delivery.ask-ticket"),
                    optional=True, can_go_back=False, skip=app.texts("delivery.skip-ticket"))
    while True:
        said = str(write(app, screen, helps=helps)).strip()
        if not said or says_unknown(said) or says_no(said):
            return ""
        if record.is_number(said):
            return said
        screen = replace(screen, problem=app.texts("error.ticket-no-digits.message", value=said))
