"""A mistake in the answers file: the file, the line, and in the person's language what to do."""

import re
from pathlib import Path

import pytest

from tests.cli.program import run_program

ENGLISH = re.compile(r"\b(?:found|expected|not|list|text|mapping|token|tag:|document|are)\b")
CASES: list[tuple[bytes, int, str]] = [
    (b"category: login\nproblem: 5\n", 2, "раздел"),
    (b"category: login\nproblem: [a]\n", 2, "раздел"),
    (b"category: login\nproblem:\n  steps: {a: b}\n", 3, "список"),
    (b"category: login\nproblem:\n  subject: [a, b]\n", 3, "текст: одно"),
    (b"category: [login]\n", 1, "текст: одно"),
    (b"category: login\nattachments: {a: b}\n", 2, "список"),
    (b"category: login\ncategory: app\n", 2, "«category» повторяется"),
    (b"category: &a login\nchannel: *a\n", 2, "Ссылок (& и *)"),
    (b"category: login\nchannel: *a\n", 2, "Ссылок (& и *)"),
    (b"category: login\nproblem:\n\tsubject: a\n", 3, "табуляцией"),
    (b"category: login\nchannel: \x02\n", 2, "не видно на экране"),
    (b'{"category": "login"\n', 2, "скобка"),
    (b'{"category": "login" "channel": "chat"}\n', 1, "запятая"),
    (b'{"category": "login",\n "category": "app"}\n', 2, "повторяется"),
    (b'{"category": "\\q"}\n', 1, "одинарные кавычки"),
    (b'{"category": 5, "problem": [1]}\n', 1, "раздел"),
    (b"[1, 2", 2, "скобка"),
    (b'category: login\nproblem: "abc\n', 3, "кавычка"),
    (b"category: b: c\n", 1, "Двоеточие"),
    (b"category: login\n  channel: chat\n", 2, "Двоеточие"),
    (b"category: @x\n", 1, "особого знака"),
    (b"category: %x\n", 1, "особого знака"),
    (b"- a\n- b\n", 1, "имя: значение"),
    (b"just words\n", 1, "имя: значение"),
    (b"category: !!python/x y\n", 1, "Метка"),
    (b"? [a]\n: b\n", 1, "простым словом"),
    (b"category: login\n---\nx: 1\n", 2, "второй документ"),
    (b"category: login\nproblem:\n    subject: a\n  summary: b\n", 4, "Отступ"),
    (b"category: login\nchannel\nproblem: x\n", 2, "двоеточие и пробел"),
    ("category: login\n".encode("utf-16"), 1, "UTF-8"),
    ("category: login\nchannel: чат\n".encode("cp1251"), 2, "UTF-8"),
    (b"\x00\x01\x02\xff\xfe", 1, "UTF-8"),
]


@pytest.mark.parametrize(("data", "line", "said"), CASES)
@pytest.mark.parametrize("command", [("new", "--no-input", "--answers"), ("check",)])
def test_each_mistake_is_told_with_its_line_in_russian(
    data: bytes, line: int, said: str, command: tuple[str, ...], tmp_path: Path
) -> None:
    file = tmp_path / "answers.yaml"
    file.write_bytes(data)
    ran = run_program(*command, str(file))
    assert (ran.code, ran.out) == (2, "")
    told = ran.err.replace(str(file), "answers.yaml")
    assert f"answers.yaml, строка {line}: " in told
    assert said in told
    assert not ENGLISH.search(told), told
    assert '"requests": []' in run_program("list", "--json").out


def test_a_mark_at_the_start_of_the_file_is_no_mistake(tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text("category: login\n", encoding="utf-8-sig")
    assert run_program("check", str(file)).code == 3


def test_a_mistake_in_settings_is_told_in_russian_too(private_world: Path) -> None:
    home = private_world / "gosupport"
    home.mkdir()
    for text, said in (("a: [\n", "скобка"), ("mail.to:\n\ta: b\n", "табуляцией")):
        (home / "settings.yaml").write_text(text, encoding="utf-8")
        ran = run_program("list")
        assert ran.code == 4
        assert said in ran.err
        assert not ENGLISH.search(ran.err.replace(str(home), ""))
