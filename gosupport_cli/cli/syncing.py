"""Where ``sync`` looks: the mailbox and the ticket servers that are set up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from gosupport_cli.cli.app import App
from gosupport_cli.cli.language import both
from gosupport_cli.flows.ingest import Tools
from gosupport_cli.flows.sync import Synced
from gosupport_cli.flows.sync_servers import ServersSynced

if TYPE_CHECKING:
    from gosupport_cli.adapters.mailbox import Account

_PORTS = {"tls": 993, "starttls": 143, "none": 143}


def mail(
    app: App, tools: Tools, *, since: date | None, dry_run: bool, asks: bool
) -> Synced | None:
    """The mailbox, None when it is not set up."""
    host = app.settings.get("imap.host")
    if not host:
        return None
    from gosupport_cli.adapters.mailbox import ImapMailbox
    from gosupport_cli.flows.sync import sync_mail

    account = imap_account(app)
    with ImapMailbox(account) as mailbox, _bar(app) as progress:
        return sync_mail(tools, mailbox, account_name(app), since=since, dry_run=dry_run,
                         ask_again=asks, progress=progress)


def account_name(app: App) -> str:
    """How the journal calls the mailbox."""
    get = app.settings.get
    return f"{get('imap.user')}@{get('imap.host')}/{get('imap.folder') or 'INBOX'}"


def imap_account(app: App) -> Account:
    """The mailbox of the settings, with its password."""
    from gosupport_cli.adapters.mailbox import Account

    get = app.settings.get
    security = get("imap.security") or "tls"
    return Account(
        host=get("imap.host"),
        port=int(get("imap.port") or _PORTS[security]),
        security=security,  # type: ignore[arg-type]
        user=get("imap.user"),
        password=app.secrets.get("imap"),
        folder=get("imap.folder") or "INBOX",
        ca_file=get("imap.ca_file"),
    )


def servers(app: App, *, dry_run: bool) -> ServersSynced:
    """The ticket servers of open requests; a server that is not set up is not asked."""
    from functools import cache

    from gosupport_cli.channels.table import SERVERS
    from gosupport_cli.cli.tools import tools
    from gosupport_cli.flows.sync_servers import sync_servers

    ready = frozenset(name for name in SERVERS if app.settings.get(f"{name}.url"))
    if not ready:
        return ServersSynced()
    world = app.world(opening=False)
    server = cache(lambda name: SERVERS[name](world))
    return sync_servers(tools(app), server, ready, dry_run=dry_run)


@contextmanager
def _bar(app: App) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on stderr for work that a person would notice."""
    if app.as_json or not app.streams.moves():
        yield lambda _done, _every: None
        return
    import click

    label = both("Читаю письма", "Reading letters")
    with click.progressbar(length=1, label=label, file=app.streams.stderr,
                           width=app.streams.bar_width(label)) as bar:

        def tick(done: int, every: int) -> None:
            bar.length = max(every, 1)
            bar.update(done - bar.pos)

        yield tick
