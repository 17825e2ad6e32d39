"""The compiled words of click: ``python -m tests.rules.click_words --write`` makes them anew."""

import io
import sys

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.rules.tree import ROOT

SOURCE = ROOT / "templates/languages/ru/LC_MESSAGES/messages.po"
COMPILED = SOURCE.with_suffix(".mo")


def compiled() -> bytes:
    """What ``messages.mo`` has to hold."""
    with SOURCE.open("rb") as file:
        catalogue = read_po(file, locale="ru")
    made = io.BytesIO()
    write_mo(made, catalogue)
    return made.getvalue()


if __name__ == "__main__" and "--write" in sys.argv:
    COMPILED.write_bytes(compiled())
