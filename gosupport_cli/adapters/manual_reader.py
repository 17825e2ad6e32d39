"""The manual page on a screen: through this computer's own ``man``, or a pager."""

import os
import shlex
import shutil
import subprocess
import sys

from gosupport_cli.core.settings import for_children


def by_man(page: str) -> bool:
    """Whether ``man`` has shown ``page`` (troff); some systems have none that reads stdin."""
    return sys.platform != "win32" and _shown(["man", "-l", "-"], page)


def by_pager(text: str) -> bool:
    """Whether a pager has shown ``text``: the person's own, else less."""
    try:
        words = shlex.split(os.environ.get("PAGER", "")) or ["less"]
    except ValueError:
        words = ["less"]
    return sys.platform != "win32" and _shown(words, text)


def _shown(words: list[str], text: str) -> bool:
    if shutil.which(words[0]) is None:
        return False
    try:
        done = subprocess.run(  # noqa: S603 - man, or the person's own pager
            words, input=text.encode(), stderr=subprocess.DEVNULL, check=False,
            env=for_children(os.environ))
    except OSError:
        return False
    return done.returncode == 0
