"""What the program calls things on its own screens, it understands when people type it."""

import json
from pathlib import Path

import pytest

from gosupport_cli.content.languages import YamlTexts
from gosupport_cli.core.model import Status
from tests.cli.program import new_request, run_program
from tests.rules.tree import TEMPLATES


def status(ref: str = "GS-1") -> dict[str, object]:
    found: dict[str, object] = json.loads(run_program("status", ref, "--json").out)
    return found


@pytest.mark.parametrize("one", [one for one in Status if one is not Status.SENDING])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_name_of_a_status_is_understood_in_any_case(one: Status, language: str) -> None:
    from gosupport_cli.content.catalogue import YamlCatalogue

    label = YamlCatalogue(TEMPLATES).statuses[one].label
    if language == "en":
        label = YamlTexts("en", TEMPLATES).of(f"status.{one}", "")
    new_request()
    run_program("sent", "GS-1", "--ticket", "SCR#1234567")
    for typed in (label, label.upper(), f"“{label.lower()}”."):
        told = run_program("--lang", language, "status", "GS-1", "--set", typed)
        assert told.code == 0, told.err
        assert status()["status"] == one, typed
        assert "is kept as you typed" not in told.err and "записан так" not in told.err
    if language == "en":
        assert status()["raw_status"] == "", "these are the program's words, not the support's"
    assert "GS-1" in run_program("list", "--status", label.upper()).out


def test_a_command_to_complete_is_english_on_an_english_screen() -> None:
    new_request()
    run_program("sent", "GS-1", "--at", "сегодня", "--no-number")
    new_request()
    run_program("send", "GS-2", "--yes", "--no-open")
    for words in ((), ("due", "--all"), ("status", "GS-2"), ("status", "GS-2", "--json")):
        told = run_program("--lang", "en", *words)
        assert "НОМЕР" not in told.out + told.err
    assert "gosupport sent GS-2 --ticket NUMBER" in run_program("--lang", "en", "status", "2").out
    assert "gosupport sent GS-2 --ticket НОМЕР" in run_program("status", "2").out


def test_silence_that_is_still_to_come_has_a_day_and_is_not_told_as_silence() -> None:
    new_request()
    run_program("sent", "GS-1", "--ticket", "SCR#1234567")
    told = run_program("--lang", "en", "due", "--all").out
    assert "If nothing changes until 2026-11-22 18:00, remind the support" in told
    assert "48 hours" not in told


def test_a_number_that_is_recorded_twice_is_told_last_with_how_to_correct_it() -> None:
    for ref in ("GS-1", "GS-2"):
        new_request()
        told = run_program("--lang", "en", "sent", ref, "--ticket", "1234567")
    assert "The same number is recorded for GS-1." in told.err
    assert "gosupport sent GS-2 --ticket NUMBER" in told.err
    run_program("sent", "GS-2", "--ticket", "7654321")
    assert status("GS-2")["ticket"] == "7654321"


def test_a_hint_of_ingest_names_the_file_that_was_given(tmp_path: Path) -> None:
    new_request()
    run_program("sent", "GS-1", "--ticket", "SCR#1234567")
    for name in ("a.txt", "ответ поддержки.txt"):
        file = tmp_path / name
        file.write_text("Ваше обращение 7654321 зарегистрировано.", encoding="utf-8")
        told = run_program("--lang", "en", "ingest", str(file))
        named = str(file) if " " not in name else f"'{file}'"
        assert f"gosupport ingest {named} --id GS-1" in told.out, told
    told = run_program("ingest", "-", typed="Ваше обращение 7654321 зарегистрировано.")
    assert "gosupport ingest - --id GS-1" in told.out


def test_a_hint_about_the_address_keeps_the_request_and_the_channel() -> None:
    new_request()
    told = run_program("--lang", "en", "send", "GS-1", "--channel", "email", "--dry-run")
    assert told.code == 4
    assert "gosupport send GS-1 --channel email --to ADDRESS" in told.err
    run_program("edit", "GS-1", "--set", "channel=email")
    told = run_program("send", "GS-1", "--dry-run")
    assert "gosupport send GS-1 --to АДРЕС" in told.err
    run_program("sent", "GS-1", "--no-number")
    told = run_program("remind", "GS-1", "--yes")
    assert "gosupport remind GS-1 --to АДРЕС" in told.err
