"""The files that go along, read and compared with what the person agreed to."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from gosupport_cli.core.errors import NotDelivered
from gosupport_cli.core.model import Attachment

# Writes a file that only the person can read, and its folder; raises OSError.
Keep = Callable[[Path, bytes], None]


def content(one: Attachment) -> bytes:
    """Raises NotDelivered when the file has gone or is another one now."""
    try:
        data = Path(one.path).read_bytes()
    except OSError:
        raise NotDelivered("attachment-gone", name=one.name) from None
    if sha256(data).hexdigest() != one.sha256:
        raise NotDelivered("attachment-changed", name=one.name)
    return data
