"""Whoever reads no Russian can read every screen: it is Russian only in quotes and brackets.

What the portal shows stands in quotes, a Russian name in brackets behind the English one. The
document is Russian, and so is what the person and the support wrote.
"""

import re
from pathlib import Path

import pytest

from tests.cli.evidence import har, picture
from tests.cli.program import Ran, new_request, run_program
from tests.rules.declared_texts import catalogue

# What is Russian because somebody wrote it: the person, or the support.
_TOLD = (
    "Ошибка 500 при выборе времени приёма", "не работает", "пришлите снимок экрана", "ошибка внизу",
    "Иванова Мария Сергеевна", "Иванова М. С.", "мама", "готово", "перезвонят", "Очистите кэш",
    "!!! пароль: [удалено: пароль]", "По обращению SCR#1234567 сообщаем: очистите кэш.",
)
# On stdout these have the document alone.
_DOCUMENT = ("show", "reply", "remind")
_COMMANDS = (
    "", "status", "list", "due", "due --all", "facts", "contacts", "env", "config list", "explain",
    "profile list", "profile show мама", "export --show", "doctor -v", "privacy", "sync",
    "todo GS-1", "attach GS-1 --list", "contacts --check 8-800-555-66-66",
    "contacts --check 8-800-100-70-10", "contacts --check gosusIugi.ru", "solve ESIA-007015",
    "solve -", "purge GS-1 --dry-run", "purge --all --dry-run", "sent GS-2 --ticket 77",
    "remind GS-1 --no-send", "reply GS-1 --done --no-send", "send GS-2 --yes",
    *(f"{command} {ref}" for ref in ("GS-1", "GS-2", "GS-3", "GS-4")
      for command in ("status", "check", "privacy", "send --dry-run", "show --channel portal",
                      "show --channel chat", "show --channel app", "show --channel phone",
                      "show --channel email", "show --channel rt")),
)


@pytest.fixture
def rich(private_world: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """GS-1 is sent and answered, GS-2 ready, GS-3 sent without a number, GS-4 has much to mend."""
    monkeypatch.chdir(private_world)
    monkeypatch.setenv("LANG", "C.UTF-8")
    new_request()
    new_request()
    for words in (
        ("attach", "GS-1", str(picture(private_world)), "--caption", "ошибка внизу"),
        ("attach", "GS-2", str(har(private_world))),
        ("sent", "GS-1", "--ticket", "SCR#1234567", "--operator", "перезвонят"),
        ("status", "GS-1", "--set", "needs_info", "--note", "пришлите снимок экрана"),
        ("profile", "set", "мама", "--from", "GS-1"),
        ("new", "--no-input", "--from", "GS-2"),
        ("sent", "GS-3", "--no-number"),
        ("new", "--no-input", "--set", "category=login", "--set",
         "problem.summary=не работает!!! пароль: Qwerty12", "--set", "person.phone=123"),
    ):
        ran = run_program(*words)
        assert ran.code in (0, 3), (words, ran)
    ran = run_program("ingest", "-", "--id", "GS-1", "--yes",
                      typed="По обращению SCR#1234567 сообщаем: очистите кэш.")
    assert ran.code == 0, ran
    return private_world


def russian(ran: Ran, *, document: frozenset[str] = frozenset()) -> list[str]:
    """The words of a screen that its reader cannot read."""
    text = " ".join(" ".join(line for line in (ran.out + ran.err).splitlines()
                             if line not in document).split())
    for told in sorted(_TOLD, key=len, reverse=True):
        text = re.sub(re.escape(told), "", text, flags=re.I)
    text = re.sub(r"«[^»]*»|“[^”]*”|\([^()]*\)|\[удалено: пароль\]", "", text)
    return re.findall(r"\S*\s?[А-Яа-яЁё]+[^.:;]*", text)


def english(line: str) -> Ran:
    return run_program(*line.split(), "--lang", "en", typed="SMS does not come")


def test_every_screen_can_be_read_by_who_reads_no_russian(rich: Path) -> None:
    found = {}
    documents = frozenset(
        line for ref in ("GS-1", "GS-2", "GS-3", "GS-4") for channel in catalogue().channels
        for line in run_program("show", ref, "--channel", channel, "--lang", "en").out.splitlines())
    for line in _COMMANDS:
        ran = english(line)
        assert ran.out or ran.err or line == "due", line
        shown = Ran(ran.code, "", ran.err) if line.startswith(_DOCUMENT) else ran
        if words := russian(shown, document=documents):
            found[line] = words
    assert found == {}


@pytest.mark.parametrize("label", ["waiting for review", "More information wanted"])
def test_a_status_may_be_named_by_its_english_label(rich: Path, label: str) -> None:
    ran = run_program("status", "GS-2", "--set", label, "--lang", "en")
    assert (ran.code, "is not known" in ran.out + ran.err) == (0, False)
    assert f"Status {label.capitalize()}" in " ".join(ran.out.split())


def test_an_unfinished_command_says_in_english_what_to_put_in(private_world: Path) -> None:
    new_request()
    assert english("send GS-1 --yes").code == 0
    for line in ("", "status GS-1"):
        assert "gosupport sent GS-1 --ticket NUMBER" in english(line).out
        assert "gosupport sent GS-1 --ticket НОМЕР" in run_program(*line.split()).out
