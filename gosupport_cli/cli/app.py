"""App: builds each collaborator on first use; the only place that knows all of them."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from gosupport_cli.cli import language
from gosupport_cli.cli.streams import Streams

if TYPE_CHECKING:
    from collections.abc import Collection

    from gosupport_cli.adapters.evidence import Cleaners
    from gosupport_cli.adapters.secrets import StoredSecrets
    from gosupport_cli.adapters.settings import FileSettings
    from gosupport_cli.channels.table import World
    from gosupport_cli.cli.stopping import Point
    from gosupport_cli.core.asking_ports import Prompter
    from gosupport_cli.core.journal_ports import Journal
    from gosupport_cli.core.machine import Machine
    from gosupport_cli.core.model import Fact, Message, Request
    from gosupport_cli.core.ports import (
        Catalogue,
        Clock,
        Editor,
        Evidence,
        Identifiers,
        Knowledge,
        Texts,
    )
    from gosupport_cli.flows.compose import Tools
    from gosupport_cli.flows.submit import Plan, Sending


class App:
    """The words of the command line that concern every command, and the collaborators."""

    def __init__(
        self,
        home_option: str = "",
        *,
        as_json: bool = False,
        verbose: bool = False,
        streams: Streams | None = None,
        points: list[Point] | None = None,
    ) -> None:
        self.home_option, self.as_json, self.verbose = home_option, as_json, verbose
        self.streams = streams or Streams()
        self._facts: tuple[Fact, ...] = ()
        self._points: list[Point] = [] if points is None else points

    def adjusted(
        self,
        *,
        lang: str | None,
        home: str | None,
        as_json: bool,
        quiet: bool,
        verbose: bool,
        linear: bool = False,
    ) -> App:
        """This app with the options of one command."""
        if lang in ("ru", "en"):
            language.settle("ru" if lang == "ru" else "en")
        self.streams.quiet = quiet or self.streams.quiet
        self.streams.wants_lines = linear or self.streams.wants_lines
        self.streams.wants_lines_once = linear or self.streams.wants_lines_once
        return App(
            home or self.home_option,
            as_json=as_json or self.as_json,
            verbose=verbose or self.verbose,
            streams=self.streams,
            points=self._points,
        )

    @property
    def point(self) -> Point | None:
        """How far a delivery of this run has come; a command's own App and ``run``'s share it."""
        return self._points[-1] if self._points else None

    @point.setter
    def point(self, now: Point) -> None:
        self._points.append(now)

    @cached_property
    def home(self) -> Path:
        """The folder with settings, journal, evidence and the user's own templates."""
        from gosupport_cli.adapters.folders import home_folder

        return home_folder(self.home_option, os.environ)

    @cached_property
    def clock(self) -> Clock:
        """The clock; GOSUPPORT_NOW sets it."""
        from gosupport_cli.adapters.clock import SystemClock

        return SystemClock(os.environ)

    @cached_property
    def templates_folder(self) -> Path:
        """The person's own templates; read at a glance, since errors need texts too."""
        from gosupport_cli.cli.early import glance

        chosen = glance(self.home, "templates.folder")
        return Path(chosen).expanduser() if chosen else self.home / "templates"

    @cached_property
    def settings(self) -> FileSettings:
        """The person's settings."""
        from gosupport_cli.adapters.settings import FileSettings
        from gosupport_cli.content.declared import load
        from gosupport_cli.content.settings import declared_settings

        return FileSettings(self.home, declared_settings(), os.environ, load)

    def need_settings(self) -> None:
        """Raises DeclarationError when the person's settings are wrong (SPEC: exit 4), before a
        command does anything by them. Where there are none, no YAML is loaded."""
        from gosupport_cli.cli.early import likely_home

        words = ["--home", self.home_option] if self.home_option else []
        if os.path.lexists(likely_home(words, os.environ) / "settings.yaml"):
            self.settings.check()
            if self.settings.get("linear") == "yes":
                self.streams.wants_lines = True

    @cached_property
    def secrets(self) -> StoredSecrets:
        """Passwords and tokens; asked for only in a terminal."""
        from gosupport_cli.adapters.secrets import StoredSecrets, ask_hidden, from_keyring

        def asked(account: str) -> str:
            return ask_hidden(self.texts("setup.ask-secret", account=account))

        ask = asked if self.streams.can_prompt() else None
        return StoredSecrets(self.settings, os.environ, lookup=from_keyring, ask=ask)

    @cached_property
    def texts(self) -> Texts:
        """Screen texts in the chosen language."""
        from gosupport_cli.content.languages import YamlTexts

        return YamlTexts(language.current(), self.templates_folder)

    @cached_property
    def catalogue(self) -> Catalogue:
        """Everything that templates declare."""
        from gosupport_cli.content.catalogue import YamlCatalogue

        return YamlCatalogue(self.templates_folder)

    @cached_property
    def knowledge(self) -> Knowledge:
        """Known problems and what to try."""
        from gosupport_cli.content.knowledge import YamlKnowledge

        return YamlKnowledge(self.home / "templates")

    @cached_property
    def journal(self) -> Journal:
        """The requests of this person."""
        from gosupport_cli.adapters.journal import SqliteJournal

        return SqliteJournal(self.home)

    @cached_property
    def identifiers(self) -> Identifiers:
        """Validators of numbers and addresses."""
        from gosupport_cli.adapters.identifiers import LibraryIdentifiers

        return LibraryIdentifiers()

    @cached_property
    def machine(self) -> Machine:
        """This computer, for the collectors."""
        from gosupport_cli.collectors.machine import this_machine

        return this_machine()

    @cached_property
    def evidence(self) -> Evidence:
        """The folder with the files that go along."""
        from gosupport_cli.adapters.evidence import EvidenceFolder

        return EvidenceFolder(self.home, _cleaners)

    def collect(self, wanted: Collection[str] = ()) -> tuple[Fact, ...]:
        """The facts about this computer: those that are wanted, or all, found out once."""
        from gosupport_cli.collectors import collect_all

        if not wanted or self._facts:
            self._facts = self._facts or collect_all(self.machine, self._stamp())
            return self._facts
        return collect_all(self.machine, self._stamp(), wanted=wanted)

    def _stamp(self) -> str:
        return self.clock.now().isoformat(timespec="seconds")

    @cached_property
    def tools(self) -> Tools:
        """The collaborators of composing a request."""
        from gosupport_cli.flows.compose import Tools

        return Tools(
            journal=self.journal,
            catalogue=self.catalogue,
            clock=self.clock,
            identifiers=self.identifiers,
            collect=self.collect,
            evidence=self.evidence,
        )

    def world(self, *, opening: bool = True) -> World:
        """What the ways out need; with ``opening`` False no window ever opens."""
        from gosupport_cli.adapters.folders import keep_private
        from gosupport_cli.adapters.mail_message import build_message, mailto
        from gosupport_cli.adapters.opener import Opener
        from gosupport_cli.channels.table import World

        return World(
            settings=self.settings,
            secrets=self.secrets,
            catalogue=self.catalogue,
            home=self.home,
            opener=Opener(os.environ, allowed=opening),
            build=build_message,
            keep=keep_private,
            mailto=mailto,
            texts=self.texts,
        )

    def sending(self, *, opening: bool = True) -> Sending:
        """The collaborators of delivering."""
        from functools import cache

        from gosupport_cli.channels.table import WAYS
        from gosupport_cli.flows.submit import Sending

        world = self.world(opening=opening)
        return Sending(
            journal=self.journal,
            catalogue=self.catalogue,
            clock=self.clock,
            identifiers=self.identifiers,
            transport=cache(lambda name: WAYS[name](world)),
            new_key=self._delivery_key,
            archive=lambda name, data: world.keep(self.home / "sent" / name, data),
            watch=self._saw,
            language=self.texts.language,
        )

    def _saw(self, plan: Plan, stage: str) -> None:
        from gosupport_cli.cli.stopping import point_of

        self.point = point_of(plan, stage)

    def _delivery_key(self, request: Request, message: Message | None) -> str:
        """The Message-ID: the same for every attempt of one revision or message."""
        from dataclasses import replace

        from gosupport_cli.adapters.mail_message import message_id

        sender = self.settings.get("mail.from") or str(request.answers.get("person.email", ""))
        about = replace(request, id=f"{request.id}-m{message.id}") if message else request
        return message_id(about, sender)

    @cached_property
    def prompter(self) -> Prompter:
        """The way of asking: moving menus, or plain numbered text."""
        if self.streams.linear():
            from gosupport_cli.adapters.linear_prompter import LinearPrompter

            return LinearPrompter(self.texts, self.streams)
        from gosupport_cli.adapters.terminal_prompter import TerminalPrompter

        return TerminalPrompter(self.texts, self.streams)

    @cached_property
    def editor(self) -> Editor:
        """The person's editor, on files in the drafts' folder."""
        from gosupport_cli.adapters.editor import ExternalEditor

        return ExternalEditor(self.home / "drafts", os.environ)


def _cleaners() -> Cleaners:
    from gosupport_cli.adapters.evidence import Cleaners
    from gosupport_cli.collectors.console_log import clean_console_log
    from gosupport_cli.collectors.har import clean_har
    from gosupport_cli.collectors.images import clean_picture

    return Cleaners(picture=clean_picture, har=clean_har, log=clean_console_log)
