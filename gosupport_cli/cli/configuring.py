"""What ``config`` does once its words are known."""

from gosupport_cli.cli.app import App
from gosupport_cli.core.settings import Setting


def show_all(app: App) -> None:
    """Every setting with its source."""
    from gosupport_cli.cli.show.config import show_settings

    show_settings(app, app.settings.all())


def show_one(app: App, key: str) -> None:
    """One value alone, for scripts; with ``--json`` in the shape of the list."""
    from gosupport_cli.cli.show.config import hide_password, show_settings

    chosen = app.settings.chosen(key)
    if app.as_json:
        show_settings(app, (chosen,))
    else:
        app.streams.out(hide_password(chosen.value))


def change(app: App, key: str, value: str) -> None:
    """Check a value and keep it."""
    from gosupport_cli.cli.show.config import show_settings
    from gosupport_cli.core.settings import prints_itself

    if key == "profile" and value.strip():
        from gosupport_cli.cli.profiles import check_known

        check_known(app, value)
    chosen = app.settings.set(key, value)
    if key == "language" and chosen.source != "environment":
        _speak(app, chosen.value)
    if key.endswith("_command") and prints_itself(value):
        app.streams.err(app.texts("config.password-in-file", key=key))
    if app.as_json:
        show_settings(app, (chosen,))
    elif chosen.source == "environment":
        names = ", ".join(chosen.setting.environment)
        app.streams.tell(app.texts("config.hidden-by-environment", key=key, names=names))
    else:
        code = "config.saved" if value.strip() else "config.forgotten"
        app.streams.tell(app.texts(code, key=key, value=chosen.value))


def _speak(app: App, chosen: str) -> None:
    """The answer comes in the language that was just chosen."""
    from gosupport_cli.cli.language import choose, settle

    settle(choose((), app.streams.environ, chosen))
    app.__dict__.pop("texts", None)  # those of the language before


def edit(app: App) -> None:
    """All settings in the person's editor; nothing changes while there is a mistake in them."""
    from gosupport_cli.core.errors import UsageError

    if not app.streams.can_prompt() and not app.streams.environ.get("VISUAL") \
            and not app.streams.environ.get("EDITOR"):
        raise UsageError("no-terminal-config")

    def describe(setting: Setting) -> str:
        return app.texts.of(f"setting.{setting.key}", setting.description)

    before = app.settings.template(describe)
    after = app.editor.edit(before, name="settings.yaml", keep=True)
    app.settings.replace(after)
    app.editor.forget("settings.yaml")
    app.streams.tell(app.texts("config.edited", file=app.settings.file))
