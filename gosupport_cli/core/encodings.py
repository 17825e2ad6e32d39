"""Text whose encoding nobody named: what ``echo … |`` of Windows gives is cp866, what its old
Notepad saved cp1251, what PowerShell 5 wrote UTF-16."""

import codecs
import re

_SMALL = re.compile("[а-яё]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_OLD = ("cp1251", "cp866", "koi8-r")  # the most usual first: of equals it is taken


def text_of(data: bytes) -> str | None:
    """``data`` as text; None when no encoding gives Russian words."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Any bytes fit the old ones; the wrong one makes capitals and frames of small letters.
        guesses = [data.decode(name, "replace") for name in _OLD]
    best = max(guesses, key=lambda text: len(_SMALL.findall(text)))
    beyond = len(_BEYOND_ASCII.findall(best))
    return best if len(_SMALL.findall(best)) >= 0.7 * beyond else None
