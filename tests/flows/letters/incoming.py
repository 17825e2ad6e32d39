"""Letters as the support sends them, and mailboxes that hold them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from gosupport_cli.core.delivery_ports import FolderState
from gosupport_cli.core.letters import Letter
from tests.fakes import MOSCOW

SENDER = "noreply@sc.digital.gov.ru"
PASSED = "mx.me; dkim=pass header.d=sc.digital.gov.ru"
SENT = datetime(2026, 11, 18, 12, 0, tzinfo=MOSCOW)


def letter(subject: str, **parts: object) -> Letter:
    made: dict[str, object] = {
        "text": "Здравствуйте", "subject": subject, "sender": SENDER,
        "reply_to": "sd@sc.digital.gov.ru", "message_id": "<m@sc>",
        "date": datetime(2026, 11, 20, 9, 0, tzinfo=MOSCOW), "authentication": (PASSED,),
    }
    return Letter(**{**made, **parts})  # type: ignore[arg-type]


DONE = "Запрос SCR#1234567 выполнен. Тема: Вопрос"
WANTED = "По запросу SCR#1234567 требуется дополнительная информация. Тема : Вопрос"


def everything_on_disk(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())


class ShownMailbox:
    """A mailbox of letters by UID; remembers what was asked for."""

    def __init__(self, letters: dict[int, Letter], validity: int = 1) -> None:
        self.letters_by_uid, self.validity = letters, validity
        self.read: list[int] = []

    def state(self) -> FolderState:
        return FolderState(self.validity, max(self.letters_by_uid, default=0) + 1)

    def uids(self, *, after: int = 0, since: date | None = None) -> list[int]:
        return [uid for uid in sorted(self.letters_by_uid) if uid > after]

    def headers(
        self, uids: Sequence[int], progress: Callable[[int, int], None] = lambda _d, _a: None
    ) -> Iterator[tuple[int, Letter]]:
        for uid in uids:
            yield uid, self.letters_by_uid[uid]
        progress(len(uids), len(uids))

    def letters(self, uids: Sequence[int]) -> Iterator[tuple[int, Letter]]:
        for uid in uids:
            if uid in self.letters_by_uid:
                self.read.append(uid)
                yield uid, self.letters_by_uid[uid]


def other(number: int) -> Letter:
    return letter(f"Распродажа {number}", sender="shop@example.com", message_id=f"<{number}@s>")


def bounce(**parts: object) -> Letter:
    return letter("Undelivered Mail", sender="MAILER-DAEMON@mx.example.ru", authentication=(),
                  is_bounce=True, returned=("<ours@example.ru>",), **parts)
