"""Wrong usage and interruptions: a sentence in the person's language, the promised exit code."""

import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from jinja2 import FileSystemLoader
from jinja2.sandbox import SandboxedEnvironment

from gosupport_cli.cli.run import run
from gosupport_cli.core.errors import DeclarationError, Interrupted, NotDelivered, OutcomeUnknown
from tests.cli.program import run_program

ENGLISH = re.compile(r"\b(?:Usage|Options?|Error|Try|such|Missing|Did you mean|requires|message)\b")


@pytest.mark.parametrize("words", [
    ["schema", "--nope"], ["schema", "--home"], ["schema", "extra"], ["--lang", "xx", "schema"],
    ["scheme"], ["new", "--answers"], ["explain", "a", "b", "c"], ["schema", "--json=1"],
])
def test_wrong_usage_is_told_in_russian_without_a_word_of_english(words: list[str]) -> None:
    ran = run_program(*words)
    assert ran.code == 2
    assert ran.out == ""
    assert re.search("[а-яё]{3}", ran.err)
    assert "--help" in ran.err
    assert not ENGLISH.search(ran.err), ran.err


@pytest.mark.parametrize(("words", "told"), [
    (["ingest"], "gosupport ingest -"), (["ingest", "--id", "GS-1"], "gosupport ingest -"),
    (["reply"], "gosupport reply GS-1"), (["check"], "gosupport check GS-1"),
    (["import"], "Назовите файл."), (["profile", "show"], "gosupport profile list"),
])
def test_a_word_that_is_left_out_is_named_in_plain_russian(words: list[str], told: str) -> None:
    ran = run_program(*words)
    assert ran.code == 2 and told in ran.err
    assert "FILE" not in ran.err and "Не указан" not in ran.err


def test_wrong_usage_is_told_in_english_on_request() -> None:
    ran = run_program("--lang", "en", "schema", "--nope")
    assert ran.code == 2
    assert ran.err.startswith("There is no option")
    assert not re.search("[а-яё]", ran.err)


@pytest.mark.parametrize("words", [
    ["--json", "schema", "--nope"], ["schema", "--nope", "--json"], ["scheme", "--json"],
])
def test_wrong_usage_is_json_on_stdout_for_programs(words: list[str]) -> None:
    ran = run_program(*words)
    shape = json.loads(ran.out)
    assert ran.err == ""
    assert ran.code == shape["exit_code"] == 2
    assert (shape["schema"], shape["code"]) == ("gosupport.error/1", "usage")
    assert shape["message"]
    assert "--help" in shape["hint"]


@pytest.mark.parametrize(("typed", "meant"), [
    ("nwe", "new"), ("chek", "check"), ("atach", "attach"), ("contact", "contacts"),
    ("statsu", "status"), ("explian", "explain"),
])
def test_a_misprint_in_a_command_gets_the_nearest_one(typed: str, meant: str) -> None:
    ran = run_program(typed)
    assert ran.code == 2
    assert f"«{typed}»" in ran.err
    assert f"{meant}?" in ran.err


def test_a_word_unlike_any_command_gets_no_guess() -> None:
    assert "?" not in run_program("qqqqqqqq").err


def _raising(error: BaseException) -> click.Command:
    @click.command()
    def command() -> None:
        raise error

    return command


@pytest.mark.parametrize(("error", "code"), [
    (KeyboardInterrupt(), 130),
    (click.exceptions.Abort(), 130),
    (EOFError(), 130),
    (click.UsageError("x"), 2),
    (RuntimeError("пароль: Qwerty1"), 1),
])
def test_every_way_out_has_its_exit_code(error: BaseException, code: int) -> None:
    assert run(_raising(error), []) == code


def test_a_reader_that_has_gone_is_no_error() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "gosupport_cli", "schema"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        said = child.stderr.read()
    assert (child.returncode, said) == (0, b"")


def test_an_unexpected_error_leaves_a_private_report_without_what_was_typed(
    private_world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(_raising(RuntimeError("пароль: Qwerty1")), []) == 1
    said = capsys.readouterr()
    (report,) = (private_world / "gosupport/crashes").iterdir()
    assert str(report) in said.err
    text = report.read_text(encoding="utf-8")
    assert "RuntimeError" in text
    assert "Qwerty1" not in text + said.err + said.out
    assert report.stat().st_mode & 0o077 == 0


def test_a_report_of_a_crash_names_modules_and_no_folder_of_the_person(
    private_world: Path, tmp_path: Path
) -> None:
    """C:\\Users\\Имя\\…\\site-packages\\click\\core.py would tell the login name."""
    (tmp_path / "Мария").mkdir()
    (tmp_path / "Мария" / "chat.j2").write_text("{{ 1 // 0 }}", encoding="utf-8")
    templates = SandboxedEnvironment(loader=FileSystemLoader(tmp_path / "Мария"))

    @click.command()
    def command() -> None:
        templates.get_template("chat.j2").render()

    assert run(command, []) == 1
    (report,) = (private_world / "gosupport/crashes").iterdir()
    text = report.read_text(encoding="utf-8")
    assert "click.core:" in text and "gosupport_cli.cli.run:" in text and "  chat.j2:1 " in text
    assert "Мария" not in text and "site-packages" not in text and os.sep not in text


def test_a_broken_translation_of_the_person_does_not_silence_the_error(
    private_world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = private_world / "gosupport/templates/languages/ru"
    place.mkdir(parents=True)
    (place / "error.yaml").write_text("a: 1\na: 2\n", encoding="utf-8")
    error = DeclarationError("template-repeated-key", file="error.yaml", line=2, detail="a")
    assert run(_raising(error), []) == 4
    assert "error.yaml, строка 2" in capsys.readouterr().err


@pytest.mark.parametrize(("number", "told"), [(32, "открыт в другой программе"),
                                              (5, "нельзя писать")])
def test_a_file_that_another_program_of_windows_holds_is_told_so(
    number: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    held = PermissionError(errno.EACCES, "", "письмо.html")
    setattr(held, "winerror", number)  # noqa: B010 - only Windows has it
    assert run(_raising(held), []) == 1
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(("kind", "code"), [
    (NotDelivered, 5), (OutcomeUnknown, 6), (Interrupted, 130),
])
def test_exit_codes_of_errors_are_the_promised_ones(kind: type[NotDelivered], code: int) -> None:
    assert kind("set-malformed", pair="x").exit_code == code
    assert run(_raising(kind("set-malformed", pair="x")), []) == code


@pytest.mark.parametrize("command", [("new", "--no-input", "--answers"), ("check",)])
def test_an_endless_a_huge_and_a_waiting_file_are_refused_at_once(
    private_world: Path, command: tuple[str, ...]
) -> None:
    huge, pipe = private_world / "huge.yaml", private_world / "pipe.yaml"
    with huge.open("wb") as file:
        file.truncate(20 * 1024**3)  # sparse: no byte of it lies on the disk
    os.mkfifo(pipe)
    for name, code in ((huge, "text-too-large"), (pipe, "file-not-a-file")):
        ran = run_program(*command, str(name), "--json")
        assert (ran.code, json.loads(ran.out)["code"]) == (2, code)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("new", "loginn", "--no-input"), "Может быть, login?"),
        (("new", "booking", "--no-input", "--channel", "portl"), "Может быть, portal?"),
        (("list", "--status", "wating"), "Может быть, waiting?"),
        (("list", "--category", "bookin"), "Может быть, booking?"),
        (("nwe",), "Может быть, new?"),
        (("list", "--serch", "x"), "--search"),
    ],
)
def test_a_word_that_is_nearly_right_is_named(words: tuple[str, ...], meant: str) -> None:
    ran = run_program(*words)
    assert (ran.code, ran.out) == (2, "")
    assert meant in ran.err


def test_a_category_may_be_called_by_its_russian_name() -> None:
    ran = run_program("new", "платёж", "--no-input", "--json")
    assert '"category": "payment"' in ran.out, ran


@pytest.mark.parametrize(("words", "russian", "english"), [
    (["completion"], "например: gosupport completion bash", "for example: gosupport completion"),
    (["completion", "foo"], "«foo» не подходит. Можно: bash, zsh", "“foo” does not fit. Possible"),
    (["setup", "maill"], "Может быть, mail?", "Did you mean mail?"),
    (["show", "--format", "jsn", "GS-1"], "--format: «jsn» не подходит. Может быть, json?",
     "--format: “jsn” does not fit. Did you mean json?"),
    (["list", "--limit", "abc"], "--limit: нужно число от 0", "--limit: a number from 0"),
    (["purge", "--older-than", "0"], "нужно число от 1 до 36500, а не «0»", "not “0”"),
    (["profile", "set", "мама", "тел"], "set мама person.phone=", "set мама person.phone="),
    (["privacy", "--channel", "chat"], "gosupport privacy GS-1 --channel", "which request this is"),
    (["profile"], "например: gosupport profile list", "example: gosupport profile list"),
    (["profile", "lst"], "Может быть, list?", "There is no command “lst”. Did you mean list?"),
    (["send", "GS-1", "--channel"], ": gosupport send --help", ": gosupport send --help"),
    (["sent", "GS-1", "--ticket", "--note"], "После «--ticket» нужно", "needed after “--ticket”"),
    (["explain", "nope"], "Все правила: gosupport explain", "All rules: gosupport explain"),
])
def test_a_word_that_does_not_fit_is_answered_with_those_that_do(
    words: list[str], russian: str, english: str
) -> None:
    ran = run_program(*words)
    assert ran.code == 2 and russian in ran.err, ran.err
    assert "-." not in ran.err and "Значение" not in ran.err, ran.err
    ran = run_program("--lang", "en", *words)
    assert ran.code == 2 and english in ran.err, ran.err
    assert "Invalid" not in ran.err
