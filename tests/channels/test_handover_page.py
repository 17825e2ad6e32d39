"""The hand-over page in a real browser: copies exactly, loads nothing, everybody can use it."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from gosupport_cli.adapters.folders import keep_private
from gosupport_cli.channels.handover import STYLES, HandOver, linked
from gosupport_cli.channels.table import WAYS
from gosupport_cli.content.catalogue import YamlCatalogue
from gosupport_cli.content.languages import YamlTexts
from gosupport_cli.core.delivery import Parcel
from gosupport_cli.flows.render import Language, render
from tests import factories
from tests.fakes import FixedClock

NASTY = "Ошибка </textarea><script>alert(1)</script> {{ 7*7 }} & «кавычки»"


class Opened:
    """Remembers what would have opened."""

    def __init__(self) -> None:
        self.pages: list[str] = []

    def page(self, url: str) -> bool:
        self.pages.append(url)
        return True

    def own_page(self, file: Path) -> bool:
        self.pages.append(file.name)
        return True


def handed(
    channel: str, tmp_path: Path, opened: Opened, language: Language = "ru", **changes: str
) -> Path:
    catalogue = YamlCatalogue(tmp_path / "none")
    request = factories.request(channel=channel, **changes)
    document = render(request, catalogue.channels[channel], catalogue, language=language)
    texts = YamlTexts(language, tmp_path / "none")
    way = HandOver(catalogue, tmp_path, opened, STYLES[channel], keep_private, texts)
    prepared = way.prepare(Parcel(request, document, "k", FixedClock().now()))
    done = way.deliver(prepared)
    assert done.outcome == "handed_over"
    assert Path(done.reference).read_bytes() == prepared.payload
    return Path(done.reference)


@pytest.mark.guide("G-48", "G-85", "G-87")
def test_only_official_pages_are_links() -> None:
    pieces = linked("Откройте https://lk.gosuslugi.ru и http://www.gosuslugi.ru,"
                    " https://gosuslugi.ru.evil.example.test/x")
    assert [one["url"] for one in pieces if one["url"]] == ["https://lk.gosuslugi.ru"]


def test_the_page_is_private_and_opens_with_the_official_one(tmp_path: Path) -> None:
    opened = Opened()
    file = handed("portal", tmp_path, opened)
    assert file.stat().st_mode & 0o077 == 0
    assert opened.pages == ["GS-1-portal.html", "https://www.gosuslugi.ru/feedback"]


@pytest.mark.guide("G-51")
def test_the_chat_page_has_the_messages_in_order(tmp_path: Path) -> None:
    html = handed("chat", tmp_path, Opened()).read_text(encoding="utf-8")
    assert 0 < html.index("Сообщение 1 из") < html.index("Сообщение 2 из")
    assert "QR-код" in html


def test_every_channel_of_the_catalogue_has_a_way_out(tmp_path: Path) -> None:
    assert set(YamlCatalogue(tmp_path / "none").channels) == set(WAYS)


def test_what_the_person_typed_is_text_and_never_markup(tmp_path: Path) -> None:
    html = handed("portal", tmp_path, Opened(), problem__actual=NASTY).read_text(encoding="utf-8")
    assert "<script>alert" not in html
    assert "{{ 7*7 }}" in html


class _NotRussian(HTMLParser):
    """What stands on a page outside everything that is marked ``lang="ru"``."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        inside = bool(self._open) and self._open[-1][1]
        inside = inside or (tag != "html" and ("lang", "ru") in attrs)
        if tag not in ("meta", "link", "br"):
            self._open.append((tag, inside))
        self.said += [value or "" for name, value in attrs
                      if not inside and name not in ("id", "class", "href")]

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not (self._open and (self._open[-1][1] or self._open[-1][0] in ("style", "script"))):
            self.said.append(data)


@pytest.mark.parametrize("channel", ["portal", "chat", "app", "phone"])
def test_an_english_reader_finds_english_around_the_russian_texts(
    channel: str, tmp_path: Path
) -> None:
    html = handed(channel, tmp_path, Opened(), "en").read_text(encoding="utf-8")
    assert '<html lang="en">' in html
    page = _NotRussian()
    page.feed(html)
    around = "\n".join(page.said)
    names = r"«[^»]*»|Госуслуги|ИНН|СНИЛС"  # what the portal calls by its name
    person = r"Иванова (?:Мария Сергеевна|М\. С\.)"
    assert re.findall(r"[А-Яа-яЁё]+", re.sub(f"{names}|{person}", "", around)) == []
    assert "Tell nobody your password" in around and "GS-1" in around
    russian = handed(channel, tmp_path, Opened()).read_text(encoding="utf-8")
    texts = r'<textarea id="([\w-]+)" lang="ru"[^>]*>\n(.*?)</textarea>'
    there = dict(re.findall(texts, html, re.S))
    assert there and there.items() <= dict(re.findall(texts, russian, re.S)).items()
    assert set(dict(re.findall(texts, russian, re.S))) - set(there) == (
        {"field-before", "field-log"} if channel == "phone" else set())


Open = Callable[[Path], Any]


@pytest.mark.services("chromium")
@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("channel", ["portal", "chat", "app", "phone"])
def test_the_page_in_a_browser(
    channel: str, language: Language, browser: Any, tmp_path: Path
) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import expect

    file = handed(channel, tmp_path, Opened(), language, problem__actual=NASTY)
    copied = "Скопировано" if language == "ru" else "Copied"
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda one: said.append(one.text))
    page.on("pageerror", lambda one: said.append(str(one)))
    page.goto(file.as_uri())
    for button in page.locator("button[data-copy]").all():
        box = page.locator("#" + str(button.get_attribute("data-copy")))
        wanted = box.input_value()
        button.focus()
        page.keyboard.press("Enter")
        name = str(button.get_attribute("data-name"))
        expect(page.locator("#said")).to_have_text(f"{copied}: {name}")
        spare = context.new_page()
        spare.set_content("<textarea id=t></textarea>")
        spare.locator("#t").focus()
        spare.keyboard.press("Control+V")
        assert spare.locator("#t").input_value() == wanted
        spare.close()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        result = Axe().run(page)
        assert [one["id"] for one in result.response["violations"]] == [], json.dumps(
            result.response["violations"], ensure_ascii=False)[:2000]
    assert [one for one in asked if not one.startswith(("file:", "data:"))] == []
    assert said == []


@pytest.mark.guide("G-51")
@pytest.mark.services("chromium")
def test_copying_works_without_the_modern_clipboard(browser: Any, tmp_path: Path) -> None:
    file = handed("portal", tmp_path, Opened())
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page = context.new_page()
    page.goto(file.as_uri())
    button = page.locator("button[data-copy]").nth(1)
    wanted = page.locator("#" + str(button.get_attribute("data-copy"))).input_value()
    button.click()
    spare = context.new_page()
    spare.set_content("<textarea id=t></textarea>")
    spare.locator("#t").focus()
    spare.keyboard.press("Control+V")
    assert spare.locator("#t").input_value() == wanted


@pytest.mark.services("chromium")
@pytest.mark.parametrize("channel", ["portal", "phone"])
def test_on_a_narrow_screen_every_text_is_seen_whole(
    channel: str, browser: Any, tmp_path: Path
) -> None:
    page = browser.new_page(viewport={"width": 400, "height": 800})
    page.goto(handed(channel, tmp_path, Opened()).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    hidden = "boxes => boxes.filter(one => one.scrollHeight > one.clientHeight + 1).length"
    assert page.eval_on_selector_all("textarea", hidden) == 0
    page.set_viewport_size({"width": 320, "height": 800})
    # The boxes grow when the page hears of its new size, which is before its next picture.
    page.evaluate("new Promise(go => requestAnimationFrame(() => requestAnimationFrame(go)))")
    assert page.eval_on_selector_all("textarea", hidden) == 0


@pytest.mark.services("chromium")
def test_the_call_sheet_is_printed_on_one_page(browser: Any, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(handed("phone", tmp_path, Opened()).as_uri())
    assert len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4"))) == 1
    page.emulate_media(media="print")
    sheet = page.inner_text("main")
    assert "8 (800) 100-70-10" in sheet and "Запись звонка" in sheet
