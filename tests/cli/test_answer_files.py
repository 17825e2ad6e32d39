"""Thirteen people with thirteen kinds of trouble, through every channel and every format."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from tests.cli.correspondence import EXAMPLE
from tests.cli.program import run_program
from tests.rendering import CHANNELS
from tests.rules.tree import TEMPLATES, TESTS

FILES = sorted((TESTS / "answers").glob("*.yaml"))
FORMATS = ("text", "md", "html", "json", "yaml")
# What looks like a telephone number of Russia; the official ones may be printed.
NUMBER = re.compile(r"(?<![\w/.])(?:\+7|8)[ (]{0,2}\d{3}[) -]{0,2}\d{3}[ -]?\d{2}[ -]?\d{2}(?!\d)")


def test_every_category_has_its_file() -> None:
    kinds = {yaml.safe_load(file.read_text(encoding="utf-8"))["category"] for file in FILES}
    assert kinds == {file.stem for file in (TEMPLATES / "categories").glob("*.yaml")}
    assert len(FILES) == 13


@pytest.mark.guide("G-2", "G-3", "G-12", "G-23", "G-94")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_request_goes_through_every_channel_and_format(file: Path) -> None:
    made = run_program("new", "--no-input", "--answers", str(file))
    assert made.code == 0, made.err
    checked = run_program("check", "GS-1", "--channel", "all")
    assert checked.code == 0, checked.out
    texts = {channel: shown(channel) for channel in CHANNELS}
    assert len({texts[one] for one in ("portal", "chat", "app", "phone", "email")}) == 5
    letters()


def shown(channel: str) -> str:
    """The document in all formats, each looked at; the text."""
    ran = {kind: run_program("show", "GS-1", "--channel", channel, "--format", kind)
           for kind in FORMATS}
    for kind, one in ran.items():
        assert one.code == 0, (kind, one.err)
        assert one.out.strip(), kind
        harmless(one.out + one.err)
    data = json.loads(ran["json"].out)
    assert data["document"]["channel"] == channel
    assert yaml.load(ran["yaml"].out, yaml.BaseLoader)["document"]["subject"] == (
        data["document"]["subject"])
    for field in data["document"]["fields"]:
        if channel in ("portal", "app", "phone") and field["text"]:
            assert f"{field['label']}:\n{field['text']}\n" in ran["text"].out
    page = Page()
    page.feed(ran["html"].out)
    assert page.tags.isdisjoint({"script", "img", "iframe", "link", "b", "form", "object"})
    for line in data["document"]["fields"][1]["text"].splitlines():
        assert line.strip() in page.text
    return ran["text"].out


def letters() -> None:
    eml = run_program("show", "GS-1", "--format", "eml", "--to", "support@example.ru")
    assert eml.code == 0, eml.err
    assert "To: support@example.ru\r\n" in eml.out
    link = run_program("show", "GS-1", "--format", "mailto")
    assert link.code in (0, 3)
    assert link.out.startswith("mailto:") == (link.code == 0)


def harmless(said: str) -> None:
    """Nothing that the guide says wrongly."""
    low = said.lower()
    assert "без перерыва" not in low and "установленные сроки" not in low
    assert "traceback" not in low and "логин:" not in low
    numbers = {re.sub(r"\D", "", one)[1:] for one in NUMBER.findall(said)}
    assert {one for one in numbers if not one.startswith("90000000")} <= {"8001007010"}


class Page(HTMLParser):
    """The tags and the words of a page, as a browser would take them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_answers_from_stdin_are_read_once_also_where_nobody_can_be_asked(
    private_world: Path,
) -> None:
    typed = Path(EXAMPLE).read_text(encoding="utf-8")
    ran = run_program("new", "--answers", "-", "--json", typed=typed)
    assert ran.code == 0 and json.loads(ran.out)["category"]


@pytest.mark.guide("G-111", "G-135")
def test_type_and_conditions_are_asked_and_stand_in_the_text(private_world: Path) -> None:
    schema = json.loads(run_program("schema").out)["properties"]["problem"]["properties"]
    kinds = schema["type"]["enum"]
    assert {"technical", "service-error", "login-failure"} <= set(kinds) and len(kinds) > 3
    run_program("new", "--no-input", "--answers", EXAMPLE, "--set", "problem.type=login-failure",
                "--set", "problem.conditions=Только вечером")
    text = run_program("show", "GS-1", "--field", "description").out
    assert "Тип обращения: сбой при авторизации" in text
    assert "Только вечером" in text
