"""Which language speaks: the option, the variable, the setting, the locale, in this order."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from gosupport_cli.cli.language import choose
from tests.cli.program import new_request, run_program


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
    (("list", "--lang", "English"), {}, "", "en"),
    ((), {}, "english", "en"),
    ((), {"LANG": "en_GB.UTF-8"}, "русский", "ru"),
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


FOR_GOOD = "English for good: gosupport config set language en"


def spoken(words: tuple[str, ...]) -> bool:
    """Whether the program spoke Russian."""
    ran = run_program(*words)
    return bool(re.search("[а-яё]{3}", ran.out + ran.err))


@pytest.mark.parametrize("word", ["en", "EN", "english", "English", "английский"])
def test_english_that_is_set_answers_in_english_and_stays(word: str) -> None:
    ran = run_program("config", "set", "language", word)
    assert (ran.code, ran.err) == (0, "Saved: language = en\n")
    assert run_program("config", "get", "language").out == "en\n"
    assert not spoken(("profile", "list", "--quiet"))


@pytest.mark.parametrize("word", ["ru", "russian", "Русский"])
def test_russian_that_is_set_answers_in_russian(word: str) -> None:
    ran = run_program("config", "set", "language", word, "--lang", "en")
    assert (ran.code, ran.err) == (0, "Записано: language = ru\n")


def test_taken_back_it_is_the_language_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C.UTF-8")
    run_program("config", "set", "language", "en")
    assert run_program("config", "set", "language", "").err.startswith("Настройка language")


def test_another_language_is_answered_with_those_that_are_there() -> None:
    ran = run_program("config", "set", "language", "deutsch", "--lang", "en")
    assert ran.code == 2
    assert "ru, en" in ran.err


def test_a_language_that_the_environment_names_still_speaks(
    monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOSUPPORT_LANG", "ru")
    assert "переменная" in run_program("config", "set", "language", "en").err


@pytest.mark.parametrize("requests", [0, 1])
def test_the_desk_tells_how_to_have_english_for_good(
    monkeypatch: pytest.MonkeyPatch, requests: int
) -> None:
    monkeypatch.setenv("LANG", "C.UTF-8")
    for _ in range(requests):
        new_request()
    assert FOR_GOOD in run_program("--lang", "en").out
    assert "навсегда" not in run_program().out
    run_program("config", "set", "language", "en")
    assert FOR_GOOD not in run_program("--lang", "en").out
    assert "Русский навсегда: gosupport config set language ru" in run_program("--lang", "ru").out


def test_the_desk_keeps_silent_where_the_system_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert FOR_GOOD not in run_program("--lang", "en").out


@pytest.mark.parametrize("command", ["", "new", "config"])
def test_help_tells_how_to_have_english_for_good(command: str) -> None:
    done = subprocess.run(  # help is made once for a process, in its language
        [sys.executable, "-m", "gosupport_cli", *command.split(), "--lang", "en", "--help"],
        capture_output=True, encoding="utf-8", check=True)
    assert FOR_GOOD in " ".join(done.stdout.split())


@pytest.mark.terminal
@pytest.mark.parametrize("words", [["explain", "--lang", "en"], ["explain"], ["list", "-q"]])
def test_after_a_command_a_terminal_is_told_too_but_only_where_it_was_for_once(
    tmp_path: Path, words: list[str]
) -> None:
    import pexpect

    said, code = pexpect.run(
        f"{sys.executable} -m gosupport_cli {' '.join(words)}", withexitstatus=True,
        encoding="utf-8", timeout=60, env={
            "HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm",
            "PYTHONPATH": str(Path(__file__).parents[2])})
    assert code == 0
    assert (FOR_GOOD in said) == ("en" in words)
