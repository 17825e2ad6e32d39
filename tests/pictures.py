"""The pictures of README.ru.md: screens of real runs, ``python -m tests.pictures --write``.

Each scene drives the program in a pseudo-terminal of 80 by 24 with a fixed clock and invented
people, and the screen becomes an SVG. Its ``<desc>`` is the screen's text, for screen readers and
for the check that the picture is fresh.
"""

import html
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyte

from tests.terminal.person import PROGRAM, Person

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
_NOW = "2026-11-20T18:00:00+03:00"
_COLOURS = {"brown": "yellow", "brightblack": "bright_black", "brightbrown": "bright_yellow"}
_SVG = """<svg role="img" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<!--words-->
<style>
.{unique_id}-matrix {{ font-family: Consolas, Menlo, "DejaVu Sans Mono", monospace;
  font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


@dataclass(frozen=True)
class Scene:
    """One picture: what it shows, and the words by which the screen is known."""

    name: str
    title: str
    seen: str


@dataclass(frozen=True)
class Run:
    """One run of the program: keys to press after some words have come, pictures on the way."""

    words: str
    steps: tuple[Scene | tuple[str, str], ...]


RUNS = (
    Run("new", (
        Scene("start", "Первый вопрос: что случилось. Темы выбирают стрелками или цифрой.",
              "Показать ещё"),
        ("Что случилось", "4"), ("4) Запись", "\r"), ("Что делаем", "3\r"),
        ("В какой услуге", "Запись на приём к врачу\r"), ("Что не работает", "?\r"),
        Scene("help", "Знак вопроса объясняет, что писать и почему это важно.",
              "С этого предложения"),
        ("Вопрос 4.", "При выборе времени появляется ошибка 500.\r"),
        ("Когда это", "вчера в 14:30\r"),
        Scene("time", "Время написано словами «вчера в 14:30», программа переспрашивает дату.",
              "Верно:"),
        ("Верно:", "\r"), ("по шагам", "Открыла услугу\rНажала «Выбрать время»\r\r"),
        ("какого действия", "\r"), ("должно было", "Откроется список времени\r"),
        ("на самом деле", "Страница с ошибкой\r"), ("текст ошибки", "500 Internal Server Error\r"),
        ("код ошибки", "ab12cd34ef56\r"),
        Scene("known", "Программа узнала ошибку 500 и советует, что попробовать до обращения.",
              "известная ошибка"),
    )),
    Run("edit GS-1", (
        Scene("check", "Все ответы перед отправкой: любой можно открыть и исправить.",
              "Куда:"),)),
    Run("send GS-1 --no-open", (
        Scene("send", "Готовый текст обращения и вопрос, открыть ли страницу для отправки.",
              "2) Нет"),)),
    Run("", (
        Scene("desk", "Команда gosupport без слов: какие обращения ждут и что с ними делать.",
              "Новое обращение"),)),
    Run("new --linear", (
        Scene("linear", "Простой текст без меню: варианты с номерами, номер печатают.",
              "Введите номер"),)),
)
_SENT = (["sent", "GS-1", "--ticket", "SCR#1234567"],
         ["new", "--no-input", "--from", "GS-1", "--set", "problem.occurred_at=вчера в 10:00"])
SCENES = tuple(step for run in RUNS for step in run.steps if isinstance(step, Scene))


def screens(run: Run) -> Iterator[tuple[Scene, pyte.Screen]]:
    """The scenes of one run played anew in a home of its own; use a screen before the next."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "gosupport"
        if not run.words.startswith("new"):
            prepare(home, *(_SENT if not run.words else ()))
        yield from _played(run, home)


def _played(run: Run, home: Path) -> Iterator[tuple[Scene, pyte.Screen]]:
    person = Person(home, *run.words.split(), GOSUPPORT_NOW=_NOW, GOSUPPORT_LANG="ru",
                    PATH=f"{Path(sys.executable).parent}:/usr/bin:/bin")
    person.stream.feed(f"$ gosupport {run.words}".rstrip() + "\r\n")
    for step in run.steps:
        if isinstance(step, Scene):
            person.sees(step.seen)
            person.read(0.5)
            yield step, person.screen
        else:
            person.sees(step[0])
            person.type(step[1])
    person.child.close(force=True)


def prepare(home: Path, *more: list[str]) -> None:
    """A home where GS-1 is ready, and what ``more`` commands leave there."""
    made = ["new", "--no-input", "--answers", str(ROOT / "tests/answers_example.yaml")]
    for words in (made, *more):
        subprocess.run([*PROGRAM, *words], check=False, capture_output=True, cwd=ROOT, env={
            "GOSUPPORT_HOME": str(home), "GOSUPPORT_NOW": _NOW, "GOSUPPORT_LANG": "ru",
            "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"})


def text_of(screen: pyte.Screen) -> str:
    """What stands on the screen, without the blanks at the ends."""
    return "\n".join(line.rstrip() for line in screen.display).rstrip()


def described(svg: str) -> tuple[str, str]:
    """Title and text that a picture carries."""
    found = re.search(r"<title>(.*?)</title>\n<desc>(.*?)</desc>", svg, re.S)
    assert found, "no words in the picture"
    return html.unescape(found[1]), html.unescape(found[2])


def svg_of(scene: Scene, screen: pyte.Screen) -> str:
    """The picture, drawn by rich."""
    import io

    from rich.console import Console
    from rich.text import Text

    console = Console(record=True, width=screen.columns, file=io.StringIO(), force_terminal=True,
                      color_system="truecolor", legacy_windows=False)
    rows = len(text_of(screen).splitlines())
    for row in range(rows):
        line = Text(no_wrap=True, end="")
        for column in range(screen.columns):
            sign = screen.buffer[row][column]
            line.append(sign.data, style=_style(sign))
        console.print(line, soft_wrap=True)
    drawn = console.export_svg(title="Терминал", code_format=_SVG, unique_id=scene.name)
    words = (f"<title>{html.escape(scene.title, quote=False)}</title>\n"
             f"<desc>{html.escape(text_of(screen), quote=False)}</desc>")
    return re.sub(r"[ \t]+$", "", drawn.replace("<!--words-->", words), flags=re.M)


def _style(sign: pyte.screens.Char) -> str:
    def colour(name: str) -> str:
        return f"#{name}" if re.fullmatch("[0-9a-f]{6}", name) else _COLOURS.get(name, name)

    parts = [word for word, on in (("bold", sign.bold), ("reverse", sign.reverse),
                                   ("underline", sign.underscore)) if on]
    return f"{' '.join(parts)} {colour(sign.fg)} on {colour(sign.bg)}".strip()


if __name__ == "__main__" and "--write" in sys.argv:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for one, shown in (pair for run in RUNS for pair in screens(run)):
        (FOLDER / f"{one.name}.svg").write_text(svg_of(one, shown), encoding="utf-8")
