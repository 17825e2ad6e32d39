"""The pictures of README.ru.md are what the program really shows, with words for who sees none."""

import re

import pytest

from tests import page_picture, pictures
from tests.rules.tree import ROOT

README = (ROOT / "README.ru.md").read_text(encoding="utf-8")


@pytest.mark.terminal
@pytest.mark.timeout(180)
@pytest.mark.parametrize("run", pictures.RUNS, ids=lambda run: run.words or "desk")
def test_every_picture_shows_the_screen_of_today(run: pictures.Run) -> None:
    stale = [scene.name for scene, screen in pictures.screens(run)
             if pictures.described((pictures.FOLDER / f"{scene.name}.svg")
                                   .read_text(encoding="utf-8"))
             != (scene.title, pictures.text_of(screen))]
    assert stale == [], "run: python -m tests.pictures --write, and look at them"


@pytest.mark.parametrize("scene", pictures.SCENES, ids=lambda scene: scene.name)
def test_a_picture_stands_in_the_guide_with_its_words_and_loads_nothing(
    scene: pictures.Scene,
) -> None:
    assert f"![{scene.title}](docs/pictures/{scene.name}.svg)" in README
    svg = (pictures.FOLDER / f"{scene.name}.svg").read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[^\"<\s]+", re.sub("<desc>.*?</desc>", "", svg, flags=re.S))
               ) == {"http://www.w3.org/2000/svg"}
    assert "<script" not in svg and "url(http" not in svg


def test_no_picture_is_left_over() -> None:
    names = {file.name for file in pictures.FOLDER.iterdir()}
    assert names == {"page.png", *(f"{scene.name}.svg" for scene in pictures.SCENES)}


def test_the_picture_of_the_page_has_the_words_of_the_page_of_today() -> None:
    words = page_picture.words_of(page_picture.page())
    assert "Скопировать: Тема обращения" in words
    assert page_picture.kept() == words, "run: python -m tests.page_picture --write, and look at it"
    assert f"![{page_picture.TITLE}](docs/pictures/{page_picture.FILE.name})" in README
