"""``attach`` as a person uses it: files in, files out, what is said about them."""

import json
import os
import stat
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.evidence import har, picture
from tests.cli.program import Ran, new_request, run_program


def attached(*words: str) -> Ran:
    return run_program("attach", "GS-1", *words)


@pytest.mark.guide("G-28", "G-104", "G-164")
def test_a_picture_goes_along_and_the_person_is_reminded_to_look_again(tmp_path: Path) -> None:
    new_request()
    before = picture(tmp_path).read_bytes()
    ran = attached(str(tmp_path / "screen.png"))
    assert ran.code == 0
    assert "Приложен screen.png" in ran.out and "было" in ran.out
    for word in ("личные данные", "коды", "QR-коды", "отражения"):
        assert word in ran.err
    assert (tmp_path / "screen.png").read_bytes() == before


@pytest.mark.guide("G-166")
def test_a_caption_stands_beside_the_name_and_loses_secrets(tmp_path: Path) -> None:
    new_request()
    picture(tmp_path)
    attached(str(tmp_path / "screen.png"), "--caption", "Красная рамка, пароль: Qwerty123")
    listed = attached("--list").out
    assert "Красная рамка" in listed and "Qwerty123" not in listed


def test_list_and_remove(tmp_path: Path, private_world: Path) -> None:
    new_request()
    picture(tmp_path)
    attached(str(tmp_path / "screen.png"))
    assert "screen.png" in attached("--list").out
    assert attached("--remove", "screen.png").code == 0
    assert not list((private_world / "gosupport" / "evidence" / "GS-1").iterdir())
    assert attached("--remove", "screen.png").code == 2


@pytest.mark.guide("G-104")
def test_two_files_of_one_name_are_both_kept(tmp_path: Path) -> None:
    new_request()
    picture(tmp_path)
    attached(str(tmp_path / "screen.png"))
    attached(str(tmp_path / "screen.png"))
    names = [one["name"] for one in json.loads(attached("--list", "--json").out)["attachments"]]
    assert names == ["screen.png", "screen-2.png"]


def test_the_folder_is_private(tmp_path: Path, private_world: Path) -> None:
    new_request()
    picture(tmp_path)
    attached(str(tmp_path / "screen.png"))
    folder = private_world / "gosupport" / "evidence" / "GS-1"
    if os.name == "posix":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / "screen.png").stat().st_mode) == 0o600


@pytest.mark.guide("G-29", "G-42", "G-104")
def test_a_har_proposes_answers_and_writes_them_only_when_told(tmp_path: Path) -> None:
    new_request(problem__error_code="", problem__pages="")
    file = har(tmp_path)
    said = attached(str(file))
    assert "ab12cd34ef56" in said.err and "Сервис недоступен" in said.err
    assert json.loads(run_program("show", "GS-1", "--format", "json").out)["problem"].get(
        "error_code", "") == ""
    attached(str(file), "--apply")
    problem = json.loads(run_program("show", "GS-1", "--format", "json").out)["problem"]
    assert problem["error_code"] == "ab12cd34ef56"
    assert problem["error_text"] == "500 Internal Server Error"  # the person's own stays


def make(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


@pytest.mark.guide("G-105")
@pytest.mark.parametrize(("name", "data", "code"), [
    ("empty.png", b"", "file-empty"), ("key.pfx", b"abc", "file-secret"),
    ("key.txt", b"-----BEGIN PRIVATE KEY-----\nabc", "file-secret"),
    ("program.exe", b"MZ\0\0", "file-unknown-type"), ("screen.png", b"hello", "picture-broken"),
    ("photo.heic", b"\0\0\0\x18ftypheic" + bytes(60), "picture-heic"),
    ("log.har", b"not json", "har-broken"), ("a\u202egnp.txt", b"x", "file-bad-name"),
    ("nested.har", b'{"log": {"entries": [' + b"[" * 100_000, "har-broken"),
])
def test_what_cannot_go_along_is_refused_in_words(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    new_request()
    ran = attached(str(make(tmp_path, name, data)), "--json")
    assert (ran.code, json.loads(ran.out)["code"]) == (2, code)
    assert json.loads(attached("--list", "--json").out)["attachments"] == []


def test_links_folders_and_missing_files_are_refused(tmp_path: Path) -> None:
    new_request()
    if os.name == "posix":
        (tmp_path / "link.png").symlink_to(picture(tmp_path))
        assert json.loads(attached(str(tmp_path / "link.png"), "--json").out)["code"] == "file-link"
    for path, code in ((tmp_path, "file-not-a-file"), (tmp_path / "no.png", "file-missing")):
        assert json.loads(attached(str(path), "--json").out)["code"] == code


def test_one_bad_file_keeps_the_others_out_too(tmp_path: Path) -> None:
    new_request()
    picture(tmp_path)
    attached(str(tmp_path / "screen.png"), str(make(tmp_path, "x.exe", b"MZ")))
    assert json.loads(attached("--list", "--json").out)["attachments"] == []


@pytest.mark.parametrize("name", ["пароль Qwerty123.png", "код 4821 из смс.log"])
def test_a_secret_in_a_file_name_does_not_go_along(tmp_path: Path, name: str) -> None:
    new_request()
    file = picture(tmp_path, "a.png").rename(tmp_path / name)
    if name.endswith(".log"):
        file.write_text("ESIA-007015", encoding="utf-8")
    ran = attached(str(file))
    assert ran.code == 0
    assert "Qwerty123" not in ran.out + ran.err and "4821" not in ran.out + ran.err


def test_boxes_that_are_none_are_refused(tmp_path: Path) -> None:
    new_request()
    picture(tmp_path)
    for box in ("1,2,3", "a,b,c,d", "1,2,3,-4", "9999,1,5,5"):
        assert attached(str(tmp_path / "screen.png"), "--hide", box).code == 2


@pytest.mark.guide("G-78", "G-106")
def test_a_picture_is_made_to_fit_the_channel_and_a_change_of_channel_warns(
    tmp_path: Path,
) -> None:
    new_request(channel="portal")
    noise = Image.effect_noise((1900, 1900), 90).convert("RGB")
    noise.save(tmp_path / "photo.jpg", quality=100, subsampling=0)
    attached(str(tmp_path / "photo.jpg"))
    size = json.loads(attached("--list", "--json").out)["attachments"][0]["size"]
    assert 2 * 1024 * 1024 < size <= 5 * 1024 * 1024
    checked = json.loads(run_program("check", "GS-1", "--channel", "chat", "--json").out)
    levels = {one["rule"]: one["level"] for one in checked["findings"]}
    assert [rule for rule in levels if "size" in rule or "large" in rule], levels
    assert "error" not in levels.values()
    assert run_program("show", "GS-1", "--channel", "chat").code == 0


@pytest.mark.guide("G-45", "G-166")
@pytest.mark.parametrize("channel", ["portal", "app", "chat", "email", "redmine"])
def test_every_attached_file_is_named_in_the_written_text(tmp_path: Path, channel: str) -> None:
    new_request()
    picture(tmp_path)
    attached(str(tmp_path / "screen.png"), "--caption", "Красная рамка вокруг ошибки")
    shown = run_program("show", "GS-1", "--channel", channel).out
    assert "screen.png" in shown
    assert "Красная рамка вокруг ошибки" in shown


def test_a_type_that_the_channel_does_not_take_is_told_at_once(tmp_path: Path) -> None:
    new_request()
    log = tmp_path / "console.log"
    log.write_text("GET https://www.gosuslugi.ru/10700 500", encoding="utf-8")
    told = run_program("--lang", "en", "attach", "GS-1", str(log), str(picture(tmp_path)))
    assert told.code == 0
    assert told.err.count("will not go along") == 1
    assert "console.log will not go along" in told.err
    assert "gosupport edit GS-1 --set channel=email" in told.err
    assert 'gosupport attach GS-1 --remove "console.log"' in told.err
    new_request(channel="email")
    told = run_program("attach", "GS-2", str(log), "--json")
    assert json.loads(told.out)["not_carried"] == []


def test_a_change_after_the_page_was_opened_is_not_called_a_change_after_sending(
    tmp_path: Path,
) -> None:
    new_request()
    run_program("send", "GS-1", "--yes", "--no-open")
    run_program("attach", "GS-1", str(picture(tmp_path)))
    history = " ".join(run_program("--lang", "en", "status", "GS-1").out.split())
    assert "revision 2 begun: the earlier one is kept as it was handed over" in history
