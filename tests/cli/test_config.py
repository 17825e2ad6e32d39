"""``config``: the settings of SPEC, their JSON, wrong values, the editor, the environment."""

import json
import sys
from pathlib import Path

import pytest

from tests.cli.program import run_program


def test_the_list_has_exactly_the_shape_of_the_contract(home: Path) -> None:
    run_program("config", "set", "mail.to", "help@example.ru")
    done = run_program("config", "list", "--json")
    shape = json.loads(done.out)
    assert (done.code, set(shape), shape["schema"]) == (0, {"schema", "settings"},
                                                        "gosupport.config/1")
    assert all(set(one) == {"key", "value", "source", "description"} for one in shape["settings"])
    by_key = {one["key"]: one for one in shape["settings"]}
    assert (by_key["mail.to"]["value"], by_key["mail.to"]["source"]) == ("help@example.ru", "file")
    assert (by_key["http.timeout"]["value"], by_key["http.timeout"]["source"]) == ("30", "default")
    assert by_key["mail.to"]["description"]
    assert not [key for key in by_key if key.endswith((".password", ".token", ".key"))]


def test_one_value_is_data_alone(home: Path) -> None:
    saved = run_program("config", "set", "mail.to", "help@example.ru")
    assert (saved.code, saved.out) == (0, "")
    assert "mail.to = help@example.ru" in saved.err
    done = run_program("config", "get", "mail.to")
    assert (done.code, done.out, done.err) == (0, "help@example.ru\n", "")
    shape = json.loads(run_program("config", "get", "mail.to", "--json").out)
    assert [one["key"] for one in shape["settings"]] == ["mail.to"]


@pytest.mark.parametrize(("key", "value"), [
    ("smtp.port", "много"), ("smtp.security", "ssl"), ("mail.from", "ivanova"),
    ("smtp.password", "слово-тайна"), ("smtp.hots", "x"), ("rt.url", "http://rt.example.test"),
    ("smtp.password_command", "tool --password=слово-тайна"),
])
def test_a_wrong_value_is_refused_and_nothing_is_written(key: str, value: str, home: Path) -> None:
    done = run_program("config", "set", key, value)
    assert done.code == 2
    assert done.out == ""
    assert "тайна" not in done.err
    assert not (home / "settings.yaml").exists()
    told = json.loads(run_program("config", "set", key, value, "--json").out)
    assert (told["schema"], told["exit_code"]) == ("gosupport.error/1", 2)
    assert "тайна" not in json.dumps(told, ensure_ascii=False)


def test_words_that_are_missing_are_asked_for(home: Path) -> None:
    assert run_program("config", "set", "mail.to").code == 2
    assert run_program("config", "set").code == 2
    assert run_program("config", "get", "no.such").code == 2


@pytest.mark.parametrize("words", [
    ("config", "list"), ("config", "get", "mail.to"), ("config", "set", "mail.to", "a@example.ru"),
])
def test_a_mistake_in_the_file_ends_with_4_and_names_the_line(
    words: tuple[str, ...], home: Path
) -> None:
    home.mkdir()
    text = "mail.to: help@example.ru\nsmtp.port: many\n"
    (home / "settings.yaml").write_text(text, encoding="utf-8")
    done = run_program(*words)
    assert done.code == 4
    assert "settings.yaml, строка 2" in " ".join(done.err.split())
    assert (home / "settings.yaml").read_text(encoding="utf-8") == text


def test_the_environment_is_said_to_win(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://ivanova:тайна@proxy.example.test:3128")
    shape = json.loads(run_program("config", "get", "http.proxy", "--json").out)
    assert shape["settings"][0]["source"] == "environment"
    assert shape["settings"][0]["value"] == "http://ivanova:***@proxy.example.test:3128"
    done = run_program("config", "set", "http.proxy", "http://other.example.test:3128")
    assert "HTTPS_PROXY" in done.err
    for words in (("get", "http.proxy"), ("list",)):
        assert "тайна" not in run_program("config", *words).out


def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    script = tmp_path / "editor.py"
    script.write_text("import sys, pathlib\nfile = pathlib.Path(sys.argv[-1])\n"
                      "text = file.read_text(encoding='utf-8')\n"
                      f"{code}\nfile.write_text(text, encoding='utf-8')\n", encoding="utf-8")
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{script}"')


def test_the_editor_gets_every_setting_and_changes_one(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(tmp_path, monkeypatch, "assert '#smtp.host' in text and 'Сервер исходящей' in text\n"
           "text = text.replace('#smtp.host: \"\"', 'smtp.host: smtp.example.ru')")
    done = run_program("config", "edit")
    assert done.code == 0, done.err
    assert run_program("config", "get", "smtp.host").out == "smtp.example.ru\n"


def test_a_mistake_made_in_the_editor_changes_nothing(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_program("config", "set", "smtp.port", "25")
    editor(tmp_path, monkeypatch, "text = 'smtp.port: many\\n'")
    assert run_program("config", "edit").code == 4
    assert run_program("config", "get", "smtp.port").out == "25\n"


def test_without_a_terminal_and_an_editor_there_is_no_edit(home: Path) -> None:
    assert run_program("config", "edit").code == 2


def test_in_english_too(home: Path) -> None:
    done = run_program("config", "list", "--lang", "en")
    assert "Outgoing" in done.out or "mail server" in done.out
    assert not any("а" <= sign <= "я" for sign in done.out.lower())


BROKEN = {
    "a bracket": (b"mail.to: help@example.ru\na: [\n", 3), "an unknown key": (b"\nno.such: 1\n", 2),
    "an unknown language": (b"language: xx\n", 1), "a list": (b"- ru\n", 1),
    "windows": ("language: ru\nprofile: мама\n".encode("cp1251"), 2),
    "utf-16": ("language: ru\n".encode("utf-16"), 1),
}


@pytest.mark.parametrize("words", [
    (), ("list",), ("status",), ("due",), ("new",), ("send", "GS-1"), ("facts",), ("explain",),
    ("profile", "list"), ("config", "list"), ("solve", "500"), ("env",), ("todo", "GS-1"),
], ids=" ".join)
@pytest.mark.parametrize("name", BROKEN)
def test_no_command_goes_on_with_broken_settings(
    name: str, words: tuple[str, ...], home: Path
) -> None:
    data, line = BROKEN[name]
    home.mkdir()
    (home / "settings.yaml").write_bytes(data)
    done = run_program(*words)
    assert done.code == 4
    assert done.out == ""
    assert f"settings.yaml, строка {line}:" in " ".join(done.err.split())


@pytest.mark.parametrize("name", BROKEN)
def test_with_broken_settings_there_is_still_help_a_backup_and_an_editor(
    name: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.mkdir()
    (home / "settings.yaml").write_bytes(BROKEN[name][0])
    for words in (("--help",), ("--version",), ("list", "--help"),
                  ("export", str(tmp_path / "all.zip"))):
        assert run_program(*words).code == 0, words
    assert "Настройки" in run_program("doctor", "--host", "127.0.0.1:9").out
    editor(tmp_path, monkeypatch, "assert '\\0' not in text\ntext = 'language: ru\\n'")
    assert run_program("config", "edit").code == 0
    assert run_program("list").code == 0


def test_setting_the_broken_line_anew_mends_it(home: Path) -> None:
    home.mkdir()
    file = home / "settings.yaml"
    file.write_text("# моё\nlanguage: xx\nsmtp.port: '25'\n", encoding="utf-8")
    assert run_program("config", "set", "language", "ru").code == 0
    assert run_program("config", "get", "smtp.port").out == "25\n"
    assert file.read_text(encoding="utf-8").startswith("# моё\n")
