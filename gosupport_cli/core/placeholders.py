"""Words that only mark a place in the commands that we print: pasted as they are, they would be
recorded as a number or sent as a text."""

from gosupport_cli.core.errors import UsageError

_WORDS = frozenset(("НОМЕР", "СТАТУС", "ТЕКСТ", "ВРЕМЯ", "NUMBER", "STATUS", "TEXT", "TIME"))


def filled(text: str) -> str:
    """``text`` as it is. Raises UsageError ``placeholder``."""
    if text.strip(" «»\"'<>") in _WORDS:
        raise UsageError("placeholder", word=text.strip(" «»\"'<>"))
    return text
