"""What ``export``, ``import`` and ``purge`` do once their words are known."""

import io
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from gosupport_cli.cli.app import App
from gosupport_cli.core.errors import GosupportError, NotDelivered, UsageError
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.flows.purge import Erasing

if TYPE_CHECKING:
    from gosupport_cli.adapters.archive_reader import Archive
    from gosupport_cli.adapters.journal_archive import Merged

_SHORTEST = 8  # signs of a new password
_PASSWORD = "GOSUPPORT_ARCHIVE_PASSWORD"  # noqa: S105 - the name of a variable


class What(Frozen):
    """What to erase; exactly one of them."""

    ref: str = ""
    days: int = 0
    unfinished: bool = False
    person: str = ""
    every: bool = False


def export(app: App, target: str, *, encrypt: bool) -> None:
    """Everything into one file."""
    from gosupport_cli import __version__
    from gosupport_cli.adapters import archive
    from gosupport_cli.adapters.journal_archive import Dump
    from gosupport_cli.cli.show.own_data import show_exported

    if encrypt:
        archive.check_can_lock()
    now = app.clock.now()
    journal = Dump(app.journal.database)  # type: ignore[attr-defined]
    manifest = {"version": 1, "made_at": now.isoformat(timespec="seconds"), "program": __version__}
    ending = "zip.age" if encrypt else "zip"
    file = Path(target or f"gosupport-{now:%Y-%m-%d}.{ending}").expanduser()
    with archive.new_file(file) as out:
        if encrypt:
            password, plain = _new_password(app), io.BytesIO()
            archive.pack(plain, app.home, journal, manifest)
            out.write(archive.locked(plain.getvalue(), password))
        else:
            archive.pack(out, app.home, journal, manifest)
    show_exported(app, file, journal.count, file.stat().st_size, locked=encrypt)


def take_back(app: App, source: str, *, yes: bool) -> None:
    """Merge an archive into what is here."""
    from gosupport_cli.adapters import archive
    from gosupport_cli.adapters.archive_reader import Archive
    from gosupport_cli.cli.sources import opened

    with opened(source, largest=archive.LARGEST) as file:
        plain = file
        if archive.is_locked(file):
            archive.check_can_lock()
            plain = archive.unlocked(file, _password(app))
        _merge(app, Archive(plain), yes=yes)


def _merge(app: App, found: "Archive", *, yes: bool) -> None:
    from gosupport_cli.adapters.archive_reader import check_room
    from gosupport_cli.adapters.journal_archive import merge
    from gosupport_cli.cli.show.own_data import show_imported

    check_room(found.unpacked_size, app.home)
    _agree(app, app.texts("own.import-question", n=found.count),
           app.texts("own.help-import"), yes=yes)
    files = 0

    def bring(merged: "Merged") -> None:
        nonlocal files

        def place(name: str) -> str | None:
            here = merged.ids.get(name)
            return here if here in merged.wanting else None

        files = found.unpack(app.home, place)

    merged = merge(app.journal.database, found,  # type: ignore[attr-defined]
                   app.home / "evidence", bring)
    if merged.removed:
        app.streams.tell(app.texts("own.import-secrets"))
    show_imported(app, merged, files, lost=_lost(app, merged))
    _bring_settings(app, found.settings())


def _lost(app: App, merged: "Merged") -> list[tuple[str, str]]:
    """Files that a request names and that did not come along, or not as they were: (id, name)."""
    return [(one.id, file.name) for one in map(app.journal.get, sorted(merged.ids.values()))
            for file in one.attachments if app.evidence.condition(file)]


def _bring_settings(app: App, text: str) -> None:
    """Those that may travel and were not chosen here; the others are for the person to set."""
    if not text:
        return
    from gosupport_cli.content.parsed import Broken
    from gosupport_cli.content.read import parse

    try:
        values = parse(text).data
    except Broken:
        values = {}
    settings, brought = app.settings, 0
    for key, setting in settings.declared.items():
        value = values.get(key)
        if isinstance(value, str) and setting.travels and settings.chosen(key).source == "default":
            with suppress(GosupportError):
                settings.set(key, value)
                brought += 1
    if brought:
        app.streams.tell(app.texts("own.import-settings", n=brought))


def purge(app: App, what: What, *, yes: bool, dry_run: bool) -> None:
    """Show, ask, erase."""
    from gosupport_cli.adapters import footprint
    from gosupport_cli.cli.show.own_data import show_erased, show_erasing

    erasing = _erasing(app, what)
    left = () if what.every else footprint.damaged_journals(app.home)
    show_erasing(app, erasing, every=what.every, damaged=left)
    if not (erasing.requests or erasing.profiles or what.every) or dry_run:
        show_erased(app, erasing, 0, 0, dry_run=dry_run)
        return
    _agree(app, app.texts("own.purge-question"), app.texts("own.help-purge"), yes=yes,
           careful=True)
    files = 0
    for one in erasing.requests:
        # Files first: after a kill in between the request is still there to be erased again.
        files += footprint.forget_request(app.home, one.id)
        app.journal.purge(one.id)
    for name in erasing.profiles:
        app.journal.delete_profile(name)
    if erasing.profiles:
        from gosupport_cli.cli.profiles import let_go_of

        let_go_of(app, *erasing.profiles)
    if what.every:
        app.journal.database.close()  # type: ignore[attr-defined]
        footprint.forget_everything(app.home)
    show_erased(app, erasing, len(erasing.requests), files, dry_run=False)


def stored(app: App) -> None:
    """What is kept about a person, in one look."""
    from gosupport_cli.adapters import footprint
    from gosupport_cli.cli.show.own_data import show_stored
    from gosupport_cli.flows.purge import everything

    files = footprint.stored(app.home)
    # Looking must not make a journal where everything was erased.
    here = footprint.has_journal(app.home)
    show_stored(app, everything(app.journal) if here else Erasing(()), files)


def _erasing(app: App, what: What) -> Erasing:
    from gosupport_cli.flows import purge as flow

    chosen = [bool(one) for one in (what.ref, what.days, what.person, what.every)]
    if sum(chosen) > 1:
        raise UsageError("purge-one-of")
    if what.ref:
        return flow.one(app.journal, what.ref)
    if what.person:
        return flow.of_person(app.journal, what.person)
    if what.every:
        return flow.everything(app.journal)
    days = what.days or int(app.settings.get("retention.days") or 0)
    if not days:
        raise UsageError("purge-what")
    return flow.older(app.journal, app.clock, days, unfinished=what.unfinished)


def _agree(
    app: App, question: str, helps: str, *, yes: bool, careful: bool = False
) -> None:
    from gosupport_cli.cli.confirming import confirm

    if not yes and not confirm(app, question, careful=careful, helps=helps):
        raise NotDelivered("own-declined")


def _password(app: App, ask: str = "own.ask-password") -> str:
    given = os.environ.get(_PASSWORD, "")
    if given:
        return given
    if not app.streams.can_prompt():
        raise UsageError("archive-password-needed", variable=_PASSWORD)
    from gosupport_cli.adapters.secrets import ask_hidden

    return ask_hidden(app.texts(ask))


def _new_password(app: App) -> str:
    """Asked until it is long enough and typed twice alike: who is sent back to the shell types
    the next one there, for all to see."""
    given = os.environ.get(_PASSWORD, "")
    if given or not app.streams.can_prompt():
        if len(_password(app)) < _SHORTEST:
            raise UsageError("archive-weak-password")
        return given
    from gosupport_cli.adapters.secrets import ask_hidden

    while True:
        first = ask_hidden(app.texts("own.ask-new-password"))
        if len(first) < _SHORTEST:
            app.streams.err(app.texts("own.password-short", n=_SHORTEST))
        elif ask_hidden(app.texts("own.ask-again")) != first:
            app.streams.err(app.texts("own.passwords-differ"))
        else:
            return first
