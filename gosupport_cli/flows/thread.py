"""The last letter of the support about a request: what an answer to it must carry (ML-4)."""

import json
from dataclasses import dataclass

from gosupport_cli.core.letters import Letter
from gosupport_cli.core.ports import Journal

_KEY = "thread.{}"  # journal state; goes with its request (``forget``)


@dataclass(frozen=True)
class Thread:
    """Headers for an answer: ``subject`` unchanged, ``to`` where answers are read."""

    subject: str
    to: str
    message_id: str
    references: tuple[str, ...]


def remember(journal: Journal, request_id: str, letter: Letter) -> None:
    """Keep the headers of ``letter`` for the next answer."""
    to = next((one for one in (letter.reply_to, letter.sender) if _answered(one)), "")
    kept = {
        "subject": letter.subject,
        "to": to,
        "message_id": letter.message_id,
        "references": list(letter.references),
    }
    journal.put_state(_KEY.format(request_id), json.dumps(kept, ensure_ascii=False))


def thread_of(journal: Journal, request_id: str) -> Thread | None:
    """The thread to answer in, None before any letter came."""
    text = journal.get_state(_KEY.format(request_id))
    if not text:
        return None
    kept = json.loads(text)
    return Thread(kept["subject"], kept["to"], kept["message_id"], tuple(kept["references"]))


def forget(journal: Journal, request_id: str) -> None:
    """For ``purge``."""
    journal.put_state(_KEY.format(request_id), "")


def _answered(address: str) -> bool:
    """Somebody reads answers there; «no-reply» boxes throw them away."""
    name = address.partition("@")[0].casefold().replace("-", "").replace("_", "").replace(".", "")
    return bool(address) and "noreply" not in name and "donotreply" not in name
