"""What strangers and accidents put around the program: variables, settings, templates."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.program import Ran, run_program
from tests.factories import complete_answers
from tests.proof.entrances import CONTROLS
from tests.proof.flows import nested

pytestmark = pytest.mark.proof
NASTY = (
    "\x1b]0;owned\x07", "\x1b[2J\x1b[31m", "\u202egnp.exe", "{{7*7}}{% for %}", "$(touch owned)",
    "`touch owned`", "'; DROP TABLE requests;--", "<script>alert(1)</script>", "../../../owned",
    "a\r\nBcc: x@example.ru", "=cmd|'/C calc'!A0", "%s%n{0}{self}", "x" * 5000, "\udcff", "-",
    "--yes", "\x7f\x9b31m", "NaN", "1e999", "9" * 30)
VARIABLES = ("GOSUPPORT_NOW", "GOSUPPORT_LANG", "GOSUPPORT_LINEAR", "ACCESSIBLE", "NO_COLOR",
             "VISUAL", "EDITOR", "LANG", "LC_ALL", "COLUMNS", "LINES", "TERM", "TZ", "http_proxy",
             "HTTPS_PROXY", "no_proxy", "GOSUPPORT_SMTP_PASSWORD", "BROWSER", "DISPLAY", "HOME")


def calm(ran: Ran, where: object) -> Ran:
    """An answer in words, and not one byte that a terminal would obey."""
    said = ran.out + ran.err
    assert ran.code in range(8), (where, ran.code, said[-600:])
    assert "Traceback" not in said, (where, said[-600:])
    assert "Ошибка в самой программе" not in said, (where, said[-600:])
    assert not CONTROLS & set(said) - {"\r"}, (where, said)
    assert "\u202e" not in said, (where, said)
    return ran


def draft(**changes: str) -> Ran:
    return run_program("new", "--no-input", "--answers", "-",
                       typed=json.dumps(nested(complete_answers(**changes))))


@pytest.mark.parametrize("name", [pytest.param(
    one, marks=[] if one in ("TERM", "GOSUPPORT_NOW") else [pytest.mark.beyond])
    for one in VARIABLES])
def test_no_variable_of_the_environment_makes_it_fall(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for value in NASTY:
        with monkeypatch.context() as here:  # pytest itself reads COLUMNS, too
            here.setenv(name, value)
            here.setattr("gosupport_cli.cli.language._chosen", [])
            for words in (("status",), ("env", "--json")) if name != "HOME" else (("status",),):
                calm(run_program(*words), (name, value, words))
    assert not list(tmp_path.rglob("owned"))


@pytest.mark.parametrize("key", ["problem.summary", "problem.pages", "person.full_name",
                                 "environment.os", "problem.occurred_at", "category", "no.such"])
def test_no_answer_given_by_set_makes_it_fall_or_comes_out_as_more_than_text(
    key: str, tmp_path: Path
) -> None:
    assert draft().code == 0
    for value in NASTY:
        calm(run_program("edit", "GS-1", "--set", f"{key}={value}"), (key, value))
    for channel, form in (("email", "eml"), ("portal", "html"), ("chat", "text"), ("phone", "md")):
        shown = calm(run_program("show", "GS-1", "--channel", channel, "--format", form), channel)
        assert "<script>alert(1)" not in shown.out or form != "html"
        assert "\nBcc:" not in shown.out
    calm(run_program("list", "--search", "'; DROP TABLE requests;--"), "search")
    assert json.loads(run_program("list", "--json").out)["requests"]
    assert not list(tmp_path.rglob("owned"))


def test_no_word_of_the_command_line_makes_it_fall() -> None:
    draft()
    for value in NASTY:
        for words in (("status", value), ("show", value), ("contacts", "--check", value),
                      ("solve", value), ("explain", value), ("list", "--since", value),
                      ("sent", "GS-1", "--ticket", value, "--at", value),
                      ("status", "GS-1", "--note", value), ("config", "get", value),
                      ("config", "set", "mail.from", value), ("profile", "show", value),
                      ("profile", "set", value, f"person.full_name={value}"),
                      ("env", "--user-agent", value), ("attach", "GS-1", value),
                      ("privacy", "GS-1", "--channel", "email", "--reveal", value), (value,)):
            calm(run_program(*words), words)


@pytest.mark.parametrize("text", [
    "{{{{", "- a\n- b", "language: [ru]",
    "mail.from: !!python/object/apply:os.system ['touch owned']",
    "a: &a [*a]", "\x00", "language: ru\nlanguage: en", "smtp.port: 99999999999999999999",
    "templates.folder: /dev/zero", "http.proxy: '\x1b[2J'", "smtp.password: geheim-1", "?" * 10000,
    "&a [" + "*a," * 1000, "mail.to: \"a\\r\\nBcc: x@example.ru\""])
def test_no_settings_file_makes_it_fall(text: str, tmp_path: Path) -> None:
    home = tmp_path / "gosupport"
    home.mkdir(exist_ok=True)
    (home / "settings.yaml").write_text(text, encoding="utf-8")
    for words in (("status",), ("config", "list"), ("contacts",), ("config", "set", "mail.to", "")):
        said = calm(run_program(*words), (text, words))
        assert "geheim-1" not in said.out + said.err
    assert not list(tmp_path.rglob("owned"))


@pytest.mark.parametrize("name", [
    "checklist.yaml", "questions.yaml", "statuses.yaml", "facts.yaml", "languages/ru/error.yaml",
    "channels/email.yaml", "mail_patterns.yaml", "categories/login.yaml", "documents/email.j2"])
def test_no_template_of_ones_own_makes_it_fall(name: str, tmp_path: Path) -> None:
    assert draft(category="login").code in (0, 3)
    place = tmp_path / "gosupport" / "templates" / name
    place.parent.mkdir(parents=True)
    for text in ("{{{{", "- 1", "{}", "[[[[", "rules: [{}]", "a: &a [*a]", "\x00",
                 "{% include '/etc' %}",
                 "{{ ''.__class__.__mro__[1].__subclasses__() }}", "x: " + "[" * 500, "ü" * 3000):
        place.write_text(text, encoding="utf-8")
        for words in (("check", "GS-1"), ("show", "GS-1", "--channel", "email"), ("status",)):
            shown = calm(run_program(*words), (name, text, words))
            assert "subprocess.Popen" not in shown.out
    place.write_bytes(b"\xff\xfe\x00")
    calm(run_program("check", "GS-1"), (name, "no UTF-8"))


@pytest.mark.parametrize("member", ["../../owned", "/owned", "evidence/GS-1/../../../owned",
                                    "evidence/GS-1/\x1b[2J.png", "settings.yaml", "evidence/x/y"])
def test_no_name_in_a_backup_leads_out(member: str, tmp_path: Path) -> None:
    assert draft().code == 0
    target = tmp_path / "saved.zip"
    assert run_program("export", str(target)).code == 0
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(member, "owned: 1")
    calm(run_program("import", str(target), "--yes"), member)
    assert not list(tmp_path.rglob("*owned*"))
    assert not (tmp_path / "gosupport" / "settings.yaml").exists()


@pytest.mark.parametrize("name", ["\x1b[2J.png", "a\nb.png", "\u202egnp.exe.png", "-rf.png",
                                  "$(id).png",
                                  "x" * 200 + ".png", "%00.png", "'\";.png", "..png", " .png"])
def test_no_name_of_a_file_makes_it_fall(name: str, tmp_path: Path) -> None:
    from PIL import Image

    assert draft().code == 0
    file = tmp_path / name
    Image.effect_noise((20, 20), 50).convert("RGB").save(file, "PNG")
    calm(run_program("attach", "GS-1", "--", str(file)), name)
    calm(run_program("attach", "GS-1", "--list"), name)
    calm(run_program("show", "GS-1", "--channel", "email", "--format", "eml"), name)
