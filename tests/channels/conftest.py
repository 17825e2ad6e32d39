"""What the tests of the ways out share."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from gosupport_cli.core.delivery import Parcel
from gosupport_cli.core.document import Document, DocumentField
from gosupport_cli.core.model import Attachment, Request
from tests import factories
from tests.fakes import FixedClock


class Words:
    """Settings and secrets out of a dictionary."""

    def __init__(self, **values: str) -> None:
        self.values = {key.replace("__", "."): value for key, value in values.items()}

    def get(self, key: str) -> str:
        return self.values.get(key, "")


class Key:
    """Every secret is «ключ-1»; counts how often one was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def get(self, name: str) -> str:
        self.asked.append(name)
        return "key-1"


@pytest.fixture
def picture(tmp_path: Path) -> Attachment:
    """A file with a Russian name."""
    from hashlib import sha256

    file = tmp_path / "снимок экрана.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    data = file.read_bytes()
    return Attachment(file.name, len(data), sha256(data).hexdigest(), "image/png", len(data),
                      str(file), "Ошибка на экране")


@pytest.fixture
def parcel(picture: Attachment) -> Callable[..., Parcel]:
    """A parcel for one channel."""
    request: Request = factories.request()
    at: datetime = FixedClock().now()

    def make(channel: str, *, ticket: str = "", to: str = "", files: bool = True,
             text: str = "Строка первая.\n\nСтрока вторая: «ошибка» & <b>.") -> Parcel:
        document = Document(
            channel=channel,
            subject="Ошибка 500 при выборе времени приёма у врача в поликлинике номер пять",
            fields=(DocumentField("subject", "Тема", "Ошибка 500"),
                    DocumentField("body", "Текст", text)),
            attachments=(picture,) if files else (),
            steps=("Откройте https://www.gosuslugi.ru/feedback и http://evil.example.test",),
        )
        return Parcel(request, document, "<gs-1.1.abc@example.ru>", at, to=to, ticket=ticket)

    return make
