"""Small words of the command line that were told badly or not understood."""

from pathlib import Path

import pytest

from tests.cli.program import run_program

ANSWERS = Path(__file__).parents[1] / "answers" / "login.yaml"


def test_resuming_without_a_terminal_names_what_is_missing() -> None:
    run_program("new", "login", "--no-input", "--set", "problem.summary=Не входит")
    ran = run_program("new", "--resume", "GS-1", "--no-input")
    assert ran.code == 2
    assert "problem." in ran.err
    assert "GS-1" in ran.err


def test_resuming_what_is_whole_says_so() -> None:
    run_program("new", "--no-input", "--answers", str(ANSWERS))
    ran = run_program("new", "--resume", "GS-1", "--no-input")
    assert ran.code == 2
    assert "Спрашивать нечего" in ran.err
    assert "-." not in ran.err


@pytest.mark.parametrize("words", [
    ("--set", "problem.summary=Не входит"), ("--answers", str(ANSWERS)), ("login",),
    ("--attach", "x.png"), ("--profile", "мама"), ("--from", "GS-1"), ("--channel", "chat")])
def test_resuming_and_other_answers_do_not_go_together(words: tuple[str, ...]) -> None:
    run_program("new", "login", "--no-input")
    ran = run_program("new", "--resume", "GS-1", "--no-input", *words)
    assert ran.code == 2
    assert "не сочетается" in ran.err
    assert "gosupport edit GS-1 --set" in ran.err


def test_the_common_options_may_stand_before_the_word_of_a_group(tmp_path: Path) -> None:
    ran = run_program("profile", "--lang", "en", "--home", str(tmp_path / "x"), "list")
    assert ran.code == 0
    assert "person" in ran.out + ran.err
    assert "Сохран" not in ran.out + ran.err
    assert run_program("profile", "--json", "list").out.startswith("{")
    assert run_program("profile", "-q", "list", "--json").out.startswith("{")


@pytest.mark.parametrize("value", ["-5", "-0", "0,5", "99999999"])
def test_a_number_that_does_not_fit_is_told_with_the_range(value: str) -> None:
    for words in (("retention.days", value), ("retention.days", value, "--lang", "ru")):
        ran = run_program("config", "set", *words)
        assert ran.code == 2
        assert "retention.days" in ran.err
        assert "Можно: " in ran.err
        assert "–" in ran.err.partition("Можно: ")[2]


def test_ranges_are_words() -> None:
    assert "от 1 до 36500" in run_program("purge", "--help").out
    in_english = run_program("--lang", "en", "purge", "--help").out
    assert "from 1 to 36500" in " ".join(in_english.split())
    ran = run_program("purge", "--older-than", "0")
    assert ran.code == 2
    assert "от 1 до 36500" in ran.err
    for words in (("list", "--help"), ("purge", "--help"), ("list", "--limit", "-3")):
        assert "<=" not in (ran := run_program(*words)).out + ran.err
