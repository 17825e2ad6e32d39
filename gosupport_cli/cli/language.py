"""Which language speaks, decided before click builds any help text.

Order (SPEC): ``--lang``, ``GOSUPPORT_LANG``, settings, then the locale (``en*`` is English,
everything else Russian). ``--lang`` may stand anywhere, so the arguments are scanned once.
"""

import gettext
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Literal

Language = Literal["ru", "en"]
# How people name them, as a word of the command line and in the file of settings.
_NAMED: dict[str, Language] = {"ru": "ru", "russian": "ru", "русский": "ru",
                               "en": "en", "english": "en", "английский": "en"}


def choose(argv: Sequence[str], environ: Mapping[str, str], setting: str = "") -> Language:
    """The language of screens. Unknown words fall through to the next source."""
    locale = next((environ[k] for k in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(k)), "")
    for word in (_option(argv), environ.get("GOSUPPORT_LANG", ""), setting):
        plain = word.lower().replace("-", "_").partition("_")[0].partition(".")[0]  # en_GB.UTF-8
        if plain in _NAMED:
            return _NAMED[plain]
    return "en" if locale.lower().startswith("en") else "ru"


def is_passing(environ: Mapping[str, str], setting: str) -> bool:
    """Whether this run speaks another language than the next one, without ``--lang``, will."""
    return choose((), environ, setting) != current()


def _option(argv: Sequence[str]) -> str:
    for here, word in enumerate(argv):
        if word == "--":
            return ""
        if word.startswith("--lang="):
            return word.partition("=")[2]
        if word == "--lang" and here + 1 < len(argv):
            return argv[here + 1]
    return ""


_chosen: list[Language] = []


def settle(language: Language) -> None:
    """Fix the language of this process, for click's own words too."""
    from gosupport_cli.content.locate import packaged_folder

    _chosen[:] = [language]
    # click asks gettext's default domain, and gettext the environment; Windows has no LANG.
    # Nothing is read before click prints one of its words (DEPENDENCIES, pitfall 5).
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("messages", packaged_folder() / "languages")


def current() -> Language:
    """The language of this process."""
    if not _chosen:
        settle(choose(sys.argv[1:], os.environ))
    return _chosen[0]


def both(ru: str, en: str) -> str:
    """Help texts stand in the code in both languages, so that help needs no YAML."""
    return en if current() == "en" else ru
