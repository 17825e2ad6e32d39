"""``show``: one field alone, paths of files, and a file instead of the screen."""

import os
import stat
from pathlib import Path

import pytest

from tests.cli.evidence import har, picture
from tests.cli.program import new_request, run_program
from tests.cli.shown import show
from tests.rendering import CHANNELS


@pytest.mark.parametrize("channel", CHANNELS)
def test_the_subject_can_be_had_alone_in_every_channel(channel: str) -> None:
    new_request()
    shown = show("--channel", channel, "--field", "subject")
    assert shown.out == "Ошибка 500 при выборе времени приёма\n"
    assert shown.err == ""


def test_one_field_alone_can_be_piped_on() -> None:
    new_request(person__inn="500100732259", problem__unsure="")
    subject = show("--field", "subject")
    assert (subject.out, subject.err) == ("Ошибка 500 при выборе времени приёма\n", "")
    assert show("--field", "description").out.startswith("Тип обращения: Запись на приём\n")
    assert show("--field", "problem.error_code").out == "ab12cd34ef56\n"
    assert show("--field", "problem.steps").out.splitlines() == [
        "Открыла услугу", "Выбрала поликлинику", "Нажала «Выбрать время»"]
    assert show("--field", "person.inn").out == "500100732259\n"
    assert show("--field", "person.inn", "--channel", "chat").out == "[ИНН-1]\n"
    assert show("--field", "person.phone", "--channel", "chat").out == "\n"


def test_paths_of_the_files_that_the_channel_takes(tmp_path: Path) -> None:
    new_request()
    picture(tmp_path)
    har(tmp_path)
    run_program("attach", "GS-1", str(tmp_path / "screen.png"), str(tmp_path / "portal.har"))
    paths = [Path(line) for line in show("--attachment-paths").out.splitlines()]
    assert [one.name.endswith(".png") for one in paths] == [True]
    assert all(one.is_absolute() and one.is_file() for one in paths)
    assert len(show("--attachment-paths", "--channel", "email").out.splitlines()) == 2
    assert show("--attachment-paths", "--channel", "phone").out == ""


@pytest.mark.parametrize("kind", ["text", "html", "json", "eml"])
def test_a_file_holds_what_would_be_printed(tmp_path: Path, kind: str) -> None:
    new_request()
    target = tmp_path / "документ.out"
    printed = show("--format", kind)
    written = show("--format", kind, "--output", str(target))
    assert written.out == "" and str(target.name) in written.err.replace("\n", "")
    assert target.read_bytes() == printed.out.encode()
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_dash_for_a_file_is_the_output() -> None:
    new_request()
    assert show("--output", "-").out == show().out


def test_a_file_that_is_there_stays_without_force(tmp_path: Path) -> None:
    new_request()
    target = tmp_path / "a.txt"
    target.write_text("моё", encoding="utf-8")
    ran = run_program("show", "GS-1", "--output", str(target))
    assert ran.code == 2 and target.read_text(encoding="utf-8") == "моё"
    assert "a.txt" in ran.err.replace("\n", "") and "--force" in ran.err
    show("--output", str(target), "--force")
    assert target.read_text(encoding="utf-8").startswith("Тема обращения:")


@pytest.mark.parametrize("place", ["нет/такой/папки/a.txt", "."])
def test_a_file_that_cannot_be_written_is_said_so(tmp_path: Path, place: str) -> None:
    new_request()
    ran = run_program("show", "GS-1", "--force", "--output", str(tmp_path / place))
    assert ran.code == 2 and ran.out == "" and "Traceback" not in ran.err
    assert not list(tmp_path.glob(".*part"))
