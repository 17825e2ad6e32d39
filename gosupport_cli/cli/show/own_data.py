"""Backups and erasing, as text or JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gosupport_cli.cli.app import App
from gosupport_cli.cli.show import as_json
from gosupport_cli.cli.show.words import status_label, subject_of
from gosupport_cli.flows.purge import Erasing

if TYPE_CHECKING:
    from gosupport_cli.adapters.footprint import Stored
    from gosupport_cli.adapters.journal_archive import Merged


def show_exported(app: App, file: Path, requests: int, size: int, *, locked: bool) -> None:
    """Where the backup lies and what to know about it."""
    if app.as_json:
        as_json(app, {"schema": "gosupport.exported/1", "file": str(file), "requests": requests,
                      "size": size, "encrypted": locked})
        return
    app.streams.out(str(file))
    app.streams.tell(app.texts("own.exported", n=requests, file=file))
    app.streams.tell(app.texts("own.exported-locked" if locked else "own.exported-open"))


def show_imported(
    app: App, merged: Merged, files: int, *, lost: Sequence[tuple[str, str]]
) -> None:
    """What came back; ids that had to change; ``lost``: id and name of files that did not come."""
    if app.as_json:
        as_json(app, {"schema": "gosupport.imported/1", "new": list(merged.new),
                      "renewed": list(merged.renewed), "profiles": merged.profiles,
                      "files": files, "ids": dict(merged.ids),
                      "lost_files": [{"id": one, "name": name} for one, name in lost]})
        return
    app.streams.out_fitted(app.texts(
        "own.imported", new=len(merged.new), renewed=len(merged.renewed),
        same=len(merged.ids) - len(merged.new) - len(merged.renewed)))
    if merged.profiles or files:
        app.streams.out_fitted(app.texts("own.imported-besides", people=merged.profiles,
                                         files=files))
    for before, now in merged.ids.items():
        if before != now and now in (*merged.new, *merged.renewed):
            app.streams.out_fitted(app.texts("own.renamed", before=before, now=now))
    for one, name in lost:
        app.streams.tell(app.texts("own.import-lost", id=one, name=name))
    app.streams.tell(app.texts("own.import-next"))


def show_erasing(
    app: App, erasing: Erasing, *, every: bool, damaged: Sequence[Path] = ()
) -> None:
    """What is going to be erased, and what stays: elsewhere, and in ``damaged`` journals."""
    if app.as_json:
        return
    for one in erasing.requests:
        label = status_label(app, str(one.status))
        app.streams.tell(f"{one.id}  {label}  {subject_of(app, one)}")
    for name in erasing.profiles:
        app.streams.tell(app.texts("own.person", name=name))
    if every:
        app.streams.tell(app.texts("own.everything", place=app.home))
        _tell_of_program(app)
    if erasing.elsewhere:
        app.streams.tell(app.texts("own.elsewhere", n=len(erasing.elsewhere)))
    for place in damaged:
        app.streams.tell(app.texts("own.damaged-left", place=place))
    if erasing.mentioning:
        ids = ", ".join(one.id for one in erasing.mentioning)
        app.streams.tell(app.texts("own.mentioning", ids=ids, id=erasing.mentioning[0].id))
    if erasing.known:
        app.streams.tell(app.texts("own.person-unknown", names=", ".join(erasing.known)))


def show_erased(
    app: App, erasing: Erasing, requests: int, files: int, *, dry_run: bool
) -> None:
    """How it ended. ``requests`` were erased, of those that ``erasing`` names."""
    if app.as_json:
        as_json(app, {"schema": "gosupport.purged/1", "requests": requests, "files": files,
                      "dry_run": dry_run, "ids": [one.id for one in erasing.requests],
                      "profiles": list(erasing.profiles),
                      "elsewhere": [one.id for one in erasing.elsewhere],
                      "mentioning": [one.id for one in erasing.mentioning]})
        return
    if dry_run:
        app.streams.out_fitted(app.texts("own.purge-trial"))
    else:
        app.streams.out_fitted(app.texts("own.purged", n=requests, files=files,
                                           people=len(erasing.profiles)))


def show_stored(app: App, all_of_it: Erasing, files: Sequence[Stored]) -> None:
    """«What do you store about me?»"""
    if app.as_json:
        as_json(app, {
            "schema": "gosupport.stored/1", "place": str(app.home),
            "requests": [one.id for one in all_of_it.requests],
            "profiles": list(all_of_it.profiles),
            "files": [{"kind": one.kind, "files": one.files, "size": one.size,
                       "place": str(one.place)} for one in files],
            "program": str(_program() or ""),
        })
        return
    app.streams.out_fitted(app.texts("own.place", place=app.home))
    app.streams.out_fitted(app.texts("own.requests", n=len(all_of_it.requests)))
    people = ", ".join(all_of_it.profiles) or app.texts("own.nobody")
    app.streams.out_fitted(app.texts("own.people", people=people))
    if not files:
        app.streams.out_fitted(app.texts("own.nothing"))
        return
    settings = any(one.name.startswith("settings.") for one in app.home.iterdir())
    home = "home" if all_of_it.requests or all_of_it.profiles or settings else "empty"
    for one in files:
        label = app.texts(f"own.kind-{home if one.kind == '.' else one.kind}")
        app.streams.out_fitted(app.texts(
            "own.amount", label=label, files=one.files, size=max(1, one.size // 1024)))
    app.streams.tell(app.texts("own.not-stored"))
    _tell_of_program(app)


def _program() -> Path | None:
    from gosupport_cli.adapters.footprint import unpacked_program

    return unpacked_program()


def _tell_of_program(app: App) -> None:
    """The single-file program leaves itself unpacked; erasing data does not remove it."""
    place = _program()
    if place:
        app.streams.tell(app.texts("own.program", place=place))
