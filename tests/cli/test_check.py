"""check and explain through the program itself."""

import json
from pathlib import Path

import pytest

from gosupport_cli.adapters.journal import SqliteJournal
from gosupport_cli.core.answers import nest
from gosupport_cli.core.model import Status, Value
from tests.cli.program import run_program
from tests.factories import complete_answers
from tests.fakes import FixedClock

AT = FixedClock().now()


def draft(home: Path, **changes: Value) -> str:
    journal = SqliteJournal(home)
    made = journal.create(complete_answers(**changes), at=AT, source="person")
    journal.close()
    return made.id


def status(home: Path, ref: str) -> Status:
    journal = SqliteJournal(home)
    found = journal.get(ref).status
    journal.close()
    return found


def answers(folder: Path, **changes: Value) -> str:
    file = folder / "answers.json"
    nested = nest(complete_answers(environment__elsewhere="yes", **changes))
    file.write_text(json.dumps(nested, ensure_ascii=False), encoding="utf-8")
    return str(file)


@pytest.mark.guide("G-36", "G-109")
def test_a_complete_request_is_ready_and_exits_with_0(home: Path) -> None:
    ref = draft(home)
    ran = run_program("check", ref)
    assert ran.code == 0
    assert "Готово к отправке." in ran.out
    assert status(home, ref) is Status.READY


@pytest.mark.guide("G-109")
def test_errors_exit_with_3_and_all_stand_there_at_once(home: Path) -> None:
    ref = draft(home, person__phone="1", problem__demand="")
    ran = run_program("check", ref, "--json")
    shape = json.loads(ran.out)
    assert ran.code == 3
    assert shape["schema"] == "gosupport.check/1"
    assert (shape["id"], shape["channel"], shape["ok"]) == (ref, "portal", False)
    assert [one["rule"] for one in shape["findings"]] == ["demand-missing", "phone-wrong"]
    assert {"rule", "level", "field", "message", "fix", "source"} <= set(shape["findings"][0])
    assert status(home, ref) is Status.DRAFT


def test_a_file_is_checked_and_nothing_is_stored(home: Path, tmp_path: Path) -> None:
    ran = run_program("check", answers(tmp_path), "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["id"] is None
    assert not list(home.glob("*.db")) and not list(home.glob("journal*"))


def test_a_check_of_stdin(tmp_path: Path) -> None:
    text = Path(answers(tmp_path)).read_text(encoding="utf-8")
    assert run_program("check", "-", typed=text).code == 0


@pytest.mark.guide("G-24", "G-108", "G-117")
def test_a_file_with_a_secret_and_a_long_link_reports_both_and_repeats_neither(
    tmp_path: Path,
) -> None:
    file = answers(
        tmp_path,
        problem__actual="Не подходит пароль: Qwerty1",
        problem__pages=("https://www.gosuslugi.ru/600101/1/form?token=abc#x",),
    )
    for words in (("--json",), (), ("--lang", "en")):
        ran = run_program("check", file, *words)
        assert ran.code == 3
        assert "secret-in-text" in ran.out and "link-query" in ran.out
        assert "Qwerty1" not in ran.out + ran.err and "abc" not in ran.out + ran.err


def test_all_are_the_five_channels_of_the_guide(home: Path) -> None:
    ref = draft(home, environment__app_version="")
    ran = run_program("check", ref, "--channel", "all", "--json")
    shape = json.loads(ran.out)
    assert ran.code == 3
    assert [one["channel"] for one in shape["channels"]] == [
        "portal", "chat", "app", "phone", "email"]
    assert [one["channel"] for one in shape["channels"] if not one["ok"]] == ["app"]


def test_another_channel_does_not_change_the_status(home: Path) -> None:
    ref = draft(home, environment__app_version="")
    assert run_program("check", ref, "--channel", "app").code == 3
    assert run_program("check", ref, "--channel", "chat").code == 0
    assert status(home, ref) is Status.DRAFT


def test_a_waived_warning_is_kept_with_its_reason(home: Path) -> None:
    ref = draft(home, problem__tried=())
    ran = run_program("check", ref, "--waive", "tried-missing", "--why", "не успела", "--json")
    [one] = json.loads(ran.out)["findings"]
    assert (ran.code, one["rule"], one["waived"]) == (0, "tried-missing", "не успела")
    journal = SqliteJournal(home)
    assert any("tried-missing: не успела" in event.text for event in journal.events(ref))
    journal.close()


@pytest.mark.parametrize(("words", "code"), [
    (("--waive", "demand-missing", "--why", "x"), "waive-error"),
    (("--waive", "secret-in-text", "--why", "x"), "waive-error"),
    (("--waive", "tried-missing"), "waive-why"),
    (("--waive", "tried-mising", "--why", "x"), "no-such-rule"),
    (("--why", "x"), "waive-what"),
])
def test_what_cannot_be_waived_is_refused_in_words(
    home: Path, words: tuple[str, ...], code: str
) -> None:
    ran = run_program("check", draft(home), *words, "--json")
    assert (ran.code, json.loads(ran.out)["code"]) == (2, code)


def test_findings_speak_the_language_of_the_screen(home: Path) -> None:
    ref = draft(home, problem__demand="", problem__actual="пароль: Qwerty1")
    ran = run_program("check", ref, "--lang", "en")
    assert "It is not said what you ask for." in ran.out
    assert "There is a secret in the text: password." in ran.out


def test_no_line_is_wider_than_the_screen(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    ref = draft(home, problem__actual="Ничего не работает!!! звонила на 8-800-555-66-66",
                problem__demand="", problem__tried=())
    for words in (("check", ref), ("explain", "no-symptom"), ("explain",)):
        lines = run_program(*words).out.splitlines()
        assert all(len(line) <= 40 or " " not in line.strip() for line in lines)


def test_explain_shows_why_how_and_both_examples() -> None:
    ran = run_program("explain", "no-symptom")
    assert ran.code == 0
    for words in ("Почему", "Что сделать", "Плохо", "Хорошо", "руководство по",
                  "предупреждение"):
        assert words in ran.out
    shape = json.loads(run_program("explain", "no-symptom", "--json").out)
    assert {"rule", "level", "title", "message", "fix", "why", "good", "bad"} <= set(shape)


def test_explain_knows_what_was_meant() -> None:
    ran = run_program("explain", "no-symtom")
    assert ran.code == 2
    assert "no-symptom" in ran.err


def test_explain_lists_every_rule() -> None:
    rules = json.loads(run_program("explain", "--json").out)["rules"]
    listed = run_program("explain").out
    table = run_program("explain", "--markdown").out
    assert len(rules) > 80
    for rule in rules:
        assert f"({rule['rule']})" in " ".join(listed.split()) and f"`{rule['rule']}`" in table
