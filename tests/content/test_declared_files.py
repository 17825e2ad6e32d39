"""Each kind of template file: a mistake is told with file and line, a person's own file wins."""

from pathlib import Path

import pytest

from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.content.references import check_references
from gosupport_cli.core.errors import DeclarationError

QUESTION = """questions:
  - id: problem.colour
    group: problem
    kind: text
    label: Цвет
    ask: Какого цвета кнопка?
    help: Цвет поможет её найти.
"""
CATEGORY = """title: Своя тема
covers: Всё своё
groups: [C]
deadline_class: login-24h
technical: true
channels: [portal]
questions: [problem.summary]
"""
CHANNEL = """title: Своё окно
summary: Окно в мэрии
shape: form
order: 5
policy: {full_name: needed}
fields:
  - id: subject
    label: Тема
    template: form.subject.j2
    limit: {value: 50, verified: plausible, as_of: "2026", source: мэрия}
attachments: {carried: false}
steps: [Отнесите лист в окно]
"""
RULE = """rules:
  - id: own-rule
    level: warning
    fields: [problem.subject]
    test: required
    title: Своё правило
    say: Нет темы
    fix: Напишите тему
    why: Так проще
    source: [G-96]
    good: {problem.subject: Ошибка 500 в записи}
    bad: {problem.subject: ""}
"""
FACT = """facts:
  - {id: phone-own, kind: phone, value: "115", verified: plausible, as_of: "2026", source: мэрия}
"""
DEADLINE = """deadlines:
  - {id: own, title: 10 ч, label: л, verified: unverified, as_of: "2026", source: я, hours: 10}
"""


def catalogue(folder: Path, name: str, text: str) -> YamlCatalogue:
    """The catalogue with one file of the person's own."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return YamlCatalogue(folder)


def read_all(made: YamlCatalogue) -> None:
    for part in ("questions", "categories", "rules", "channels", "facts", "deadlines", "lists"):
        getattr(made, part)


KINDS = [
    ("questions.yaml", QUESTION), ("categories/own.yaml", CATEGORY), ("channels/own.yaml", CHANNEL),
    ("checklist.yaml", RULE), ("contacts.yaml", FACT), ("facts.yaml", FACT),
    ("deadlines.yaml", DEADLINE),
]


@pytest.mark.parametrize(("name", "text"), KINDS)
def test_each_kind_of_file_may_be_added_by_a_person(tmp_path: Path, name: str, text: str) -> None:
    read_all(catalogue(tmp_path, name, text))


@pytest.mark.parametrize(("name", "text"), KINDS)
def test_an_unknown_key_is_told_with_file_and_line(tmp_path: Path, name: str, text: str) -> None:
    lines = text.splitlines()
    if lines[-1].lstrip().startswith("- {"):
        broken, line = [*lines[:-1], lines[-1].replace("- {", "- {colour: red, ")], len(lines)
    else:
        indent = len(lines[-1]) - len(lines[-1].lstrip())
        broken, line = [*lines, " " * indent + "colour: red"], len(lines) + 1
    with pytest.raises(DeclarationError) as error:
        read_all(catalogue(tmp_path, name, "\n".join(broken)))
    assert error.value.code == "template-unknown-key"
    assert error.value.values == {"file": str(tmp_path / name), "line": line, "detail": "colour"}


@pytest.mark.parametrize(("name", "text"), KINDS)
def test_a_repeated_key_is_told_with_file_and_line(tmp_path: Path, name: str, text: str) -> None:
    top = text.partition(":")[0]
    lines = text.splitlines()
    with pytest.raises(DeclarationError) as error:
        read_all(catalogue(tmp_path, name, f"{text}{top}: x\n"))
    assert error.value.code == "template-repeated-key"
    assert error.value.values["line"] == len(lines) + 1
    assert error.value.exit_code == 4


@pytest.mark.parametrize(("name", "text", "line", "code"), [
    ("questions.yaml", QUESTION.replace("kind: text", "kind: song"), 4, "template-wrong-value"),
    ("questions.yaml", QUESTION + QUESTION.partition("\n")[2], 8, "template-repeated-id"),
    ("questions.yaml", "questions: text", 1, "template-no-list"),
    ("questions.yaml", "- a\n", 1, "template-no-mapping"),
    ("questions.yaml", "question: []\n", 1, "template-unknown-key"),
    ("categories/own.yaml", "id: own\n" + CATEGORY, 1, "template-id-is-file-name"),
    ("categories/own.yaml", CATEGORY.replace("title: Своя тема\n", ""), 1, "template-missing-key"),
    ("channels/own.yaml", CHANNEL.replace("value: 50", "value: many"), 10, "template-wrong-value"),
    ("checklist.yaml", RULE.replace("level: warning", "level: panic"), 3, "template-wrong-value"),
    ("facts.yaml", FACT.replace("plausible", "sure"), 2, "template-wrong-value"),
    ("lists.yaml", "words: {a: b}\n", 1, "template-no-list"),
    ("lists.yaml", "a: [b]\nwords:\n  - [c]\n", 2, "template-no-list"),
])
def test_a_wrong_value_is_told_with_file_and_line(
    tmp_path: Path, name: str, text: str, line: int, code: str
) -> None:
    with pytest.raises(DeclarationError) as error:
        read_all(catalogue(tmp_path, name, text))
    assert (error.value.code, error.value.values["line"]) == (code, line)
    assert error.value.values["file"] == str(tmp_path / name)


@pytest.mark.parametrize(("name", "text", "code", "missing"), [
    ("questions.yaml", QUESTION + "    when: {problem.size: big}\n", "question", "problem.size"),
    ("questions.yaml", QUESTION + "    when: {any: [{not: {problem.size: big}}]}\n", "question",
     "problem.size"),
    ("categories/own.yaml", CATEGORY.replace("problem.summary", "problem.sumary"), "question",
     "problem.sumary"),
    ("categories/own.yaml", CATEGORY.replace("[portal]", "[pigeon]"), "channel", "pigeon"),
    ("categories/own.yaml", CATEGORY.replace("login-24h", "soon"), "deadline", "soon"),
    ("categories/own.yaml", CATEGORY + "elsewhere: [{text: Туда, to: nowhere}]\n", "fact",
     "nowhere"),
    ("channels/own.yaml", CHANNEL.replace("form.subject.j2", "none.j2"), "document", "none.j2"),
    ("checklist.yaml", RULE.replace("test: required", "test: tea-leaves"), "test", "tea-leaves"),
    ("checklist.yaml", RULE.replace("[problem.subject]", "[problem.subjekt]"), "question",
     "problem.subjekt"),
    ("checklist.yaml", RULE + "    channels: [pigeon]\n", "channel", "pigeon"),
    ("checklist.yaml", RULE + "    params: {list: no-such-list}\n", "list", "no-such-list"),
])
def test_a_wrong_reference_is_told_with_file_and_line(
    tmp_path: Path, name: str, text: str, code: str, missing: str
) -> None:
    with pytest.raises(DeclarationError) as error:
        check_references(catalogue(tmp_path, name, text))
    assert error.value.code == f"template-no-such-{code}"
    assert error.value.values["detail"] == missing
    assert error.value.values["file"] == str(tmp_path / name)


def test_our_own_templates_have_no_wrong_reference(tmp_path: Path) -> None:
    check_references(YamlCatalogue(tmp_path))


def test_a_persons_own_file_hides_its_namesake_and_its_entries_replace_ours(tmp_path: Path) -> None:
    own = QUESTION.replace("problem.colour", "problem.subject")
    made = catalogue(tmp_path, "questions.yaml", own)
    assert made.questions["problem.subject"].label == "Цвет"
    assert made.questions["problem.summary"].label == "Что не работает"
    made = catalogue(tmp_path, "categories/login.yaml", CATEGORY)
    assert made.categories["login"].title == "Своя тема"
    made = catalogue(tmp_path, "lists.yaml", "own-list: [раз, два]\n")
    assert made.lists["own-list"] == ("раз", "два")


@pytest.mark.parametrize(("data", "code"), [
    (b"questions: \xff\xfe", "template-not-utf8"),
    (b"#" * (5 * 1024 * 1024 + 1), "template-too-large"),
])
def test_a_file_that_cannot_be_text_is_told(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "questions.yaml").write_bytes(data)
    with pytest.raises(DeclarationError) as error:
        read_all(YamlCatalogue(tmp_path))
    assert error.value.code == code


def test_a_byte_order_mark_of_notepad_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "questions.yaml").write_bytes(b"\xef\xbb\xbf" + QUESTION.encode())
    assert "problem.colour" in YamlCatalogue(tmp_path).questions


def _form(folder: Path) -> tuple[str, ...]:
    return tuple(field.id for field in YamlCatalogue(folder).channels["portal"].fields)


@pytest.mark.guide("G-91")
def test_a_field_taken_out_of_the_form_file_is_gone_with_no_code_change(tmp_path: Path) -> None:
    assert _form(tmp_path)[:2] == ("subject", "description")
    assert "files" in _form(tmp_path)
    from gosupport_cli.content.locate import packaged_folder

    ours = (packaged_folder() / "channels/portal.yaml").read_text(encoding="utf-8")
    kept = [line for line in ours.splitlines() if "id: contacts" not in line]
    (tmp_path / "channels").mkdir()
    (tmp_path / "channels/portal.yaml").write_text("\n".join(kept), encoding="utf-8")
    assert "contacts" not in _form(tmp_path)


@pytest.mark.parametrize(("name", "text", "detail"), [
    ("categories/own.yaml", CATEGORY.replace("title: Своя тема\n", ""), "title"),
    ("facts.yaml", FACT.replace("plausible", "sure"),
     "verified: sure (confirmed | plausible | unverified | contradicted | dangerous)"),
    ("channels/own.yaml", CHANNEL.replace("value: 50", "value: many"), "fields[0].limit.value"),
])
def test_what_does_not_fit_is_named_and_what_would_fit(
    tmp_path: Path, name: str, text: str, detail: str
) -> None:
    with pytest.raises(DeclarationError) as error:
        read_all(catalogue(tmp_path, name, text))
    assert error.value.values["detail"] == detail
