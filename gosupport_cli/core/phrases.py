"""Where something is known from, in the language of the screen, phrase by phrase.

Collectors and ``templates/`` name their sources in Russian. Paths, dates, addresses and versions
between the phrases stay as they are.
"""

import re

from gosupport_cli.core.ports import Texts

_BETWEEN = r"(; |: | \(|\)|, )"


def phrases(words: str) -> list[str]:
    """The phrases of ``words``, each of which has its English by itself."""
    return re.split(_BETWEEN, words)[::2]


def translated(texts: Texts, words: str) -> str:
    """``words`` with every phrase that is known in the language of ``texts``."""
    parts = re.split(_BETWEEN, words)
    return "".join(texts.of(f"fact.{part}", part) if part else "" for part in parts)
