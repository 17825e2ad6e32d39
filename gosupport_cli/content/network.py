"""The declared connections of templates/network.yaml."""

from collections.abc import Mapping
from typing import Literal

from gosupport_cli.content.declared import entries
from gosupport_cli.content.locate import packaged_folder
from gosupport_cli.core.frozen import Frozen

Kind = Literal["mail-server", "mailbox", "ticket-server", "portal", "program"]


class Spoken(Frozen):
    """``kinds``: whom ``command`` may speak to."""

    command: str
    kinds: tuple[Kind, ...]


def declared_network() -> Mapping[str, Spoken]:
    """By command. A command that is not here speaks to nobody; own templates cannot change it."""
    file = packaged_folder() / "network.yaml"
    return {name: one for name, (one, _, _) in entries(
        Spoken, (file,), "network", key="command").items()}
