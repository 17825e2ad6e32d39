"""``show --format html`` in a real browser: text stays text, the call sheet is one page (A4)."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import run_program
from tests.rules.tree import TESTS

NASTY = "Страница </p></style><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7*7 }}"


def saved(name: str, channel: str, folder: Path, *more: str) -> Path:
    """The page of one answer file, written by the program itself."""
    made = run_program("new", "--no-input", "--answers", str(TESTS / "answers" / name), *more)
    assert made.code in (0, 3), made.err
    file = folder / "page.html"
    ran = run_program("show", "1", "--channel", channel, "--format", "html",
                      "--output", str(file))
    assert ran.code == 0, ran.err
    return file


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page[^s]", pdf))


@pytest.mark.services("chromium")
@pytest.mark.parametrize("name", ["booking.yaml", "account.yaml", "application.yaml"])
def test_the_call_sheet_is_printed_on_one_page(name: str, browser: Any, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(saved(name, "phone", tmp_path).as_uri())
    assert pages(page.pdf(format="A4")) == 1


@pytest.mark.services("chromium")
@pytest.mark.parametrize("channel", ["portal", "chat", "email"])
def test_what_was_typed_runs_nothing_and_loads_nothing(
    channel: str, browser: Any, tmp_path: Path
) -> None:
    file = saved("booking.yaml", channel, tmp_path, "--set", f"problem.actual={NASTY}")
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda one: said.append(one.text))
    page.on("dialog", lambda one: said.append(one.message))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    assert said == []  # no script ran, and the policy refused nothing of the page's own
    assert NASTY in page.inner_text("main")
    assert page.evaluate("getComputedStyle(document.querySelector('.text')).whiteSpace") == (
        "pre-wrap")  # its own style is allowed by its hash
    assert page.get_attribute("html", "lang") == "ru"
