"""What ``setup`` does once its words are known."""

from gosupport_cli.cli.app import App
from gosupport_cli.core.errors import UsageError
from gosupport_cli.flows import set_up as flow


def set_up(app: App, kind: str, *, only_test: bool) -> None:
    """The wizard, or with ``only_test`` the trial alone."""
    if only_test:
        if not kind:
            raise UsageError("setup-test-what", known=", ".join(flow.KINDS))
        _done(app, kind, try_service(app, kind))
        return
    if not app.streams.can_prompt():
        raise UsageError("no-terminal-config")
    settings = app.settings

    def describe(key: str) -> str:
        return app.texts.of(f"setting.{key}", settings.declared[key].description)

    tools = flow.SetUp(
        prompter=app.prompter, texts=app.texts, get=settings.get,
        put=settings.set, describe=describe,
        choices=lambda key: settings.declared[key].choices,
        test=lambda one: try_service(app, one),
    )
    wanted = kind or flow.choose(tools)
    _done(app, wanted, flow.run(tools, wanted))


def try_service(app: App, kind: str) -> str:
    """Who answers there. Raises NotDelivered with the reason."""
    if kind == "inbox":
        return _open_mailbox(app)
    from gosupport_cli.channels.table import SERVERS, email

    world = app.world(opening=False)
    return email(world).test() if kind == "mail" else SERVERS[kind](world).test()


def _open_mailbox(app: App) -> str:
    from gosupport_cli.adapters.mailbox import ImapMailbox
    from gosupport_cli.cli.syncing import imap_account
    from gosupport_cli.core.errors import DeclarationError

    host = app.settings.get("imap.host")
    if not host:
        raise DeclarationError("not-configured", file=str(app.settings.file), line=0,
                               key="imap.host")
    with ImapMailbox(imap_account(app)) as mailbox:
        mailbox.state()
    return host


def _done(app: App, kind: str, who: str) -> None:
    app.streams.out(app.texts("setup.answers", who=who))
    _offer_keyring(app, {"mail": "smtp", "inbox": "imap"}.get(kind, kind))
    app.streams.tell(app.texts(f"setup.next-{'inbox' if kind == 'inbox' else 'send'}"))


def _offer_keyring(app: App, name: str) -> None:
    """A password that was typed and turned out right may go into the system's store."""
    from gosupport_cli.adapters.secrets import SERVICE, has_keyring, keep_in_keyring
    from gosupport_cli.cli.confirming import confirm

    secret = app.secrets.typed(name)
    if not secret or not has_keyring():
        return
    if not confirm(app, app.texts("setup.ask-keep"), helps=app.texts("setup.help-keep")):
        return
    kept = keep_in_keyring(SERVICE, app.secrets.account(name), secret)
    app.streams.tell(app.texts("setup.kept" if kept else "setup.not-kept"))
