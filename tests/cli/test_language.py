"""Which language speaks: the option, the variable, the setting, the locale, in this order."""

import re

import pytest

from gosupport_cli.cli.language import choose
from tests.cli.program import run_program


@pytest.mark.parametrize(("words", "environ", "setting", "language"), [
    ((), {}, "", "ru"),
    ((), {"LANG": "en_GB.UTF-8"}, "", "en"),
    ((), {"LANG": "de_DE.UTF-8"}, "", "ru"),
    ((), {"LANG": "en_US.UTF-8"}, "ru", "ru"),
    ((), {"GOSUPPORT_LANG": "en_US.UTF-8"}, "ru", "en"),
    ((), {"GOSUPPORT_LANG": "en-GB"}, "", "en"),
    ((), {"GOSUPPORT_LANG": "RU"}, "en", "ru"),
    ((), {"GOSUPPORT_LANG": "xx"}, "en", "en"),
    (("list", "--lang", "en"), {"GOSUPPORT_LANG": "ru"}, "ru", "en"),
    (("list", "--lang=ru"), {"LANG": "en_US"}, "en", "ru"),
    (("solve", "--", "--lang", "en"), {}, "", "ru"),
])
def test_the_first_word_that_names_a_language_wins(
    words: tuple[str, ...], environ: dict[str, str], setting: str, language: str
) -> None:
    assert choose(words, environ, setting) == language


@pytest.mark.parametrize("command", ["purge", "list", "config", "check", "sent", "profile set"])
def test_places_for_values_are_russian_in_russian_help(command: str) -> None:
    ran = run_program("--lang", "ru", *command.split(), "--help")
    words = set(re.findall(r"\b[A-Z]{3,}\b", ran.out))
    assert words <= {"JSON", "YAML", "SCR"}, words
