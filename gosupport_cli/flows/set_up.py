"""``setup``: a few questions for one kind of service, its settings, a connection that is tried."""

from collections.abc import Callable, Mapping

from gosupport_cli.core.asking_ports import Back, Erase, Option, Prompter, Screen, Typed
from gosupport_cli.core.errors import GosupportError, UsageError
from gosupport_cli.core.frozen import Frozen
from gosupport_cli.core.ports import Texts

# Kind of service -> the settings that are asked, in order.
KINDS: Mapping[str, tuple[str, ...]] = {
    "mail": ("mail.from", "mail.to", "smtp.host", "smtp.security", "smtp.port", "smtp.user",
             "smtp.password_command"),
    "inbox": ("imap.host", "imap.security", "imap.user", "imap.password_command",
              "imap.trusted_authserv"),
    "rt": ("rt.url", "rt.queue", "rt.token_command"),
    "redmine": ("redmine.url", "redmine.project", "redmine.key_command"),
    "zammad": ("zammad.url", "zammad.group", "zammad.token_command"),
    "open311": ("open311.url", "open311.jurisdiction", "open311.service", "open311.address",
                "open311.key_command"),
}


class SetUp(Frozen):
    """``get`` and ``put`` are those of the settings, ``describe`` the meaning of a key,
    ``choices`` the values that it may have; ``test`` tries one kind and says who answered."""

    prompter: Prompter
    texts: Texts
    get: Callable[[str], str]
    put: Callable[[str, str], object]
    describe: Callable[[str], str]
    choices: Callable[[str], tuple[str, ...]]
    test: Callable[[str], str]


def choose(tools: SetUp) -> str:
    """Which kind of service."""
    options = tuple(Option(kind, tools.texts(f"setup.kind-{kind}")) for kind in KINDS)
    problem = ""
    while True:
        answer = tools.prompter.ask(Screen(
            id="setup.kind", shape="choice", ask=tools.texts("setup.ask-kind"), options=options,
            can_go_back=False, problem=problem,
        ))
        if isinstance(answer, Typed) and answer.value in KINDS:
            return str(answer.value)
        problem = tools.texts("confirm.choose")


def run(tools: SetUp, kind: str) -> str:
    """Ask, keep, try; returns who answered. Raises what the trial raises: settings stay."""
    keys = KINDS[kind]
    place = 0
    while place < len(keys):
        place += -1 if _ask(tools, keys[place], place, len(keys)) is None else 1
        place = max(place, 0)
    return tools.test(kind)


def _ask(tools: SetUp, key: str, place: int, total: int) -> str | None:
    """The new value; None when the person wants the question before."""
    problem = ""
    while True:
        known = tools.choices(key)
        answer = tools.prompter.ask(Screen(
            id=f"setup.{key}",
            shape="choice" if known else "text",
            ask=tools.describe(key),
            label=key,
            progress=f"{place + 1}/{total}",
            problem=problem,
            prefill=tools.get(key),
            options=tuple(Option(one, one) for one in known),
            optional=True,
            can_go_back=place > 0,
        ))
        if isinstance(answer, Back):
            return None
        if not isinstance(answer, Typed | Erase):
            problem = tools.texts("setup.help", key=key)
            continue
        value = str(answer.value) if isinstance(answer, Typed) else ""
        try:
            tools.put(key, value)
        except UsageError as error:
            problem = _words(tools.texts, error)
            continue
        return value


def _words(texts: Texts, error: GosupportError) -> str:
    message = texts(f"error.{error.code}.message", **error.values)
    return f"{message} {texts(f'error.{error.code}.hint', **error.values)}"
