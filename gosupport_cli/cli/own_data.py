"""What ``export``, ``import`` and ``purge`` do once their words are known."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gosupport_cli.cli.app import App
from gosupport_cli.core.errors import NotDelivered, UsageError
from gosupport_cli.flows.purge import Erasing

if TYPE_CHECKING:
    from gosupport_cli.adapters.journal_archive import Merged

_PASSWORD = "GOSUPPORT_ARCHIVE_PASSWORD"  # noqa: S105 - the name of a variable
_LARGEST = 2 * 1024**3


@dataclass(frozen=True)
class What:
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
    from gosupport_cli.adapters.journal_archive import dump
    from gosupport_cli.cli.show.own_data import show_exported

    if encrypt:
        archive.check_can_lock()
    now = app.clock.now()
    data = dump(app.journal.database)  # type: ignore[attr-defined]
    manifest = {"version": 1, "made_at": now.isoformat(timespec="seconds"), "program": __version__}
    packed = archive.pack(app.home, data, manifest)
    if encrypt:
        packed = archive.locked(packed, _new_password(app))
    ending = "zip.age" if encrypt else "zip"
    file = Path(target or f"gosupport-{now:%Y-%m-%d}.{ending}").expanduser()
    archive.write(file, packed)
    show_exported(app, file, len(data["requests"]), len(packed), locked=encrypt)


def take_back(app: App, source: str, *, yes: bool) -> None:
    """Merge an archive into what is here."""
    from gosupport_cli.adapters import archive
    from gosupport_cli.adapters.journal_archive import merge
    from gosupport_cli.cli.show.own_data import show_imported
    from gosupport_cli.cli.sources import read_bytes
    from gosupport_cli.core.brought import without_secrets

    data = read_bytes(source, largest=_LARGEST)
    if archive.is_locked(data):
        archive.check_can_lock()
        data = archive.unlocked(data, _password(app))
    found = archive.Archive(data)
    count = len(found.journal.get("requests", []))
    _agree(app, app.texts("own.import-question", n=count), yes=yes)
    # A backup may be an old one, or a doctored one.
    journal, removed = without_secrets(found.journal)
    files = 0

    def bring(merged: "Merged") -> None:
        nonlocal files

        def place(name: str) -> str | None:
            here = merged.ids.get(name)
            return here if here in merged.wanting else None

        files = found.unpack(app.home, place)

    merged = merge(app.journal.database, journal,  # type: ignore[attr-defined]
                   app.home / "evidence", bring)
    if removed:
        app.streams.tell(app.texts("own.import-secrets"))
    show_imported(app, merged, files)


def purge(app: App, what: What, *, yes: bool, dry_run: bool) -> None:
    """Show, ask, erase."""
    from gosupport_cli.adapters import footprint
    from gosupport_cli.cli.show.own_data import show_erased, show_erasing

    erasing = _erasing(app, what)
    show_erasing(app, erasing, every=what.every)
    if not (erasing.requests or erasing.profiles or what.every) or dry_run:
        show_erased(app, 0, 0, dry_run=dry_run)
        return
    _agree(app, app.texts("own.purge-question"), yes=yes, careful=True)
    files = 0
    for one in erasing.requests:
        # Files first: after a kill in between the request is still there to be erased again.
        files += footprint.forget_request(app.home, one.id)
        app.journal.purge(one.id)
    for name in erasing.profiles:
        app.journal.delete_profile(name)
    if what.every:
        app.journal.database.close()  # type: ignore[attr-defined]
        footprint.forget_everything(app.home)
    show_erased(app, len(erasing.requests), files, dry_run=False)


def stored(app: App) -> None:
    """What is kept about a person, in one look."""
    from gosupport_cli.adapters import footprint
    from gosupport_cli.cli.show.own_data import show_stored
    from gosupport_cli.flows.purge import everything

    show_stored(app, everything(app.journal), footprint.stored(app.home))


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


def _agree(app: App, question: str, *, yes: bool, careful: bool = False) -> None:
    from gosupport_cli.cli.confirming import confirm

    if not yes and not confirm(app, question, careful=careful):
        raise NotDelivered("own-declined")


def _password(app: App) -> str:
    given = os.environ.get(_PASSWORD, "")
    if given:
        return given
    if not app.streams.can_prompt():
        raise UsageError("archive-password-needed", variable=_PASSWORD)
    from gosupport_cli.adapters.secrets import ask_hidden

    return ask_hidden(app.texts("own.ask-password"))


def _new_password(app: App) -> str:
    first = _password(app)
    if len(first) < 8:
        raise UsageError("archive-weak-password")
    if os.environ.get(_PASSWORD):
        return first
    from gosupport_cli.adapters.secrets import ask_hidden

    if ask_hidden(app.texts("own.ask-again")) != first:
        raise UsageError("archive-passwords-differ")
    return first
