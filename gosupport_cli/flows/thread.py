"""Letters about a request: whom it went to, and what an answer to the support must carry (ML-4)."""

import json

from gosupport_cli.core.delivery import Thread
from gosupport_cli.core.domains import somebody_reads
from gosupport_cli.core.journal_ports import Journal
from gosupport_cli.core.letters import Letter
from gosupport_cli.core.redaction import cut_secrets

_LONGEST_QUOTE = 2000  # characters of the support's letter that stand below an answer
# Journal state; goes with its request (``purge``).
_KEY = "thread.{}"
_TO = "to.{}"


def remember(journal: Journal, request_id: str, letter: Letter) -> None:
    """Keep the headers of ``letter`` for the next answer."""
    to = next((one for one in (letter.reply_to, letter.sender) if somebody_reads(one)), "")
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


def remember_recipients(journal: Journal, request_id: str, recipients: str) -> None:
    """Keep the addresses (comma between) that a letter of this request went to."""
    known = [one for one in journal.get_state(_TO.format(request_id)).split(", ") if one]
    every = ", ".join(dict.fromkeys((*known, *recipients.split(", "))))
    journal.put_state(_TO.format(request_id), every)


def written_to(journal: Journal, request_id: str) -> tuple[str, ...]:
    """The domains of mail servers that this request went to."""
    kept = journal.get_state(_TO.format(request_id)).split(", ")
    return tuple(one.rpartition("@")[2] for one in kept if "@" in one)
