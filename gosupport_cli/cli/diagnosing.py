"""What ``doctor`` does: gather hosts, try them with a progress bar, look after our own files."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both

if TYPE_CHECKING:
    from gosupport_cli.core.diagnosis import Check, Place
    from gosupport_cli.core.model import Request
    from gosupport_cli.flows.diagnose import Diagnosis, Probe, Taken

REPORT = "proverka-svyazi.txt"  # a plain name: some servers lose Russian ones


def diagnosis_of(app: App, hosts: Sequence[str]) -> Diagnosis:
    """The way to the portal (or to ``hosts``), this computer, our own health."""
    from gosupport_cli.core.beside import beside
    from gosupport_cli.flows.diagnose import diagnose

    prober = _prober(app)  # reads the settings before anybody else does
    ours, facts = beside(lambda: _own_health(app)), beside(app.collect)
    places = tuple(place_of(one) for one in hosts) or _portal(app)
    with _progress(app, len(places)) as progress:
        found = diagnose(places, prober, facts, progress=progress)
    return replace(found, ours=ours())


def place_of(text: str) -> Place:
    """``name``, ``name:port`` or a whole address. Raises UsageError ``doctor-bad-host``."""
    from gosupport_cli.core.diagnosis import Place
    from gosupport_cli.core.errors import UsageError

    bare = re.sub(r"^https?://", "", text.strip().lower()).split("/")[0]
    parts = re.fullmatch(r"(\[[0-9a-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?", bare)
    port = int(parts.group(2) or 443) if parts else 0
    if parts is None or not 0 < port < 65536:
        raise UsageError("doctor-bad-host", host=text)
    return Place(parts.group(1).strip("[]"), port=port)


def check_carried(app: App, request: Request) -> None:
    """Raises UsageError ``doctor-not-carried`` where the channel takes no text files."""
    from gosupport_cli.core.errors import UsageError

    channel = app.catalogue.channels.get(request.channel)
    policy = channel.attachments if channel else None
    if channel and policy and not (policy.carried and "text/plain" in policy.media_types):
        raise UsageError("doctor-not-carried", ref=request.id,
                         channel=app.texts.of(f"channel.{channel.id}.title", channel.title))


def attach_result(app: App, request: Request, found: Diagnosis) -> Taken:
    """The report goes along as a text file; the document is Russian whatever the screen is."""
    from gosupport_cli.adapters.folders import private_folder
    from gosupport_cli.cli.show.diagnosis import report
    from gosupport_cli.flows.compose import attach
    from gosupport_cli.flows.diagnose import Taken, proposals

    draft = private_folder(private_folder(app.home) / "drafts") / REPORT
    try:
        draft.write_text(report(app, found), encoding="utf-8")
        done = attach(app.tools, request, draft,
                      caption="Проверка связи с порталом на компьютере заявителя")
    finally:
        draft.unlink(missing_ok=True)
    return Taken(done.request, proposals(request, found.facts), done.added.attachment)


def _portal(app: App) -> tuple[Place, ...]:
    from gosupport_cli.core.errors import GosupportError
    from gosupport_cli.flows.diagnose import places_of

    try:
        return places_of(app.catalogue.facts.values())
    except GosupportError:  # the check of our templates says what is wrong there
        return (place_of("www.gosuslugi.ru"),)


def _prober(app: App) -> Probe:
    from gosupport_cli.collectors.portal import Prober, is_authority, system_context
    from gosupport_cli.collectors.proxies import proxy_address, system_proxy
    from gosupport_cli.core.errors import GosupportError

    try:
        proxy, ca_file = app.settings.get("http.proxy"), app.settings.get("http.ca_file")
    except GosupportError:  # the check of our settings says what is wrong there
        proxy = ca_file = ""
    if not is_authority(ca_file):  # told by the check of our settings, too
        ca_file = ""
    chosen = proxy_address(proxy)
    return Prober(
        proxy=(lambda _host: chosen) if chosen else system_proxy,
        context=lambda: system_context(ca_file),
    )


def _own_health(app: App) -> tuple[Check, ...]:
    from gosupport_cli.adapters.health import folder_health, journal_health
    from gosupport_cli.collectors.portal import is_authority
    from gosupport_cli.collectors.proxies import reaches
    from gosupport_cli.content.catalogue import YamlCatalogue
    from gosupport_cli.content.knowledge import YamlKnowledge
    from gosupport_cli.content.references import check_knowledge, check_references
    from gosupport_cli.flows.own_health import (
        authorities_health,
        mail_health,
        reached,
        readable,
        servers_health,
    )

    def check_templates() -> None:
        catalogue = YamlCatalogue(app.templates_folder)
        check_references(catalogue)
        check_knowledge(YamlKnowledge(app.templates_folder), catalogue)

    settings = readable("settings", app.settings.all)
    checks = [
        *folder_health(app.home),
        journal_health(app.home),
        readable("templates", check_templates),
        settings,
    ]
    if settings.state == "ok":
        checks += authorities_health(app.settings, is_authority)
        there = reached(app.settings, reaches)
        checks.append(mail_health(app.settings, there, lambda name: bool(shutil.which(name))))
        checks += servers_health(app.settings, there)
    return tuple(checks)


@contextmanager
def _progress(app: App, count: int) -> Iterator[Callable[[int, int], None]]:
    import click

    if not app.streams.moves():
        app.streams.tell(app.texts("doctor.checking"))
        yield lambda _done, _all: None
        return
    label = both("Проверяю связь", "Trying the connection")
    with click.progressbar(length=count, label=label, file=app.streams.stderr,
                           width=app.streams.bar_width(label)) as bar:
        yield lambda done, _all: bar.update(done - bar.pos)
