"""The table of ways out: a new one is one line here, and a file if a program delivers it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from gosupport_cli.channels.email import Build, Email
from gosupport_cli.channels.files import Keep
from gosupport_cli.channels.handover import STYLES, HandOver, Style
from gosupport_cli.channels.open311 import Open311
from gosupport_cli.channels.redmine import Redmine
from gosupport_cli.channels.request_tracker import RequestTracker
from gosupport_cli.channels.zammad import Zammad
from gosupport_cli.core.delivery_ports import Secrets, TicketServer, Transport
from gosupport_cli.core.document import Document
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.ports import Catalogue, Settings, Texts


class Opens(Protocol):
    """What the channels need of ``adapters.opener``."""

    def page(self, url: str) -> bool: ...

    def own_page(self, file: Path) -> bool: ...

    def mail_link(self, link: str) -> bool: ...

    def mail_file(self, file: Path) -> bool: ...


class World(Frozen):
    """What a way out may need of everything else."""

    settings: Settings
    secrets: Secrets
    catalogue: Catalogue
    home: Path
    opener: Opens
    build: Build
    keep: Keep
    mailto: Callable[[Document, str], str]
    texts: Texts


def _by_hand(style: Style) -> Callable[[World], Transport]:
    return lambda world: HandOver(
        world.catalogue, world.home, world.opener, style, world.keep, world.texts
    )


def email(world: World) -> Email:
    """The letter; ``setup`` tries its account."""
    return Email(
        world.settings, world.secrets, world.home, build=world.build, mailto=world.mailto,
        facts=world.catalogue.facts, keep=world.keep,
        open_file=world.opener.mail_file, open_link=world.opener.mail_link,
    )


SERVERS: Mapping[str, Callable[[World], TicketServer]] = {
    "rt": lambda world: RequestTracker(world.settings, world.secrets, world.home),
    "redmine": lambda world: Redmine(world.settings, world.secrets, world.home),
    "zammad": lambda world: Zammad(world.settings, world.secrets, world.home),
    "open311": lambda world: Open311(world.settings, world.secrets, world.home),
}
WAYS: Mapping[str, Callable[[World], Transport]] = {
    **{name: _by_hand(style) for name, style in STYLES.items()},
    "email": email,
    **SERVERS,
}
