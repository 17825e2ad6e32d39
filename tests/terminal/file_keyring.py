"""A back end of keyring for tests: a JSON file in the folder ``GOSUPPORT_TEST_KEYRING``."""

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend


class Keyring(KeyringBackend):
    """Chosen by ``PYTHON_KEYRING_BACKEND``."""

    priority = 1

    @property
    def _file(self) -> Path:
        return Path(os.environ["GOSUPPORT_TEST_KEYRING"])

    def _all(self) -> dict[str, str]:
        return dict(json.loads(self._file.read_text("utf-8"))) if self._file.exists() else {}

    def get_password(self, service: str, username: str) -> str | None:
        return self._all().get(f"{service}|{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        kept = {**self._all(), f"{service}|{username}": password}
        self._file.write_text(json.dumps(kept), "utf-8")

    def delete_password(self, service: str, username: str) -> None:
        self._file.unlink()
