"""The settings' file: private, comments kept, mistakes named with their line."""

from pathlib import Path

import pytest

from gosupport_cli.adapters.settings import FileSettings
from gosupport_cli.content.declared import load
from gosupport_cli.content.settings import declared_settings
from gosupport_cli.core.errors import DeclarationError, UsageError


def settings(home: Path, **environ: str) -> FileSettings:
    return FileSettings(home, declared_settings(), environ, load)


def written(home: Path, text: str) -> FileSettings:
    (home / "settings.yaml").write_text(text, encoding="utf-8")
    return settings(home)


def test_a_value_is_kept_for_the_next_run_in_a_private_file(tmp_path: Path) -> None:
    home = tmp_path / "new"
    settings(home).set("mail.to", "help@example.ru")
    chosen = settings(home).chosen("mail.to")
    assert (chosen.value, chosen.source) == ("help@example.ru", "file")
    assert (home / "settings.yaml").stat().st_mode & 0o777 == 0o600
    assert home.stat().st_mode & 0o777 == 0o700
    assert sorted(one.name for one in home.iterdir()) == ["settings.lock", "settings.yaml"]


def test_an_empty_value_goes_back_to_the_default(tmp_path: Path) -> None:
    made = settings(tmp_path)
    made.set("http.timeout", "5")
    assert made.set("http.timeout", "").source == "default"
    assert (made.get("http.timeout"), made.file.read_text()) == ("30", "")


def test_comments_and_other_lines_stay_as_they_are(tmp_path: Path) -> None:
    made = written(tmp_path, "# моё\nmail.to: help@example.ru   # адрес\n\nhttp.timeout: '5'\n")
    made.set("http.timeout", "7")
    assert made.file.read_text(encoding="utf-8") == (
        "# моё\nmail.to: help@example.ru   # адрес\n\nhttp.timeout: \"7\"\n")


def test_a_value_over_several_lines_is_replaced_without_a_ruin(tmp_path: Path) -> None:
    made = written(tmp_path, "rt.queue: >-\n  Первая\n  линия\nmail.to: help@example.ru\n")
    made.set("rt.queue", "Вторая")
    again = settings(tmp_path)
    assert (again.get("rt.queue"), again.get("mail.to")) == ("Вторая", "help@example.ru")


@pytest.mark.parametrize("value", ["no", "007", "a: b", "# x", "'", '"', "\\n", "{{ 7*7 }}", "ё"])
def test_any_text_comes_back_as_it_was(value: str, tmp_path: Path) -> None:
    settings(tmp_path).set("rt.queue", value)
    assert settings(tmp_path).get("rt.queue") == value


def test_the_environment_wins_and_nonsense_in_it_does_not(tmp_path: Path) -> None:
    settings(tmp_path).set("language", "ru")
    chosen = settings(tmp_path, GOSUPPORT_LANG="EN").chosen("language")
    assert (chosen.value, chosen.source) == ("en", "environment")
    assert settings(tmp_path, GOSUPPORT_LANG="klingon").chosen("language").source == "file"


@pytest.mark.parametrize(("line", "code"), [
    ("smtp.password: word", "settings-secret"), ("smtp.hots: x", "settings-unknown-key"),
    ("smtp.port: \"0\"", "settings-number"), ("smtp.host: [a, b]", "settings-wrong-shape"),
    ("smtp.password_command: tool --password=hunter2", "settings-password-inside"),
    ("rt.url: http://rt.example.test", "settings-url-not-safe"),
])
def test_a_mistake_in_the_file_is_named_with_its_line(
    line: str, code: str, tmp_path: Path
) -> None:
    made = written(tmp_path, f"# comment\nmail.to: help@example.ru\n{line}\n")
    with pytest.raises(DeclarationError) as told:
        made.get("mail.to")
    values = told.value.values
    assert (told.value.code, values["line"], values["file"]) == (code, 3, str(made.file))


def test_bytes_that_are_no_text_are_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "settings.yaml").write_bytes(b"mail.to: \xff\xfe\n")
    with pytest.raises(DeclarationError):
        settings(tmp_path).get("mail.to")


@pytest.mark.parametrize(("key", "code"), [
    ("smtp.password", "setting-is-secret"), ("smtp.hots", "no-such-setting-close"),
    ("абв", "no-such-setting"),
])
def test_an_unknown_name_is_refused(key: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as told:
        settings(tmp_path).get(key)
    assert told.value.code == code
    with pytest.raises(UsageError) as told:
        settings(tmp_path).set(key, "x")
    assert told.value.code == code
    assert not (tmp_path / "settings.yaml").exists()


def test_a_file_or_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    for key, code in (("smtp.ca_file", "setting-no-file"),
                      ("templates.folder", "setting-no-folder")):
        with pytest.raises(UsageError) as told:
            settings(tmp_path).set(key, str(tmp_path / "absent"))
        assert told.value.code == code


def test_a_whole_new_file_with_a_mistake_leaves_the_old_one(tmp_path: Path) -> None:
    made = settings(tmp_path)
    made.set("mail.to", "help@example.ru")
    with pytest.raises(DeclarationError):
        made.replace("mail.to: help@example.ru\nsmtp.port: many\n")
    assert settings(tmp_path).get("mail.to") == "help@example.ru"
    assert [one.name for one in tmp_path.glob("*settings*.yaml*")] == ["settings.yaml"]
