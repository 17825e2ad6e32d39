"""docs/pictures/page.png: the page that ``send`` opens, ``python -m tests.page_picture --write``.

Needs Chromium. The words of the whole page are kept inside the picture, so that the check that it
is fresh needs no browser and no comparing of pixels.
"""

import html
import io
import re
import sys
import tempfile
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.pictures import FOLDER, prepare

FILE = FOLDER / "page.png"
TITLE = "Страница с готовыми текстами: у каждого поля счётчик знаков и кнопка «Скопировать»."
_WORDS = "Description"


def page() -> str:
    """The page of the example request, as the program writes it."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "gosupport"
        prepare(home, ["send", "GS-1", "--yes", "--no-open"])
        return (home / "handover" / "GS-1-portal.html").read_text(encoding="utf-8")


def words_of(text: str) -> str:
    """What the page says, without its markup, style and script."""
    text = re.sub(r"<(style|script)\b.*?</\1>|<[^>]+>", " ", text, flags=re.S)
    return " ".join(html.unescape(text).split())


def kept() -> str:
    """The words that the picture was made of."""
    with Image.open(FILE) as picture:
        return str(picture.info.get(_WORDS, ""))


def _shot(text: str) -> bytes:
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        place = Path(folder) / "page.html"
        place.write_text(text, encoding="utf-8")
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=[
            "--no-sandbox", "--disable-background-networking", "--no-first-run"])
        view = browser.new_page(viewport={"width": 900, "height": 1000})
        view.goto(place.as_uri())
        box = view.get_by_text("Тексты", exact=True).bounding_box()
        assert box is not None
        drawn = view.screenshot(full_page=True, clip={
            "x": 40, "y": box["y"] - 16, "width": 820, "height": 620})
        browser.close()
        return drawn


if __name__ == "__main__" and "--write" in sys.argv:
    fresh = page()
    told = PngInfo()
    told.add_itxt(_WORDS, words_of(fresh))
    Image.open(io.BytesIO(_shot(fresh))).convert("RGB").quantize(32).save(
        FILE, optimize=True, pnginfo=told)
