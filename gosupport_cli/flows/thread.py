"""The last letter of the support about a request: what an answer to it must carry (ML-4)."""

import json

from gosupport_cli.core.delivery import Thread
from gosupport_cli.core.letters import Letter
from gosupport_cli.core.ports import Journal
from gosupport_cli.core.redaction import cut_secrets

_LONGEST_QUOTE = 2000  # characters of the support's letter that stand below an answer
_KEY = "thread.{}"  # journal state; goes with its request (``purge``)


def remember(journal: Journal, request_id: str, letter: Letter) -> None:
    """Keep the headers of ``letter`` for the next answer."""
    to = next((one for one in (letter.reply_to, letter.sender) if _answered(one)), "")
    kept = {
        "subject": letter.subject,
        "to": to,
        "message_id": letter.message_id,
        "references": list(letter.references),
        "text": cut_secrets(letter.text[:_LONGEST_QUOTE]).text,
    }
    journal.put_state(_KEY.format(request_id), json.dumps(kept, ensure_ascii=False))


def thread_of(journal: Journal, request_id: str) -> Thread | None:
    """The thread to answer in, None before any letter came."""
    text = journal.get_state(_KEY.format(request_id))
    if not text:
        return None
    kept = json.loads(text)
    return Thread(**{**kept, "references": tuple(kept["references"])})


def _answered(address: str) -> bool:
    """Somebody reads answers there; «no-reply» boxes throw them away."""
    name = address.partition("@")[0].casefold().replace("-", "").replace("_", "").replace(".", "")
    return bool(address) and "noreply" not in name and "donotreply" not in name
