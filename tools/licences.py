"""docs/licences.md: the licence of every library: ``python -m tools.licences --write``.

Without ``--write`` the page is printed. A licence that is not in ``ALLOWED`` stops it.
"""

import sys
from collections.abc import Iterator
from importlib.metadata import Distribution
from pathlib import Path

from tools.dependencies import SYSTEMS, closure, plain

PAGE = Path(__file__).parent.parent / "docs" / "licences.md"
EXTRAS = ("crypt", "keyring")
# What a program under MIT may bring along unchanged. LGPL and MPL ask that the library's own
# source stays at hand and replaceable: it does, as files of its own beside its licence.
ALLOWED = {
    "MIT", "MIT-CMU", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "Apache-2.0", "PSF-2.0",
    "Unlicense", "MPL-2.0", "LGPL-2.1-or-later",
}
# The old spellings of package metadata, by SPDX names.
_SPDX = {
    "MIT License": "MIT", "BSD": "BSD-3-Clause", "BSD License": "BSD-3-Clause",
    "3-Clause BSD License": "BSD-3-Clause", "BSD-3-Clause License": "BSD-3-Clause",
    "Apache License 2.0": "Apache-2.0", "Apache 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0", "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC", "Python Software Foundation License": "PSF-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
# Metadata that say too little; read in the licence file that the library brings along.
_READ = {
    "pyrage": "MIT", "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "python-stdnum": "LGPL-2.1-or-later",
}
# Wanted on another system only, so that nothing can be read here.
_ELSEWHERE = {"colorama": "BSD-3-Clause", "pywin32-ctypes": "BSD-3-Clause",
              "jeepney": "MIT", "secretstorage": "BSD-3-Clause"}


def licence(one: Distribution) -> str:
    """The SPDX expression of one library, as far as its metadata tell."""
    data = one.metadata
    if plain(one.name) in _READ:
        return _READ[plain(one.name)]
    stated = "".join(data.get_all("License-Expression") or ())
    if not stated:
        classified = [line.rsplit(" :: ", 1)[1] for line in data.get_all("Classifier") or ()
                      if line.startswith("License :: ") and line != "License :: OSI Approved"]
        own = "".join(data.get_all("License") or ()).strip()
        stated = own if 0 < len(own) < 40 else " OR ".join(classified)
    return _SPDX.get(stated, stated)


def libraries() -> dict[str, tuple[str, str]]:
    """Name to licence and the part of gosupport that brings it."""
    needed: dict[str, tuple[str, str]] = {}
    for extras in (EXTRAS, ()):  # the later, plain installation wins
        for system in SYSTEMS:
            for name, one in closure(system, extras).items():
                words = licence(one) if one else _ELSEWHERE.get(name, "?")
                needed[name] = (words, _extra_of(name) if extras else "")
    return dict(sorted(needed.items()))


def _extra_of(name: str) -> str:
    return next((extra for extra in EXTRAS if name in closure("", (extra,))), "keyring")


def refused(expression: str) -> bool:
    """None of the choices that a licence expression offers is in ``ALLOWED``."""
    options = expression.replace("(", "").replace(")", "").split(" OR ")
    return not any(all(part.strip() in ALLOWED for part in option.split(" AND "))
                   for option in options)


def page() -> str:
    """The page as it should stand in the repository."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Licences of the libraries"
    yield ""
    yield ("gosupport itself is under MIT. It brings the libraries below along unchanged, each with"
           " its own licence beside it. This page is made by `python -m tools.licences --write`;"
           " a test fails when it is stale or when a licence does not go with MIT.")
    yield ""
    yield ("`extra` names the part that is installed by choice (`gosupport[crypt]`,"
           " `gosupport[keyring]`).")
    yield ""
    yield "| library | licence | extra |"
    yield "|---|---|---|"
    for name, (words, extra) in libraries().items():
        yield f"| {plain(name)} | {words} | {extra} |"


if __name__ == "__main__":
    wrong = {name: words for name, (words, _) in libraries().items() if refused(words)}
    if "--write" in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        sys.stdout.write(page())
    if wrong:
        sys.exit(f"Not allowed beside MIT: {wrong}")
