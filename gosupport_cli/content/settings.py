"""The declared settings of templates/settings.yaml."""

from collections.abc import Mapping
from pathlib import Path

from gosupport_cli.content.declared import entries
from gosupport_cli.content.locate import packaged_folder
from gosupport_cli.core.settings import Setting


def declared_settings() -> Mapping[str, Setting]:
    """By key, in the declared order. A person's own templates cannot add settings: where
    those templates lie is a setting itself."""
    file: Path = packaged_folder() / "settings.yaml"
    return {key: value for key, (value, _, _) in entries(
        Setting, (file,), "settings", key="key").items()}
